"""Each page opens, holds the rules of all pages, and says what it is for."""

import pytest

from tests.page_checks import by_class, text_of
from tests.visiting import Visitor


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("/", "Welchen Sport möchten Sie machen?"),
        ("/suche", "Alle Angebote"),
        ("/sport", "Alle Sport-Arten"),
        ("/sport/schwimmen", "Schwimmen"),
        ("/sport/curling-gibt-es", None),
        ("/orte", "Alle Orte"),
        ("/orte/st", "Orte in Sachsen-Anhalt"),
        ("/orte/sl", "Orte in Saarland"),
        ("/orte/st/15002000", "Sport in Halle Saale"),
        ("/orte/st/15002", "Sport in Halle Saale"),
        ("/orte/st/01001000", None),
        ("/orte/xx", None),
        ("/orte/st/15002000x", None),
        ("/quellen", "Woher unsere Angaben kommen"),
        ("/woerterbuch", "Wörter-Buch"),
        ("/einstellungen", "Lesen einstellen"),
        ("/angebot/schwimmen-voll", "Schwimmen Voll"),
        ("/angebot/leer", "<script>alert('Leer')</script>"),
        ("/angebot/schwimmen-voll/teilen", "Schwimmen Voll teilen"),
        ("/a/059-515-808", "Welches Angebot meinen Sie?"),
        ("/merkzettel", "Mein Merkzettel"),
        ("/verein/verein-voll", "Verein Voll"),
        ("/verein/verein-leer", "<b>Verein</b> & Söhne"),
        ("/angebot/gibt-es-nicht", None),
        ("/verein/gibt-es-nicht", None),
        ("/gibt-es-nicht", None),
    ],
)
def test_every_page_opens_and_names_itself(
    visitor: Visitor, address: str, heading: str | None
) -> None:
    """E1"""
    page = visitor.open(address, 200 if heading else 404)
    assert page.heading == heading or (heading is None and "gibt es nicht" in page.heading)


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/angebot/schwimmen-voll/qr.svg", "image/svg+xml"),
        ("/angebot/schwimmen-voll/kalender.ics", "text/calendar"),
    ],
)
def test_files_of_an_offer_open(visitor: Visitor, address: str, kind: str) -> None:
    answer = visitor.client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, kind)


def test_the_start_page_offers_three_ways_at_once(visitor: Visitor) -> None:
    page = visitor.open("/")
    ways = page.all("//div" + by_class("ways-in") + "/*")
    assert [text_of(way.findall(".//h2")[0]) for way in ways] == [
        "Sport finden mit Bildern",
        "Sport suchen",
        "Sport in meinem Ort",
    ]
    assert page.all("//form[@role='search'][@action='/suche']//input[@name='q']")
    assert page.all("//article//a[@href='/finden']")
    assert page.all("//article//a[@href='/orte']")
    tiles = [str(a.get("href")) for a in page.all("//a" + by_class("picture-tile"))]
    assert sum("/sport/" in tile for tile in tiles) == 7
    for more in ("/so-geht-das", "/vereine", "/fuer-beratung", "/hilfe"):
        assert more in tiles
    assert not any("/orte/" in tile for tile in tiles), "16 states are a page of their own"


def test_states_with_towns_lead_to_towns_with_offers(visitor: Visitor) -> None:
    page = visitor.open("/orte/st")
    town = next(a for a in page.all("//main//a") if text_of(a).startswith("Halle Saale"))
    listed = visitor.open(str(town.get("href")))
    cards = listed.all("//article" + by_class("offer-card"))
    assert len(cards) == 10
    assert listed.all("//a[contains(@href, 'ags=15002000')]"), "the other offers are a link away"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/orte/ST", "/orte/st"),
        ("/angebot/schwimmen-frueher", "/angebot/schwimmen-voll"),
        ("/verein/verein-frueher", "/verein/verein-voll"),
    ],
)
def test_former_addresses_lead_to_the_page_of_today(visitor: Visitor, old: str, new: str) -> None:
    answer = visitor.client.get(old)
    assert (answer.status_code, answer.headers["Location"]) == (301, new)


def test_sources_show_every_attribution_word_for_word(visitor: Visitor) -> None:
    page = visitor.open("/quellen")
    from directory.config import CHECKOUT
    from directory.content import sources

    for source in sources(CHECKOUT / "content"):
        assert source.attribution in page.text
        for words, href in source.links:
            assert page.all(f"//a[@href='{href}'][contains(., '{words}')]"), words


def test_a_club_without_a_known_offer_promises_nothing(visitor: Visitor) -> None:
    found = visitor.ask("/api/v1/offers?q=fussball+berlin")["clubs_without_known_offer"]
    page = visitor.open("/verein/" + found[0]["url"].rsplit("/", 1)[1])
    assert "Kann ich hier mitmachen?" in page.texts("//h2")
    assert "Das wissen wir noch nicht." in page.text


def test_an_offer_of_which_nothing_is_known_is_still_kind_and_useful(visitor: Visitor) -> None:
    page = visitor.open("/angebot/leer")
    questions = page.texts("//section[@aria-labelledby='unbekannt']//li")
    assert questions[:4] == [
        "An welchem Tag ist das?",
        "Um wie viel Uhr ist das?",
        "Wo ist das?",
        "Was kostet das?",
    ]
    assert page.all("//a[@href='/verein/verein-leer']")
    assert "Das hat noch niemand geprüft." in page.text
