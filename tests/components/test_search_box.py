"""One field, one button."""

from flask import Flask

from tests.components.rendering import shown


def test_the_label_stands_above_the_field(site: Flask) -> None:
    page = shown(site, "search_box", "start")
    assert page.texts("//label[@for='feld-q']") == ["Was möchten Sie machen?"]
    assert not page.all("//@placeholder")


def test_the_hint_belongs_to_the_field(site: Flask) -> None:
    page = shown(site, "search_box", "start")
    assert page.all("//input[@aria-describedby='feld-q-hinweis']")
    assert page.texts("//*[@id='feld-q-hinweis']") == ["Zum Beispiel: Schwimmen in Halle"]


def test_what_was_typed_stays(site: Flask) -> None:
    page = shown(site, "search_box", "typed")
    assert page.all("//input[@name='q'][@value='schwimen in haale']")
    assert page.all("//input[@type='hidden'][@name='ort'][@value='Halle']")
