"""An empty database, and files of other catalogues."""

import csv
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from directory.content import Sports
from directory.exchange import Listings, Reader, Report, take_in
from directory.geo import Gazetteer
from directory.model import Trust
from directory.submissions import Store
from directory.submissions.imports import Imports
from directory.submissions.tables import RevisionRow
from tests.databases import new_database

ROOT = Path(__file__).parents[2]
BERLIN = ROOT / "content" / "clubs" / "berlin_osm.csv"
NOW = datetime(2026, 11, 29, 10, 0, tzinfo=UTC)
TODAY = NOW.date()

Take = Callable[..., Report]


@cache
def sports() -> Sports:
    return Sports.load(ROOT / "content")


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer.load(ROOT / "content" / "places")


@pytest.fixture
def url(tmp_path: Path) -> str:
    return new_database(tmp_path, NOW)


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    store = Store(url, clock=lambda: NOW)
    yield store
    store.close()


@pytest.fixture
def take(store: Store) -> Take:
    """Takes in a file as the command does."""

    def take_file(path: Path, source: str = "berlin_osm", **options: Any) -> Report:
        trust = options.pop("trust", Trust.IMPORT)
        return take_in(
            Reader.of(path, sports()),
            Listings(source, trust, gazetteer()),
            Imports(store.database, lambda: NOW),
            **options,
        )

    return take_file


def revisions(store: Store) -> int:
    with store.database.reading() as connection:
        return connection.execute(select(func.count()).select_from(RevisionRow)).scalar_one()


def sums(report: Report) -> tuple[int, int, int, int, int]:
    """Created, updated, unchanged, skipped, doubtful."""
    return (
        report.created,
        report.updated,
        report.unchanged,
        len(report.skipped),
        len(report.doubtful),
    )


def berlin_rows() -> list[dict[str, str]]:
    with BERLIN.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_csv(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def a_row(**cells: str) -> dict[str, str]:
    """A row of a table of places: name only what the test is about."""
    plain = {
        "id": "h1",
        "name": "SV Blau 05",
        "kind": "club",
        "sport_ids": "judo",
        "street": "Parkstraße",
        "housenumber": "3",
        "postcode": "06108",
        "city": "Halle (Saale)",
        "lat": "51.48",
        "lon": "11.97",
        "wheelchair": "",
        "website": "https://sv-blau.example/",
    }
    return {**plain, **cells}
