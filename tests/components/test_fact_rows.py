"""Several facts on one page, each with three answers."""

from flask import Flask

from tests.components.rendering import shown


def test_each_fact_is_a_group_named_by_its_question(site: Flask) -> None:
    page = shown(site, "fact_rows", "three facts")
    assert page.texts("//fieldset/legend") == [
        "Gibt es ein WC für Rollstühle?",
        "Gibt es einen Aufzug?",
        "Gibt es Parkplätze?",
    ]
    assert page.texts("//fieldset[1]//label[input[@name='zugang_toilet']]") == [
        "Ja",
        "Nein",
        "Weiß ich nicht",
    ]


def test_what_was_answered_is_chosen(site: Flask) -> None:
    page = shown(site, "fact_rows", "three facts")
    assert page.all("//input[@checked]/@value") == ["ja", "nein", "weiss"]
    assert [picture.get("alt") for picture in page.all("//img")] == [""]
