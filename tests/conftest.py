"""What tests of several parts share: one real browser for each process, places, databases.

What is known of databases stands in `tests.databases`.
"""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser

from directory.geo import Gazetteer
from directory.submissions import database
from tests import databases
from tests.chromium import chromium

# How long an example takes says nothing on a busy machine.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

# These rooms know no database, so they run on SQLite's day alone. What runs in a browser shows what
# the pages say, and the pages themselves run on both; so does the walk of a club by mail.
WITHOUT_DATABASE = (
    "bench_check", "catalogue", "components", "config", "content", "easy_language", "gate", "geo",
    "house", "model", "photos", "quality", "spelling", "wording",
)  # fmt: skip


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """On PostgreSQL: rooms without a database. None leaves the decision to others."""
    here = Path(__file__).parent
    is_room = collection_path.parent == here and collection_path.name in WITHOUT_DATABASE
    return True if databases.ON_POSTGRESQL and is_room else None


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
    """On PostgreSQL a test that opens a file of SQLite would say nothing about PostgreSQL."""
    if not databases.ON_POSTGRESQL:
        yield
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "_sqlite_engine", _refuse)
        yield


def _refuse(*_: object, **__: object) -> None:
    raise AssertionError("this test runs on PostgreSQL, but opens a database of SQLite")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
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
