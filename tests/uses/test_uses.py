"""Numbers are kept by offer and day, add up, and are forgotten after two years."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest

from directory.model.inbox import Inquiry, ReachBy
from directory.model.mail import OutgoingMail
from directory.submissions import Inbox, Store, Use, UseCounts, Used, Uses
from tests.databases import new_database
from tests.web.listings import full_listing

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    url = new_database(tmp_path, NOW)
    store = Store(url, clock=lambda: NOW)
    yield store
    store.close()


@pytest.fixture
def uses(store: Store) -> Uses:
    return Uses(store.database, lambda: NOW)


def use(used: Used, offer: str = "a", day: date = TODAY) -> Use:
    return Use(day, used, offer)


def test_counts_add_up_and_only_from_the_day_on(uses: Uses) -> None:
    yesterday = TODAY - timedelta(1)
    uses.add({use(Used.SHOWN): 3, use(Used.OPENED): 1, use(Used.SHOWN, day=yesterday): 10})
    uses.add({use(Used.SHOWN): 2, use(Used.PRINTED): 1, use(Used.SHOWN, "b"): 7})
    assert uses.of_offer("a", TODAY) == UseCounts(shown=5, opened=1, printed=1)
    assert uses.of_offer("a", yesterday).shown == 15
    assert uses.of_offer("b", yesterday) == UseCounts(shown=7)
    assert uses.of_offer("nobody", yesterday) == UseCounts()


def test_an_address_stands_for_its_offer_and_a_wrong_one_for_none(store: Store, uses: Uses) -> None:
    listing = full_listing()
    store.publish(listing)
    assert listing.offer
    known = use(Used.OPENED, listing.offer.slug)
    uses.add({use(Used.OPENED, listing.offer.id): 1}, {known: 2, use(Used.OPENED, "wrong"): 9})
    assert uses.of_offer(listing.offer.id, TODAY).opened == 3
    assert uses.of_offer("wrong", TODAY).opened == 0


def test_inquiries_are_counted_where_they_are(store: Store, uses: Uses) -> None:
    inbox = Inbox(store.database, lambda: NOW)
    for number, days in enumerate((0, 0, 40)):
        at = NOW - timedelta(days)
        inquiry = Inquiry(str(number), "a", "Ada", ReachBy.PHONE, "+493455556677", "?", "1", at)
        mail = OutgoingMail(f"inquiry:{number}", "club@verein.example", "Frage", "…")
        inbox.inquire(inquiry, replace(mail, sensitive=True))
    assert uses.of_offer("a", TODAY).asked == 2
    assert uses.of_offer("a", TODAY - timedelta(60)).asked == 3


def test_after_two_years_numbers_are_forgotten(uses: Uses) -> None:
    old, young = TODAY - timedelta(731), TODAY - timedelta(730)
    uses.add({use(Used.SHOWN, day=old): 5, use(Used.SHOWN, day=young): 2})
    assert uses.erase() == 1
    assert uses.erase() == 0
    assert uses.of_offer("a", old).shown == 2


def test_many_threads_lose_nothing(uses: Uses) -> None:
    def add() -> None:
        for number in range(20):
            uses.add({use(Used.SHOWN, str(offer)): 1 for offer in range(number % 5 + 1)})

    threads = [Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(uses.of_offer(str(offer), TODAY).shown for offer in range(5)) == 4 * 60


def test_more_numbers_than_one_statement_takes(uses: Uses) -> None:
    uses.add({use(Used.SHOWN, str(offer)): 1 for offer in range(9_000)})
    assert uses.of_offer("8999", TODAY).shown == 1
