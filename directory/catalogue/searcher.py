"""Answers a question from segments: by arrays, never by Whoosh's matchers or its query parser."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from math import log
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from directory.catalogue.counting import Tally
from directory.catalogue.criteria import Answer, Criteria, Hit, Sort, Word
from directory.catalogue.faults import Damaged, IndexUnusable
from directory.catalogue.globe import distance_km, km_of_chord
from directory.catalogue.matching import Found, find
from directory.catalogue.recent import Recent
from directory.catalogue.schema import NO_POINT, TEXT, WORD
from directory.catalogue.segment import Docs, Mask
from directory.catalogue.view import View
from directory.catalogue.whoosh_door import byte_to_length

# As in Whoosh: how much the length of a text counts, and how soon a repeated word says no more.
B, K1 = 0.75, 1.2
# What Whoosh gives to each text with any term that begins as typed.
PREFIX_SCORE = 1.0

KEPT_ANSWERS_BYTES = 8 << 20
# Facets, the count of a town, and a hit with its stored card, about.
_ANSWER_BYTES, _TOWN_BYTES, _HIT_BYTES = 10_000, 120, 2_000

NOBODY: frozenset[str] = frozenset()
_LENGTHS = np.array([byte_to_length(n) for n in range(256)], dtype="f8")
_LENGTHS[0] = 1.0  # as Whoosh reads a missing length


class Searcher:
    """One generation of the index. It never changes, so answers can be kept; safe for threads."""

    def __init__(
        self,
        views: Sequence[View],
        position: str = "",
        on_damage: Callable[[], None] = lambda: None,
    ) -> None:
        self.views = tuple(views)
        self.position = position
        self._on_damage = on_damage
        self.count = sum(view.count for view in views)
        average = sum(view.tokens for view in views) / (self.count or 1) or 1.0
        # For each length byte what stands in the formula: K1 * ((1 - B) + B * length / average).
        self._norms = K1 * ((1 - B) + B * _LENGTHS / average)
        self._rarity: dict[str, float] = {}
        self._answers: Recent[Answer] = Recent(KEPT_ANSWERS_BYTES)

    def search(
        self,
        criteria: Criteria,
        without: frozenset[str] = NOBODY,
        confirmed_since: date | None = None,
    ) -> Answer:
        """Raises ``IndexUnusable`` when it meets damage; the next searcher of the index avoids it.

        Answers are kept and handed out again: nobody may change the cards.
        ``without``: ids that must not be found, such as offers withdrawn a moment ago.
        ``confirmed_since``: from which day on the facet ``confirmed`` counts; None: ever.
        """
        key = (criteria, without, confirmed_since)
        answer = self._answers.get(key)
        if answer is None:
            try:
                answer = self._search(*key)
            except Damaged as fault:
                self._on_damage()
                raise IndexUnusable(str(fault)) from fault
            size = _HIT_BYTES * len(answer.hits) + _TOWN_BYTES * len(answer.facets.towns)
            self._answers.put(key, answer, _ANSWER_BYTES + size)
        return answer

    def vocabulary(self) -> Mapping[str, int]:
        """The folded words of names, sports, clubs and places, and how many listings have each."""
        counts: dict[str, int] = {}
        for view in self.views:
            terms = view.segment.terms[WORD]
            for number, term in enumerate(terms):
                word = term.decode()
                counts[word] = counts.get(word, 0) + terms.count(number)
        return counts

    def score_of(self, view: View, docs: Docs, words: tuple[Word, ...]) -> NDArray[np.float64]:
        """BM25F as Whoosh computes it for all words as terms joined by *or* and *and*."""
        scores = np.zeros(len(docs), dtype="f8")
        if not len(docs):
            return scores
        norms = self._norms[view.columns["length"][docs]]
        for word in words:
            for term in dict.fromkeys(word.terms):
                rarity = self._rarity_of(term)
                if rarity:
                    weights = view.weights_of(TEXT, term, docs).astype("f8")
                    scores += rarity * (K1 + 1) * weights / (weights + norms)
            if word.prefix and word.terms:
                scores += PREFIX_SCORE * view.segment.mask_with_prefix(TEXT, word.terms[0])[docs]
        return scores

    def _search(
        self, criteria: Criteria, without: frozenset[str], confirmed_since: date | None
    ) -> Answer:
        ids = list(without)
        passed: list[tuple[Found, Docs]] = []
        fresh: list[_Candidates] = []
        sunk: list[_Candidates] = []
        count_of_fresh = 0
        page_size = max(1, criteria.page_size)
        last = max(1, criteria.page) * page_size
        for view in self.views:
            found = find(view, criteria, ids)
            if not len(found.docs):
                continue
            passing = found.masked(found.in_sports, found.in_slots, found.in_circle)
            results = found.docs if passing is None else found.docs[passing]
            passed.append((found, results))
            keys = self._keys(found, results, passing, criteria)
            above = _is_fresh(view, results, criteria.fresh_since)
            if above is None:
                count_of_fresh += len(results)
                fresh.append(_first(view, results, keys, last))
                continue
            count_of_fresh += int(np.count_nonzero(above))
            fresh.append(_first(view, results[above], _some(keys, above), last))
            sunk.append(_first(view, results[~above], _some(keys, ~above), last))
        first = last - page_size
        chosen = _page(fresh, first, last)
        if sunk and len(chosen) < page_size:
            before = count_of_fresh
            chosen += _page(sunk, max(0, first - before), max(0, last - before))
        tally = Tally(criteria, confirmed_since.toordinal() if confirmed_since else 1)
        tally.add_all(passed)
        return Answer(tally.total, _hits(chosen, criteria), tally.facets())

    def _keys(
        self, found: Found, results: Docs, passing: Any, criteria: Criteria
    ) -> NDArray[Any] | None:
        """What to sort by, smallest first, so a score has a minus; None where all are alike."""
        order = _order(criteria)
        if order is Sort.FRESHNESS:
            columns = found.view.columns
            verified = columns["verified_day"][results].astype("i8")
            freshest: NDArray[Any] = -((verified << 32) + columns["changed_day"][results])
            return freshest
        if order is Sort.DISTANCE and found.chords is not None:
            chords = found.chords if passing is None else found.chords[passing]
            return np.where(np.isnan(chords), np.inf, chords)
        if order is None:
            return None
        return -self.score_of(found.view, results, criteria.words)

    def _rarity_of(self, term: str) -> float:
        """The inverse document frequency, 0.0 for a term that nobody has."""
        rarity = self._rarity.get(term)
        if rarity is None:
            having = sum(view.living_with(TEXT, term) for view in self.views)
            rarity = log(self.count / (having + 1)) + 1 if having else 0.0
            if len(self._rarity) < 50_000:
                self._rarity[term] = rarity
        return rarity


class _Candidates(Struct, frozen=True, eq=False):
    view: View
    docs: Docs
    keys: NDArray[Any] | None


# A document of a view with its key.
_Chosen = tuple[View, int, float]


def _order(criteria: Criteria) -> Sort | None:
    """By what results are sorted in the end; None where all are alike."""
    if criteria.sort is Sort.FRESHNESS or (criteria.sort is Sort.DISTANCE and criteria.circle):
        return criteria.sort
    return Sort.RELEVANCE if criteria.words else None


def _is_fresh(view: View, docs: Docs, fresh_since: date | None) -> Mask | None:
    """Which of these are young enough to stand where their key says; None where all are."""
    if fresh_since is None:
        return None
    above: Mask = view.columns["counts_from"][docs] >= fresh_since.toordinal()
    return None if above.all() else above


def _some(keys: NDArray[Any] | None, mask: Mask) -> NDArray[Any] | None:
    return None if keys is None else keys[mask]


def _first(view: View, docs: Docs, keys: NDArray[Any] | None, count: int) -> _Candidates:
    """The first of one segment in order of key, then id."""
    ranks = view.columns["rank"]
    if keys is None:
        if count < len(docs):
            docs = docs[np.argpartition(ranks[docs], count)[:count]]
        return _Candidates(view, docs[np.argsort(ranks[docs])], None)
    if count < len(docs):
        edge = np.partition(keys, count - 1)[count - 1]
        surely, maybe = (keys < edge).nonzero()[0], (keys == edge).nonzero()[0]
        places = count - len(surely)
        if places < len(maybe):
            maybe = maybe[np.argpartition(ranks[docs[maybe]], places)[:places]]
        chosen = np.concatenate([surely, maybe])
        docs, keys = docs[chosen], keys[chosen]
    order = np.lexsort((ranks[docs], keys))
    return _Candidates(view, docs[order], keys[order])


def _page(candidates: list[_Candidates], first: int, last: int) -> list[_Chosen]:
    """The wanted places when all segments are put in one order."""
    some = [part for part in candidates if len(part.docs)]
    if len(some) == 1:
        return _chosen(some[0], slice(first, last))
    if not some:
        return []
    ids = np.concatenate([part.view.columns["ids"][part.docs] for part in some])
    keys = np.concatenate(
        [np.zeros(len(part.docs)) if part.keys is None else part.keys for part in some]
    )
    order = np.lexsort((ids, keys))[first:last]
    chosen = [one for part in some for one in _chosen(part, slice(None))]
    return [chosen[at] for at in order.tolist()]


def _chosen(part: _Candidates, places: slice) -> list[_Chosen]:
    docs = part.docs[places].tolist()
    keys = [0.0] * len(docs) if part.keys is None else part.keys[places].tolist()
    return [(part.view, doc, key) for doc, key in zip(docs, keys, strict=True)]


def _hits(chosen: list[_Chosen], criteria: Criteria) -> tuple[Hit, ...]:
    order = _order(criteria)
    return tuple(
        Hit(
            view.segment.id(doc),
            view.segment.card_bytes(doc),
            -key if order is Sort.RELEVANCE else 0.0,
            km_of_chord(key) if order is Sort.DISTANCE else _distance(view, doc, criteria),
        )
        for view, doc, key in chosen
    )


def _distance(view: View, doc: int, criteria: Criteria) -> float | None:
    latitude = int(view.columns["latitude_e6"][doc])
    if criteria.circle is None or latitude == NO_POINT:
        return None
    there = latitude / 1e6, int(view.columns["longitude_e6"][doc]) / 1e6
    return distance_km((criteria.circle.latitude, criteria.circle.longitude), there)
