"""An installation of its own for each test, and a second, empty machine."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from directory.cli import directory_group
from directory.cli.starting import MARK
from directory.content.pages import FACTS_OF_LAW
from directory.submissions import Store
from tests.databases import live_in, new_database, url_in

Run = Callable[..., Result]


def now() -> datetime:
    return datetime.now(UTC)


def url_of(instance: Path) -> str:
    return url_in(instance)


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    """With an empty database: nothing here needs clubs."""
    folder = tmp_path / "instance"
    folder.mkdir()
    new_database(folder, now())
    (folder / MARK).write_text("done")
    return folder


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], Run]:
    """Commands on the machine whose folder is given."""
    for fact in FACTS_OF_LAW:
        monkeypatch.setenv(f"DIRECTORY_{fact.upper()}", "for tests")
    monkeypatch.setenv("DIRECTORY_HELP_PHONE", "0345 12345")

    def machine(folder: Path) -> Run:
        def command(*words: str) -> Result:
            live_in(monkeypatch, folder)
            return CliRunner().invoke(directory_group, list(words), catch_exceptions=False)

        return command

    return machine


@pytest.fixture
def run(on: Callable[[Path], Run], instance: Path) -> Run:
    return on(instance)


@pytest.fixture
def store(instance: Path) -> Iterator[Store]:
    opened = Store(url_of(instance))
    yield opened
    opened.close()
