"""What tests of several parts share: one real browser for each process."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser

from directory.geo import Gazetteer
from tests.chromium import chromium

# How long an example takes says nothing on a busy machine.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


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
