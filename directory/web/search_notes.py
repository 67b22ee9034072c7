"""Says of a search what is to be counted: with which filters, what kind of place, what is missing.

Neither the question nor the place is ever among it. Words only where nothing fits them, each alone
and folded, so that two names are never stored as one person.
"""

from collections.abc import Iterator
from typing import Final

from directory.catalogue.query import OfferQuery
from directory.spelling import words
from directory.submissions import Happened
from directory.web.counting import note
from directory.web.searching import Found

NEEDS: Final = "brauche"
# What was typed, and what only orders or turns pages, is no filter.
_NO_FILTERS: Final = frozenset({"q", "was", "ort", "sortierung", "genau", "seite"})
_MOST_WORDS: Final = 10


def note_search(found: Found) -> None:
    """To be called by a view that shows the answer. Further pages are no new search."""
    if found.query.page == 1 and not found.query.is_empty and not found.answer.degraded:
        note(tuple(dict.fromkeys(_notes(found))))


def _notes(found: Found) -> Iterator[tuple[Happened, str]]:
    yield Happened.SEARCH, ""
    for name, value in found.query.to_args():
        if name not in _NO_FILTERS:
            yield Happened.FILTER, f"{name} {value}" if name == NEEDS else name
    if found.understood.place:
        yield Happened.PLACE, found.understood.place.kind
    fits = found.answer.total and found.widened_to_km is None and not found.without_filters
    if fits and not found.without_words:
        return
    yield Happened.NOTHING, ""
    if not fits:
        yield from ((Happened.SPORT, sport) for sport in found.understood.sports[:_MOST_WORDS])
    typed = found.without_words if found.answer.total else found.understood.words
    if not _has_an_address(found.query):
        unfit = [word for text in typed for word in words(text) if word.isalpha()]
        yield from ((Happened.WORD, word) for word in unfit[:_MOST_WORDS])


def _has_an_address(query: OfferQuery) -> bool:
    """Of mail: then what was typed is about a person."""
    return any("@" in text for text in (query.text, query.what, query.where))
