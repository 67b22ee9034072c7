"""The lower part of the sheet of paper of an offer."""

from flask import Flask

from directory.web.assets import FOLDER
from tests.components.rendering import shown


def test_facts_are_terms_with_descriptions(site: Flask) -> None:
    page = shown(site, "handout", "usual")
    assert page.texts("//dl//dt") == ["Wann", "Wo"]
    assert page.texts("//dl//dd")[1:] == ["Stadtbad", "06108 Halle Saale"]


def test_the_address_and_the_day_of_printing_are_there(site: Flask) -> None:
    words = shown(site, "handout", "usual").text
    assert "Diese Seite im Internet:" in words
    assert "sport.example/a/123-456-789" in words
    assert "Gedruckt am 24. November 2026." in words
    assert "Platz für Notizen:" in words


def test_nobody_meets_it_on_the_screen(site: Flask) -> None:
    """Hidden for ears too, so the page is not read twice."""
    sheet = (FOLDER / "components/handout.css").read_text(encoding="utf-8")
    assert ".handout {\n  display: none;\n}" in sheet.partition("@media print")[0]
    assert shown(site, "handout", "usual").all("//div[contains(@class, 'handout ')]")
