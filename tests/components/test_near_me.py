"""The button that asks the device where it is."""

from flask import Flask

from tests.components.rendering import shown


def test_without_the_script_there_is_nothing_to_press(site: Flask) -> None:
    page = shown(site, "near_me", "button")
    assert page.all("//template[@data-near-me]")
    assert not page.all("//main/button") and not page.all("//main/div")


def test_what_goes_wrong_is_announced(site: Flask) -> None:
    page = shown(site, "near_me", "button")
    assert page.all("//p[@role='status'][@data-failed][@data-waiting]")
