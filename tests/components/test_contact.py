"""Whom one can ask."""

from flask import Flask

from tests.components.rendering import shown


def test_links_name_the_deed_and_the_person(site: Flask) -> None:
    page = shown(site, "contact", "person")
    words = page.texts("//a")
    assert words[0].startswith("Steffi anrufen")
    assert words[1].startswith("E-Mail an Steffi schreiben")
    assert page.all("//a[@href='tel:+491713920014']")


def test_ways_that_nobody_gave_are_left_out(site: Flask) -> None:
    page = shown(site, "contact", "empty")
    assert not page.all("//a")
    assert page.texts("//h3") == ["Der Verein"]
