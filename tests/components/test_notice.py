"""What we did with a question."""

from flask import Flask

from tests.components.rendering import shown
from tests.page_checks import by_class


def test_each_sentence_has_its_own_line(site: Flask) -> None:
    """E3"""
    page = shown(site, "notice", "widened")
    (box,) = page.all("//div" + by_class("notice__lines"))
    assert (box.text or "").splitlines() == [
        "In Ihrer Nähe gibt es kein Angebot.",
        "Wir haben weiter weg gesucht.",
    ]


def test_one_link_needs_no_list_but_two_do(site: Flask) -> None:
    assert not shown(site, "notice", "corrected").all("//ul")
    assert len(shown(site, "notice", "understood").all("//ul/li/a")) == 2


def test_a_correction_has_a_way_back(site: Flask) -> None:
    page = shown(site, "notice", "corrected")
    assert page.all("//a[contains(@href, 'genau=1')]")


def test_a_title_is_a_heading(site: Flask) -> None:
    assert shown(site, "notice", "degraded").texts("//h2") == ["Die Suche arbeitet gerade langsam"]
