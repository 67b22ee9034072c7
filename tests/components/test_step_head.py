"""How far somebody has come."""

from flask import Flask

from tests.components.rendering import shown


def test_words_say_it_and_the_bar_is_for_eyes(site: Flask) -> None:
    page = shown(site, "step_head", "third of eight")
    assert page.texts("//p") == ["Schritt 3 von 8: Ort"]
    assert len(page.all("//*[@aria-hidden='true']/span")) == 8
    assert len(page.all("//*[@aria-hidden='true']/span[@class='step-head__done']")) == 3
