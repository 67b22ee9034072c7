"""What happens on a day adds up; words that few people typed are never told, and then erased."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from directory.model.inbox import Inquiry, ReachBy
from directory.model.mail import OutgoingMail
from directory.submissions import Counted, Counts, Happened, Inbox, Store, Use, Used, Uses
from directory.submissions import counts as module
from tests.databases import new_database
from tests.submissions.clock import Clock

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
TODAY = NOW.date()
FIRST = date(2026, 11, 1)


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    url = new_database(tmp_path, NOW)
    store = Store(url, clock=lambda: NOW)
    yield store
    store.close()


@pytest.fixture
def counts(store: Store, clock: Clock) -> Counts:
    return Counts(store.database, clock)


def word(text: str, day: date = TODAY) -> Counted:
    return Counted(day, Happened.WORD, text)


def typed(counts: Counts, text: str, days: int, first: date = FIRST) -> None:
    counts.add({word(text, first + timedelta(number)): 3 for number in range(days)})


def test_numbers_add_up_by_day(counts: Counts) -> None:
    yesterday = TODAY - timedelta(1)
    counts.add({Counted(TODAY, Happened.SEARCH): 3, Counted(TODAY, Happened.NOTHING): 1})
    counts.add({Counted(TODAY, Happened.SEARCH): 2, Counted(yesterday, Happened.SEARCH): 7})
    counts.add({Counted(TODAY, Happened.FILTER, "tag"): 1, Counted(TODAY, Happened.PLACE, "x"): 4})
    counts.add({Counted(TODAY, Happened.FILTER, "alter"): 2})
    sums = counts.between(yesterday, TODAY)
    assert [(one.day, one.searches, one.nothing) for one in sums.days] == [
        (yesterday, 7, 0),
        (TODAY, 5, 1),
    ]
    assert list(sums.filters.items()) == [("alter", 2), ("tag", 1)], "the most frequent first"
    assert sums.places == {"x": 4}
    assert [one.searches for one in counts.between(TODAY, TODAY).days] == [5]


def test_opens_prints_and_questions_of_all_offers_are_summed(store: Store, counts: Counts) -> None:
    uses = Uses(store.database, lambda: NOW)
    uses.add({Use(TODAY, Used.OPENED, "a"): 2, Use(TODAY, Used.OPENED, "b"): 3})
    uses.add({Use(TODAY, Used.PRINTED, "b"): 1, Use(TODAY, Used.SHOWN, "b"): 9})
    inbox = Inbox(store.database, lambda: NOW)
    for number, days in enumerate((0, 0, 1, 40)):
        at = NOW - timedelta(days)
        inquiry = Inquiry(str(number), "a", "Ada", ReachBy.PHONE, "+493455556677", "?", "1", at)
        mail = OutgoingMail(f"inquiry:{number}", "club@verein.example", "Frage", "…")
        inbox.inquire(inquiry, replace(mail, sensitive=True))
    before, today = counts.between(TODAY - timedelta(1), TODAY).days
    assert (today.opened, today.printed, today.shown, today.asked) == (5, 1, 9, 2)
    assert (before.opened, before.asked) == (0, 1)


def test_a_word_is_told_only_from_five_days_of_a_month_on(counts: Counts) -> None:
    typed(counts, "kegeln", 5)
    typed(counts, "anna", 4)
    counts.add({word("schmidt"): 1_000})
    # Four days before and four days after the end of a month are not enough.
    typed(counts, "otto", 8, date(2026, 10, 28))
    assert counts.between(date(2026, 10, 1), TODAY).words == {"kegeln": 5}


def test_a_word_counts_with_its_whole_month(counts: Counts) -> None:
    typed(counts, "kegeln", 6)
    assert counts.between(TODAY, TODAY).words == {"kegeln": 6}
    assert counts.between(date(2026, 10, 1), date(2026, 10, 31)).words == {}


@pytest.mark.parametrize("text", ["0345", "anna7", "x" * 61, "a", "", "anna schmidt", "a@b"])
def test_what_is_no_plain_word_is_not_even_stored(counts: Counts, store: Store, text: str) -> None:
    typed(counts, text, 20)
    assert counts.between(FIRST, TODAY).words == {}
    with store.database.reading() as connection:
        assert not connection.exec_driver_sql("SELECT * FROM daily_count").all()


def test_rare_words_are_erased_when_their_month_is_over(
    counts: Counts, store: Store, clock: Clock
) -> None:
    typed(counts, "kegeln", 5)
    typed(counts, "anna", 4)
    assert counts.erase() == 0, "the month is not over"
    clock.now = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
    typed(counts, "anna", 1, date(2026, 12, 1))
    assert counts.erase() == 4
    assert counts.erase() == 0
    with store.database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT word, count(*) FROM daily_count GROUP BY word")
        assert dict(rows.all()) == {"kegeln": 5, "anna": 1}  # type: ignore[arg-type]


def test_after_two_years_numbers_are_forgotten(counts: Counts) -> None:
    old, young = TODAY - timedelta(731), TODAY - timedelta(730)
    counts.add({Counted(old, Happened.SEARCH): 5, Counted(young, Happened.SEARCH): 2})
    assert counts.erase() == 1
    assert counts.erase() == 0
    assert sum(one.searches for one in counts.between(old, TODAY).days) == 2


def test_invented_words_do_not_fill_the_database(
    counts: Counts, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_WORDS", 3)
    counts.add({word(text): 1 for text in ("ab", "cd")})
    counts.add({word(text): 1 for text in ("ef", "gh", "ij")})
    with store.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM daily_count").scalar() == 3
