"""What tests of several parts share: one real browser for each process, places, databases.

What is known of databases stands in `tests.databases`.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import compress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, expect

from directory.geo import Gazetteer
from directory.publishing import state
from directory.submissions import database
from directory.watching import Slowness, events, set_slowness
from directory.watching.sparing import Sparing
from tests import databases, reaching
from tests.chromium import chromium

# How long an example takes says nothing on a busy machine.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")
# As long as the browser waits for everything else; five seconds are little on a busy machine.
PATIENCE_MS = 30_000


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """On PostgreSQL: files of which no test can reach a database. None leaves it to others."""
    return True if databases.ON_POSTGRESQL and reaching.is_far(collection_path) else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only tests that can reach a database: all others say the same on both."""
    if databases.ON_POSTGRESQL:
        near = [reaching.reaches_a_database(test) for test in items]
        config.hook.pytest_deselected(
            items=[test for test, is_near in zip(items, near, strict=True) if not is_near]
        )
        items[:] = compress(items, near)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    global _of_this_test
    _of_this_test = item


_of_this_test: pytest.Item | None = None


@pytest.fixture(autouse=True)
def _databases_of_this_test(request: pytest.FixtureRequest) -> Iterator[None]:
    """Drops those in the folder of the test; what it shares with others, even when it is the first
    that asks for it, stays until the server ends."""
    yield
    own = getattr(request.node, "funcargs", {}).get("tmp_path")
    if own:
        inside = own.resolve()
        databases.drop([folder for folder in databases.made if folder.is_relative_to(inside)])


@pytest.fixture(autouse=True, scope="session")
def _nobody_slips_to_sqlite() -> Iterator[None]:
    """On PostgreSQL a test that opens a file of SQLite would say nothing about PostgreSQL; and a
    test that opens one past `tests.databases` would not even run there."""
    opened = database._sqlite_engine

    def watched(*words: Any, **named: Any) -> Any:
        assert not databases.ON_POSTGRESQL, "this test runs on PostgreSQL, but opens SQLite"
        assert _of_this_test is None or reaching.reaches_a_database(_of_this_test), (
            "this test opens a database, but not by way of tests.databases"
        )
        return opened(*words, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "_sqlite_engine", watched)
        yield


@pytest.fixture(autouse=True, scope="session")
def _a_busy_machine_is_no_trouble() -> Iterator[None]:
    """Pages say that the database is away when it is silent for a moment. While tests run, it may
    be; those for which it really is away set the real moment again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(state, "LOOK_SECONDS", PATIENCE_MS / 1000)
        yield


@pytest.fixture(autouse=True)
def _each_test_has_its_own_lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A minute has so many lines of a kind; those of the tests before do not use them up. And what
    one test calls slow is not slow for the next."""
    own = {event: Sparing(events.LINES_A_MINUTE) for event in events._SPARED}
    monkeypatch.setattr(events, "_SPARED", own)
    yield
    set_slowness(Slowness())


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE_MS)
    with chromium() as opened:
        yield opened


def _read_places_once() -> None:
    """A gazetteer is made once and never changed, and takes a second of processor; so all sites of
    one process may share it. Files that were changed are read anew."""
    read = Gazetteer.load.__func__  # type: ignore[attr-defined]

    @lru_cache(maxsize=8)
    def kept(kind: type[Gazetteer], folder: Path, _changed: tuple[int, ...]) -> Gazetteer:
        found: Gazetteer = read(kind, folder)
        return found

    def load(kind: type[Gazetteer], folder: Path) -> Gazetteer:
        files = sorted(folder.glob("*")) if folder.is_dir() else []
        return kept(kind, folder.resolve(), tuple(file.stat().st_mtime_ns for file in files))

    Gazetteer.load = classmethod(load)  # type: ignore[assignment,method-assign]


_read_places_once()
