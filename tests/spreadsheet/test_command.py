"""Operators take in lists of federations by a command."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from directory.cli import directory_group
from directory.submissions import Store, Workflow
from tests.databases import live_in, new_database, url_in
from tests.spreadsheet.conftest import BLUE, HEAD, RED, changed
from tests.spreadsheet.hostile import workbook
from tests.submissions.conftest import NOW

EMAIL = "verband@verein.example"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    live_in(monkeypatch, tmp_path / "instance")
    monkeypatch.setenv("DIRECTORY_PUBLIC_URL", "https://sport.example")
    (tmp_path / "instance").mkdir()
    new_database(tmp_path / "instance", NOW)
    (tmp_path / "liste.xlsx").write_bytes(workbook(HEAD, BLUE, RED, ["", "Xyz"]))
    return tmp_path


def url(folder: Path) -> str:
    return url_in(folder / "instance")


def run(folder: Path, *words: str, file: str = "liste.xlsx") -> Result:
    given = ["import-table", str(folder / file), "--email", EMAIL, *words]
    return CliRunner().invoke(directory_group, given)


def waiting(folder: Path) -> int:
    store = Store(url(folder))
    try:
        return len(Workflow(store.database, lambda: NOW).waiting())
    finally:
        store.close()


def test_a_dry_run_stores_nothing(folder: Path) -> None:
    result = run(folder, "--dry-run")
    assert result.exit_code == 0, result.output
    assert "1 faulty, 2 new" in result.output
    assert "row 4: " in result.output
    assert waiting(folder) == 0


def test_taken_in_twice_with_a_correction(folder: Path) -> None:
    answer = folder / "antwort.xlsx"
    result = run(folder, "--answer", str(answer))
    assert result.exit_code == 0, result.output
    assert waiting(folder) == 2
    (folder / "neu.xlsx").write_bytes(changed(answer.read_bytes(), (2, "Preis in Euro", "9")))
    again = run(folder, "--dry-run", file="neu.xlsx")
    assert "1 changed, 1 equal, 1 faulty" in again.output


def test_files_and_addresses_that_are_none(folder: Path) -> None:
    (folder / "falsch.xlsx").write_bytes(b"PK nonsense")
    broken = run(folder, file="falsch.xlsx")
    assert (broken.exit_code, "kaputt" in broken.output) == (1, True)
    given = ["import-table", str(folder / "liste.xlsx"), "--email", "niemand"]
    assert "is no address of mail" in CliRunner().invoke(directory_group, given).output
