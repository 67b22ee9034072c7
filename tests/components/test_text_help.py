"""The check below the field for the easy text."""

from flask import Flask

from tests.components.rendering import shown


def test_there_is_a_button_that_works_without_a_script(site: Flask) -> None:
    (button,) = shown(site, "text_help", "not checked yet").all("//button")
    assert [button.get(key) for key in ("type", "name", "value")] == ["submit", "pruefe", "ja"]


def test_what_the_answers_say_already_is_folded(site: Flask) -> None:
    page = shown(site, "text_help", "not checked yet")
    assert page.texts("//details[not(@open)]//li") == [
        "Das Angebot ist am Montag.",
        "Sie spielen zusammen.",
    ]


def test_the_short_answer_is_told_by_a_script_and_not_when_the_page_opens(site: Flask) -> None:
    page = shown(site, "text_help", "checked")
    assert page.texts("//*[@role='status']") == [""]
    assert page.texts("//*[@data-told]/p[1]") == ["1 Satz ist noch schwer."]
