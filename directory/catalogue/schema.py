"""What the index keeps of a record: indexed fields, columns, stored values, and how words weigh."""

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import xxhash

from directory.catalogue.analysis import Split, terms, terms_with_parts
from directory.catalogue.record import NEVER_AGES, Record, Section
from directory.catalogue.whoosh_door import (
    COLUMN,
    STORED,
    Existence,
    FieldType,
    Frequency,
    NumericColumn,
    RefBytesColumn,
    Schema,
)
from directory.model import Need, TimeOfDay, Weekday
from directory.spelling import words

# Raise it whenever files of older programs must not be read any more.
FORMAT = 2

TEXT, SPORT, WORD = "text", "sport", "word"
FIELDS = (TEXT, SPORT, WORD)

WEIGHTS = {
    Section.NAME: 5.0,
    Section.SPORT: 4.0,
    Section.CLUB: 2.0,
    Section.PLACE: 2.0,
    Section.TEXT: 1.0,
}
# Words of names are worth correcting a misspelling to; words of descriptions are too many.
NAMING = (Section.NAME, Section.SPORT, Section.CLUB, Section.PLACE)

UNKNOWN_AGE_MIN, UNKNOWN_AGE_MAX = -32768, 32767
NO_POINT = -(2**31)

# Column, type code of Whoosh and array, value where a record has none.
NUMBERS: dict[str, tuple[str, int]] = {
    "kind": ("B", 0),
    "slots": ("I", 0),
    "yes": ("H", 0),
    "no": ("H", 0),
    "age_min": ("h", UNKNOWN_AGE_MIN),
    "age_max": ("h", UNKNOWN_AGE_MAX),
    "verified_day": ("i", 0),
    "changed_day": ("i", 0),
    "counts_from": ("i", NEVER_AGES),
    "latitude_e6": ("i", NO_POINT),
    "longitude_e6": ("i", NO_POINT),
}
LABELS = ("state", "ags")

_SAMPLE = "Rollstuhl-Basketball für Füße: Schwimmen, Kegeln, Blindenfußball und Straßenhockey"


class Postings(FieldType):  # type: ignore[misc]
    """An indexed field that is fed with ready terms: our analysis runs before Whoosh."""

    def __init__(self, *, scorable: bool) -> None:
        posting = Frequency() if scorable else Existence()
        super().__init__(posting, None, scorable=scorable)

    def index(self, value: Any, **_options: Any) -> Any:
        return value


def new_schema() -> Schema:
    numbers = {
        name: COLUMN(NumericColumn(code, default=default))
        for name, (code, default) in NUMBERS.items()
    }
    labels = {name: COLUMN(RefBytesColumn()) for name in LABELS}
    return Schema(
        id=STORED,
        card=STORED,
        text=Postings(scorable=True),
        sport=Postings(scorable=False),
        word=Postings(scorable=False),
        **numbers,
        **labels,
    )


Posting = tuple[bytes, int, float, bytes]


def document_of(record: Record, card: bytes, split: Split) -> dict[str, Any]:
    """The values that ``SegmentWriter.add_document`` takes for one record."""
    latitude, longitude = record.latitude_e6, record.longitude_e6
    has_point = latitude is not None and longitude is not None
    return {
        "id": record.id,
        "card": card,
        "text": _weighted(record, split),
        "sport": _present(record.sports),
        "word": _present(naming_words(record)),
        "kind": int(record.kind),
        "slots": record.slots,
        "yes": record.yes,
        "no": record.no,
        "age_min": within_ages(record.age_min),
        "age_max": within_ages(record.age_max),
        "verified_day": record.verified_day,
        "changed_day": record.changed_day,
        "counts_from": record.counts_from,
        "latitude_e6": latitude if has_point else None,
        "longitude_e6": longitude if has_point else None,
        "state": record.state_code.encode(),
        "ags": record.ags.encode(),
    }


def within_ages(age: int | None) -> int | None:
    """An age that fits its column; nobody is older than 32,766 years."""
    return None if age is None else max(UNKNOWN_AGE_MIN + 1, min(age, UNKNOWN_AGE_MAX - 1))


def naming_words(record: Record) -> set[str]:
    return {word for section in NAMING for word in words(record.sections.get(section, ""))}


def _weighted(record: Record, split: Split) -> list[Posting]:
    counts: dict[str, int] = {}
    weights: dict[str, float] = {}
    for section, text in record.sections.items():
        for term in terms_with_parts(text, split):
            counts[term] = counts.get(term, 0) + 1
            weights[term] = weights.get(term, 0.0) + WEIGHTS[section]
    return [(term.encode(), counts[term], weights[term], b"") for term in counts]


def _present(values: Iterable[str]) -> list[Posting]:
    return [(value.encode(), 1, 1.0, b"") for value in dict.fromkeys(values)]


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """Another one means: files written by a program that this one would misread."""
    return _digest(
        [
            FORMAT,
            NUMBERS,
            [list(Need), list(TimeOfDay), [int(day) for day in Weekday]],
            terms(_SAMPLE),
        ]
    )


def wording(split: Split) -> str:
    """Another one means: new documents would get other terms or weights than the old ones.

    Only builders ask: taking words apart needs seconds to get ready, and readers do not need it.
    """
    weights = {section.value: weight for section, weight in WEIGHTS.items()}
    return _digest([weights, terms_with_parts(_SAMPLE, split)])


def _digest(facts: list[Any]) -> str:
    return xxhash.xxh3_128_hexdigest(json.dumps(facts, sort_keys=True).encode())
