"""The yardstick itself: small questions whose answers a person can check by eye."""

from dataclasses import replace
from datetime import date

import pytest
from msgspec import structs

from directory.catalogue.criteria import Circle, Criteria, Sort, Word
from directory.catalogue.record import Kind, Record, Section
from directory.model import Need, TimeOfDay, Weekday
from tests.catalogue.brute_force import BruteForce, distance_km

STEP_FREE, TOILET = 1 << 0, 1 << 1
TUESDAY_MORNING, TUESDAY_EVENING = 1 << 3, 1 << 5
FRIDAY_MORNING = 1 << 12

HALLE = Circle(51.4826, 11.9697)
BERLIN = Circle(52.5200, 13.4050)


def a_record(id: str, name: str = "Sport", **parts: object) -> Record:
    return replace(Record(id, Kind.OFFER, {Section.NAME: name}), **parts)


def at(circle: Circle) -> dict[str, int]:
    return {
        "latitude_e6": round(circle.latitude * 1e6),
        "longitude_e6": round(circle.longitude * 1e6),
    }


RECORDS = (
    a_record(
        "swim",
        "Schwimmen am Abend",
        sports=("schwimmen",),
        slots=TUESDAY_EVENING | FRIDAY_MORNING,
        yes=STEP_FREE,
        no=TOILET,
        age_min=6,
        age_max=12,
        verified_day=date(2026, 5, 1).toordinal(),
        state_code="ST",
        ags="15002000",
        **at(HALLE),
    ),
    a_record(
        "boccia",
        "Boccia",
        sports=("boccia", "kegeln"),
        slots=TUESDAY_MORNING,
        yes=TOILET,
        age_min=18,
        verified_day=date(2026, 6, 1).toordinal(),
        state_code="BE",
        ags="11000000",
        **at(BERLIN),
    ),
    a_record("nowhere", "Schwimmbad", sports=("schwimmen",)),
    a_record("club", "Schwimmen", kind=Kind.CLUB),
)


def words_of(text: str) -> list[str]:
    return text.lower().split()


def ids(criteria: Criteria, **more: object) -> list[str]:
    answer = BruteForce(RECORDS, words_of).search(criteria, **more)
    return [hit.id for hit in answer.hits]


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [
        (Criteria(), {"swim", "boccia", "nowhere"}),
        (Criteria(kind=Kind.CLUB), {"club"}),
        (Criteria(words=(Word(("schwimmen",)),)), {"swim"}),
        (Criteria(words=(Word(("turnen", "boccia")),)), {"boccia"}),
        (Criteria(words=(Word(("schwimm",), prefix=True),)), {"swim", "nowhere"}),
        (Criteria(words=(Word(("turnen", "schwimm"), prefix=True),)), set()),
        (Criteria(words=(Word(("schwimmen",)), Word(("boccia",)))), set()),
        (Criteria(sports=frozenset({"kegeln", "judo"})), {"boccia"}),
        (Criteria(days=frozenset({Weekday.TUESDAY})), {"swim", "boccia"}),
        (Criteria(times=frozenset({TimeOfDay.MORNING})), {"swim", "boccia"}),
        (
            Criteria(days=frozenset({Weekday.TUESDAY}), times=frozenset({TimeOfDay.MORNING})),
            {"boccia"},
        ),
        (Criteria(needs=frozenset({Need.TOILET})), {"boccia"}),
        (Criteria(needs=frozenset({Need.TOILET}), unknown_too=True), {"boccia", "nowhere"}),
        (Criteria(needs=frozenset({Need.TOILET, Need.STEP_FREE})), set()),
        (Criteria(age=12), {"swim", "nowhere"}),
        (Criteria(age=18), {"boccia", "nowhere"}),
        (Criteria(verified_since=date(2026, 6, 1)), {"boccia"}),
        (Criteria(circle=structs.replace(HALLE, radius_km=100)), {"swim"}),
        (Criteria(circle=HALLE), {"swim", "boccia", "nowhere"}),
        (Criteria(ags="15"), {"swim"}),
        (Criteria(ags="11000000"), {"boccia"}),
    ],
)
def test_each_filter_keeps_what_it_says(criteria: Criteria, expected: set[str]) -> None:
    assert set(ids(criteria)) == expected


def test_nearest_first_and_last_those_without_a_point() -> None:
    assert ids(Criteria(circle=BERLIN, sort=Sort.DISTANCE)) == ["boccia", "swim", "nowhere"]


def test_last_confirmed_first() -> None:
    assert ids(Criteria(sort=Sort.FRESHNESS)) == ["boccia", "swim", "nowhere"]


def test_equal_ones_follow_by_id_and_pages_do_not_overlap() -> None:
    pages = [ids(Criteria(page=page, page_size=2)) for page in (1, 2, 3)]
    assert pages == [["boccia", "nowhere"], ["swim"], []]


def test_what_was_withdrawn_is_neither_found_nor_counted() -> None:
    answer = BruteForce(RECORDS, words_of).search(Criteria(), without={"swim"})
    assert answer.total == 2
    assert answer.facets.sports == {"schwimmen": 1, "boccia": 1, "kegeln": 1}


def test_a_choice_that_widens_is_counted_without_its_own_filter() -> None:
    criteria = Criteria(
        sports=frozenset({"boccia"}),
        days=frozenset({Weekday.FRIDAY}),
        times=frozenset({TimeOfDay.MORNING}),
    )
    facets = BruteForce(RECORDS, words_of).search(criteria).facets
    assert facets.sports == {"schwimmen": 1}
    assert facets.days == {Weekday.TUESDAY: 1}
    assert facets.times == {}
    assert facets.needs == {}


def test_needs_states_and_distances_are_counted_within_the_results() -> None:
    criteria = Criteria(circle=structs.replace(HALLE, radius_km=20))
    facets = BruteForce(RECORDS, words_of).search(criteria).facets
    assert facets.needs == {Need.STEP_FREE: 1}
    assert facets.needs_unknown == {n: 1 for n in Need if n not in (Need.STEP_FREE, Need.TOILET)}
    assert facets.states == {"ST": 1}
    assert facets.distances == {5: 1, 10: 1, 20: 1, 50: 1, 100: 1}
    assert facets.confirmed == 1


def test_confirmed_counts_from_the_day_that_counts() -> None:
    since = BruteForce(RECORDS, words_of, confirmed_since=date(2026, 6, 1))
    assert since.search(Criteria()).facets.confirmed == 1


def test_the_distance_is_that_of_the_globe() -> None:
    # One degree of a meridian is a 360th of the circumference.
    north = a_record("n", **at(Circle(52.0, 10.0)))
    assert distance_km(north, Circle(51.0, 10.0)) == pytest.approx(111.1951, abs=1e-4)
