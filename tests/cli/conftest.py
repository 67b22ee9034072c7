"""An installation of its own for each test of the commands."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from directory.cli import directory_group
from directory.config import Settings
from directory.content.pages import FACTS_OF_LAW
from directory.submissions.store import Store
from tests.databases import live_in

Run = Callable[..., Result]


@pytest.fixture
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which nothing was set up yet, with a small content folder's worth of clubs."""
    folder = tmp_path / "instance"
    live_in(monkeypatch, folder)
    monkeypatch.setenv("DIRECTORY_HELP_PHONE", "0345 12345")
    for fact in FACTS_OF_LAW:
        monkeypatch.setenv(f"DIRECTORY_{fact.upper()}", "for tests")
    return folder


@pytest.fixture
def run(instance: Path) -> Run:
    def command(*words: str) -> Result:
        return CliRunner().invoke(directory_group, list(words))

    return command


@pytest.fixture
def store(instance: Path) -> Iterator[Callable[[], Store]]:
    opened: list[Store] = []

    def open_store() -> Store:
        opened.append(Store(Settings.from_environment().database_url))
        return opened[-1]

    yield open_store
    for each in opened:
        each.close()
