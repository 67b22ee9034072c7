"""What readers are told of an old offer: on its page, on its card, on the page of its club."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from directory.model import Contact
from directory.web.parts import EXTENSION, Parts
from tests.page_checks import by_class
from tests.submissions.examples import a_club
from tests.truth.conftest import an_aged
from tests.visiting import TODAY, Visitor, built_site

# Of TODAY, 24 November 2026.
AGES = {
    "frisch": date(2026, 5, 25),
    "amber": date(2026, 5, 24),
    "gesunken": date(2026, 2, 24),
    "versteckt": date(2025, 11, 24),
    "archiv": date(2025, 5, 24),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder: Path = tmp_path_factory.mktemp("aged") / "instance"
    # Only one of them names a telephone.
    phone = (Contact(phone="+493451234567", is_public=True),)
    listings = [
        an_aged(id, day, **({"contacts": phone} if id == "amber" else {}))
        for id, day in AGES.items()
    ]
    listings = [
        replace(one, club=a_club("c-alt"), offer=replace(one.offer, club_id="c-alt"))  # type: ignore[type-var]
        for one in listings
    ]
    site = built_site(folder, *listings)
    parts: Parts = site.extensions[EXTENSION]
    parts.finder._today = lambda: TODAY  # type: ignore[attr-defined]
    yield site


@pytest.fixture
def visitor(site: Flask) -> Visitor:
    return Visitor(site.test_client())


@pytest.mark.parametrize(
    ("id", "lines"),
    [
        ("frisch", []),
        ("amber", ["Geprüft am", "Das ist lange her.", "Rufen Sie bitte vorher an."]),
        ("gesunken", ["Das ist lange her.", "Fragen Sie bitte vorher nach."]),
        ("versteckt", ["Das ist sehr lange her.", "In der Suche steht das Angebot nicht mehr."]),
        ("archiv", ["Diese Seite ist alt.", "In der Suche steht das Angebot nicht mehr."]),
    ],
)
def test_the_page_says_how_old_it_is(visitor: Visitor, id: str, lines: list[str]) -> None:
    page = visitor.open(f"/angebot/slug-{id}")
    notices = " ".join(page.texts("//div" + by_class("notice--aged")))
    assert bool(notices) == bool(lines)
    for line in lines:
        assert line in notices


def test_each_page_says_in_plain_words_when_it_was_checked(visitor: Visitor) -> None:
    for id in AGES:
        text = visitor.open(f"/angebot/slug-{id}").text
        assert "Stimmt das noch?" in text
        assert "Geprüft am" in text


def test_results_leave_out_what_is_hidden_and_print_no_sunken_card(visitor: Visitor) -> None:
    page = visitor.open("/suche?q=angebot+boccia+halle&umkreis=5")
    names = page.texts("//main//h3/a[starts-with(., 'Angebot ')]")
    assert {"Angebot frisch", "Angebot amber", "Angebot gesunken"} <= set(names)
    assert not {"Angebot versteckt", "Angebot archiv"} & set(names)
    assert page.texts("//li" + by_class("not-printed") + "//h3/a") == ["Angebot gesunken"]


def test_the_club_lists_only_what_search_would_find(visitor: Visitor) -> None:
    text = visitor.open("/verein/slug-c-alt").text
    assert "Angebot amber" in text
    assert "Angebot versteckt" not in text
