"""A new database for each test, of the kind that `tests.databases` chooses."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from directory.submissions import Store, init
from tests.databases import ON_POSTGRESQL, new_database, url_in

NOW = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)


@pytest.fixture
def empty_url(tmp_path: Path) -> str:
    """Where a database may be made."""
    return url_in(tmp_path)


@pytest.fixture
def url(tmp_path: Path) -> str:
    return new_database(tmp_path, NOW)


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    store = Store(url, clock=lambda: NOW)
    yield store
    store.close()


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """For what only SQLite has: files and their settings."""
    if ON_POSTGRESQL:
        pytest.skip("only SQLite: its files and their settings")
    url = f"sqlite:///{tmp_path / 'directory.sqlite'}"
    init(url, NOW)
    return url


@pytest.fixture
def sqlite_file(store: Store) -> Path:
    """The file of the database, where it is one."""
    if store.database.file is None:
        pytest.skip("only SQLite: a file")
    return store.database.file
