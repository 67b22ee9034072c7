"""The text of a page keeps its order, its steps and its ways to people."""

from flask import Flask

from tests.components.rendering import shown
from tests.page_checks import by_class


def test_each_sentence_has_its_own_line(site: Flask) -> None:
    """E3"""
    page = shown(site, "page_text", "sentences")
    assert page.texts("//p") == ["Hier finden Sie Hilfe.", "Womit möchten Sie Hilfe?"]


def test_steps_are_a_numbered_list(site: Flask) -> None:
    page = shown(site, "page_text", "steps")
    assert len(page.all("//ol/li")) == 2
    assert page.texts("//ol/li[2]//p") == ["Es gibt 4 Fragen.", "Sie sehen eine Frage."]


def test_what_can_be_called_or_written_to_is_a_link(site: Flask) -> None:
    page = shown(site, "page_text", "facts")
    links = page.all("//a" + by_class("way-on"))
    assert [link.get("href") for link in links] == [
        "tel:03451234567",
        "mailto:hilfe@sport.example",
    ]
    assert page.texts("//p")[0] == "Netzwerk Sport für alle"


def test_a_film_waits_has_captions_and_can_be_saved(site: Flask) -> None:
    """F3"""
    page = shown(site, "page_text", "film")
    (film,) = page.all("//video")
    assert film.get("preload") == "none" and "controls" in film.attrib
    assert "autoplay" not in film.attrib
    assert page.all("//video/track[@kind='captions'][@srclang='de']")
    assert page.texts("//a[@download]") == ["Film: Das finden Sie hier, MP4, 12 Megabyte, 1 Minute"]


def test_an_empty_text_is_nothing(site: Flask) -> None:
    assert shown(site, "page_text", "empty").text == ""
