"""Questions with answers."""

from flask import Flask

from tests.components.rendering import shown


def test_questions_are_terms_and_answers_descriptions(site: Flask) -> None:
    page = shown(site, "summary_list", "club")
    assert page.texts("//dl//dt") == ["Was ist das?", "Wo ist das?"]
    assert page.texts("//dl//dd") == ["Das ist ein Sport-Verein.", "Turnhalle", "06108 Halle"]
