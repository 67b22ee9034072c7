"""Asks the questions of the quality sets and says which were understood."""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from directory.catalogue.query import OfferQuery
from directory.catalogue.understanding import Understanding, Understood

HERE = Path(__file__).parent
SUNDAY = date(2026, 11, 22)


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody types, and the sports and the key of the place that they mean."""

    query: str
    sports: tuple[str, ...]
    ags: str
    split: str


def asked(split: str) -> list[Asked]:
    with (HERE / "queries.csv").open(encoding="utf-8", newline="") as lines:
        rows = [
            Asked(row["query"], tuple(row["sports"].split()), row["ags"], row["split"])
            for row in csv.DictReader(lines)
        ]
    return [row for row in rows if row.split == split]


def is_recovered(wanted: Asked, found: Understood) -> bool:
    """All sports that were meant, the first one first, no others unasked; and the place."""
    sports = set(wanted.sports) <= set(found.sports) and bool(wanted.sports) == bool(found.sports)
    first = set(found.sports[:1]) <= set(wanted.sports) or len(found.sports) > 3
    place = found.place.ags if found.place else ""
    return sports and first and place == wanted.ags


def missed(understanding: Understanding, questions: list[Asked]) -> list[tuple[Asked, Understood]]:
    answers = [
        (wanted, understanding.understand(OfferQuery(text=wanted.query), SUNDAY))
        for wanted in questions
    ]
    return [(wanted, found) for wanted, found in answers if not is_recovered(wanted, found)]
