"""Asks the questions of the quality sets and says which were understood."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from directory.catalogue.query import OfferQuery
from directory.catalogue.understanding import Understanding, Understood
from directory.catalogue.vocabulary import Vocabulary
from directory.content.sports import Sports
from tests.geo.places_for_tests import the_gazetteer

HERE = Path(__file__).parent
CONTENT = Path(__file__).parents[2] / "content"
SUNDAY = date(2026, 11, 22)


@lru_cache(maxsize=1)
def the_sports() -> Sports:
    return Sports.load(CONTENT)


@lru_cache(maxsize=1)
def the_understanding() -> Understanding:
    return Understanding(the_sports(), Vocabulary.load(CONTENT), the_gazetteer())


def understood(
    text: str = "", *, what: str = "", where: str = "", exact: bool = False
) -> Understood:
    query = OfferQuery(text=text, what=what, where=where, exact=exact)
    return the_understanding().understand(query, SUNDAY)


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


def missed(questions: list[Asked]) -> list[str]:
    """The questions that were not understood."""
    return [
        wanted.query for wanted in questions if not is_recovered(wanted, understood(wanted.query))
    ]
