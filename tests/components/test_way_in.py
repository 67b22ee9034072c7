"""One of the big ways into the site."""

from flask import Flask

from tests.components.rendering import shown


def test_the_name_of_the_link_is_the_heading_alone(site: Flask) -> None:
    page = shown(site, "way_in", "pictures")
    assert page.texts("//h2/a") == page.texts("//a") == ["Sport finden mit Bildern"]


def test_the_pictures_have_no_words_of_their_own(site: Flask) -> None:
    page = shown(site, "way_in", "pictures")
    assert [one.get("alt") for one in page.all("//img")] == ["", ""]
    assert not shown(site, "way_in", "empty").all("//div")
