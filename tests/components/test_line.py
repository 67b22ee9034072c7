"""Sentences say their language."""

from flask import Flask

from tests.components.rendering import shown


def test_words_in_another_language_say_which(site: Flask) -> None:
    page = shown(site, "line", "standard German on an easy page")
    assert page.all("//span[@lang='de']")


def test_words_in_the_language_of_the_page_need_nothing(site: Flask) -> None:
    assert not shown(site, "line", "language of the page").all("//span")
