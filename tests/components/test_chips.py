"""Chosen filters that can be taken away."""

from flask import Flask

from tests.components.rendering import shown
from tests.page_checks import by_class


def test_each_chip_says_what_it_takes_away(site: Flask) -> None:
    page = shown(site, "chips", "two")
    chips = page.texts("//a" + by_class("chips__chip"))
    assert chips == ["Wegnehmen: Dienstag", "Wegnehmen: Ohne Stufen"]
    assert [box.get("aria-label") for box in page.all("//*[@role='group']")] == [
        "Das haben Sie gewählt"
    ]


def test_everything_can_be_taken_away_at_once(site: Flask) -> None:
    assert shown(site, "chips", "two").texts("//a")[2:] == ["Alles wegnehmen"]
    assert len(shown(site, "chips", "long").all("//a")) == 1
