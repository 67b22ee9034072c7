"""The slow, obviously right answer to every question: looks at each record, one after the other."""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable
from datetime import date
from math import asin, cos, radians, sin, sqrt
from typing import TypeVar

from msgspec.structs import replace

from directory.catalogue.criteria import (
    DISTANCE_STEPS_KM,
    Answer,
    Circle,
    Criteria,
    Facets,
    Hit,
    Sort,
    Word,
)
from directory.catalogue.record import Record
from directory.model import Need, TimeOfDay, Weekday

EARTH_RADIUS_KM = 6371.0088  # the mean radius, as geopy's great circle takes it

Choice = TypeVar("Choice", bound=Hashable)

NOBODY: frozenset[str] = frozenset()


def no_score(_record: Record, _words: tuple[Word, ...]) -> float:
    """All alike, so that order by relevance is order by id."""
    return 0.0


class BruteForce:
    """Answers ``Criteria`` from a list of records; whatever an engine says must equal this.

    ``terms`` splits and analyses the text of one section. ``score`` gives the relevance of a
    record; without it the order by relevance says nothing, so compare members only.
    ``confirmed_since`` is the first day that the facet ``confirmed`` counts; None counts every
    record that was ever confirmed.
    """

    def __init__(
        self,
        records: Iterable[Record],
        terms: Callable[[str], Iterable[str]],
        score: Callable[[Record, tuple[Word, ...]], float] = no_score,
        confirmed_since: date | None = None,
    ) -> None:
        self.records = tuple(records)
        self._terms = terms
        self._score = score
        self._confirmed_since = confirmed_since
        self._terms_of = {record.id: self._all_terms(record) for record in self.records}

    def search(self, criteria: Criteria, without: Collection[str] = NOBODY) -> Answer:
        """``without``: ids that must not be found, as of offers withdrawn a moment ago."""
        found = self.matches(criteria, without)
        found.sort(key=self._order(criteria))
        found.sort(key=lambda record: not _is_as_young_as(record, criteria.fresh_since))
        first = (criteria.page - 1) * criteria.page_size
        page = found[first : first + criteria.page_size]
        return Answer(
            total=len(found),
            hits=tuple(self._hit(record, criteria) for record in page),
            facets=self.facets(criteria, without),
        )

    def matches(self, criteria: Criteria, without: Collection[str] = NOBODY) -> list[Record]:
        """Everything that answers the question, in the order of the records."""
        return [r for r in self.records if r.id not in without and self._answers(r, criteria)]

    def facets(self, criteria: Criteria, without: Collection[str] = NOBODY) -> Facets:
        """Counts without zeros."""
        found = self.matches(criteria, without)
        any_sport = self.matches(replace(criteria, sports=frozenset()), without)
        any_day = self.matches(replace(criteria, days=frozenset()), without)
        any_time = self.matches(replace(criteria, times=frozenset()), without)
        return Facets(
            sports=_count(set(r.sports) for r in any_sport),
            days=_count(
                {day for day in Weekday if has_slot(r, {day}, criteria.times)} for r in any_day
            ),
            times=_count(
                {time for time in TimeOfDay if has_slot(r, criteria.days, {time})} for r in any_time
            ),
            needs=_count({need for need in Need if is_yes(r, need)} for r in found),
            needs_unknown=_count({need for need in Need if is_unknown(r, need)} for r in found),
            states=_count({r.state_code} for r in found if r.state_code),
            towns=_count({r.ags} for r in found if r.ags) if criteria.by_town else {},
            distances=self._distances(criteria, without),
            confirmed=sum(self._is_confirmed(r) for r in found),
        )

    def _distances(self, criteria: Criteria, without: Collection[str]) -> dict[int, int]:
        circle = criteria.circle
        if circle is None:
            return {}
        anywhere = self.matches(replace(criteria, circle=None), without)
        return _count(
            {step for step in DISTANCE_STEPS_KM if _is_within(r, replace(circle, radius_km=step))}
            for r in anywhere
        )

    def _answers(self, record: Record, criteria: Criteria) -> bool:
        return (
            record.kind == criteria.kind
            and all(self._has_word(record, word) for word in criteria.words)
            and (not criteria.sports or not criteria.sports.isdisjoint(record.sports))
            and has_slot(record, criteria.days, criteria.times)
            and all(_meets(record, need, criteria.unknown_too) for need in criteria.needs)
            and _fits_age(record, criteria.age)
            and _is_verified_since(record, criteria.verified_since)
            and _is_as_young_as(record, criteria.shown_since)
            and (criteria.circle is None or _is_within(record, criteria.circle))
            and record.ags.startswith(criteria.ags)
        )

    def _has_word(self, record: Record, word: Word) -> bool:
        terms = self._terms_of[record.id]
        if any(term in terms for term in word.terms):
            return True
        return word.prefix and any(term.startswith(word.terms[0]) for term in terms)

    def _all_terms(self, record: Record) -> frozenset[str]:
        return frozenset(term for text in record.sections.values() for term in self._terms(text))

    def _is_confirmed(self, record: Record) -> bool:
        if self._confirmed_since is None:
            return record.verified_day > 0
        return _is_verified_since(record, self._confirmed_since)

    def _order(self, criteria: Criteria) -> Callable[[Record], tuple[float | str, ...]]:
        circle = criteria.circle
        if criteria.sort is Sort.FRESHNESS:
            return lambda r: (-r.verified_day, -r.changed_day, r.id)
        if criteria.sort is Sort.DISTANCE and circle is not None:
            return lambda r: (_or_far_away(distance_km(r, circle)), r.id)
        return lambda r: (-self._score(r, criteria.words), r.id)

    def _hit(self, record: Record, criteria: Criteria) -> Hit:
        return Hit(
            id=record.id,
            stored=record.card,
            score=self._score(record, criteria.words),
            distance_km=distance_km(record, criteria.circle) if criteria.circle else None,
        )


