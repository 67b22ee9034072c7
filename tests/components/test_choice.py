"""One thing to choose."""

from flask import Flask

from tests.components.rendering import shown


def test_the_words_belong_to_the_choice(site: Flask) -> None:
    page = shown(site, "choice", "radio")
    assert page.texts("//label[input[@type='radio'][@checked]]") == ["Mit Strich Turn-Halle"]


def test_nothing_is_chosen_unasked(site: Flask) -> None:
    page = shown(site, "choice", "checkbox")
    assert page.all("//input[@type='checkbox']")
    assert not page.all("//input[@checked]")
