"""A point on the map and the question for the door."""

from flask import Flask

from tests.components.rendering import shown


def test_the_words_belong_to_the_question(site: Flask) -> None:
    page = shown(site, "pin", "not answered")
    (group,) = page.all("//fieldset")
    assert group.get("aria-describedby") == "pin-ort"
    assert page.texts("//*[@id='pin-ort']") == ["Der Punkt ist in der Mitte von 06108 Halle."]


def test_the_point_travels_along(site: Flask) -> None:
    page = shown(site, "pin", "not answered")
    fields = {one.get("name"): one.get("value") for one in page.all("//input[@type='hidden']")}
    assert fields == {"breite": "51.482600", "laenge": "11.969700"}


def test_after_a_move_the_focus_is_where_the_place_is_said(site: Flask) -> None:
    assert not shown(site, "pin", "not answered").all("//*[@autofocus]")
    (place,) = shown(site, "pin", "moved").all("//*[@autofocus]")
    assert (place.get("id"), place.get("tabindex")) == ("pin-ort", "-1")


def test_it_works_without_a_map(site: Flask) -> None:
    page = shown(site, "pin", "empty")
    assert len(page.all("//input[@type='radio']")) == 3
    assert not page.all("//figure")
