"""A new database for each test: SQLite, and PostgreSQL where DIRECTORY_TEST_POSTGRES names one."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text

from directory.submissions import Store, init

NOW = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)
POSTGRES = os.environ.get("DIRECTORY_TEST_POSTGRES", "")


@pytest.fixture(params=["sqlite", "postgresql"] if POSTGRES else ["sqlite"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a database may be made."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'directory.sqlite'}"
    else:
        yield from _schema_of_its_own()


@pytest.fixture
def url(empty_url: str) -> str:
    init(empty_url, NOW)
    return empty_url


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    store = Store(url, clock=lambda: NOW)
    yield store
    store.close()


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """For what only SQLite has: files and their settings."""
    url = f"sqlite:///{tmp_path / 'directory.sqlite'}"
    init(url, NOW)
    return url


def _schema_of_its_own() -> Iterator[str]:
    server = make_url(POSTGRES).set(drivername="postgresql+psycopg")
    schema = f"test_{uuid4().hex}"
    engine = create_engine(server)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    own = server.update_query_dict({"options": f"-csearch_path={schema}"})
    yield own.render_as_string(hide_password=False)
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()


@pytest.fixture
def sqlite_file(store: Store) -> Path:
    """The file of the database, where it is one."""
    if store.database.file is None:
        pytest.skip("only SQLite has a file")
    return store.database.file
