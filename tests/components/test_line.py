"""Sentences say their language."""

from flask import Flask

from tests.components.rendering import rendered, shown


def test_words_in_another_language_say_which(site: Flask) -> None:
    page = shown(site, "line", "standard German on an easy page")
    assert page.all("//span[@lang='de']")


def test_words_in_the_language_of_the_page_need_nothing(site: Flask) -> None:
    assert not shown(site, "line", "language of the page").all("//span")


def test_no_line_ends_inside_a_time(site: Flask) -> None:
    words = "Jeden Dienstag von 17 Uhr 30 bis 19 Uhr. Das sind 2 Uhren."
    said = rendered(site, "line", item={"words": words, "lang": ""}).all("//main")[0].text
    assert said == "Jeden Dienstag von 17\u00a0Uhr\u00a030 bis 19\u00a0Uhr. Das sind 2 Uhren."


def test_words_that_look_like_html_stay_words(site: Flask) -> None:
    page = rendered(site, "line", item={"words": "<b>17 Uhr</b>", "lang": ""})
    assert page.texts("//main") == ["<b>17 Uhr</b>"]
