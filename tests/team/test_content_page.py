"""The page of texts and word lists in files: what is where, and whether it is easy."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from directory.web.desk import content as module
from directory.web.desk.content import SORTS
from directory.web.parts import EXTENSION
from tests.messages.filling import Person
from tests.page_checks import Page
from tests.team.conftest import Crew, sign_in

CONTENT = Path(__file__).parents[2] / "content"
# These say nothing to editors: examples, maps, places, and what only tests and licences need.
LEFT_OUT = {
    *("clubs", "examples", "map", "places", "school_holidays"),
    *("sports/accessibility_support.csv", "sports/sports_distribution.csv"),
}


@pytest.fixture
def folder(tmp_path: Path, site: Flask, person: Person, crew: Crew) -> Path:
    """A small copy of the content folder that the site takes for its own."""
    folder = tmp_path / "content"
    shutil.copytree(CONTENT, folder, ignore=shutil.ignore_patterns("map", "examples"))
    site.extensions[EXTENSION] = replace(person.parts, content=folder)
    sign_in(person, crew.ben)
    return folder


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SECONDS", 60.0)


def entry(page: Page, name: str) -> str:
    (found,) = page.all(f"//li[h3='content/{name}']")
    return " ".join("".join(found.itertext()).split())


@pytest.mark.usefixtures("patient")
def test_our_own_texts_are_all_easy_and_counted(person: Person, crew: Crew) -> None:
    sign_in(person, crew.ben)
    page = person.open("/redaktion/inhalte")
    assert page.texts("//main//p/strong") == ["Alle geprüften Texte sind leicht."]
    assert page.texts("//main//h2") == [sort.title for sort in SORTS]
    assert "Alles leicht." in entry(page, "vocabulary/glossary.yaml")
    assert "Texte." in entry(page, "pages/hilfe/easy.md")
    assert "Wörter. Wird nicht geprüft." in entry(page, "vocabulary/everyday.csv")
    assert "Wird nicht geprüft." in entry(page, "regions/berlin.yaml")


def test_no_file_of_texts_is_forgotten() -> None:
    named = {path for sort in SORTS for one in sort.files for path in CONTENT.glob(one)}
    there = {path for path in CONTENT.rglob("*") if path.suffix in (".yaml", ".csv")}
    names = {path.relative_to(CONTENT).as_posix() for path in there - named}
    assert {name for name in names if not {name, name.partition("/")[0]} & LEFT_OUT} == set()


@pytest.mark.usefixtures("patient")
def test_a_hard_sentence_is_named_with_line_reason_and_better_way(
    person: Person, folder: Path
) -> None:
    file = folder / "pages" / "hilfe" / "easy.md"
    lines = len(file.read_text(encoding="utf-8").splitlines())
    with file.open("a", encoding="utf-8") as text:
        text.write("\nDas Training wird geleitet.\n")
    page = person.open("/redaktion/inhalte")
    found = entry(page, "pages/hilfe/easy.md")
    assert "1 Fehler." in found
    assert f"Zeile {lines + 2}: „Das Training wird geleitet.“" in found
    assert "Besser:" in found
    assert page.texts("//main//p/strong") == ["1 Satz ist zu schwer."]
    assert str(folder) not in page.html, "no path of a machine"


def test_what_takes_long_goes_on_with_the_next_page(
    person: Person, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert folder.exists()
    monkeypatch.setattr(module, "SECONDS", 0.0)
    page = person.open("/redaktion/inhalte")
    assert page.texts("//main//p/strong") == [
        "Noch sind nicht alle Texte geprüft. Laden Sie die Seite bitte noch einmal."
    ]
    assert "Bisher 0 von" in entry(page, "vocabulary/glossary.yaml")
    monkeypatch.setattr(module, "SECONDS", 60.0)
    page = person.open("/redaktion/inhalte")
    assert page.texts("//main//p/strong") == ["Alle geprüften Texte sind leicht."]


def test_a_broken_file_is_named_and_the_page_stands(person: Person, folder: Path) -> None:
    (folder / "advice.yaml").write_text("page: [", encoding="utf-8")
    (folder / "regions" / "berlin.yaml").write_text("name: [", encoding="utf-8")
    page = person.open("/redaktion/inhalte")
    assert "advice.yaml" in " ".join(page.texts("//main//*[@class='notice__lines']"))
    assert page.texts("//main//h2") == [sort.title for sort in SORTS]
