"""Counts how many results each further choice would leave."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from directory.catalogue.criteria import DISTANCE_STEPS_KM, Criteria, Facets
from directory.catalogue.globe import chord_limit
from directory.catalogue.matching import Found, slot_mask
from directory.catalogue.segment import Docs, Mask
from directory.model import Need, TimeOfDay, Weekday

_STEPS = tuple(chord_limit(step) for step in DISTANCE_STEPS_KM)
_NEEDS = len(Need)
_NOT_COUNTED = Facets()
# To walk over an enumeration takes several times as long.
_WEEKDAYS, _TIMES, _ALL_NEEDS = tuple(Weekday), tuple(TimeOfDay), tuple(Need)


class Tally:
    """Adds up the counts of all segments."""

    def __init__(self, criteria: Criteria, confirmed_since: int) -> None:
        self.total = 0
        self._criteria = criteria
        self._confirmed_since = confirmed_since
        self._sports: dict[str, int] = {}
        self._states: dict[str, int] = {}
        self._towns: dict[str, int] = {}
        self._confirmed = 0
        if criteria.counted:
            self._days = np.zeros(len(_WEEKDAYS), np.int64)
            self._times = np.zeros(len(_TIMES), np.int64)
            self._yes = np.zeros(_NEEDS, np.int64)
            self._known = np.zeros(_NEEDS, np.int64)
            self._distances = np.zeros(len(_STEPS), np.int64)

    def add_all(self, passed: Sequence[tuple[Found, Docs]]) -> None:
        """Of each segment what was found, and the documents of it that pass all filters."""
        self.total = sum(len(results) for _found, results in passed)
        if not self._criteria.counted:
            return
        for found, results in passed:
            if self.total or not self._criteria.counted_if_found:
                self._add(found, results)
            elif found.chords is not None:
                self._add_distances(found, found.chords)

    def _add(self, found: Found, results: Docs) -> None:
        without_sports = found.masked(found.in_slots, found.in_circle)
        without_slots = found.masked(found.in_sports, found.in_circle)
        self._add_sports(found, results if found.in_sports is None else _of(found, without_sports))
        self._add_slots(found, results if found.in_slots is None else _of(found, without_slots))
        if found.chords is not None:
            self._add_distances(found, found.chords)
        if len(results):
            self._add_results(found, results)

    def facets(self) -> Facets:
        if not self._criteria.counted:
            return _NOT_COUNTED
        unknown = self.total - self._known
        return Facets(
            sports=self._sports,
            days=_named(_WEEKDAYS, self._days),
            times=_named(_TIMES, self._times),
            needs=_named(_ALL_NEEDS, self._yes),
            needs_unknown=_named(_ALL_NEEDS, unknown),
            states=self._states,
            towns=self._towns,
            distances=_named(DISTANCE_STEPS_KM, self._distances),
            confirmed=self._confirmed,
        )

    def _add_sports(self, found: Found, docs: Docs) -> None:
        segment = found.view.segment
        if not segment.sports or not len(docs):
            return
        starts, sports = segment.columns["combo_starts"], segment.columns["combo_sports"]
        combos = segment.columns["sport_combo"][docs]
        if len(docs) < len(starts):
            counts = np.bincount(_entries(starts, sports, combos), minlength=len(segment.sports))
        else:
            of_combo = np.bincount(combos, minlength=len(starts) - 1)
            of_sport = np.repeat(of_combo, np.diff(starts))
            counts = _whole(np.bincount(sports, of_sport, minlength=len(segment.sports)))
        _count_into(self._sports, segment.sports, counts)

    def _add_slots(self, found: Found, docs: Docs) -> None:
        columns = found.view.columns
        choices = _choices(self._criteria.days, self._criteria.times)
        patterns = columns["slot_patterns"]
        if len(docs) < len(patterns):
            in_slots = (columns["slots"][docs][:, None] & choices) != 0
            hits = np.add.reduce(in_slots, axis=0, dtype=np.int64)
        else:
            counts = np.bincount(columns["slot_code"][docs], minlength=len(patterns))
            hits = _whole(counts @ ((patterns[:, None] & choices) != 0).astype("f8"))
        self._days += hits[: len(_WEEKDAYS)]
        self._times += hits[len(_WEEKDAYS) :]

    def _add_distances(self, found: Found, chords: NDArray[np.float64]) -> None:
        mask = found.masked(found.in_sports, found.in_slots)
        if mask is not None:
            chords = chords[mask]
        # A document without a point has NaN, which no step holds.
        self._distances += [np.count_nonzero(chords <= step) for step in _STEPS]

    def _add_results(self, found: Found, results: Docs) -> None:
        columns = found.view.columns
        yes, no = columns["yes"][results], columns["no"][results]
        self._yes += _bits_set(yes)
        self._known += _bits_set(yes | no)
        self._confirmed += int(
            np.count_nonzero(columns["verified_day"][results] >= self._confirmed_since)
        )
        states = found.view.segment.states
        counts = np.bincount(columns["state"][results], minlength=len(states))
        _count_into(self._states, states, counts)
        if self._criteria.by_town:
            towns = found.view.segment.ags
            counts = np.bincount(columns["ags"][results], minlength=len(towns))
            _count_into(self._towns, towns, counts)


def _of(found: Found, mask: Mask | None) -> Docs:
    return found.docs if mask is None else found.docs[mask]


def _entries(starts: NDArray[Any], sports: NDArray[Any], combos: NDArray[Any]) -> NDArray[Any]:
    """All sports of these combinations, one after the other."""
    first = starts[combos].astype("i8")
    sizes = starts[1:][combos] - first
    before = sizes.cumsum() - sizes
    at = np.repeat(first - before, sizes) + np.arange(int(sizes.sum()))
    return sports[at]


def _count_into(counter: dict[str, int], names: list[str], counts: NDArray[Any]) -> None:
    some = counts.nonzero()[0]
    for at, count in zip(some.tolist(), counts[some].tolist(), strict=True):
        if name := names[at]:
            counter[name] = counter.get(name, 0) + count


def _bits_set(values: NDArray[Any]) -> NDArray[np.int64]:
    """How often each bit is set; counting patterns first spares ten runs over the values."""
    patterns = np.bincount(values, minlength=1 << _NEEDS)
    return _whole(_bit_table() @ patterns[: 1 << _NEEDS])


def _whole(counts: NDArray[Any]) -> NDArray[np.int64]:
    """Counts that were computed in floating point because that is fast; far below 2**53."""
    rounded: NDArray[np.int64] = np.rint(counts).astype("i8")
    return rounded


@lru_cache(maxsize=1)
def _bit_table() -> NDArray[np.float64]:
    patterns = np.arange(1 << _NEEDS)
    return np.array([(patterns >> bit) & 1 for bit in range(_NEEDS)], dtype="f8")


@lru_cache(maxsize=1024)
def _choices(days: frozenset[Weekday], times: frozenset[TimeOfDay]) -> NDArray[np.uint32]:
    """The slots of each day at the wanted times, then of each time on the wanted days."""
    masks = [slot_mask(frozenset({day}), times) for day in Weekday]
    masks += [slot_mask(days, frozenset({time})) for time in TimeOfDay]
    return np.array(masks, dtype="u4")


def _named(names: tuple[Any, ...], counts: NDArray[np.int64]) -> dict[Any, int]:
    return {name: count for name, count in zip(names, counts.tolist(), strict=True) if count}
