"""A second site that imports the export of the first serves the same catalogue."""

import csv
import io
import json
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from directory.app import create_app
from directory.cli.exporting import fill_from
from directory.content.sources import sources
from directory.exchange import Exporter
from directory.web.parts import EXTENSION
from tests.visiting import PUBLIC_URL, settings_in

QUESTIONS = ("", "q=schwimmen+in+halle", "sport=boccia", "land=ST&brauche=stufenlos", "q=berlin")


@pytest.fixture(scope="module")
def both(site: Flask, tmp_path_factory: pytest.TempPathFactory) -> tuple[FlaskClient, FlaskClient]:
    folder = tmp_path_factory.mktemp("second")
    parts = site.extensions[EXTENSION]
    known = sources(parts.content)
    Exporter(parts.store, known, {}, datetime.now(UTC)).write(folder / "export")
    settings = settings_in(folder / "instance", PUBLIC_URL)
    fill_from(folder / "export", settings, dry_run=False)
    second = create_app(settings)
    second.testing = True
    here = second.extensions[EXTENSION]
    from dataclasses import replace

    second.extensions[EXTENSION] = replace(here, today=parts.today, now=parts.now)
    return site.test_client(), second.test_client()


def got(client: FlaskClient, address: str) -> bytes:
    answer = client.get(address, base_url=PUBLIC_URL)
    assert answer.status_code == 200, address
    return answer.get_data()


@pytest.mark.parametrize("ending", ["jsonl", "csv", "geojson"])
@pytest.mark.parametrize("asked", QUESTIONS)
def test_the_files_are_the_same(
    both: tuple[FlaskClient, FlaskClient], ending: str, asked: str
) -> None:
    first, second = (got(one, f"/daten/angebote.{ending}?{asked}") for one in both)
    assert len(first) > 1_000
    assert first == second


@pytest.mark.parametrize("asked", QUESTIONS)
def test_programs_and_readers_find_the_same(
    both: tuple[FlaskClient, FlaskClient], asked: str
) -> None:
    for address in ("/api/v1/offers", "/daten/orte.a11y.json", "/daten/vereine.csv"):
        first, second = (got(one, f"{address}?{asked}") for one in both)
        assert first == second, address
    pages = [json.loads(got(one, "/hsds/services?per_page=100")) for one in both]
    assert pages[0] == pages[1]


def test_nothing_of_people_goes_along_unasked(both: tuple[FlaskClient, FlaskClient]) -> None:
    for address in ("/daten/angebote.jsonl", "/daten/angebote.csv", "/hsds/services?per_page=100"):
        for client in both:
            text = got(client, address).decode()
            assert "Amira" in text or "hsds" in address
            assert "Verborgen" not in text
            assert "Abgelaufen" not in text
            assert "+49345999" not in text
    rows = list(csv.DictReader(io.StringIO(got(both[1], "/daten/angebote.csv").decode())))
    assert len(rows) >= 200
