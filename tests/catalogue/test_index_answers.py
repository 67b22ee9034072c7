"""The index answers every question as somebody would who looks at each record."""

from math import asin, atan2, cos, degrees, radians, sin
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from directory.catalogue import builder as building
from directory.catalogue.analysis import terms_with_parts
from directory.catalogue.builder import Builder
from directory.catalogue.criteria import Answer, Circle, Criteria, Facets, Sort, Word
from directory.catalogue.globe import EARTH_RADIUS_KM
from directory.catalogue.index import Index
from directory.catalogue.memory import MemorySearcher
from directory.catalogue.record import Record
from directory.catalogue.searcher import Searcher
from tests.catalogue.brute_force import BruteForce
from tests.catalogue.index_cases import (
    EVERYTHING,
    a_record,
    ids,
    questions,
    random_records,
    record_lists,
    split,
)

unhurried = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])


# Questions that nearly everything answers, so that order matters.
WIDE = [
    Criteria(sort=Sort.FRESHNESS, page_size=100),
    Criteria(sort=Sort.DISTANCE, circle=Circle(51.4826, 11.9697), page_size=100),
    Criteria(words=(Word(("ball", "hall"), prefix=True),), page_size=3),
]


def slow(records: list[Record]) -> BruteForce:
    return BruteForce(records, lambda text: terms_with_parts(text, split))


def same(criteria: Criteria, expected: Answer, given: Answer) -> None:
    assert given.total == expected.total
    assert given.facets == expected.facets
    assert len(given.hits) == len(expected.hits)
    by_relevance = criteria.sort is Sort.RELEVANCE or (
        criteria.sort is Sort.DISTANCE and criteria.circle is None
    )
    if not by_relevance or not criteria.words:
        assert ids(given.hits) == ids(expected.hits)
        assert [hit.card for hit in given.hits] == [hit.card for hit in expected.hits]
        for ours, theirs in zip(given.hits, expected.hits, strict=True):
            assert ours.distance_km == theirs.distance_km or (
                abs((ours.distance_km or 0) - (theirs.distance_km or 0)) < 1e-6
            )


@unhurried
@given(record_lists(), st.lists(questions, min_size=1, max_size=8))
def test_equal_to_looking_at_each_record(records: list[Record], asked: list[Criteria]) -> None:
    searcher, yardstick = MemorySearcher.of(records, split=split), slow(records)
    for criteria in asked:
        same(criteria, yardstick.search(criteria), searcher.search(criteria))


@unhurried
@given(record_lists(), st.lists(questions, min_size=1, max_size=8))
def test_without_counts_the_same_is_found(records: list[Record], asked: list[Criteria]) -> None:
    searcher = MemorySearcher.of(records, split=split)
    for criteria in asked:
        whole = searcher.search(criteria)
        bare = searcher.search(replace(criteria, counted=False))
        assert bare == replace(whole, facets=Facets())
        some = searcher.search(replace(criteria, counted_if_found=True))
        distances = Facets(distances=whole.facets.distances)
        assert some == (whole if whole.total else replace(whole, facets=distances))


@unhurried
@given(record_lists(), questions, st.data())
def test_what_was_withdrawn_a_moment_ago_is_neither_found_nor_counted(
    records: list[Record], criteria: Criteria, data: st.DataObject
) -> None:
    known = st.sampled_from([record.id for record in records] or ["nobody"])
    gone = data.draw(st.frozensets(known | st.just("a-much-longer-id-than-any"), max_size=4))
    searcher, yardstick = MemorySearcher.of(records, split=split), slow(records)
    same(criteria, yardstick.search(criteria, gone), searcher.search(criteria, gone))


@settings(unhurried, max_examples=40)
@given(record_lists(), record_lists(), st.data(), st.lists(questions, min_size=3, max_size=6))
def test_after_changes_equal_to_looking_at_each_record(
    before: list[Record], after: list[Record], data: st.DataObject, asked: list[Criteria]
) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(after)), max_size=7)))
    deletes = data.draw(st.sets(st.sampled_from([r.id for r in before] or ["nobody"]), max_size=9))
    expected = {record.id: record for record in before if record.id not in deletes}
    # Joining late leaves many segments and many deleted documents in them.
    joining = patch.multiple(
        building,
        DELETED_SHARE=data.draw(st.sampled_from((0.3, 2.0))),
        SEGMENTS=data.draw(st.sampled_from((5, 50))),
    )
    with joining, TemporaryDirectory() as name:
        builder = Builder(Path(name), split)
        builder.rebuild(before, "0")
        builder.apply([], deletes, "1")
        for first, last in zip([0, *cuts], [*cuts, len(after)], strict=True):
            builder.apply(after[first:last], [], "2")
            expected.update((record.id, record) for record in after[first:last])
        searcher, yardstick = Index(Path(name)).searcher(), slow(list(expected.values()))
        assert searcher.count == len(expected)
        whole = MemorySearcher.of(expected.values(), split=split)
        for criteria in [*asked, *WIDE]:
            answer = searcher.search(criteria)
            same(criteria, yardstick.search(criteria), answer)
            # Also the scores are those of an index that was built in one go.
            assert scores(answer) == scores(whole.search(criteria))


def scores(answer: Answer) -> list[tuple[str, float]]:
    return [(hit.id, round(hit.score, 6)) for hit in answer.hits]


