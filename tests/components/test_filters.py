"""Choices with counts."""

from flask import Flask

from tests.components.rendering import shown


def test_each_group_has_a_legend_and_one_button_sends_all(site: Flask) -> None:
    page = shown(site, "filters", "needs and days")
    assert len(page.all("//fieldset/legend")) == len(page.all("//fieldset")) == 3
    assert page.texts("//button") == ["Angebote zeigen"]


def test_counts_stand_beside_the_choice_and_chosen_ones_are_ticked(site: Flask) -> None:
    page = shown(site, "filters", "needs and days")
    assert page.texts("//label")[:2] == ["Ohne Stufen 4 Angebote", "WC für Rollstühle 1 Angebot"]
    assert [box.get("value") for box in page.all("//input[@checked]")] == [
        "stufenlos",
        "entfernung",
    ]


def test_the_question_is_carried_along(site: Flask) -> None:
    page = shown(site, "filters", "needs and days")
    assert page.all("//form[@method='get']/input[@type='hidden'][@name='q'][@value='schwimmen']")
