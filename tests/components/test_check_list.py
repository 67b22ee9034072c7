"""Answers before sending."""

from flask import Flask

from tests.components.rendering import shown


def test_each_answer_can_be_changed_and_the_button_says_which(site: Flask) -> None:
    page = shown(site, "check_list", "two answers")
    assert page.texts("//dt") == ["Was möchten Sie?", "Wie ist Ihr Vorname?"]
    assert page.texts("//button[@name='zu'][@value='name']") == ["Ändern: Wie ist Ihr Vorname?"]


def test_answers_that_are_kept_elsewhere_have_links(site: Flask) -> None:
    page = shown(site, "check_list", "addresses")
    assert page.texts("//a[@href='#inhalt']") == ["Ändern: Welcher Sport?"]
    assert not page.all("//button")
