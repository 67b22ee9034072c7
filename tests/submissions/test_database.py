"""Connections: every promise of the settings holds on each of them, and nobody is locked out."""

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError

from directory.submissions import (
    DamagedDatabase,
    DatabaseExists,
    DatabaseProblem,
    ForeignDatabase,
    NoDatabase,
    OtherVersion,
    Store,
    init,
    upgrade,
)
from directory.submissions.database import Database
from tests.databases import only_sqlite
from tests.submissions.conftest import NOW
from tests.submissions.examples import a_club, a_club_listing, a_listing

PROMISED = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL: what was confirmed survives a power cut
    "busy_timeout": 10_000,
    "foreign_keys": 1,
    "trusted_schema": 0,
}


@pytest.fixture
def database(sqlite_url: str) -> Iterator[Database]:
    database = Database(sqlite_url)
    yield database
    database.close()


def file_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def test_the_settings_hold_on_every_connection(database: Database) -> None:
    with ExitStack() as stack:
        connections = [stack.enter_context(database.reading()) for _ in range(20)]
        connections.append(stack.enter_context(database.writing()))
        for connection in connections:
            for name, value in PROMISED.items():
                assert connection.execute(text(f"PRAGMA {name}")).scalar() == value, name


def test_reading_cannot_write(database: Database) -> None:
    with pytest.raises(OperationalError, match="readonly"), database.reading() as connection:
        connection.execute(text("DELETE FROM era"))


def test_whatever_may_write_says_so_when_it_begins(sqlite_url: str) -> None:
    store = Store(sqlite_url)
    told: list[str] = []
    for engine in store.database.engines():
        # The driver itself tells, so that nothing can begin a transaction unseen.
        event.listen(
            engine,
            "checkout",
            lambda driver, *_: driver.set_trace_callback(told.append),
        )
    store.publish(a_listing())
    store.publish_many([a_listing("two"), a_club_listing("three")], batch=1)
    store.withdraw("two")
    list(store.listings())
    store.changes_after(store.position())
    starts = [sql for sql in told if sql.startswith("BEGIN")]
    assert starts.count("BEGIN IMMEDIATE") == 4
    in_transaction = ""
    for sql in told:
        if sql.startswith("BEGIN"):
            in_transaction = sql
        if sql.split()[0] in ("INSERT", "UPDATE", "DELETE"):
            assert in_transaction == "BEGIN IMMEDIATE", sql
    store.close()


def test_an_exception_leaves_nothing_behind(sqlite_url: str) -> None:
    store = Store(sqlite_url)
    with pytest.raises(RuntimeError), store.database.writing() as connection:
        connection.execute(text("DELETE FROM era"))
        raise RuntimeError
    assert store.position()
    store.close()


WRITER = """
import sys
from directory.submissions import Store
from tests.submissions.examples import a_club, a_listing
store = Store(sys.argv[1])
for number in range(int(sys.argv[3])):
    id = f"{sys.argv[2]}-{number:05}"
    store.publish(a_listing(id, club=a_club(f"club-{sys.argv[2]}")))
    print(id, flush=True)
"""


def writer(url: str, name: str, count: int, told: Path) -> subprocess.Popen[str]:
    """A process that writes into the file ``told`` each id after it was stored."""
    command = [sys.executable, "-c", WRITER, url, name, str(count)]
    with told.open("w") as file:
        return subprocess.Popen(command, stdout=file, stderr=subprocess.PIPE, text=True)


def test_eight_writers_all_get_through(url: str, tmp_path: Path) -> None:
    running = [writer(url, str(n), 25, tmp_path / f"{n}.told") for n in range(8)]
    for process in running:
        _, errors = process.communicate()
        assert process.returncode == 0, errors
    store = Store(url)
    assert store.count() == 200
    store.close()


def test_threads_of_one_process_share_a_store(url: str) -> None:
    store = Store(url)

    def work(name: int) -> int:
        for number in range(20):
            store.publish(a_listing(f"{name}-{number}", club=a_club(f"club-{name}")))
            store.listing(f"{name}-{number}")
        return len(store.offers_of_club(f"club-{name}"))

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(work, range(8))) == [20] * 8
    store.close()


@pytest.mark.parametrize("seconds", [3, pytest.param(60, marks=pytest.mark.soak)])
def test_what_was_acknowledged_is_stored_when_writers_are_killed(
    sqlite_url: str, tmp_path: Path, seconds: int
) -> None:
    end = time.monotonic() + seconds
    acknowledged: set[str] = set()
    killed = 0
    while time.monotonic() < end or len(acknowledged) < 100:
        told = [tmp_path / f"{killed + n}.told" for n in range(4)]
        running = [writer(sqlite_url, file.stem, 100_000, file) for file in told]
        for process, file in zip(running, told, strict=True):
            while not file.stat().st_size:
                assert process.poll() is None, process.communicate()
                time.sleep(0.01)
        time.sleep(0.05 + killed % 7 / 20)
        for process, file in zip(running, told, strict=True):
            os.kill(process.pid, signal.SIGKILL)
            killed += 1
            process.communicate()
            # A line that was cut off by the kill was not acknowledged.
            lines = file.read_text().splitlines(keepends=True)
            acknowledged.update(line[:-1] for line in lines if line[-1] == "\n")
    store = Store(sqlite_url)
    stored = list(store.listings())
    assert acknowledged <= {listing.id for listing in stored}
    assert all(listing.venue and listing.club.name for listing in stored)
    with store.database.reading() as connection:
        assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
        for table in ("change", "revision"):
            query = f"SELECT count(DISTINCT record_id) FROM {table} WHERE kind='offer'"
            assert connection.execute(text(query)).scalar() == len(stored)
    store.close()


