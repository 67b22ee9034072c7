"""Deeds."""

from flask import Flask

from tests.components.rendering import shown
from tests.page_checks import by_class


def test_without_an_address_it_sends_a_form(site: Flask) -> None:
    assert shown(site, "button", "main").all("//button[@type='submit']")


def test_with_an_address_it_is_a_link(site: Flask) -> None:
    page = shown(site, "button", "link")
    assert page.all("//a[@href='tel:+493451234567']" + by_class("button--quiet"))
    assert not page.all("//button")


def test_its_sign_says_nothing_to_ears(site: Flask) -> None:
    page = shown(site, "button", "main")
    assert page.texts("//button") == ["Suchen"]
    assert page.all("//button/*[local-name()='svg'][@aria-hidden='true']")
