"""A drawing beside words."""

from flask import Flask

from directory.web.assets import FOLDER
from tests.components.rendering import rendered, shown


def test_beside_words_it_has_no_words_of_its_own(site: Flask) -> None:
    (drawing,) = shown(site, "picture", "beside words").all("//img")
    assert drawing.get("alt") == ""
    (drawing,) = shown(site, "picture", "alone").all("//img")
    assert drawing.get("alt") == "Eine Person schwimmt"


def test_it_has_a_size_so_that_the_page_does_not_jump(site: Flask) -> None:
    (drawing,) = rendered(site, "picture", file="/a.svg", size=48).all("//img")
    assert (drawing.get("width"), drawing.get("height")) == ("48", "48")


def test_paper_and_forced_colours_show_lines_without_colour() -> None:
    sheet = (FOLDER / "components" / "picture.css").read_text(encoding="utf-8")
    assert "@media print, (forced-colors: active)" in sheet
    assert "grayscale(1)" in sheet
