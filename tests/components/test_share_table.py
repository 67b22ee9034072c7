"""Shares as a table with bars."""

from flask import Flask

from tests.components.rendering import rendered, shown


def test_every_row_and_column_has_a_heading(site: Flask) -> None:
    page = shown(site, "share_table", "two places")
    assert page.texts("//caption") == ["Geprüfte Angebote in jedem Bundesland"]
    assert page.texts("//th[@scope='col']") == ["Bundesland", "Geprüft"]
    assert page.texts("//th[@scope='row']") == ["Sachsen-Anhalt", "Mecklenburg-Vorpommern"]
    assert page.texts("//td") == ["9 von 12", "0 von 3"]


def test_the_bar_is_as_long_as_the_share_and_hidden_from_ears(site: Flask) -> None:
    page = shown(site, "share_table", "two places")
    bars = page.all("//*[local-name()='svg']")
    assert [bar.get("aria-hidden") for bar in bars] == ["true", "true"]
    widths = [[part.get("width") for part in bar] for bar in bars]
    assert widths == [["100", "75"], ["100", "0"]]


def test_a_place_without_a_page_is_no_link(site: Flask) -> None:
    rows = [{"words": "Ohne Ort", "href": "", "more": "1 von 1", "percent": 100}]
    page = rendered(site, "share_table", caption="x", place="y", share="z", rows=rows)
    assert not page.all("//a")