def distance_km(record: Record, circle: Circle) -> float | None:
    """Great circle by the haversine formula; None for a record without a point."""
    if record.latitude_e6 is None or record.longitude_e6 is None:
        return None
    here, there = radians(circle.latitude), radians(record.latitude_e6 / 1e6)
    north = there - here
    east = radians(record.longitude_e6 / 1e6) - radians(circle.longitude)
    chord = sin(north / 2) ** 2 + cos(here) * cos(there) * sin(east / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(chord))


def has_slot(record: Record, days: Collection[Weekday], times: Collection[TimeOfDay]) -> bool:
    """Whether one slot has both a wanted day and a wanted time; no wish is content with all."""
    if not days and not times:
        return True
    return any(
        record.slots >> (day * 3 + order) & 1
        for day in days or Weekday
        for order, time in enumerate(TimeOfDay)
        if not times or time in times
    )


def is_yes(record: Record, need: Need) -> bool:
    return bool(record.yes >> list(Need).index(need) & 1)


def is_unknown(record: Record, need: Need) -> bool:
    return not (record.yes | record.no) >> list(Need).index(need) & 1


def _meets(record: Record, need: Need, unknown_too: bool) -> bool:
    return is_yes(record, need) or (unknown_too and is_unknown(record, need))


def _fits_age(record: Record, age: int | None) -> bool:
    if age is None:
        return True
    above = record.age_min is None or record.age_min <= age
    below = record.age_max is None or age <= record.age_max
    return above and below


def _is_verified_since(record: Record, first_day: date | None) -> bool:
    return first_day is None or record.verified_day >= first_day.toordinal()


def _is_as_young_as(record: Record, first_day: date | None) -> bool:
    return first_day is None or record.counts_from >= first_day.toordinal()


def _is_within(record: Record, circle: Circle) -> bool:
    """Without a radius everything is within, even a record without a point."""
    if circle.radius_km is None:
        return True
    distance = distance_km(record, circle)
    return distance is not None and distance <= circle.radius_km


def _or_far_away(distance: float | None) -> float:
    return float("inf") if distance is None else distance


def _count(chosen: Iterable[set[Choice]]) -> dict[Choice, int]:
    return dict(Counter(choice for choices in chosen for choice in choices))
