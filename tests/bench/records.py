"""The records of a measurement: invented offers in real places, always the same."""

from collections.abc import Iterator
from pathlib import Path

from directory.catalogue.analysis import terms, terms_with_parts
from directory.catalogue.record import Record
from directory.catalogue.recording import record_of, sport_words
from directory.content import Sports, generated_listings
from directory.easy_language import parts

CONTENT = Path("content")
SEED = 1


def records(count: int) -> Iterator[Record]:
    names = sport_words(Sports.load(CONTENT))
    for listing in generated_listings(CONTENT, count, SEED):
        yield record_of(listing, names)


def indexed_terms(text: str) -> tuple[str, ...]:
    """What our index keeps of a text, so the others keep the same."""
    return terms_with_parts(text, parts)


def asked_terms(text: str) -> tuple[str, ...]:
    """What a word of a question is looked up as."""
    return terms(text)
