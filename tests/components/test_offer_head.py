"""What an offer is called."""

from flask import Flask

from tests.components.rendering import shown


def test_it_holds_the_one_h1_and_a_silent_picture(site: Flask) -> None:
    page = shown(site, "offer_head", "offer")
    assert page.texts("//h1") == ["Schwimmen für alle"]
    assert [img.get("alt") for img in page.all("//img")] == [""]


def test_the_club_is_a_link(site: Flask) -> None:
    page = shown(site, "offer_head", "offer")
    assert page.all("//a/@href") == ["/verein/neudorf"]


def test_a_german_name_on_an_english_page_is_marked(site: Flask) -> None:
    page = shown(site, "offer_head", "on an English page")
    assert {found.get("lang") for found in page.all("//h1|//a")} == {"de"}
