"""For all tests: what is known of databases stands in `tests.databases`."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from directory.submissions import database
from tests import databases

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
def _databases_of_this_test() -> Iterator[None]:
    """Drops what the test has made; what it shares with others stays until the server ends."""
    before = set(databases.made)
    yield
    databases.drop([folder for folder in databases.made if folder not in before])


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
