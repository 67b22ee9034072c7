"""Invented entries say so."""

from flask import Flask

from tests.components.rendering import shown


def test_it_is_a_word(site: Flask) -> None:
    assert shown(site, "example_mark", "the mark").texts("//p") == ["Beispiel"]
