"""Places to choose from, with the numbers of the map."""

from flask import Flask

from tests.components.rendering import shown


def test_each_place_stands_beside_its_number_and_is_one_link(site: Flask) -> None:
    page = shown(site, "place_list", "numbers")
    assert page.texts("//li") == [
        "1 Halle Saale 12 Angebote",
        "2 Magdeburg 1 Angebot",
        "Bernburg 1 Angebot",
    ]
    assert page.texts("//a")[0] == "Halle Saale 12 Angebote"


def test_a_place_that_is_not_on_the_map_has_no_number(site: Flask) -> None:
    page = shown(site, "place_list", "empty")
    assert not page.all("//*[@class='place-list__number']")