def test_after_a_fork_parent_and_child_go_on(sqlite_url: str) -> None:
    store = Store(sqlite_url)
    store.publish(a_listing("parent"))
    child = os.fork()
    if child == 0:
        status = 1
        try:
            inherited = [engine.pool.checkedin() for engine in store.database.engines()]  # type: ignore[attr-defined]
            assert inherited == [0, 0]
            store.publish(a_listing("child"))
            status = 0 if store.count() == 2 else 2
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    store.publish(a_listing("parent-again"))
    assert store.count() == 3
    store.close()


class TestStarting:
    """Each refusal is one clear sentence, and nothing is created on the way."""

    @only_sqlite("its file")
    def test_a_missing_database_is_never_created(self, tmp_path: Path) -> None:
        with pytest.raises(NoDatabase, match="There is no database at"):
            Store(f"sqlite:///{tmp_path / 'none.sqlite'}")
        assert list(tmp_path.iterdir()) == []

    @only_sqlite("its file")
    def test_a_connection_never_creates_a_file(self, tmp_path: Path) -> None:
        database = Database(f"sqlite:///{tmp_path / 'none.sqlite'}")
        with pytest.raises(OperationalError, match="unable to open"), database.writing():
            pass
        assert list(tmp_path.iterdir()) == []

    @only_sqlite("its file")
    def test_an_empty_file_is_no_database(self, tmp_path: Path) -> None:
        (tmp_path / "empty.sqlite").touch()
        with pytest.raises(NoDatabase):
            Store(f"sqlite:///{tmp_path / 'empty.sqlite'}")

    def test_a_server_that_does_not_answer(self) -> None:
        with pytest.raises(NoDatabase) as refusal:
            Store("postgresql://somebody:secret@127.0.0.1:1/directory")
        assert "secret" not in str(refusal.value)

    @pytest.mark.parametrize(
        ("damage"),
        [
            lambda content: content[: len(content) // 2],
            lambda content: content[:5000],
            lambda content: b"no database at all" * 500,
            lambda content: b"\0" * len(content),
            lambda content: content[:8192] + b"\0" * 8192 + content[16384:],
            lambda content: content[:100] + b"\xff" * 3000 + content[3100:],
        ],
        ids=["half", "a piece", "foreign", "zeroed", "two pages zeroed", "first page garbled"],
    )
    def test_a_damaged_file_is_refused(self, sqlite_url: str, damage) -> None:  # type: ignore[no-untyped-def]
        file = file_of(sqlite_url)
        store = Store(sqlite_url)
        store.publish_many(a_listing(f"{n:03}") for n in range(100))
        store.close()
        file.write_bytes(damage(file.read_bytes()))
        with pytest.raises(DamagedDatabase, match="restore it from a backup"):
            Store(sqlite_url)

    @only_sqlite("its file")
    def test_a_database_of_somebody_else_is_refused(self, tmp_path: Path) -> None:
        file = tmp_path / "other.sqlite"
        other = sqlite3.connect(file)
        other.execute("CREATE TABLE recipe (name)")
        other.close()
        with pytest.raises(ForeignDatabase, match="not one of this directory"):
            Store(f"sqlite:///{file}")
        with pytest.raises(DatabaseExists):
            init(f"sqlite:///{file}", NOW)

    @pytest.mark.parametrize(("version", "word"), [("0000", "older"), ("9999", "newer")])
    def test_a_database_of_another_version_is_refused(
        self, sqlite_url: str, version: str, word: str
    ) -> None:
        other = sqlite3.connect(file_of(sqlite_url))
        other.execute("UPDATE alembic_version SET version_num=?", (version,))
        other.commit()
        other.close()
        with pytest.raises(OtherVersion, match=word):
            Store(sqlite_url)

    def test_a_new_database_never_replaces_one(self, url: str) -> None:
        store = Store(url)
        store.publish(a_listing())
        with pytest.raises(DatabaseExists):
            init(url, NOW)
        assert store.count() == 1
        store.close()

    def test_only_its_owner_reads_the_file(self, sqlite_url: str) -> None:
        assert stat.S_IMODE(file_of(sqlite_url).stat().st_mode) == 0o600

    @only_sqlite("its file")
    def test_names_with_odd_signs_are_fine(self, tmp_path: Path) -> None:
        url = f"sqlite:///{tmp_path / 'Übung #1 50%/my file.sqlite'}"
        init(url, NOW)
        store = Store(url)
        store.publish(a_listing())
        assert store.count() == 1
        store.close()

    @only_sqlite("its file")
    def test_upgrading_what_is_not_there_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(DatabaseProblem):
            upgrade(f"sqlite:///{tmp_path / 'none.sqlite'}")
        assert list(tmp_path.iterdir()) == []
