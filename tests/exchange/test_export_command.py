"""``directory export`` and ``directory import`` of what it wrote, as an operator calls them."""

import os
import shutil
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from directory.catalogue.index import Index
from directory.cli import directory_group
from directory.config import Settings
from directory.content.sources import sources
from directory.submissions import Store
from tests.databases import live_in
from tests.exchange.conftest import ROOT, a_row, write_csv


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site after its first start, with one more club of a source of its own."""
    monkeypatch.setenv("DIRECTORY_EXAMPLES", "no")
    use(tmp_path / "one", monkeypatch)
    assert run("init").exit_code == 0
    path = write_csv(tmp_path / "more.csv", [a_row()])
    assert run("import", path, "--source", "verband", "--licence", "CC BY 4.0").exit_code == 0
    return tmp_path


def use(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on the commands work on this installation."""
    folder.mkdir()
    shutil.copytree(ROOT / "content", folder / "content")
    live_in(monkeypatch, folder / "instance")
    monkeypatch.setenv("DIRECTORY_CONTENT", str(folder / "content"))


def run(*words: object) -> Result:
    return CliRunner().invoke(directory_group, list(map(str, words)))


def listings() -> list[object]:
    store = Store(Settings.from_environment().database_url)
    try:
        return list(store.listings())
    finally:
        store.close()


@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_a_site_moves(site: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    done = run("export", site / name)
    assert done.exit_code == 0, done.output
    assert "821 in clubs.jsonl" in done.output
    before = listings()

    use(site / "two", monkeypatch)
    assert "Nothing was stored." in run("import", site / name, "--dry-run").output
    assert not (site / "two" / "instance").exists()
    moved = run("import", site / name)
    assert moved.exit_code == 0, moved.output
    assert listings() == before
    settings = Settings.from_environment()
    assert Index(settings.index).searcher().count == 821
    assert "verband" in [source.key for source in sources(settings.content)]

    # The first start adds nothing, and a second time nothing is filled.
    monkeypatch.delenv("DIRECTORY_EXAMPLES")
    assert run("init").exit_code == 0
    assert listings() == before
    again = run("import", site / name)
    assert (again.exit_code, "has records" in again.output) == (1, True)
    assert listings() == before


def test_personal_data_is_for_the_operator_alone(site: Path) -> None:
    for name in ("all", "all.zip"):
        done = run("export", site / name, "--with-personal-data")
        assert done.exit_code == 0, done.output
        assert "personal data" in done.output
        assert stat.S_IMODE((site / name).stat().st_mode) & 0o077 == 0
    assert run("export", site / "shown").exit_code == 0
    assert not (site / "shown" / "keepers.jsonl").exists()


def test_what_is_there_stays(site: Path) -> None:
    (site / "out").write_text("mine", encoding="utf-8")
    refused = run("export", site / "out")
    assert (refused.exit_code, "there already" in refused.output) == (1, True)
    assert (site / "out").read_text(encoding="utf-8") == "mine"


def test_a_folder_that_is_no_export(site: Path) -> None:
    refused = run("import", site / "one")
    assert (refused.exit_code, "no export" in refused.output) == (1, True)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_place_that_cannot_be_written(site: Path) -> None:
    (site / "closed").mkdir(mode=0o500)
    refused = run("export", site / "closed" / "out")
    assert (refused.exit_code, "cannot be written" in refused.output) == (1, True)
