"""Catalogues follow the texts of templates and code."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from directory.cli import translating
from tests.cli.conftest import Run


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package with one template and one module."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(
        "{% trans %}\n  Hier finden\n  Sie Sport.\n{% endtrans %}"
    )
    (tmp_path / "page.py").write_text('_("Suchen")')
    monkeypatch.setattr(translating, "PACKAGE", tmp_path)
    monkeypatch.setattr(translating, "TRANSLATIONS", tmp_path / "translations")
    return tmp_path


def catalogue(house: Path, language: str) -> Catalog:
    with (house / "translations" / language / "LC_MESSAGES" / "messages.po").open("rb") as lines:
        return read_po(lines)


def test_texts_of_templates_and_code_are_gathered_without_line_breaks(
    house: Path, run: Run
) -> None:
    assert run("texts").output == "2 texts in 2 catalogues.\n"
    assert {message.id for message in catalogue(house, "de") if message.id} == {
        "Hier finden Sie Sport.",
        "Suchen",
    }


def test_the_check_notices_a_new_text_and_a_text_too_many(house: Path, run: Run) -> None:
    run("texts")
    assert run("texts", "--check").exit_code == 0
    (house / "page.py").write_text('_("Finden")')
    result = run("texts", "--check")
    assert result.exit_code == 1
    assert "Please type: make texts" in result.output
    run("texts")
    assert "Suchen" not in {message.id for message in catalogue(house, "de")}


def test_a_translation_stays_when_texts_are_refreshed(house: Path, run: Run) -> None:
    run("texts")
    file = house / "translations" / "en" / "LC_MESSAGES" / "messages.po"
    file.write_text(
        file.read_text().replace('msgid "Suchen"\nmsgstr ""', 'msgid "Suchen"\nmsgstr "Search"')
    )
    run("texts")
    assert catalogue(house, "en")["Suchen"].string == "Search"
    assert run("texts", "--check").exit_code == 0
