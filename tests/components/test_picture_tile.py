"""A choice with picture and word."""

from flask import Flask

from tests.components.rendering import shown


def test_the_picture_never_stands_without_its_word(site: Flask) -> None:
    """E5"""
    page = shown(site, "picture_tile", "sport")
    assert page.texts("//a") == ["Schwimmen 12 Angebote"]
    assert [picture.get("alt") for picture in page.all("//img")] == [""]


def test_a_tile_without_a_picture_is_a_word(site: Flask) -> None:
    page = shown(site, "picture_tile", "empty")
    assert page.texts("//a") == ["Boccia"]
    assert not page.all("//img")
