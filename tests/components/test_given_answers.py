"""All answers so far."""

from flask import Flask

from tests.components.rendering import shown


def test_each_answer_has_a_link_that_says_what_it_changes(site: Flask) -> None:
    page = shown(site, "given_answers", "three")
    assert page.texts("//li") == [
        "Sport: Schwimmen Sport ändern",
        "Ort: Halle Saale Ort ändern",
        "Weg: egal Weg ändern",
    ]
    assert page.texts("//li/a") == ["Sport ändern", "Ort ändern", "Weg ändern"]
