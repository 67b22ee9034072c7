"""Whom one could ask is forgotten in time; what was changed and when stays known."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from directory.model import Contact
from directory.submissions import OldContacts, Store
from tests.submissions.clock import Clock
from tests.submissions.conftest import NOW
from tests.submissions.examples import a_club, a_listing

ANNA = Contact(first_name="Anna", phone="+493451234567", email="anna@verein.example")


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


@pytest.fixture
def store(url: str, clock: Clock) -> Store:  # type: ignore[misc]
    store = Store(url, clock=clock)
    listing = store.publish(a_listing(club=a_club(contacts=(ANNA,)), contacts=(ANNA,)))
    assert listing.offer
    store.publish(replace(listing, offer=replace(listing.offer, name="Boccia")))
    yield store  # type: ignore[misc]
    store.close()


def swept(store: Store, clock: Clock) -> int:
    """As the next process would."""
    return OldContacts(store.database, clock).erase()


def history(store: Store) -> str:
    with store.database.reading() as connection:
        query = text("SELECT before FROM revision ORDER BY number")
        return " ".join(row or "" for row in connection.execute(query).scalars())


def test_the_history_forgets_contacts_after_a_year(store: Store, clock: Clock) -> None:
    clock.go(days=364)
    assert swept(store, clock) == 0 and "Anna" in history(store)
    clock.go(days=2)
    assert swept(store, clock) == 1
    assert "Anna" not in history(store) and "Angebot offer" in history(store)
    assert swept(store, clock) == 0


def test_what_is_public_keeps_its_contacts(store: Store, clock: Clock) -> None:
    clock.go(days=2000)
    swept(store, clock)
    listing = store.listing("offer")
    assert listing and listing.offer
    assert listing.offer.contacts == listing.club.contacts == (ANNA,)


def test_a_withdrawn_offer_forgets_them_after_thirty_days(store: Store, clock: Clock) -> None:
    clock.go(days=100)
    store.withdraw("offer")
    clock.go(days=29)
    assert swept(store, clock) == 0
    clock.go(days=2)
    # The offer; the history of its withdrawal is younger than a year.
    assert swept(store, clock) == 1
    with store.database.reading() as connection:
        document = connection.execute(text("SELECT document FROM offer")).scalar_one()
    assert "Anna" not in document and "Boccia" in document
    assert swept(store, clock) == 0
    club = store.club("club")
    assert club and club.contacts == (ANNA,)


def test_a_withdrawn_club_forgets_them_with_all_its_offers(store: Store, clock: Clock) -> None:
    store.withdraw("club")
    clock.go(days=31)
    assert swept(store, clock) == 2
    with store.database.reading() as connection:
        for table in ("offer", "club"):
            query = text(f"SELECT document FROM {table}")
            assert "Anna" not in connection.execute(query).scalar_one()


def test_it_looks_only_now_and_then(store: Store, clock: Clock) -> None:
    contacts = OldContacts(store.database, clock)
    contacts.erase()
    clock.go(hours=5)
    clock.go(days=0)
    store.withdraw("offer")
    assert contacts.erase() == 0
    clock.go(days=40)
    assert contacts.erase() == 1
