"""Files of the running site: third-party readers take them, with the filters of the search page."""

import csv
import io
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import feedparser
import icalendar
import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import etree
from werkzeug.test import TestResponse

from directory.web.parts import EXTENSION
from tests.formats.outside import FOLDER, STANDARDS, by_node, needs_node
from tests.visiting import PUBLIC_URL, Visitor

FILTERS = {
    "all": {},
    "place": {"ort": "Halle", "umkreis": "50"},
    "sport": {"sport": "schwimmen"},
    "need": {"brauche": "stufenlos", "land": "ST"},
    "words": {"q": "schwimmen in halle"},
    "day": {"tag": "di", "zeit": "nachmittags"},
    "nothing": {"sport": "polo", "ort": "Halle", "umkreis": "1"},
}


def got(client: FlaskClient, address: str, status: int = 200, **asked: str) -> TestResponse:
    answer = client.get(f"{address}?{urlencode(asked)}", base_url=PUBLIC_URL)
    assert answer.status_code == status, answer.get_data(as_text=True)[:500]
    return answer


def names_of(client: FlaskClient, ending: str, **asked: str) -> list[str]:
    """What the offers are called, as another program reads the file."""
    body = got(client, f"/daten/angebote.{ending}", **asked).get_data()
    match ending:
        case "csv":
            rows = csv.DictReader(io.StringIO(body.decode("utf-8")))
            return [row["name"].removeprefix("'") for row in rows]
        case "xlsx":
            sheet = openpyxl.load_workbook(io.BytesIO(body), read_only=True).worksheets[0]
            head, *rows = sheet.iter_rows(values_only=True)
            return [str(row[head.index("Name")]) for row in rows]
        case "jsonl":
            return [json.loads(line)["offer"]["name"] for line in body.splitlines()]
        case "geojson":
            return [one["properties"]["name"] for one in json.loads(body)["features"]]
    raise AssertionError(ending)


@pytest.mark.parametrize("ending", ["csv", "xlsx", "jsonl", "geojson"])
@pytest.mark.parametrize("asked", FILTERS.values(), ids=FILTERS)
def test_a_file_holds_what_the_search_finds(
    visitor: Visitor, ending: str, asked: dict[str, str]
) -> None:
    found = visitor.ask(f"/api/v1/offers?{urlencode(asked | {'anzahl': '100'})}")
    widened = found["understood"]["widened_to_km"] is not None
    names = names_of(visitor.client, ending, **asked)
    if widened or found["understood"]["without_filters"]:
        assert names == [], "a file goes no further than it was asked"
        return
    assert len(names) == found["total"]
    shown = [one["name"] for one in found["offers"]]
    if asked:
        assert [one.split("\n")[0] for one in names[: len(shown)]] == shown, "in the same order"


def test_a_calendar_and_a_feed_hold_the_same_offers(visitor: Visitor) -> None:
    asked = {"sport": "schwimmen", "land": "ST"}
    urls = {
        one["url"]
        for one in visitor.ask(f"/api/v1/offers?{urlencode(asked | {'anzahl': '100'})}")["offers"]
    }
    feed = feedparser.parse(got(visitor.client, "/daten/angebote.atom", **asked).get_data())
    assert {one.link for one in feed.entries} == urls
    assert feed.feed.links[0].href == f"{PUBLIC_URL}/daten/angebote.atom?{urlencode(asked)}"
    calendar = icalendar.Calendar.from_ical(
        got(visitor.client, "/daten/angebote.ics", **asked).get_data()
    )
    assert {str(event["URL"]) for event in calendar.walk("VEVENT")} <= urls
    assert len(calendar.walk("VEVENT")) > 0


def test_a_calendar_without_dates_is_one_all_the_same(visitor: Visitor) -> None:
    """Who subscribed to it asks again every day; an empty file would be a fault each time."""
    body = got(visitor.client, "/daten/angebote.ics", sport="boccia", ags="01001000").get_data()
    calendar = icalendar.Calendar.from_ical(body)
    assert calendar.walk("VEVENT") == []
    assert len(calendar.walk("VTIMEZONE")) == 1


def test_pages_beside_the_files_are_each_readers_own(visitor: Visitor) -> None:
    """What somebody chose for reading changes this page, and nobody else gets theirs."""
    usual = visitor.open("/openactive").html
    visitor.client.set_cookie("lesen", "farben-gelb", domain="sport.example")
    own = visitor.open("/openactive")
    assert own.html != usual
    assert "Cookie" in own.headers["Vary"]
    assert "Access-Control-Allow-Origin" not in own.headers


def test_a_region_has_its_own_files(visitor: Visitor) -> None:
    region = visitor.ask("/api/v1/regions/halle-saale")
    names = names_of(visitor.client, "csv", region="halle-saale")
    assert len(names) == region["offers"] > 0
    got(visitor.client, "/daten/angebote.csv", 404, region="gibt-es-nicht")


