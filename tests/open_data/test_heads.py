"""What machines read in the head of a page: true, escaped, and nothing on private pages."""

import json
import re
from typing import Any
from urllib.parse import urlencode

import feedparser
import html5lib
import icalendar
import pytest
from flask import Flask
from lxml import etree

from tests.formats.houses import NASTY, hostile
from tests.open_data.test_files import SITEMAPS
from tests.page_checks import Page
from tests.visiting import PUBLIC_URL, Visitor


def told(page: Page) -> dict[str, dict[str, Any]]:
    """The nodes of schema.org by their type."""
    (script,) = page.all("//script[@type='application/ld+json']")
    document = json.loads(script.text)
    assert document["@context"] == "https://schema.org"
    return {node["@type"]: node for node in document["@graph"]}


def meta(page: Page) -> dict[str, str]:
    return {
        str(one.get("property")): str(one.get("content"))
        for one in page.all("//meta[starts-with(@property, 'og:')]")
    }


def links(page: Page) -> dict[str, str]:
    return {
        str(one.get("type")): str(one.get("href"))
        for one in page.all("//head/link[@rel='alternate'][@type]")
    }


def test_an_offer_is_told_with_its_club_place_and_trail(visitor: Visitor) -> None:
    page = visitor.open("/angebot/schwimmen-voll")
    nodes = told(page)
    assert nodes["EventSeries"]["organizer"]["name"] == "Verein Voll"
    assert nodes["EventSeries"]["location"]["address"]["postalCode"] == "06366"
    assert nodes["EventSeries"]["disambiguatingDescription"] == "Das ist ein Beispiel."
    assert nodes["WebPage"]["mainEntity"] == {"@id": f"{PUBLIC_URL}/angebot/schwimmen-voll"}
    assert nodes["WebPage"]["lastReviewed"] == "2026-10-05"
    assert nodes["WebPage"]["license"] == "https://creativecommons.org/licenses/by/4.0/"
    trail = [one["name"] for one in nodes["BreadcrumbList"]["itemListElement"]]
    assert trail == ["Startseite", "Sport suchen", "Schwimmen Voll"] or len(trail) == 3
    assert meta(page)["og:title"] == "Schwimmen Voll"
    assert meta(page)["og:url"] == f"{PUBLIC_URL}/angebot/schwimmen-voll"
    assert "Köthen" in meta(page)["og:description"]
    assert links(page)["application/json"].startswith("/api/v1/offers/")


def test_a_club_names_its_offers(visitor: Visitor) -> None:
    nodes = told(visitor.open("/verein/verein-voll"))
    assert nodes["SportsClub"]["event"] == [{"@id": f"{PUBLIC_URL}/angebot/schwimmen-voll"}]


def test_results_lead_to_the_same_list_as_files(visitor: Visitor) -> None:
    asked = urlencode({"sport": "schwimmen", "land": "ST"})
    found = links(visitor.open(f"/suche?{asked}"))
    for kind, ending in {
        "application/atom+xml": "atom",
        "text/calendar": "ics",
        "text/csv": "csv",
        "application/geo+json": "geojson",
    }.items():
        assert found[kind] == f"/daten/angebote.{ending}?{asked}"
        assert visitor.client.get(found[kind], base_url=PUBLIC_URL).status_code == 200
    region = links(visitor.open("/region/halle-saale"))
    assert region["text/csv"] == "/daten/angebote.csv?region=halle-saale"


def test_each_page_names_itself_in_the_other_languages(visitor: Visitor) -> None:
    page = visitor.open("/en/angebot/schwimmen-voll")
    found = {one.get("hreflang"): one.get("href") for one in page.all("//head/link[@hreflang]")}
    assert found == {
        "de-simple": f"{PUBLIC_URL}/angebot/schwimmen-voll",
        "de": f"{PUBLIC_URL}/de/angebot/schwimmen-voll",
        "en": f"{PUBLIC_URL}/en/angebot/schwimmen-voll",
    }
    assert meta(page)["og:locale"] == "en_GB"


@pytest.mark.parametrize("address", ["/anmelden", "/vereine/link", "/gibt-es-nicht", "/wunsch"])
def test_private_pages_forms_and_errors_tell_machines_nothing(
    visitor: Visitor, address: str
) -> None:
    html = visitor.client.get(address, base_url=PUBLIC_URL).get_data(as_text=True)
    assert "ld+json" not in html
    assert "og:" not in html


def letters(name: str) -> str:
    """What is left of a name when everything that steers is taken out."""
    return "".join(filter(str.isalnum, name))[:20]


OFFERS = [one for one in hostile() if one.offer]


@pytest.mark.parametrize("number", range(len(OFFERS)))
def test_no_name_breaks_out_of_a_head(hostile_site: Flask, number: int) -> None:
    offer = OFFERS[number].offer
    assert offer
    for prefix in ("", "/en"):
        client = hostile_site.test_client()
        answer = client.get(f"{prefix}/angebot/{offer.slug}", base_url=PUBLIC_URL)
        assert answer.status_code == 200
        html = answer.get_data(as_text=True)
        tree = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
        for script in tree.iter("script"):
            assert script.get("src") or script.get("type") == "application/ld+json"
        (block,) = tree.findall(".//script[@type='application/ld+json']")
        names = {node.get("name") for node in json.loads(block.text)["@graph"]}
        assert letters(offer.name) in {letters(name or "") for name in names}
        assert not re.search(r"<script>alert", html)


@pytest.mark.parametrize("ending", ["csv", "jsonl", "geojson", "ics", "atom", "xlsx"])
def test_hostile_entries_break_no_file(hostile_site: Flask, ending: str) -> None:
    answer = hostile_site.test_client().get(f"/daten/angebote.{ending}", base_url=PUBLIC_URL)
    body = answer.get_data()
    assert answer.status_code == 200
    match ending:
        case "jsonl":
            named = [json.loads(line)["offer"]["name"] for line in body.splitlines()]
            assert {text for text in NASTY if text in named} >= {NASTY[0], NASTY[5]}
        case "geojson":
            assert json.loads(body)["features"]
        case "atom":
            assert not feedparser.parse(body).bozo
        case "ics":
            parts = icalendar.Calendar.from_ical(body).walk()
            assert [one.errors for one in parts if one.errors] == []
    entries = hostile_site.test_client().get("/sitemap-eintraege.xml", base_url=PUBLIC_URL)
    assert SITEMAPS.validate(etree.fromstring(entries.get_data()))
