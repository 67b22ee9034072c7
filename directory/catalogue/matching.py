"""Which documents of one segment answer a question, filter by filter."""

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from directory.catalogue.criteria import DISTANCE_STEPS_KM, Circle, Criteria, Word
from directory.catalogue.globe import chord_limit, on_unit_globe
from directory.catalogue.schema import SPORT, TEXT, within_ages
from directory.catalogue.segment import Docs, Mask
from directory.catalogue.view import View
from directory.model import Need, TimeOfDay, Weekday

NEED_BIT = {need: 1 << at for at, need in enumerate(Need)}
TIME_BIT = {time: at for at, time in enumerate(TimeOfDay)}
WIDEST_STEP_KM = max(DISTANCE_STEPS_KM)
# From so many documents on it pays to ask the grid before computing distances.
MANY = 4000


@dataclass(frozen=True, slots=True)
class Found:
    """Documents that pass every filter that only narrows, and what the other filters say.

    ``in_sports``, ``in_slots`` and ``in_circle`` belong to ``docs`` one by one; None passes all.
    They stay apart because each facet is counted without one of them. ``chords`` are squared
    straight lines to the middle of the circle, NaN for a document without a point.
    """

    view: View
    docs: Docs
    in_sports: Mask | None
    in_slots: Mask | None
    in_circle: Mask | None
    chords: NDArray[np.float64] | None

    def masked(self, *masks: Mask | None) -> Mask | None:
        joined: Mask | None = None
        for mask in masks:
            if mask is not None:
                joined = mask if joined is None else joined & mask
        return joined


def find(view: View, criteria: Criteria, without: list[str]) -> Found:
    """Everything in this segment that may answer."""
    docs = _starting_docs(view, criteria)
    if len(docs):
        docs = _narrowed(view, docs, view.kind_without(without), criteria)
    if not len(docs):
        return Found(view, docs, None, None, None, None)
    in_sports = _in_sports(view, docs, criteria.sports)
    in_slots = _in_slots(view, docs, criteria)
    chords = in_circle = None
    if criteria.circle is not None:
        chords = chords_to(view, docs, criteria.circle)
        if criteria.circle.radius_km is not None:
            in_circle = chords <= chord_limit(criteria.circle.radius_km)
    return Found(view, docs, in_sports, in_slots, in_circle, chords)


def chords_to(view: View, docs: Docs, circle: Circle) -> NDArray[np.float64]:
    x, y, z = on_unit_globe(circle.latitude, circle.longitude)
    columns = view.columns
    east, north, up = columns["x"][docs] - x, columns["y"][docs] - y, columns["z"][docs] - z
    return east * east + north * north + up * up  # type: ignore[no-any-return]


def _starting_docs(view: View, criteria: Criteria) -> Docs:
    """The smallest set that is quickly at hand: by words, else by place, else all."""
    if criteria.words:
        docs = _with_words(view, criteria.words)
        if len(docs) < MANY:
            return docs
        near = _docs_near(view, criteria.circle)
        return docs if near is None or len(near) > len(docs) else docs[view.mask(near)[docs]]
    near = _docs_near(view, criteria.circle)
    return view.everything if near is None else near


def _docs_near(view: View, circle: Circle | None) -> Docs | None:
    if circle is None or circle.radius_km is None:
        return None
    # The counts by distance look as far as their widest step, whatever the radius is.
    widest = max(circle.radius_km, WIDEST_STEP_KM)
    return view.segment.docs_near(circle.latitude, circle.longitude, widest)


def _with_words(view: View, words: tuple[Word, ...]) -> Docs:
    lists = sorted((_with_word(view, word) for word in words), key=len)
    docs = lists[0]
    for other in lists[1:]:
        if not len(docs):
            return docs
        docs = docs[_contains(view, other, docs)]
    return docs


def _contains(view: View, having: Docs, docs: Docs) -> Mask:
    """Which of these documents are in an ascending list."""
    if len(docs) * 16 < len(having):
        at = np.minimum(having.searchsorted(docs), len(having) - 1)
        found: Mask = having[at] == docs
        return found
    return view.mask(having)[docs]


def _with_word(view: View, word: Word) -> Docs:
    lists = [view.segment.docs(TEXT, term) for term in dict.fromkeys(word.terms)]
    if word.prefix and word.terms:
        mask = view.segment.mask_with_prefix(TEXT, word.terms[0])
        return _union(mask.copy(), lists)
    if len(lists) == 1:
        return lists[0]
    if sum(map(len, lists)) < 500:
        return np.unique(np.concatenate([np.empty(0, dtype=np.intp), *lists]))
    return _union(np.zeros(view.segment.size, dtype=bool), lists)


def _union(mask: Mask, lists: list[Docs]) -> Docs:
    for docs in lists:
        mask[docs] = True
    return np.flatnonzero(mask)


def _narrowed(view: View, docs: Docs, kind: NDArray[Any], criteria: Criteria) -> Docs:
    columns = view.columns
    keep: Mask = kind[docs] == int(criteria.kind)
    if criteria.needs:
        wanted = np.uint16(sum(NEED_BIT[need] for need in criteria.needs))
        if criteria.unknown_too:
            denied = columns["no"][docs] & ~columns["yes"][docs]
            keep &= (denied & wanted) == 0
        else:
            keep &= (columns["yes"][docs] & wanted) == wanted
    if criteria.age is not None:
        age = within_ages(criteria.age)
        keep &= (columns["age_min"][docs] <= age) & (columns["age_max"][docs] >= age)
    if criteria.verified_since is not None:
        keep &= columns["verified_day"][docs] >= criteria.verified_since.toordinal()
    if criteria.shown_since is not None:
        keep &= columns["counts_from"][docs] >= criteria.shown_since.toordinal()
    if criteria.ags:
        first, last = _codes_with_prefix(view.segment.ags, criteria.ags)
        codes = columns["ags"][docs]
        keep &= (codes >= first) & (codes < last)
    return docs if keep.all() else docs[keep]


def _codes_with_prefix(labels: list[str], prefix: str) -> tuple[int, int]:
    """The sorted labels that begin so are neighbours."""
    return bisect_left(labels, prefix), bisect_left(labels, prefix + "\U0010ffff")


def _in_sports(view: View, docs: Docs, sports: frozenset[str]) -> Mask | None:
    if not sports:
        return None
    mask = np.zeros(view.segment.size, dtype=bool)
    for sport in sports:
        mask[view.segment.docs(SPORT, sport)] = True
    return mask[docs]


def _in_slots(view: View, docs: Docs, criteria: Criteria) -> Mask | None:
    if not criteria.days and not criteria.times:
        return None
    wanted = slot_mask(criteria.days, criteria.times)
    passing: Mask = (view.columns["slots"][docs] & np.uint32(wanted)) != 0
    return passing


@lru_cache(maxsize=1024)
def slot_mask(days: frozenset[Weekday], times: frozenset[TimeOfDay]) -> int:
    """All slots on one of these days at one of these times; an empty set means any."""
    return sum(
        1 << (day * 3 + TIME_BIT[time]) for day in days or Weekday for time in times or TimeOfDay
    )
