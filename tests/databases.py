"""The one place from which tests take their databases, and the switch that chooses them.

Each is a file of SQLite in its folder; with DIRECTORY_TEST_DATABASE=postgresql it is a database of
a server.
"""

import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import pytest

from directory.submissions import init
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
    if not ON_POSTGRESQL or folder.resolve() in made:
        init(url_in(folder), now)  # its address was told already
    else:
        made[folder.resolve()] = filled_anew(shared_server(), now)
    return url_in(folder)


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
