"""A hard word in a sentence."""

from flask import Flask

from tests.components.rendering import shown


def test_the_word_itself_is_the_link(site: Flask) -> None:
    page = shown(site, "hard_word", "a word")
    assert page.texts("//a[@href='/woerterbuch#goalball']") == ["Goalball"]


def test_nothing_stands_around_it_so_that_signs_may_follow(site: Flask) -> None:
    page = shown(site, "hard_word", "a word")
    (main,) = page.all("//main")
    assert "".join(main.itertext()) == "Goalball"
