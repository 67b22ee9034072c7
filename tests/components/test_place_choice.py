"""Which place is meant?"""

from flask import Flask

from tests.components.rendering import shown
from tests.page_checks import by_class


def test_each_place_is_told_apart_by_district_and_state(site: Flask) -> None:
    page = shown(site, "place_choice", "Neustadt")
    assert page.texts("//li/a")[0] == "Neustadt in Hessen Marburg-Biedenkopf, Hessen"


def test_it_says_which_place_was_used(site: Flask) -> None:
    page = shown(site, "place_choice", "Neustadt")
    used = page.texts("//div" + by_class("place-choice__used"))
    assert used == ["Wir suchen jetzt bei Neustadt an der Weinstraße."]
