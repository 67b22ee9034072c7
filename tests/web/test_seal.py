"""The seal stands on a page only where people with learning difficulties read the text."""

from dataclasses import replace
from pathlib import Path

from flask import Flask

from directory.content import example_listings
from directory.web.finder.offer_lines import what_lines
from tests.visiting import Visitor
from tests.web.listings import full_listing

CONTENT = Path(__file__).parents[2] / "content"
SEAL = "Von Menschen mit Lern-Schwierigkeiten geprüft"


def test_a_text_that_was_checked_shows_the_seal(site: Flask) -> None:
    offer = full_listing().offer
    assert offer is not None
    with site.test_request_context():
        shown = [line.words for line in what_lines(replace(offer, example=False))]
    assert SEAL in shown
    assert "Die Prüfung war am 4. März 2026." in shown
    assert "Die Gruppe heißt: das Prüfteam Nord." in shown


def test_a_text_that_nobody_checked_shows_none(visitor: Visitor) -> None:
    assert "Lern-Schwierigkeiten geprüft" not in visitor.open("/angebot/leer").text


def test_an_invented_offer_never_shows_it(visitor: Visitor) -> None:
    checked = [
        listing.offer.slug
        for listing in example_listings(CONTENT)
        if listing.offer and listing.offer.what.easy and listing.offer.what.easy.checked_on
    ]
    assert checked
    for slug in checked:
        page = visitor.open(f"/angebot/{slug}")
        assert "Lern-Schwierigkeiten geprüft" not in page.text
        assert "Niemand hat diesen Text geprüft." in page.text
