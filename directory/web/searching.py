"""Asks the search engine so that nobody ends with nothing: wider, then with fewer words."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from directory.catalogue.analysis import terms
from directory.catalogue.criteria import Answer, Circle, Criteria, Word
from directory.catalogue.query import OfferQuery
from directory.catalogue.record import Kind
from directory.catalogue.understanding import CONFIRMED_DAYS, Understood
from directory.web.parts import Parts

WIDER_KM = (25, 50, 100, 200)
CLUBS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, and how far we had to go from the question.

    ``widened_to_km`` is the wider circle, 0 for all of Germany, None where nothing was widened.
    ``without_words`` had to be left out, and with ``without_filters`` all wishes too.
    """

    query: OfferQuery
    understood: Understood
    criteria: Criteria
    answer: Answer
    clubs: Answer
    widened_to_km: int | None = None
    without_words: tuple[str, ...] = ()
    without_filters: bool = False

    @property
    def pages(self) -> int:
        return max(1, -(-self.answer.total // self.criteria.page_size))


def search(parts: Parts, query: OfferQuery) -> Found:
    """The nearest answer to the question that has at least one offer, if any offer is there."""
    understood = parts.understanding.understand(query, parts.today())
    asked = understood.criteria(_analysed)
    fresh_since = parts.today() - timedelta(CONFIRMED_DAYS)
    for criteria, changes in _easier(understood):
        answer = parts.finder.find(criteria, fresh_since)
        if answer.total or answer.degraded:
            clubs = _clubs(parts, asked, criteria)
            return Found(query, understood, criteria, answer, clubs, **changes)
    answer = parts.finder.find(asked, fresh_since)
    return Found(query, understood, asked, answer, _clubs(parts, asked, asked))


def _analysed(text: str) -> tuple[Word, ...]:
    return tuple(Word((term,)) for term in terms(text))


def _easier(understood: Understood) -> Iterator[tuple[Criteria, dict[str, Any]]]:
    """The question itself, then questions that ask for less and less, each with what changed."""
    for criteria, changes in _shorter(understood):
        yield criteria, changes
        for wider, kilometres in _wider(criteria):
            yield wider, {**changes, "widened_to_km": kilometres}


def _shorter(understood: Understood) -> Iterator[tuple[Criteria, dict[str, Any]]]:
    yield understood.criteria(_analysed), {}
    left_out: tuple[str, ...] = ()
    if understood.unknown_words:
        left_out = understood.unknown_words
        yield understood.without_unknown_words().criteria(_analysed), {"without_words": left_out}
    bare = understood.without_words().criteria(_analysed)
    if understood.words != left_out:
        left_out = understood.words
        yield bare, {"without_words": left_out}
    plain = replace(
        bare,
        days=frozenset(),
        times=frozenset(),
        needs=frozenset(),
        age=None,
        verified_since=None,
    )
    if plain != bare:
        yield plain, {"without_words": left_out, "without_filters": True}


def _wider(criteria: Criteria) -> Iterator[tuple[Criteria, int]]:
    circle = criteria.circle
    if circle is not None and (circle.radius_km is not None or criteria.ags):
        start = circle.radius_km or 0
        for kilometres in WIDER_KM:
            if kilometres > start:
                wider = replace(circle, radius_km=float(kilometres))
                yield replace(criteria, circle=wider, ags=""), kilometres
        yield replace(criteria, circle=replace(circle, radius_km=None), ags=""), 0
    elif criteria.ags:
        yield replace(criteria, ags=""), 0


def _clubs(parts: Parts, asked: Criteria, used: Criteria) -> Answer:
    """Clubs near by that may do this sport; of them nobody knows whether they are inclusive."""
    if used.page > 1 or not (asked.sports or asked.circle or asked.words or asked.ags):
        return Answer(0, ())
    circle = used.circle
    if circle is not None and circle.radius_km is None and not used.ags:
        circle = Circle(circle.latitude, circle.longitude, float(WIDER_KM[0]))
    return parts.finder.find(
        replace(
            used,
            kind=Kind.CLUB,
            circle=circle,
            days=frozenset(),
            times=frozenset(),
            needs=frozenset(),
            age=None,
            verified_since=None,
            page=1,
            page_size=CLUBS_SHOWN,
        )
    )
