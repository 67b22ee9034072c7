"""Asks the search engine so that nobody ends with nothing: wider, then with fewer words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from msgspec.structs import replace

from directory.catalogue.analysis import terms
from directory.catalogue.criteria import (
    DISTANCE_STEPS_KM,
    PAGE_SIZE,
    Answer,
    Circle,
    Criteria,
    Hit,
    Sort,
    Word,
)
from directory.catalogue.query import OfferQuery
from directory.catalogue.record import Kind
from directory.catalogue.understanding import Understood, confirmed_since
from directory.content import Sports
from directory.web.parts import Parts

WIDER_KM = (25, 50, 100, 200)
CLUBS_SHOWN = 5
HITS_AT_ONCE = 500
# With fewer offers than this we show near misses too, so many of each sort.
FEW = 3
NEAR_MISSES = 3
# Nobody goes further every week.
FARTHEST_KM = 100.0


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

    @property
    def is_little(self) -> bool:
        """Few offers, or not what was asked: whoever reads this needs more ways on."""
        changed = self.widened_to_km is not None or self.without_filters
        return self.answer.total < FEW or changed


class Miss(StrEnum):
    """In which way an offer is not quite what was asked.

    ``FARTHER`` is the same sport, ``ELSEWHERE`` any sport where none was asked for.
    """

    MAYBE = "maybe"
    NOT_ALL = "not-all"
    FARTHER = "farther"
    ELSEWHERE = "elsewhere"
    OTHER_SPORT = "other-sport"
    SIMILAR_SPORT = "similar-sport"


def search(parts: Parts, query: OfferQuery, page_size: int = PAGE_SIZE) -> Found:
    """The nearest answer to the question that has at least one offer, if any offer is there."""
    understood = parts.understanding.understand(query, parts.today())
    asked = replace(understood.criteria(_analysed), page_size=page_size)
    # Where nothing is found we ask on, and nobody sees the counts of that answer.
    if_found = replace(asked, counted_if_found=True)
    for criteria, answer, changes in _easier(parts, understood, if_found):
        if answer.total or answer.degraded:
            clubs = _clubs(parts, asked, criteria)
            return Found(query, understood, criteria, answer, clubs, **changes)
    nothing = parts.finder.find(asked, confirmed_since(parts.today()))
    return Found(query, understood, asked, nothing, _clubs(parts, asked, asked))


def all_hits(parts: Parts, query: OfferQuery, most: int) -> Iterator[Hit]:
    """Exactly what was asked, without going further: for files, which nobody reads as a page."""
    understood = parts.understanding.understand(query, parts.today())
    criteria = replace(understood.criteria(_analysed), page=1, page_size=min(most, HITS_AT_ONCE))
    found = 0
    while found < most:
        answer = parts.finder.find(criteria)
        yield from answer.hits[: most - found]
        found += len(answer.hits)
        if not answer.hits or found >= answer.total:
            return
        criteria = replace(criteria, page=criteria.page + 1)


def _find(parts: Parts, criteria: Criteria, fresh_since: date) -> tuple[Criteria, Answer]:
    """An address beyond the last page, perhaps from when there were more, shows the last one."""
    answer = parts.finder.find(criteria, fresh_since)
    if answer.total and not answer.hits:
        criteria = replace(criteria, page=-(-answer.total // criteria.page_size))
        answer = parts.finder.find(criteria, fresh_since)
    return criteria, answer


def near_misses(parts: Parts, found: Found) -> Iterator[tuple[Miss, tuple[Hit, ...]]]:
    """Offers that nearly fit, each once, where there is little that fits."""
    if not found.is_little or found.answer.degraded or found.criteria.page > 1:
        return
    seen = {hit.id for hit in found.answer.hits}
    for miss, criteria in _nearly(found, parts.sports):
        # Those that are shown already may stand first here as well.
        few = replace(criteria, page=1, page_size=NEAR_MISSES + len(seen), counted=False)
        answer = parts.finder.find(few)
        hits = tuple(hit for hit in answer.hits if hit.id not in seen)[:NEAR_MISSES]
        seen.update(hit.id for hit in hits)
        if hits:
            yield miss, hits


def _nearly(found: Found, sports: Sports) -> Iterator[tuple[Miss, Criteria]]:
    asked = found.understood.without_words().criteria(_analysed)
    circle = asked.circle
    if asked.needs and not asked.unknown_too:
        yield Miss.MAYBE, replace(asked, unknown_too=True)
    plain = _without_filters(asked)
    if asked.sports and plain != asked:
        yield Miss.NOT_ALL, plain
    is_bounded = bool(asked.ags or (circle and circle.radius_km is not None))
    if circle and is_bounded:
        wide = replace(circle, radius_km=FARTHEST_KM)
        miss = Miss.FARTHER if asked.sports else Miss.ELSEWHERE
        yield miss, replace(asked, circle=wide, ags="", sort=Sort.DISTANCE)
    if asked.sports and is_bounded:
        yield Miss.OTHER_SPORT, replace(asked, sports=frozenset())
    similar = _similar(asked.sports, sports)
    if similar and not found.answer.total:
        anywhere = replace(circle, radius_km=None) if circle else None
        yield Miss.SIMILAR_SPORT, replace(asked, sports=similar, circle=anywhere, ags="")


def _similar(wanted: frozenset[str], sports: Sports) -> frozenset[str]:
    """All other sports of the same groups: other games with a ball, other sports on ice."""
    groups = {sports.by_id[key].category for key in wanted if key in sports.by_id}
    return frozenset(one.id for one in sports.all() if one.category in groups) - wanted


def _analysed(text: str) -> tuple[Word, ...]:
    return tuple(Word((term,)) for term in terms(text))


def _easier(
    parts: Parts, understood: Understood, asked: Criteria
) -> Iterator[tuple[Criteria, Answer, dict[str, Any]]]:
    """Answers to the question itself, then to questions that ask for less and less, each with what
    changed."""
    fresh_since = confirmed_since(parts.today())
    for shorter, changes in _shorter(understood, asked):
        criteria, answer = _find(parts, shorter, fresh_since)
        yield criteria, answer, changes
        for wider, kilometres in _wider(shorter, answer):
            yield *_find(parts, wider, fresh_since), {**changes, "widened_to_km": kilometres}


def _shorter(understood: Understood, asked: Criteria) -> Iterator[tuple[Criteria, dict[str, Any]]]:
    def words_of(shorter: Understood) -> Criteria:
        return replace(asked, words=shorter.criteria(_analysed).words)

    yield asked, {}
    left_out: tuple[str, ...] = ()
    if understood.unknown_words:
        left_out = understood.unknown_words
        yield words_of(understood.without_unknown_words()), {"without_words": left_out}
    bare = replace(asked, words=())
    if understood.words != left_out:
        left_out = understood.words
        yield bare, {"without_words": left_out}
    plain = _without_filters(bare)
    if plain != bare:
        yield plain, {"without_words": left_out, "without_filters": True}


def _without_filters(criteria: Criteria) -> Criteria:
    return replace(
        criteria,
        days=frozenset(),
        times=frozenset(),
        needs=frozenset(),
        age=None,
        verified_since=None,
    )


def _wider(criteria: Criteria, nothing: Answer) -> Iterator[tuple[Criteria, int]]:
    """Wider circles, without those of which the empty answer says already that they are empty."""
    circle = criteria.circle
    if circle is not None and (circle.radius_km is not None or criteria.ags):
        start = circle.radius_km or 0
        for kilometres in WIDER_KM:
            if kilometres > start and (criteria.ags or not _is_empty(nothing, kilometres)):
                wider = replace(circle, radius_km=float(kilometres))
                yield replace(criteria, circle=wider, ags=""), kilometres
        yield replace(criteria, circle=replace(circle, radius_km=None), ags=""), 0
    elif criteria.ags:
        yield replace(criteria, ags=""), 0


def _is_empty(nothing: Answer, kilometres: int) -> bool:
    """Whether no offer lies within this distance: it is counted without the radius of a circle."""
    counts = nothing.facets.distances
    return any(step >= kilometres and not counts.get(step) for step in DISTANCE_STEPS_KM)


def _clubs(parts: Parts, asked: Criteria, used: Criteria) -> Answer:
    """Clubs near by that may do this sport; of them nobody knows whether they are inclusive."""
    if used.page > 1 or not (asked.sports or asked.circle or asked.words or asked.ags):
        return Answer(0, ())
    circle = used.circle
    if circle is not None and circle.radius_km is None and not used.ags:
        circle = Circle(circle.latitude, circle.longitude, float(WIDER_KM[0]))
    return parts.finder.find(
        replace(
            _without_filters(used),
            kind=Kind.CLUB,
            circle=circle,
            page=1,
            page_size=CLUBS_SHOWN,
            counted=False,
        )
    )
