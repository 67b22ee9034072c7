"""One offer in a list."""

from flask import Flask

from tests.components.rendering import shown
from tests.page_checks import by_class


def test_the_whole_card_is_one_link_with_the_name_of_the_offer(site: Flask) -> None:
    page = shown(site, "offer_card", "full")
    assert page.texts("//article//a") == ["Schwimmen für alle"]
    assert page.texts("//article//h3") == ["Schwimmen für alle"]


def test_what_is_not_known_is_left_out(site: Flask) -> None:
    page = shown(site, "offer_card", "empty")
    assert page.texts("//article") == ["Boccia"]
    assert not page.all("//img")
    assert not page.all("//ul")


def test_an_invented_offer_says_so(site: Flask) -> None:
    assert shown(site, "offer_card", "full").all("//*" + by_class("example-mark"))
    assert not shown(site, "offer_card", "paused").all("//*" + by_class("example-mark"))


def test_the_picture_stands_beside_words_and_says_nothing(site: Flask) -> None:
    assert [p.get("alt") for p in shown(site, "offer_card", "full").all("//img")] == [""]
