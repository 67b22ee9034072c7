"""The buttons below the questions of a form."""

from flask import Flask

from tests.components.rendering import shown


def test_the_enter_key_goes_on_and_never_back(site: Flask) -> None:
    page = shown(site, "form_ways", "both")
    assert page.texts("//button[@type='submit']") == ["Weiter", "Zurück"]
    assert page.all("//button[1][not(@name)]")
    assert page.all("//button[2][@name='zu'][@value='wunsch']")


def test_the_first_page_has_no_way_back(site: Flask) -> None:
    assert shown(site, "form_ways", "first page").texts("//button") == ["Weiter"]
