"""One question about an offer with everything that is known."""

from flask import Flask

from tests.components.rendering import shown


def test_the_heading_names_the_section_and_its_picture_is_silent(site: Flask) -> None:
    page = shown(site, "topic", "when")
    assert page.texts("//section[@aria-labelledby='wann']/h2[@id='wann']") == ["Wann ist das?"]
    assert [img.get("alt") for img in page.all("//h2/img")] == [""]


def test_a_part_with_a_title_has_a_smaller_heading(site: Flask) -> None:
    page = shown(site, "topic", "when")
    assert page.texts("//h3[@id='termine']") == ["Wann sind die nächsten Termine?"]
    assert page.texts("//li") == ["Am Dienstag, 1. Dezember 2026."]


def test_what_hinders_stands_outside_of_the_fold(site: Flask) -> None:
    page = shown(site, "topic", "facts that are folded")
    assert page.texts("//details/summary") == ["Mehr dazu zeigen: Wie komme ich hinein?"]
    assert page.texts("//details//li") == ["Es gibt einen Aufzug."]
    assert "Es gibt Stufen." in page.texts("//ul[not(ancestor::details)]/li")
