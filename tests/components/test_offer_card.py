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


def test_ears_hear_all_facts_in_one_go_and_eyes_see_a_sign_for_each(site: Flask) -> None:
    page = shown(site, "offer_card", "full")
    assert page.texts("//*" + by_class("for-ears")) == [
        "Ohne Stufen: ja. Begleitung: ja. WC für Rollstühle: wissen wir nicht."
    ]
    (seen,) = page.all("//*" + by_class("offer-card__facts"))
    assert seen.get("aria-hidden") == "true"
    assert len(seen.xpath("./*" + by_class("fact"))) == 3


def test_each_line_of_a_box_is_a_line(site: Flask) -> None:
    page = shown(site, "offer_card", "full")
    assert "Stadtbad in Halle\netwa 5 Kilometer" in [
        "".join(line.itertext()).strip() for line in page.all("//*" + by_class("offer-card__line"))
    ]


def test_what_was_checked_long_ago_is_amber_and_says_to_call(site: Flask) -> None:
    stale = "//*" + by_class("offer-card__checked--stale")
    page = shown(site, "offer_card", "long")
    assert page.texts(stale) == ["Das hat noch niemand geprüft. Rufen Sie bitte vorher an."]
    assert not shown(site, "offer_card", "full").all(stale)


def test_the_number_of_the_map_is_for_eyes(site: Flask) -> None:
    page = shown(site, "offer_card", "long")
    (number,) = page.all("//*" + by_class("offer-card__number"))
    assert (number.text, number.get("aria-hidden")) == ("12", "true")


def test_a_german_name_on_an_english_page_is_marked(site: Flask) -> None:
    page = shown(site, "offer_card", "on an English page")
    assert {found.get("lang") for found in page.all("//a")} == {"de"}


def test_alone_on_a_page_its_heading_follows_that_of_the_page(site: Flask) -> None:
    page = shown(site, "offer_card", "alone on a page")
    assert page.texts("//article//h2") == ["Schwimmen für alle"]
    assert page.texts("//article//*" + by_class("offer-card__line")) == ["Schwimmen", "Halle"]
