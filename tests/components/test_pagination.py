"""The way to more results."""

from flask import Flask

from tests.components.rendering import shown


def test_it_says_which_page_this_is(site: Flask) -> None:
    page = shown(site, "pagination", "middle")
    assert page.texts("//p") == ["Das ist Seite 3 von 5."]


def test_the_way_forward_stands_first(site: Flask) -> None:
    assert shown(site, "pagination", "middle").texts("//li") == [
        "Weiter zu Seite 4",
        "Zurück zu Seite 2",
    ]


def test_there_is_no_way_beyond_the_ends(site: Flask) -> None:
    assert shown(site, "pagination", "first").texts("//a") == ["Weiter zu Seite 2"]
    assert shown(site, "pagination", "last").texts("//a") == ["Zurück zu Seite 29999"]


def test_inside_of_a_page_of_somebody_else_it_stays_inside(site: Flask) -> None:
    page = shown(site, "pagination", "inside of a page of somebody else")
    assert page.all("//a/@target") == ["_self", "_self"]
    assert not shown(site, "pagination", "middle").all("//a/@target")
