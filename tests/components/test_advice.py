"""Folded advice beside a question."""

from flask import Flask

from tests.components.rendering import shown


def test_it_is_folded_and_says_what_it_is_about(site: Flask) -> None:
    page = shown(site, "advice", "companion")
    assert page.texts("//details[not(@open)]/summary") == ["Tipp: Was ist eine Begleitung?"]
    assert len(page.all("//details/div/p")) == 2
