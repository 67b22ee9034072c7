"""A sentence of a text is whole, though some of its words are links."""

from flask import Flask

from tests.components.rendering import shown


def test_only_the_words_that_name_the_target_are_a_link(site: Flask) -> None:
    page = shown(site, "text_line", "with a link")
    assert page.text == "Klicken Sie auf Sport suchen."
    assert page.texts("//a") == ["Sport suchen"]


def test_what_matters_is_strong(site: Flask) -> None:
    assert shown(site, "text_line", "with strong words").texts("//strong") == ["Drucken"]
