"""Counters: they hold for all, tell nothing about anybody, and die with their day."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import text

from directory.submissions import Limits, Store, network
from tests.submissions.clock import Clock
from tests.submissions.conftest import NOW

HOUR = timedelta(hours=1)


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


@pytest.fixture
def limits(store: Store, clock: Clock) -> Limits:
    return Limits(store.database, clock)


def test_so_often_and_no_more(limits: Limits) -> None:
    assert [limits.allow("inquiry", "a@b.de", 3, HOUR) for _ in range(5)] == [True] * 3 + [
        False
    ] * 2


def test_each_purpose_and_each_person_is_counted_apart(limits: Limits) -> None:
    assert limits.allow("inquiry", "a@b.de", 1, HOUR)
    assert limits.allow("inquiry", "c@d.de", 1, HOUR)
    assert limits.allow("wish", "a@b.de", 1, HOUR)
    assert not limits.allow("inquiry", "A@B.de ", 1, HOUR)


def test_in_the_next_hour_counting_begins_anew(limits: Limits, clock: Clock) -> None:
    assert limits.allow("inquiry", "a@b.de", 1, HOUR)
    clock.go(hours=1)
    assert limits.allow("inquiry", "a@b.de", 1, HOUR)


def test_being_refused_does_not_count(limits: Limits) -> None:
    assert [limits.allow("inquiry", "a", 1, HOUR) for _ in range(4)] == [True, False, False, False]
    assert limits.allow("inquiry", "a", 2, HOUR)


def test_nothing_readable_is_stored(limits: Limits, store: Store) -> None:
    limits.allow("inquiry", "a@b.de", 1, HOUR)
    with store.database.reading() as connection:
        rows = str(connection.execute(text("SELECT * FROM limit_count")).all())
    assert "a@b" not in rows and "inquiry" not in rows


def test_the_same_person_looks_different_on_another_day(
    limits: Limits, store: Store, clock: Clock
) -> None:
    seen = []
    for _ in range(2):
        limits.allow("inquiry", "a@b.de", 1, HOUR)
        with store.database.reading() as connection:
            seen += connection.execute(text("SELECT who FROM limit_count")).scalars()
        clock.go(days=1)
    assert len(set(seen)) == 2


@pytest.mark.parametrize("days", [1, -10, 400])
def test_all_is_forgotten_with_the_day(
    limits: Limits, store: Store, clock: Clock, days: int
) -> None:
    limits.allow("inquiry", "a@b.de", 1, HOUR)
    assert limits.prune() == 0
    clock.go(days=days)
    assert limits.prune() == 1
    with store.database.reading() as connection:
        for table in ("limit_count", "limit_key"):
            assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar() == 0


def test_eight_at_once_do_not_get_round_a_limit(url: str, clock: Clock) -> None:
    def ask(_: int) -> int:
        store = Store(url)
        limits = Limits(store.database, clock)
        allowed = sum(limits.allow("inquiry", "a@b.de", 10, HOUR) for _ in range(10))
        store.close()
        return allowed

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(ask, range(8))) == 10


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("203.0.113.7", "203.0.113.250", True),
        ("203.0.113.7", "203.0.114.7", False),
        ("2001:db8:1:200::1", "2001:db8:1:2ff:ffff::9", True),
        ("2001:db8:1:200::1", "2001:db8:1:300::1", False),
        ("::ffff:203.0.113.7", "203.0.113.9", True),
        ("fe80::1%eth0", "fe80::2", True),
        ("0.0.0.1", "::1", False),
        ("nonsense", "", True),
    ],
)
def test_neighbours_are_one_network(one: str, other: str, same: bool) -> None:
    assert (network(one) == network(other)) is same
