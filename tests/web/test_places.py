"""From states over districts to every town: maps with the numbers of the list, never a dead end."""

import re
from datetime import date

import pytest
from flask import Flask

from directory.catalogue.criteria import Hit
from directory.web.finder.offer_maps import numbered_cards, results_map
from directory.web.finder.places_page import STATES
from directory.web.finder.present import card_of
from tests.geo.places_for_tests import the_gazetteer
from tests.page_checks import Page, by_class, text_of
from tests.visiting import Visitor

REGIONS = "//*[local-name()='a']" + by_class("map__region")
SIGNS = "//figure//*[local-name()='text']" + by_class("map__number")
NUMBERS = "//main//*" + by_class("place-list__number")


def on_the_map(page: Page) -> list[int]:
    """All numbers on the map; "3–5" are three."""
    found: list[int] = []
    for words in page.texts(SIGNS):
        for part in words.split(", "):
            first, _, last = part.partition("–")
            found += range(int(first), int(last or first) + 1)
    return sorted(found)


def test_the_map_of_germany_has_the_links_and_numbers_of_its_list(visitor: Visitor) -> None:
    page = visitor.open("/orte")
    listed = {
        f"{text_of(item[0])} {text_of(item[1][0])}": item[1].get("href")
        for item in page.all("//ol" + by_class("place-list") + "/li")
    }
    drawn = {str(a.get("aria-label")).split(",")[0]: a.get("href") for a in page.all(REGIONS)}
    assert len(drawn) == 16
    assert drawn == listed


def test_each_region_says_how_many_offers_it_has(visitor: Visitor) -> None:
    names = [str(a.get("aria-label")) for a in visitor.open("/orte").all(REGIONS)]
    assert all(re.fullmatch(r"\d+ [\w-]+, (\d+ Angebote?|noch kein Angebot)", n) for n in names)


def test_small_states_have_room_for_a_finger(visitor: Visitor) -> None:
    fingers = visitor.open("/orte").all("//*" + by_class("map__finger"))
    assert len(fingers) == 4
    assert all(2 * float(circle.get("r") or 0) >= 44 for circle in fingers)


@pytest.mark.parametrize(
    "address", ["/orte", "/orte/st", "/orte/st/15088", "/orte/st/15002000", "/suche?q=halle"]
)
def test_each_map_names_its_source_and_is_drawn_here(visitor: Visitor, address: str) -> None:
    page = visitor.open(address)
    (caption,) = page.texts("//figure//figcaption")
    assert "© GeoBasis-DE / BKG 2021 (Daten verändert)" in caption
    assert page.all("//figcaption//a[@href='http://www.bkg.bund.de']")
    assert not page.all("//figure//img") and not page.all("//figure//*[local-name()='image']")
    assert not page.all("//*[local-name()='svg']//*[local-name()='title']"), "would show on hover"


@pytest.mark.parametrize("address", ["/orte/st", "/orte/st/15088"])
def test_numbers_of_towns_are_the_same_on_the_map(visitor: Visitor, address: str) -> None:
    page = visitor.open(address)
    assert on_the_map(page) == [int(words) for words in page.texts(NUMBERS)]
    assert on_the_map(page)


@pytest.mark.parametrize("address", ["/orte/st/15002000", "/suche?q=schwimmen+in+halle", "/suche"])
def test_numbers_of_offers_are_the_same_on_the_map(visitor: Visitor, address: str) -> None:
    page = visitor.open(address)
    cards = [int(words) for words in page.texts("//*" + by_class("offer-card__number"))]
    assert cards[0] == 1
    assert cards == sorted(cards)
    assert on_the_map(page) == cards


def test_the_second_page_of_results_goes_on_counting(visitor: Visitor) -> None:
    page = visitor.open("/suche?land=ST&seite=2")
    cards = [int(words) for words in page.texts("//*" + by_class("offer-card__number"))]
    assert cards[0] == 11
    assert 15 < cards[-1] <= 20
    assert on_the_map(page) == cards, "who lies nowhere has no number either"


def test_a_map_of_results_is_one_picture_with_a_name(visitor: Visitor) -> None:
    page = visitor.open("/suche?q=schwimmen+in+halle")
    (drawn,) = page.all("//figure/*[local-name()='svg']")
    assert drawn.get("role") == "img"
    name = str(drawn.get("aria-label"))
    assert name.startswith("Karte mit den Angeboten")
    assert "Halle" in name
    assert not page.all("//figure/*[local-name()='svg']//*[local-name()='a']")
    assert "Hier suchen Sie: Halle Saale" in page.text


def test_results_without_a_point_have_no_map_and_no_numbers(site: Flask) -> None:
    named = {"name": "A", "slug": "a"}
    hits = [Hit("a", {**named, "place": None}, 1), Hit("b", {**named, "place": {"lat": 51.0}}, 1)]
    with site.test_request_context("/suche"):
        cards = [card_of(hit, {}, date(2026, 1, 1)) for hit in hits]
        assert results_map(cards, 1, None) is None
        assert {card.number for card in numbered_cards(cards)} == {""}


