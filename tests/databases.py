"""The one place from which tests take their databases, and the switch that chooses them.

Each is a file of SQLite in its folder; with DIRECTORY_TEST_DATABASE=postgresql it is a database of
a server.
"""

import os
import tempfile
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

from directory.submissions import init
from directory.submissions.database import Database
from directory.submissions.upgrading import new_era
from tests.postgres import shared_server
from tests.recycling import emptied, filled_anew

ON_POSTGRESQL = os.environ.get("DIRECTORY_TEST_DATABASE", "sqlite") == "postgresql"
# Which database of the server belongs to which folder.
made: dict[Path, str] = {}


def url_in(folder: Path) -> str:
    """Where the database of this folder is, or may be made; PostgreSQL then has an empty one."""
    if not ON_POSTGRESQL:
        return f"sqlite:///{folder / 'directory.sqlite'}"
    if folder.resolve() not in made:
        made[folder.resolve()] = shared_server().make()
    return shared_server().url_of(made[folder.resolve()])


def new_database(folder: Path, now: datetime) -> str:
    """Like ``url_in``, with the tables of an empty directory."""
    if not ON_POSTGRESQL:
        _copy_into(folder / "directory.sqlite", now)
    elif folder.resolve() in made:
        init(url_in(folder), now)  # its address was told already
    else:
        made[folder.resolve()] = filled_anew(shared_server(), now)
    return url_in(folder)


def _copy_into(file: Path, now: datetime) -> None:
    """What ``init`` makes there, without its migrations."""
    database = Database(f"sqlite:///{file}")
    database.create_file()
    if file.stat().st_size:
        raise FileExistsError(file)
    file.write_bytes(_empty_directory())
    with database.writing() as connection:
        new_era(connection, now)
    database.close()


@cache
def _empty_directory() -> bytes:
    """The file that ``init`` makes; once in a process."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "directory.sqlite"
        init(f"sqlite:///{file}", datetime.now().astimezone())
        return file.read_bytes()


def environ_of(folder: Path) -> dict[str, str]:
    """The settings by which a program finds folder and database; SQLite needs only the folder."""
    place = {"DIRECTORY_INSTANCE": str(folder)}
    return {**place, "DIRECTORY_DATABASE_URL": url_in(folder)} if ON_POSTGRESQL else place


def live_in(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Programs of this test find folder and database here."""
    for name, value in environ_of(folder).items():
        monkeypatch.setenv(name, value)


def only_sqlite(reason: str) -> pytest.MarkDecorator:
    """For what only SQLite has, such as its file."""
    return pytest.mark.skipif(ON_POSTGRESQL, reason=f"only SQLite: {reason}")


only_postgresql = pytest.mark.skipif(
    not ON_POSTGRESQL, reason="only PostgreSQL: make test-postgres"
)


def drop(folders: Iterable[Path]) -> None:
    for folder in folders:
        if name := made.pop(folder, ""):
            emptied(shared_server(), name)
