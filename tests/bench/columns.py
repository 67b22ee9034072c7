"""Counts, order and page from columns of numbers, for engines that fetch rows."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import isnan
from typing import Any, NamedTuple

import numpy as np

from directory.catalogue.criteria import (
    DISTANCE_STEPS_KM,
    Answer,
    Criteria,
    Facets,
    Hit,
    Sort,
)
from directory.catalogue.record import Record
from directory.model import Need, TimeOfDay, Weekday
from tests.bench.engines import kilometres, slot_mask, squared_chord

NEEDS = len(Need)
SLOTS_AT = 2 * NEEDS
STATE_AT = SLOTS_AT + 21
CONFIRMED_AT = STATE_AT + 5
STATES = 32
SPORT_BITS = 9
SPORTS = 1 << SPORT_BITS
MOST_SPORTS = 63 // SPORT_BITS


@dataclass(frozen=True)
class Codes:
    """Small numbers from 1 on for sports and states; 0 is nothing."""

    sports: dict[str, int] = field(default_factory=dict)
    states: dict[str, int] = field(default_factory=dict)

    def learn(self, record: Record) -> None:
        for sport in record.sports:
            self.sports.setdefault(sport, len(self.sports) + 1)
        if record.state_code:
            self.states.setdefault(record.state_code, len(self.states) + 1)


def packed_bits(record: Record, codes: Codes) -> int:
    """From the lowest bit: needs that are yes, needs that are unknown, slots, state, confirmed."""
    unknown = ~(record.yes | record.no) & ((1 << NEEDS) - 1)
    return (
        record.yes
        | unknown << NEEDS
        | record.slots << SLOTS_AT
        | codes.states.get(record.state_code, 0) << STATE_AT
        | (record.verified_day > 0) << CONFIRMED_AT
    )


def packed_sports(record: Record, codes: Codes) -> int:
    """The codes of up to seven sports in one number."""
    if len(set(record.sports)) > MOST_SPORTS:
        raise ValueError(f"{record.id} has more sports than fit into one number")
    packed = 0
    for sport in dict.fromkeys(record.sports):
        packed = packed << SPORT_BITS | codes.sports[sport]
    return packed


def packed_freshness(record: Record) -> int:
    """Last confirmed, then last changed, as one number that grows."""
    return record.verified_day << 20 | record.changed_day


class Rows(NamedTuple):
    """Every row that any count of one question needs, as columns; narrowing filters are done.

    ``numbers`` gives the order of ids, ``keys`` the rank where it is not by distance (smallest
    first; None where all are alike), ``chords`` squared chords (NaN without a point).
    """

    numbers: Sequence[int] | np.ndarray
    bits: Sequence[int] | np.ndarray
    sports: Sequence[int] | np.ndarray
    keys: Sequence[float] | np.ndarray | None
    chords: np.ndarray | None


class Candidates:
    """The rows of one question, ready to be counted and sorted."""

    def __init__(self, criteria: Criteria, codes: Codes, rows: Rows) -> None:
        self._criteria = criteria
        self._codes = codes
        self._numbers = np.asarray(rows.numbers, dtype=np.int64)
        self._bits = np.array(rows.bits, dtype=np.int64)
        self._sports = np.array(rows.sports, dtype=np.int64)
        self._keys = rows.keys
        self._chords = rows.chords

    def answer(self, cards: Callable[[list[int]], list[tuple[str, dict[str, Any]]]]) -> Answer:
        """``cards`` gives id and stored card for numbers, in their order."""
        criteria = self._criteria
        every = np.ones(len(self._numbers), dtype=bool)
        sport = self._of_sports() if criteria.sports else every
        slot = self._of_slots() if criteria.days or criteria.times else every
        near = self._within(criteria.circle.radius_km) if criteria.circle else every
        found = sport & slot & near
        page = self._page(np.flatnonzero(found))
        stored = cards([int(number) for number in self._numbers[page]])
        hits = tuple(self._hit(row, *card) for row, card in zip(page, stored, strict=True))
        return Answer(int(found.sum()), hits, self._facets(found, sport, slot, near))

    def _of_sports(self) -> np.ndarray:
        wanted = np.zeros(SPORTS, dtype=bool)
        wanted[[self._codes.sports.get(sport, 0) for sport in self._criteria.sports]] = True
        wanted[0] = False
        found = np.zeros(len(self._numbers), dtype=bool)
        for codes in _each_sport(self._sports):
            found |= wanted[codes]
        return found

    def _of_slots(self) -> np.ndarray:
        mask = slot_mask(self._criteria.days, self._criteria.times)
        return self._bits & (mask << SLOTS_AT) != 0

    def _within(self, radius_km: float | None) -> np.ndarray:
        if radius_km is None or self._chords is None:
            return np.ones(len(self._numbers), dtype=bool)
        return self._chords <= squared_chord(radius_km)  # NaN is never near

    def _facets(
        self, found: np.ndarray, sport: np.ndarray, slot: np.ndarray, near: np.ndarray
    ) -> Facets:
        days, times = self._criteria.days, self._criteria.times
        bits = self._bits[found]
        slots = self._bits[sport & near] >> SLOTS_AT
        return Facets(
            sports=self._count_sports(slot & near),
            days={day: _with_any(slots, slot_mask((day,), times)) for day in Weekday},
            times={time: _with_any(slots, slot_mask(days, (time,))) for time in TimeOfDay},
            needs={need: _with_any(bits, 1 << at) for at, need in enumerate(Need)},
            needs_unknown={need: _with_any(bits, 1 << NEEDS + at) for at, need in enumerate(Need)},
            states=_named(bits >> STATE_AT & (STATES - 1), self._codes.states),
            distances=self._count_distances(sport & slot),
            confirmed=_with_any(bits, 1 << CONFIRMED_AT),
        )

    def _count_sports(self, rows: np.ndarray) -> dict[str, int]:
        counts = np.zeros(SPORTS, dtype=np.int64)
        for codes in _each_sport(self._sports[rows]):
            counts += np.bincount(codes, minlength=SPORTS)
        return {sport: int(counts[at]) for sport, at in self._codes.sports.items() if counts[at]}

    def _count_distances(self, rows: np.ndarray) -> dict[int, int]:
        if self._chords is None:
            return {}
        chords = self._chords[rows]
        return {
            step: int(np.count_nonzero(chords <= squared_chord(step))) for step in DISTANCE_STEPS_KM
        }

    def _page(self, found: np.ndarray) -> np.ndarray:
        criteria = self._criteria
        first = (criteria.page - 1) * criteria.page_size
        last = first + criteria.page_size
        ranks = self._ranks(found)
        if len(found) > 4 * last:
            kept = ranks <= np.partition(ranks, last - 1)[last - 1]
            found, ranks = found[kept], ranks[kept]
        return found[np.lexsort((self._numbers[found], ranks))][first:last]

    def _ranks(self, found: np.ndarray) -> np.ndarray:
        if self._criteria.sort is Sort.DISTANCE and self._chords is not None:
            return np.nan_to_num(self._chords[found], nan=np.inf)
        if self._keys is None:
            return np.zeros(len(found))
        return np.array(self._keys, dtype=np.float64)[found]

    def _hit(self, row: int, id_: str, card: dict[str, Any]) -> Hit:
        chord = np.nan if self._chords is None else float(self._chords[row])
        return Hit(
            id=id_,
            stored=card,
            score=0.0 if self._keys is None else -float(self._keys[row]),
            distance_km=None if isnan(chord) else kilometres(chord),
        )


def _each_sport(codes: np.ndarray) -> Iterator[np.ndarray]:
    while codes.any():
        yield codes & (SPORTS - 1)
        codes = codes >> SPORT_BITS


def _with_any(values: np.ndarray, mask: int) -> int:
    return int(np.count_nonzero(values & mask))


def _named(codes: np.ndarray, names: dict[str, int]) -> dict[str, int]:
    counts = np.bincount(codes, minlength=STATES)
    return {name: int(counts[code]) for name, code in names.items() if counts[code]}


def ordinals(records: Iterable[Record]) -> list[Record]:
    """In the order of ids: a number given in this order stands for the id where hits are equal."""
    return sorted(records, key=lambda record: record.id)