def test_the_dates_of_a_list(visitor: Visitor) -> None:
    id = visitor.ask("/api/v1/offers?q=schwimmen+k%C3%B6then")["offers"][0]["id"]
    from directory.web.finder.short_code import short_code

    answer = got(visitor.client, "/merkzettel/termine.ics", angebot=short_code(id))
    assert icalendar.Calendar.from_ical(answer.get_data()).walk("VEVENT")
    got(visitor.client, "/merkzettel/termine.ics", 404, angebot="123-456-789")


def test_who_asks_for_a_second_workbook_meanwhile_is_asked_to_wait(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    from directory.web.open_data import files

    monkeypatch.setattr(files, "_WAIT_SECONDS", 0.01)
    with files._one_at_a_time:
        got(visitor.client, "/daten/angebote.xlsx", 429)
    got(visitor.client, "/daten/angebote.xlsx")


FILES = (
    "/daten/angebote.csv",
    "/daten/vereine.csv",
    "/daten/angebote.xlsx",
    "/daten/angebote.jsonl",
    "/daten/angebote.geojson",
    "/daten/angebote.ics",
    "/daten/angebote.atom",
    "/daten/orte.a11y.json",
    "/daten/katalog.ttl",
    "/daten/angebote.csv-metadata.json",
    "/daten/vereine.csv-metadata.json",
    "/sitemap.xml",
    "/robots.txt",
    "/opensearch.xml",
    "/.well-known/security.txt",
    "/angebot/schwimmen-voll/kalender.ics",
    "/region/halle-saale/neu.atom",
    "/hsds/services",
    "/api/v1/counts",
)


@pytest.mark.parametrize("address", FILES)
def test_other_sites_may_read_each_file_and_the_same_one_costs_nothing(
    visitor: Visitor, address: str
) -> None:
    answer = got(visitor.client, address)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Set-Cookie" not in answer.headers
    again = visitor.client.get(
        address, base_url=PUBLIC_URL, headers={"If-None-Match": answer.headers["ETag"]}
    )
    assert (again.status_code, again.get_data()) == (304, b"")
    # A browser takes the headers of this answer for those of the file that it keeps.
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    assert again.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize("address", FILES)
def test_each_file_names_its_licence(visitor: Visitor, address: str) -> None:
    if address.startswith(("/daten/", "/api/", "/hsds/")):
        named = got(visitor.client, address).headers.getlist("Link")
        assert any("licenses/by/4.0/" in one and 'rel="license"' in one for one in named)
    if address.startswith("/daten/") and not address.endswith(".csv"):
        body = got(visitor.client, address).get_data()
        if address.endswith("xlsx"):
            sheets = openpyxl.load_workbook(io.BytesIO(body), read_only=True).worksheets
            body = str([list(one.iter_rows(values_only=True)) for one in sheets[1:]]).encode()
        text = body.decode().replace("\r\n ", "")
        assert "CC BY 4.0" in text or "creativecommons.org/licenses/by/4.0" in text
    if address.endswith(".csv"):
        answer = got(visitor.client, address)
        assert any('rel="describedby"' in one for one in answer.headers.getlist("Link"))
        assert "licence" in answer.get_data(as_text=True).splitlines()[0]


def test_a_pressed_file_is_the_same_file(visitor: Visitor) -> None:
    import gzip

    plain = got(visitor.client, "/daten/angebote.csv").get_data()
    answer = visitor.client.get(
        "/daten/angebote.csv", base_url=PUBLIC_URL, headers={"Accept-Encoding": "gzip"}
    )
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.get_data()) == plain
    assert len(answer.get_data()) < len(plain) / 3


SITEMAPS = etree.XMLSchema(etree.parse(FOLDER / "node_modules/sitemap/schema/sitemap.xsd"))


def located(body: bytes) -> list[str]:
    return [one.text for one in etree.fromstring(body).iter("{*}loc")]


def test_the_map_of_the_site_leads_to_every_offer_and_every_page_opens(visitor: Visitor) -> None:
    parts = located(got(visitor.client, "/sitemap.xml").get_data())
    pages: list[str] = []
    for part in parts:
        body = got(visitor.client, part.removeprefix(PUBLIC_URL)).get_data()
        assert SITEMAPS.validate(etree.fromstring(body)), SITEMAPS.error_log
        pages += located(body)
    assert len(pages) == len(set(pages))
    offers = visitor.ask("/api/v1/offers?anzahl=100")["offers"]
    assert {one["url"] for one in offers} <= set(pages)
    for page in pages:
        status = visitor.client.get(page.removeprefix(PUBLIC_URL), base_url=PUBLIC_URL).status_code
        assert status == 200, page


