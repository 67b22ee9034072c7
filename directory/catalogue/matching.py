"""Which documents of one segment answer a question, filter by filter."""

from bisect import bisect_left
from collections.abc import Collection
from functools import lru_cache

import numpy as np
from msgspec import Struct

from directory.catalogue.criteria import DISTANCE_STEPS_KM, Circle, Criteria, Word
from directory.catalogue.globe import chord_limit
from directory.catalogue.schema import SPORT, TEXT, within_ages
from directory.catalogue.segment import Chords, Docs, Mask
from directory.catalogue.view import FEW, View
from directory.model import Need, TimeOfDay, Weekday

NEED_BIT = {need: 1 << at for at, need in enumerate(Need)}
TIME_BIT = {time: at for at, time in enumerate(TimeOfDay)}
WIDEST_STEP_KM = max(DISTANCE_STEPS_KM)
# From so many documents on it pays to ask the grid before computing distances.
MANY = 4000


class Found(Struct, frozen=True, eq=False):
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
    chords: Chords | None

    def masked(self, *masks: Mask | None) -> Mask | None:
        joined: Mask | None = None
        for mask in masks:
            if mask is not None:
                joined = mask if joined is None else joined & mask
        return joined


def find(view: View, criteria: Criteria, without: list[str]) -> Found:
    """Everything in this segment that may answer."""
    circle = criteria.circle
    docs, chords = _start(view, criteria)
    if len(docs):
        keep = _narrowed(view, docs, criteria, without)
        # To look whether any falls takes as long as to pick few of them.
        if len(docs) < MANY or not keep.all():
            docs, chords = docs[keep], None if chords is None else chords[keep]
    if not len(docs):
        return Found(view, docs, None, None, None, None)
    in_sports = _in_sports(view, docs, criteria.sports)
    in_slots = _in_slots(view, docs, criteria)
    in_circle = None
    if circle is not None:
        if chords is None:
            chords = view.segment.chords_to(docs, circle.latitude, circle.longitude)
        if circle.radius_km is not None:
            in_circle = chords <= chord_limit(circle.radius_km)
    return Found(view, docs, in_sports, in_slots, in_circle, chords)


def _start(view: View, criteria: Criteria) -> tuple[Docs, Chords | None]:
    """The smallest set that is quickly at hand: by words, else by place or sport, else all."""
    if criteria.words:
        docs = _with_words(view, criteria.words)
        if len(docs) < MANY:
            return docs, None
        near = _near(view, criteria.circle)
        if near is None or len(near[0]) > len(docs):
            return docs, None
        return docs[view.mask(near[0])[docs]], None
    start = _near(view, criteria.circle) or (view.everything, None)
    if criteria.sports and not criteria.counted:
        # Nobody wants to know how much there is besides these sports.
        docs = _any_of(view, SPORT, criteria.sports)
        if len(docs) < len(start[0]):
            start = docs, None
    few = view.few_of_kind(criteria.kind)
    # A circle knows how far its own are; for these it would have to be worked out.
    return (few, None) if few is not None and len(few) * FEW < len(start[0]) else start


def _near(view: View, circle: Circle | None) -> tuple[Docs, Chords] | None:
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
    terms = tuple(dict.fromkeys(word.terms))
    if word.prefix and terms:
        mask = view.segment.mask_with_prefix(TEXT, terms[0])
        return _union(mask.copy(), [view.segment.docs(TEXT, term) for term in terms])
    return _any_of(view, TEXT, terms)


def _any_of(view: View, field: str, terms: Collection[str]) -> Docs:
    """Documents with any of these terms, ascending."""
    lists = [view.segment.docs(field, term) for term in terms]
    if len(lists) == 1:
        return lists[0]
    if sum(map(len, lists)) < 500:
        return np.unique(np.concatenate([np.empty(0, dtype=np.intp), *lists]))
    return _union(np.zeros(view.segment.size, dtype=bool), lists)


def _union(mask: Mask, lists: list[Docs]) -> Docs:
    for docs in lists:
        mask[docs] = True
    return np.flatnonzero(mask)


def _narrowed(view: View, docs: Docs, criteria: Criteria, without: list[str]) -> Mask:
    """Which of these documents pass the filters that only narrow."""
    columns, since = view.columns, criteria.shown_since
    keep: Mask = view.shown(criteria.kind, since.toordinal() if since else 0, without)[docs]
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
    if criteria.ags:
        first, last = _codes_with_prefix(view.segment.ags, criteria.ags)
        codes = columns["ags"][docs]
        keep &= (codes >= first) & (codes < last)
    return keep


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
