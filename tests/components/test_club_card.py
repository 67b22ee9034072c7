"""A club of which no inclusive offer is known."""

from flask import Flask

from tests.components.rendering import shown
from tests.page_checks import by_class


def test_the_whole_card_is_one_link_with_the_name_of_the_club(site: Flask) -> None:
    assert shown(site, "club_card", "full").texts("//article//a") == ["SV Beispiel"]


def test_it_promises_nothing(site: Flask) -> None:
    page = shown(site, "club_card", "full")
    assert not page.all("//*" + by_class("fact"))
    assert not page.all("//*" + by_class("offer-card"))


def test_a_german_name_on_an_english_page_is_marked(site: Flask) -> None:
    page = shown(site, "club_card", "on an English page")
    assert {found.get("lang") for found in page.all("//a")} == {"de"}
