"""One answer to a question."""

from flask import Flask

from tests.components.rendering import shown


def test_the_whole_tile_is_one_link(site: Flask) -> None:
    page = shown(site, "question_choice", "counted")
    assert page.texts("//a") == ["Im Wasser 12 Angebote"]
    assert [picture.get("alt") for picture in page.all("//a/img")] == [""]


def test_what_was_chosen_says_so_in_words(site: Flask) -> None:
    page = shown(site, "question_choice", "chosen")
    assert page.texts("//a") == ["Mit dem Fahrrad bis 5 Kilometer 3 Angebote Das haben Sie gewählt"]
