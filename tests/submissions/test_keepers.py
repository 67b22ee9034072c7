"""Keepers: several people for one club, known by their addresses alone."""

import pytest

from directory.model import Contact
from directory.submissions import Keepers, Store
from tests.submissions.clock import Clock
from tests.submissions.conftest import NOW
from tests.submissions.examples import a_club, a_listing

ANNA = "anna@verein.example"


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


@pytest.fixture
def keepers(store: Store, clock: Clock) -> Keepers:
    return Keepers(store.database, clock)


def test_several_people_look_after_a_club_and_one_after_several(
    keepers: Keepers, clock: Clock
) -> None:
    assert keepers.add("tsv", "Anna@Verein.example") is True
    assert keepers.add("tsv", ANNA) is False
    clock.go(days=1)
    keepers.add("tsv", "ben@verein.example", confirmed=True)
    keepers.add("sv", ANNA)
    assert [one.email for one in keepers.of_club("tsv")] == [ANNA, "ben@verein.example"]
    assert [bool(one.confirmed_at) for one in keepers.of_club("tsv")] == [False, True]
    assert keepers.clubs_of("ANNA@verein.example") == ("sv", "tsv")


def test_a_keeper_is_confirmed_once(keepers: Keepers, clock: Clock) -> None:
    keepers.add("tsv", ANNA)
    assert keepers.confirm("sv", ANNA) is False
    assert keepers.confirm("tsv", ANNA) is True
    clock.go(days=1)
    assert keepers.confirm("tsv", ANNA) is False
    assert keepers.add("tsv", ANNA, confirmed=True) is False
    assert keepers.of_club("tsv")[0].confirmed_at == NOW


def test_being_added_again_as_confirmed_confirms(keepers: Keepers) -> None:
    keepers.add("tsv", ANNA)
    keepers.add("tsv", ANNA, confirmed=True)
    assert keepers.of_club("tsv")[0].confirmed_at == NOW


def test_removing_takes_one_away(keepers: Keepers) -> None:
    keepers.add("tsv", ANNA)
    keepers.add("sv", ANNA)
    assert keepers.remove("tsv", ANNA) is True
    assert keepers.remove("tsv", ANNA) is False
    assert keepers.clubs_of(ANNA) == ("sv",)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Anna@Verein.example", True),
        ("ANNA@VEREIN.EXAMPLE", True),
        ("na@verein.example", False),
        ("anna@verein.exampl", False),
        ("ann_@verein.example", False),
        ("%@verein.example", False),
    ],
)
def test_addresses_in_records_are_found_whole(
    keepers: Keepers, store: Store, asked: str, found: bool
) -> None:
    contact = Contact(email="Anna@verein.example", is_public=True)
    store.publish(a_listing(club=a_club("tsv"), contacts=(contact,)))
    assert keepers.clubs_on_record(asked) == (("tsv",) if found else ())


def test_an_address_in_a_text_is_no_address_of_the_club(keepers: Keepers, store: Store) -> None:
    store.publish(a_listing(club=a_club("tsv"), name=ANNA))
    assert keepers.clubs_on_record(ANNA) == ()


def test_a_club_without_an_offer_is_found_by_its_own_address(
    keepers: Keepers, store: Store
) -> None:
    store.publish(a_listing(club=a_club("tsv", contacts=(Contact(email=ANNA),))))
    assert keepers.clubs_on_record(ANNA) == ("tsv",)
