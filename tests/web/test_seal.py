"""The seal stands on a page only where people with learning difficulties read the text."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from flask import Flask

from directory.content import example_listings
from directory.model import Listing
from directory.web.finder.offer_page import OfferPage
from tests.visiting import Visitor
from tests.web.listings import full_listing

CONTENT = Path(__file__).parents[2] / "content"
SEAL = "Von Menschen mit Lern-Schwierigkeiten geprüft"


def test_a_text_that_was_checked_shows_the_seal(site: Flask) -> None:
    found = full_listing()
    assert found.offer is not None
    real = Listing(found.club, replace(found.offer, example=False), found.venue)
    with site.test_request_context():
        page = OfferPage.of(
            real, sports={}, today=date(2026, 11, 22), is_school_holiday=lambda _day: False
        )
    shown = [line.words for line in page.questions_answered[0].parts[0].lines]
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
