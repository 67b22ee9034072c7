"""Chosen filters that can be taken away."""

from flask import Flask

from tests.components.rendering import shown


def test_each_chip_says_what_it_takes_away(site: Flask) -> None:
    page = shown(site, "chips", "two")
    assert page.texts("//li/a") == ["Dienstag wegnehmen", "Ohne Stufen wegnehmen"]


def test_everything_can_be_taken_away_at_once(site: Flask) -> None:
    assert shown(site, "chips", "two").texts("//p/a") == ["Alles wegnehmen"]
    assert not shown(site, "chips", "long").all("//p/a")
