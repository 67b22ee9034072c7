"""``directory import`` as an operator calls it."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from directory.cli import directory_group
from directory.content.sources import sources
from directory.submissions import Store, Workflow
from tests.databases import live_in, new_database, url_in
from tests.exchange.conftest import BERLIN, NOW, ROOT, a_row, write_csv

Run = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation with a content folder of its own."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    live_in(monkeypatch, tmp_path / "instance")
    monkeypatch.setenv("DIRECTORY_CONTENT", str(tmp_path / "content"))
    (tmp_path / "instance").mkdir()
    new_database(tmp_path / "instance", NOW)
    return tmp_path


def url(folder: Path) -> str:
    return url_in(folder / "instance")


def count(folder: Path) -> int:
    store = Store(url(folder))
    try:
        return store.count()
    finally:
        store.close()


def run(*words: object) -> Result:
    return CliRunner().invoke(directory_group, ["import", *map(str, words)])


def test_berlin_twice(folder: Path) -> None:
    first = run(BERLIN, "--source", "berlin_osm")
    assert first.exit_code == 0, first.output
    assert first.output == "820 created, 0 updated, 0 unchanged, 0 skipped, 0 doubtful.\n"
    again = run(BERLIN, "--source", "berlin_osm")
    assert again.output == "0 created, 0 updated, 820 unchanged, 0 skipped, 0 doubtful.\n"


def test_a_new_source_needs_a_licence_and_is_shown_with_it(folder: Path) -> None:
    path = write_csv(folder / "halle.csv", [a_row()])
    before = (folder / "content" / "sources.yaml").read_text(encoding="utf-8")
    refused = run(path, "--source", "verband")
    assert (refused.exit_code, count(folder)) == (1, 0)
    assert "licence" in refused.output

    words = (
        path,
        "--source",
        "verband",
        "--licence",
        "CC BY 4.0",
        "--title",
        'Liste: "Verband" 🏅',
    )
    address = ("--source-url", "https://verband.example/liste")
    dry = run(*words, *address, "--dry-run")
    assert "1 created" in dry.output and "Nothing was stored." in dry.output
    assert (folder / "content" / "sources.yaml").read_text(encoding="utf-8") == before

    done = run(*words, *address)
    assert done.exit_code == 0, done.output
    added = sources(folder / "content")[-1]
    assert (added.key, added.name, added.licence) == ("verband", 'Liste: "Verband" 🏅', "CC BY 4.0")
    assert added.licence_url == "https://creativecommons.org/licenses/by/4.0/"
    assert added.links == (('Liste: "Verband" 🏅', "https://verband.example/liste"),)
    after = (folder / "content" / "sources.yaml").read_text(encoding="utf-8")
    assert after.startswith(before.rstrip("\n"))
    assert "1 unchanged" in run(path, "--source", "verband").output
    assert count(folder) == 1


@pytest.mark.parametrize("source", ["", "Mein Verband", "../x", "a" * 41])
def test_a_source_has_a_plain_key(folder: Path, source: str) -> None:
    result = run(write_csv(folder / "a.csv", [a_row()]), "--source", source, "--licence", "CC0 1.0")
    assert (result.exit_code, count(folder)) == (1, 0)
    assert "--source" in result.output


def test_a_broken_file_leaves_no_source_behind(folder: Path) -> None:
    path = write_csv(folder / "a.csv", [a_row(), a_row()])
    result = run(path, "--source", "verband", "--licence", "CC0 1.0")
    assert (result.exit_code, count(folder)) == (1, 0)
    assert 'a.csv, line 3: the id "h1" stands twice.' in result.output
    assert "verband" not in (folder / "content" / "sources.yaml").read_text(encoding="utf-8")


def test_content_that_cannot_be_written_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_csv(folder / "a.csv", [a_row()])
    (folder / "content" / "sources.yaml.new").mkdir()
    result = run(path, "--source", "verband", "--licence", "CC0 1.0")
    assert (result.exit_code, count(folder)) == (1, 0)
    assert "sources.yaml: verband cannot be written" in result.output


def test_a_table_of_offers_goes_the_way_of_tables(folder: Path) -> None:
    path = folder / "liste.csv"
    lines = (
        "Verein;Sport;Tag;Uhrzeit;PLZ;Ort;Telefon;Kosten",
        "SV Blau 05;Judo;Mo;18-19 Uhr;06108;Halle;0345 5556677;kostenlos",
    )
    path.write_text("\n".join(lines), encoding="utf-8")
    refused = run(path, "--source", "verband")
    assert (refused.exit_code, "--email" in refused.output) == (1, True)
    done = run(path, "--email", "verband@verein.example")
    assert done.exit_code == 0, done.output
    assert "1 new" in done.output
    store = Store(url(folder))
    assert len(Workflow(store.database, lambda: NOW).waiting()) == 1
    store.close()


def test_overpass_from_the_command(folder: Path) -> None:
    tags = {"name": "SV Blau", "club": "sport", "addr:city": "Halle (Saale)"}
    element = {"type": "node", "id": 1, "lat": 51.48, "lon": 11.97, "tags": tags}
    path = folder / "halle.json"
    path.write_text(json.dumps({"elements": [element]}), encoding="utf-8")
    words = (
        path,
        "--source",
        "halle_osm",
        "--licence",
        "ODbL 1.0",
        "--title",
        "Sportorte in Halle",
    )
    told = ("--attribution", "Sportorte in Halle: © OpenStreetMap-Mitwirkende (ODbL 1.0)")
    done = run(*words, *told)
    assert done.exit_code == 0, done.output
    assert "1 created" in done.output
