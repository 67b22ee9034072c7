"""A PostgreSQL at the end of a line that can be cut: nobody hangs, and all comes back by itself."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from statistics import median

import pytest
from sqlalchemy import make_url, text

from directory.submissions import NoDatabase, Store, StoringFailed, init, server, upgrade
from directory.submissions.errors import DatabaseExists
from tests.databases import only_postgresql
from tests.faults.site import HELD_UP_SECONDS
from tests.line import Line
from tests.submissions.conftest import NOW
from tests.submissions.examples import a_club_listing, a_listing
from tests.waiting import until

pytestmark = only_postgresql


@pytest.fixture
def line(url: str) -> Iterator[Line]:
    with Line(make_url(url).port or 5432) as line:
        yield line


@pytest.fixture
def far(url: str, line: Line) -> Iterator[Store]:
    store = Store(along(url, line))
    yield store
    store.close()


def along(url: str, line: Line) -> str:
    return make_url(url).set(port=line.port).render_as_string(hide_password=False)


def seconds_of(work: Callable[[], object]) -> float:
    begun = time.monotonic()
    with pytest.raises(StoringFailed):
        work()
    return time.monotonic() - begun


def until_it_works(work: Callable[[], object]) -> float:
    begun = time.monotonic()
    while time.monotonic() - begun < HELD_UP_SECONDS:
        try:
            work()
            return time.monotonic() - begun
        except StoringFailed:
            time.sleep(0.1)
    raise AssertionError("it did not come back by itself")


def test_a_cut_line_is_noticed_soon_and_then_at_once(far: Store, line: Line) -> None:
    far.publish(a_listing())
    line.cut()
    assert seconds_of(far.position) < HELD_UP_SECONDS
    # Who asks next does not wait for the line again, however busy the machine is.
    assert median(seconds_of(far.position) for _ in range(5)) < server.PING_SECONDS
    line.mend()
    until_it_works(far.position)
    assert far.count() == 1


def test_many_who_ask_at_once_do_not_wait_one_after_another(far: Store, line: Line) -> None:
    far.position()
    line.cut()
    begun = time.monotonic()
    with ThreadPoolExecutor(12) as pool:
        for asked in [pool.submit(seconds_of, far.position) for _ in range(60)]:
            asked.result()
    # One after another they would need more than three minutes.
    assert time.monotonic() - begun < 60 * server.CONNECT_SECONDS / 3


def test_a_line_cut_in_the_middle_of_a_question_ends_it(
    far: Store, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "ANSWER_SECONDS", 1.0)

    def ask() -> None:
        with far.database.writing() as connection:
            line.cut()
            connection.execute(text("SELECT 1"))

    assert seconds_of(ask) < HELD_UP_SECONDS
    line.mend()
    until_it_works(far.position)


def test_a_server_that_refuses_is_told(url: str, line: Line) -> None:
    address = along(url, line)
    line.__exit__()
    with pytest.raises(NoDatabase):
        Store(address)


def test_who_is_cut_off_in_the_middle_does_not_hold_up_the_others(
    url: str, store: Store, line: Line
) -> None:
    """Neither their changes of the same offer, nor what their indexes may believe."""
    store.publish(a_listing())
    # The operator may wish it shorter, and so does this test.
    quick = make_url(along(url, line)).update_query_dict(
        {"options": "-cidle_in_transaction_session_timeout=1s"}
    )
    far = Store(quick.render_as_string(hide_password=False))
    holding = far.database.writing()
    holding.__enter__().execute(text("UPDATE offer SET slug = slug"))
    line.cut()
    begun, before = time.monotonic(), store.position()
    with store.database.writing() as connection:
        connection.execute(text("UPDATE offer SET slug = slug"))
    store.publish(a_listing("another"))
    while store.changes_after(before).position == before:
        assert time.monotonic() - begun < HELD_UP_SECONDS
        time.sleep(0.05)
    line.mend()
    with pytest.raises(StoringFailed):
        holding.__exit__(None, None, None)
    far.close()


def test_a_question_that_never_ends_is_ended_by_the_server(url: str) -> None:
    short = make_url(url).update_query_dict({"options": "-cstatement_timeout=300ms"})
    store = Store(short.render_as_string(hide_password=False))

    def ask() -> None:
        with store.database.reading() as connection:
            connection.execute(text("SELECT pg_sleep(600)"))

    assert seconds_of(ask) < HELD_UP_SECONDS
    assert store.count() == 0
    store.close()


def test_who_has_to_give_way_to_somebody_else_tries_again(store: Store) -> None:
    """Two wait for each other, and the server ends the one who waits longer: it is the store."""
    clubs = [a_club_listing(f"c{n}") for n in range(2)]
    store.publish_many(clubs)
    lock = text("SELECT id FROM club WHERE id = :id FOR UPDATE")
    named = [replace(one, club=replace(one.club, name="Neu")) for one in clubs]
    with ThreadPoolExecutor(1) as pool, store.database.writing() as other:
        other.execute(lock, {"id": "c1"})
        publishing = pool.submit(store.publish_many, named, replaces=True)
        until_somebody_waits(store)
        other.execute(lock, {"id": "c0"})
    publishing.result()
    assert {listing.club.name for listing in store.listings()} == {"Neu"}


def until_somebody_waits(store: Store) -> None:
    waiting = text(
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )

    def somebody_waits() -> bool:
        with store.database.reading() as connection:
            return bool(connection.execute(waiting).scalar())

    until(somebody_waits, 10)


def test_machines_that_start_at_once_make_one_database(empty_url: str) -> None:
    together = threading.Barrier(3)

    def start() -> str:
        together.wait()
        try:
            init(empty_url, NOW)
        except DatabaseExists:
            upgrade(empty_url)
            return "found"
        return "made"

    with ThreadPoolExecutor(3) as pool:
        done = [pool.submit(start) for _ in range(3)]
        assert sorted(one.result() for one in done) == ["found", "found", "made"]
    store = Store(empty_url)
    with store.database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM era")).scalar() == 1
    store.close()
