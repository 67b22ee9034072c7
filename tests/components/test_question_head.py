"""The top of a question page."""

from flask import Flask

from tests.components.rendering import shown
from tests.page_checks import by_class


def test_words_say_how_far_one_is(site: Flask) -> None:
    page = shown(site, "question_head", "second")
    assert page.texts("//*" + by_class("question-head__progress")) == ["Frage 2 von 4"]
    assert "jetzt genauer" in shown(site, "question_head", "deeper").text


def test_the_dots_differ_in_shape_and_are_for_eyes_only(site: Flask) -> None:
    page = shown(site, "question_head", "second")
    dots = [dot.get("class") for dot in page.all("//*[@aria-hidden='true']/span")]
    assert [str(dot).partition("--")[2] for dot in dots] == ["done", "now", "", ""]


def test_the_question_is_the_title_unless_a_legend_is(site: Flask) -> None:
    assert shown(site, "question_head", "second").texts("//h1") == ["Wo möchten Sie Sport machen?"]
    assert not shown(site, "question_head", "without title").all("//h1")