def test_a_big_map_has_parts_that_hold_each_entry_once(
    site: Flask, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    from directory.web.open_data import site_files

    whole = located(got(visitor.client, "/sitemap-eintraege.xml").get_data())
    monkeypatch.setattr(site_files, "MOST_IN_ONE", 10)
    digits = "0123456789abcdef"
    found = [
        one
        for digit in digits
        for one in located(got(visitor.client, f"/sitemap-{digit}.xml").get_data())
    ]
    offers = [one for one in found if "/angebot/" in one]
    assert len(offers) == len(set(offers))
    assert set(found) == set(whole)
    got(visitor.client, "/sitemap-x.xml", 404)


def test_robots_leave_private_pages_alone(site: Flask, visitor: Visitor) -> None:
    from urllib.robotparser import RobotFileParser

    rules = RobotFileParser()
    rules.parse(got(visitor.client, "/robots.txt").get_data(as_text=True).splitlines())
    assert rules.site_maps() == [f"{PUBLIC_URL}/sitemap.xml"]
    for page in ("/", "/suche", "/angebot/x", "/verein/x", "/vereine", "/daten", "/regionen"):
        assert rules.can_fetch("anybody", f"{PUBLIC_URL}{page}"), page
    for page in ("/redaktion/team", "/beratung/listen", "/vereine/l/x", "/zettel/1", "/anmelden"):
        assert not rules.can_fetch("anybody", f"{PUBLIC_URL}{page}"), page


def test_a_browser_learns_how_to_search(visitor: Visitor) -> None:
    root = etree.fromstring(got(visitor.client, "/opensearch.xml").get_data())
    assert len(root.findtext("{*}ShortName")) <= 16
    assert root.findtext("{*}Description")
    (page,) = [one for one in root.iter("{*}Url") if one.get("type") == "text/html"]
    address = page.get("template").replace("{searchTerms}", "schwimmen")
    assert "schwimmen" in visitor.open(address.removeprefix(PUBLIC_URL)).html
    head = visitor.open("/suche").all("//link[@rel='search']")
    assert head[0].get("href") == "/opensearch.xml"


def test_whom_to_warn(visitor: Visitor) -> None:
    lines = got(visitor.client, "/.well-known/security.txt").get_data(as_text=True).splitlines()
    found = dict(line.split(": ", 1) for line in lines)
    assert found["Contact"] == "mailto:hilfe@sport.example"
    assert found["Canonical"] == f"{PUBLIC_URL}/.well-known/security.txt"
    left = datetime.fromisoformat(found["Expires"]) - datetime.now(UTC)
    assert timedelta(days=140) < left < timedelta(days=365), "soon enough, and never over"
    moved = visitor.client.get("/security.txt", base_url=PUBLIC_URL)
    assert moved.headers["Location"].endswith("/.well-known/security.txt")


WALK = """
import fs from "node:fs";
import { createRequire } from "node:module";
const { RpdeValidator } = createRequire(process.cwd() + "/")("@openactive/rpde-validator");
const said = [];
const log = console.log; console.log = () => {};
const found = await RpdeValidator(JSON.parse(fs.readFileSync(0, "utf8")), {
    pageLimit: 50, logCallback: (one) => said.push(one.message),
});
console.log = log;
console.log(JSON.stringify({ found, said }));
"""


@needs_node
@pytest.mark.parametrize("feed", ["session-series", "event-series"])
def test_the_validator_of_openactive_walks_the_feed_to_its_end(
    site: Flask, address: str, monkeypatch: pytest.MonkeyPatch, feed: str
) -> None:
    from dataclasses import replace

    from directory.web.open_data import active

    monkeypatch.setattr(active, "ROWS", 40)
    parts = site.extensions[EXTENSION]
    here = replace(parts, site=replace(parts.site, public_url=""))
    monkeypatch.setitem(site.extensions, EXTENSION, here)
    era = parts.store.era()
    told: dict[str, Any] = by_node(WALK, f"{address}/openactive/{era}/{feed}")
    pages = told["found"]["pages"]
    faults = [one["data"] for page in pages for one in page["errors"]]
    assert [one for one in faults if one["severity"] == "failure"] == []
    assert len(pages) >= 6, "it walked to the last page and asked far in the future"


def test_a_feed_of_another_time_is_gone(visitor: Visitor) -> None:
    got(visitor.client, "/openactive/anders/session-series", 410)
    era = visitor.client.application.extensions[EXTENSION].store.era()
    got(visitor.client, f"/openactive/{era}/nichts", 404)
    got(visitor.client, f"/openactive/{era}/session-series", 400, afterTimestamp="x")
    got(visitor.client, f"/openactive/{era}/session-series", 400, afterTimestamp="9" * 30)


def test_the_data_set_page_names_the_feeds(visitor: Visitor) -> None:
    page = visitor.open("/openactive")
    (told,) = page.all("//script[@type='application/ld+json']")
    described = json.loads(told.text)
    assert described["@type"] == "Dataset"
    for one in described["distribution"]:
        got(visitor.client, one["contentUrl"].removeprefix(PUBLIC_URL))
    assert STANDARDS.exists()
