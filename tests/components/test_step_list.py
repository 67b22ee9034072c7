"""What happens one after the other, with pictures."""

from flask import Flask

from tests.components.rendering import shown


def test_steps_stand_in_an_ordered_list(site: Flask) -> None:
    page = shown(site, "step_list", "first visit")
    assert page.texts("//ol/li") == ["Am Anfang Sie gehen durch die Tür.", "Nele begrüßt Sie."]


def test_what_has_no_order_stands_in_a_plain_list(site: Flask) -> None:
    page = shown(site, "step_list", "without an order")
    assert page.texts("//ul/li") == ["Es läuft Musik."]
    assert not page.all("//ol")


def test_pictures_are_silent_because_the_words_say_the_same(site: Flask) -> None:
    page = shown(site, "step_list", "first visit")
    assert {img.get("alt") for img in page.all("//img")} == {""}


def test_without_steps_there_is_no_empty_list(site: Flask) -> None:
    assert not shown(site, "step_list", "empty").all("//ol|//ul")
