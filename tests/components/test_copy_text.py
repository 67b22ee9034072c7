"""A text that somebody copies."""

from flask import Flask

from tests.components.rendering import shown
from tests.page_checks import text_of


def test_it_can_be_read_and_not_changed(site: Flask) -> None:
    (area,) = shown(site, "copy_text", "with copying").all("//textarea")
    assert area.get("readonly") is not None
    assert text_of(area).startswith('<iframe src="https://sport.example/eingebettet">')


def test_what_looks_like_code_stays_text(site: Flask) -> None:
    page = shown(site, "copy_text", "looks like HTML")
    assert page.texts("//textarea") == ["</textarea><script>alert(1)</script>"]
    assert not page.all("//main//script")


def test_copying_waits_for_a_script_and_says_when_it_is_done(site: Flask) -> None:
    page = shown(site, "copy_text", "with copying")
    assert page.all("//button[@hidden]/@data-copied") == ["Der Text ist kopiert."]
    assert page.all("//*[@role='status']")
    assert not shown(site, "copy_text", "short").all("//button")
