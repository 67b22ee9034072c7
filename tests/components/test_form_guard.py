"""The trap for programs."""

from flask import Flask

from tests.components.rendering import shown


def test_neither_ears_nor_the_keyboard_meet_it(site: Flask) -> None:
    page = shown(site, "form_guard", "guard")
    assert page.all("//div[@aria-hidden='true']//input[@name='homepage'][@tabindex='-1']")
    assert page.all("//input[@name='homepage'][@autocomplete='off'][@value='']")


def test_without_a_style_sheet_its_words_say_that_it_stays_empty(site: Flask) -> None:
    assert shown(site, "form_guard", "guard").texts("//label") == ["Dieses Feld bleibt leer"]