def test_large_lists_are_answered_like_small_ones(tmp_path: Path) -> None:
    """Above some thousand documents other ways of counting and looking up are taken."""
    records = random_records(9_000, seed=3)
    searcher, yardstick = MemorySearcher.of(records, split=split), slow(records)
    here = Circle(51.5, 12.0, 30)
    for criteria in (
        EVERYTHING,
        Criteria(words=(Word(("ball",), prefix=True), Word(("see", "musik")))),
        Criteria(words=(Word(("wort7",)), Word(("ball",))), sort=Sort.FRESHNESS),
        Criteria(words=(Word(("ball",)),), circle=here, sort=Sort.DISTANCE),
        Criteria(circle=here, sports=frozenset({"judo"}), sort=Sort.DISTANCE),
        Criteria(circle=Circle(51.5, 12.0), sort=Sort.DISTANCE, page=40),
        Criteria(sports=frozenset({"judo", "boccia"}), ags="15", sort=Sort.FRESHNESS, page=100),
    ):
        whole = searcher.search(criteria)
        same(criteria, yardstick.search(criteria), whole)
        bare = searcher.search(replace(criteria, counted=False))
        assert bare == replace(whole, facets=Facets())


@pytest.mark.parametrize("radius_km", [5.0, 100.0, 170.0, 1200.0, 6000.0])
@pytest.mark.parametrize("middle", [(51.5, 12.0), (0.0, 179.9), (-45.0, -180.0), (84.0, 0.0)])
def test_everything_just_within_the_radius_is_found_in_every_direction(
    middle: tuple[float, float], radius_km: float
) -> None:
    inside = [_seen_from(middle, bearing, radius_km * 0.9999) for bearing in range(0, 360, 3)]
    outside = [_seen_from(middle, bearing, radius_km * 1.0001) for bearing in range(0, 360, 3)]
    records = [
        a_record(
            f"{number:03d}", latitude_e6=round(point[0] * 1e6), longitude_e6=round(point[1] * 1e6)
        )
        for number, point in enumerate([*inside, *outside])
    ]
    searcher = MemorySearcher.of(records, split=split)
    answer = searcher.search(Criteria(circle=Circle(*middle, radius_km), page_size=500))
    assert ids(answer.hits) == [record.id for record in records[: len(inside)]]


def _seen_from(
    middle: tuple[float, float], bearing: float, distance_km: float
) -> tuple[float, float]:
    """Where one comes when one goes straight on."""
    angle, course = distance_km / EARTH_RADIUS_KM, radians(bearing)
    south, west = radians(middle[0]), radians(middle[1])
    north = asin(sin(south) * cos(angle) + cos(south) * sin(angle) * cos(course))
    along = atan2(sin(course) * sin(angle) * cos(south), cos(angle) - sin(south) * sin(north))
    return degrees(north), (degrees(west + along) + 540) % 360 - 180


def test_pages_follow_each_other_without_gap_or_overlap() -> None:
    searcher = MemorySearcher.of(random_records(57, seed=1), split=split)
    criteria = Criteria(words=(Word(("ball",)),))
    everything = ids(searcher.search(Criteria(words=criteria.words, page_size=100)).hits)
    pages = [
        ids(searcher.search(Criteria(words=criteria.words, page=page)).hits) for page in range(1, 9)
    ]
    assert [id for page in pages for id in page] == everything


def test_equal_results_follow_by_id() -> None:
    names = ["b", "ä", "a", "aa", "Z"]
    searcher = MemorySearcher.of([a_record(name) for name in names], split=split)
    assert ids(searcher.search(EVERYTHING).hits) == sorted(names)


def test_a_name_weighs_more_than_a_place_and_that_more_than_a_description() -> None:
    from directory.catalogue.record import Kind, Section

    records = [
        Record(section.value, Kind.OFFER, {section: "halle", other: "see"})
        for section, other in (
            (Section.TEXT, Section.NAME),
            (Section.PLACE, Section.NAME),
            (Section.NAME, Section.TEXT),
        )
    ]
    searcher = MemorySearcher.of(records, split=split)
    found = searcher.search(Criteria(words=(Word(("hall",)),)))
    assert ids(found.hits) == ["name", "place", "text"]


def test_without_records_nothing_is_found(tmp_path: Path) -> None:
    Builder(tmp_path, split).rebuild([], "0")
    empty: list[Searcher] = [Index(tmp_path).searcher(), MemorySearcher.of([], split=split)]
    for searcher in empty:
        answer = searcher.search(Criteria(words=(Word(("hall",), prefix=True),), page=3))
        assert (answer.total, answer.hits, searcher.count) == (0, (), 0)


def test_the_first_day_that_counts_as_confirmed_can_be_chosen() -> None:
    from datetime import date

    records = [a_record("old", verified_day=700_000), a_record("new", verified_day=739_000)]
    searcher = MemorySearcher.of([*records, a_record("never")], split=split)
    assert searcher.search(Criteria()).facets.confirmed == 2
    since = date.fromordinal(738_999)
    assert searcher.search(Criteria(), confirmed_since=since).facets.confirmed == 1


def test_the_vocabulary_has_names_but_no_words_of_descriptions() -> None:
    from directory.catalogue.record import Kind, Section

    record = Record("a", Kind.OFFER, {Section.NAME: "Süße Halle", Section.TEXT: "Musik"})
    other = Record("b", Kind.OFFER, {Section.CLUB: "Halle"})
    words = MemorySearcher.of([record, other], split=split).vocabulary()
    assert words == {"susse": 1, "halle": 2}
