"""The way to the same page in another language."""

from flask import Flask

from tests.components.rendering import shown


def test_each_language_is_named_and_marked_as_itself(site: Flask) -> None:
    links = shown(site, "language_switch", "three").all("//ul/li/a")
    assert [(link.text, link.get("lang"), link.get("hreflang")) for link in links] == [
        ("Leichte Sprache", "de-simple", "de-simple"),
        ("Deutsch", "de", "de"),
        ("English", "en", "en"),
    ]
    assert [link.get("aria-current") for link in links] == ["true", None, None]


def test_one_language_needs_no_switch(site: Flask) -> None:
    assert shown(site, "language_switch", "empty").all("//ul") == []


def test_beside_a_form_each_language_sends_what_was_typed(site: Flask) -> None:
    buttons = shown(site, "language_switch", "beside a form").all("//ul/li/button")
    assert [(one.get("form"), one.get("formaction"), one.get("lang")) for one in buttons] == [
        ("antworten", "/wunsch", "de-simple"),
        ("antworten", "/en/wunsch", "en"),
    ]
    assert [one.get("aria-current") for one in buttons] == ["true", None]
