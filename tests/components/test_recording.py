"""A recording that somebody may hear or save."""

from flask import Flask

from tests.components.rendering import shown
from tests.page_checks import text_of


def test_nothing_is_heard_or_loaded_unasked(site: Flask) -> None:
    (player,) = shown(site, "recording", "page").all("//audio")
    assert player.get("preload") == "none"
    assert player.get("autoplay") is None
    assert player.get("controls") is not None


def test_the_link_says_type_size_and_length(site: Flask) -> None:
    (link,) = shown(site, "recording", "page").all("//a[@download]")
    assert text_of(link) == "Aufnahme speichern, MP3, 1 Megabyte, 2 Minuten"


def test_the_player_has_words(site: Flask) -> None:
    page = shown(site, "recording", "page")
    (player,) = page.all("//audio")
    (words,) = page.all(f"//*[@id='{player.get('aria-labelledby')}']")
    assert text_of(words) == "Eine Person liest diesen Text vor."


def test_without_a_file_nothing_is_shown(site: Flask) -> None:
    assert not shown(site, "recording", "empty").all("//main/*")