@pytest.mark.parametrize("code", STATES)
def test_every_state_opens_with_all_its_districts(visitor: Visitor, code: str) -> None:
    page = visitor.open(f"/orte/{code.lower()}")
    wanted = {town.ags[:5] for town in the_gazetteer().towns_in(STATES[code][0])}
    hrefs = [str(a.get("href")) for a in page.all("//section[@aria-labelledby='kreise']//a")]
    assert {href.rsplit("/", 1)[1][:5] for href in hrefs} == wanted


def test_a_district_leads_to_each_of_its_towns(visitor: Visitor) -> None:
    page = visitor.open("/orte/st/15088")
    hrefs = [str(a.get("href")) for a in page.all("//main//a")]
    for town in the_gazetteer().towns_in("15088"):
        assert f"/orte/st/{town.ags}" in hrefs, town.name


def towns_without_offers(visitor: Visitor) -> list[str]:
    page = visitor.open("/orte/rp/07232")  # 233 towns, more than in any other district
    return [str(a.get("href")) for a in page.all("//section[@aria-labelledby='andere']//a")]


def test_a_town_without_an_offer_shows_the_nearest_ones(visitor: Visitor) -> None:
    addresses = towns_without_offers(visitor)
    assert len(addresses) > 200
    page = visitor.open(addresses[0])
    assert "kennen wir noch kein Angebot." in page.text
    near = page.all("//section[@aria-labelledby='umgebung']//article")
    assert len(near) == 5
    assert all("Kilometer" in text_of(card) for card in near)
    towns = page.texts("//section[@aria-labelledby='orte']//li")
    assert len(towns) == 6
    away = [int(re.findall(r"etwa (\d+) Kilometer", words)[0]) for words in towns]
    assert away == sorted(away)


@pytest.mark.parametrize("ags", ["01051001", "09184148", "11000000", "03152999", "16063105"])
def test_every_municipality_has_a_page_and_no_other_number(visitor: Visitor, ags: str) -> None:
    known = the_gazetteer().by_ags(ags)
    code = next(code for code, (start, _name) in STATES.items() if ags.startswith(start))
    page = visitor.open(f"/orte/{code.lower()}/{ags}", 200 if known else 404)
    assert not known or len(page.all("//main//a[contains(@href, '/angebot/')]")) >= 1


def test_a_key_in_the_wrong_state_is_not_found(visitor: Visitor) -> None:
    visitor.open("/orte/sn/15002000", 404)
    visitor.open("/orte/st/15", 404)
    visitor.open("/orte/st/１５００２", 404)


def test_a_small_town_shows_what_is_in_it_and_what_is_near(visitor: Visitor) -> None:
    counts = visitor.open("/orte/st/15088")
    href = next(str(a.get("href")) for a in counts.all("//section[@aria-labelledby='orte']//li/a"))
    page = visitor.open(href)
    here = page.all("//section[@aria-labelledby='angebote']//article")
    near = page.all("//section[@aria-labelledby='umgebung']//article")
    assert 1 <= len(here) < 5
    assert near
    links = [str(a.get("href")) for a in page.all("//article//a")]
    assert len(links) == len(set(links)), "no offer stands there twice"


def test_an_offer_shows_where_it_is(visitor: Visitor) -> None:
    page = visitor.open("/angebot/schwimmen-voll")
    (name, *_paper) = [str(s.get("aria-label")) for s in page.all("//figure/*[local-name()='svg']")]
    assert name.startswith("Karte: Halle Voll. Auf der Karte stehen: ")
    assert "Köthen" in name
    assert not visitor.open("/angebot/leer").all("//figure"), "nobody knows where that is"


def test_counts_of_towns_add_up(visitor: Visitor) -> None:
    page = visitor.open("/orte/st")
    lead = re.search(r"Hier gibt es (\d+) Angebote", page.text)
    districts = page.texts("//section[@aria-labelledby='kreise']//a")
    numbers = [int(n) for words in districts for n in re.findall(r"(\d+) Angebot", words)]
    assert lead
    assert sum(numbers) == int(lead[1])


@pytest.mark.parametrize(
    ("address", "lead"),
    [
        ("/orte/rp/07232026", "Aber in der Nähe gibt es Sport."),  # Trier: 25 kilometres
        ("/orte/by/09172132", "Wir zeigen Ihnen die nächsten Angebote."),  # Schönau: 120
    ],
)
def test_near_is_said_only_of_what_is_near(visitor: Visitor, address: str, lead: str) -> None:
    page = visitor.open(address)
    assert lead in page.text
    first = re.findall(r"etwa (\d+) Kilometer", page.texts("//article")[0])
    assert (int(first[0]) <= 50) == lead.startswith("Aber")
