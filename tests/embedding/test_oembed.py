"""oEmbed: what programs get who ask how an offer or a search looks elsewhere."""

import re
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from directory.content.regions import Regions
from directory.web.elsewhere import oembed_address
from directory.web.parts import EXTENSION
from tests.embedding.conftest import HOSTILE
from tests.embedding.hosts import as_wordpress_shows
from tests.page_checks import Page
from tests.visiting import PUBLIC_URL

OFFER = f"{PUBLIC_URL}/angebot/schwimmen-voll"
SEARCH = f"{PUBLIC_URL}/suche?ort=Halle+(Saale)&sport=schwimmen"


def asked(client: FlaskClient, url: str, status: int = 200, **more: str) -> Any:
    answer = client.get("/oembed", query_string={"url": url, **more}, base_url=PUBLIC_URL)
    assert answer.status_code == status, url
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Set-Cookie" not in answer.headers
    return answer.get_json()


def parts_of(html: str) -> Page:
    return Page("", 200, f"<!doctype html><title>x</title>{html}")


def test_an_offer_is_told_as_the_standard_wants_it(client: FlaskClient) -> None:
    found = asked(client, OFFER)
    assert (found["type"], found["version"]) == ("rich", "1.0")
    assert found["title"] == "Schwimmen Voll"
    assert (found["provider_name"], found["provider_url"]) == ("Mach mit!", f"{PUBLIC_URL}/")
    assert (found["width"], found["height"]) == (600, 400)


def test_the_html_is_one_quote_and_one_frame(client: FlaskClient) -> None:
    for url in (OFFER, SEARCH):
        html = asked(client, url)["html"]
        assert "\n" not in html
        quote, frame = parts_of(html).all("/html/body/*")
        assert (quote.tag, frame.tag) == ("blockquote", "iframe")
        assert quote.get("class") == frame.get("class") == "wp-embedded-content"
        assert {one.tag for one in quote} == {"a"}
        assert set(frame.attrib) == {
            "src", "width", "height", "frameborder", "scrolling", "title", "class", "sandbox",
            "security",
        }  # fmt: skip
        assert (frame.get("sandbox"), frame.get("security")) == ("allow-scripts", "restricted")


def test_without_a_script_name_day_place_and_a_way_are_there(client: FlaskClient) -> None:
    page = parts_of(asked(client, OFFER)["html"])
    (said,) = page.texts("//blockquote")
    assert said.startswith("Schwimmen Voll: Jeden Dienstag von 17 Uhr bis 18 Uhr 30. ")
    assert "Halle Voll" in said and "Das ist ein Beispiel." in said
    assert page.all("//blockquote/a/@href") == [OFFER]
    assert page.all("//iframe/@src") == [f"{PUBLIC_URL}/eingebettet/angebot/schwimmen-voll"]


def test_a_search_shows_its_first_offers_and_the_way_to_all(client: FlaskClient) -> None:
    found = asked(client, SEARCH)
    assert found["title"].endswith("Angebote: Schwimmen bei Halle Saale")
    page = parts_of(found["html"])
    ways = [str(one) for one in page.all("//blockquote/a/@href")]
    assert len(ways) == 4
    assert all(one.startswith(f"{PUBLIC_URL}/angebot/") for one in ways[:3])
    assert ways[3] == SEARCH
    frame = f"{PUBLIC_URL}/eingebettet?ort=Halle+(Saale)&sport=schwimmen&anzahl=3"
    assert page.all("//iframe/@src") == [frame]
    assert client.get(frame, base_url=PUBLIC_URL).status_code == 200


def test_number_and_colours_of_a_pasted_address_count(client: FlaskClient) -> None:
    page = parts_of(asked(client, f"{SEARCH}&anzahl=10&farben=hell&seite=3")["html"])
    (src,) = page.all("//iframe/@src")
    assert str(src).endswith("&anzahl=10&farben=hell")


def test_the_language_of_the_pasted_address_counts_not_that_of_the_question(
    client: FlaskClient,
) -> None:
    english = asked(client, OFFER.replace("/angebot", "/en/angebot"))
    page = parts_of(english["html"])
    assert "Every Tuesday" in page.texts("//blockquote")[0]
    frame = f"{PUBLIC_URL}/en/eingebettet/angebot/schwimmen-voll"
    assert page.all("//iframe/@src") == [frame]
    assert page.all("//blockquote/a/@href") == [f"{PUBLIC_URL}/en/angebot/schwimmen-voll"]
    answer = client.get("/de/oembed", query_string={"url": OFFER}, base_url=PUBLIC_URL)
    assert answer.get_json() == asked(client, OFFER)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "x",
        "//sport.example/suche",
        "https://elsewhere.example/suche",
        "https://sport.example.evil.example/suche",
        "https://evil.example/https://sport.example/suche",
        "https://sport.example@evil.example/suche",
        "https://sport.example:444/suche",
        "https://sport.example:port/suche",
        "https://[sport.example/suche",
        "ftp://sport.example/suche",
        "javascript://sport.example/suche",
        PUBLIC_URL,
        f"{PUBLIC_URL}/",
        f"{PUBLIC_URL}/einbetten",
        f"{PUBLIC_URL}/verein/verein-voll",
        f"{PUBLIC_URL}/redaktion",
        f"{PUBLIC_URL}/merkzettel",
        f"{PUBLIC_URL}/angebot/gibt-es-nicht",
        f"{PUBLIC_URL}/angebot/schwimmen-voll/teilen",
        f"{PUBLIC_URL}/fr/suche",
        f"{PUBLIC_URL}/suche?q={'x' * 3000}",
    ],
)
def test_nothing_else_is_told(client: FlaskClient, url: str) -> None:
    assert asked(client, url, 404)["error"]["status"] == 404


@pytest.mark.parametrize("url", [OFFER.replace("https", "http"), f"{PUBLIC_URL}:443/suche"])
def test_other_spellings_of_our_own_address_are_understood(client: FlaskClient, url: str) -> None:
    html = asked(client, url)["html"]
    assert f'src="{PUBLIC_URL}/eingebettet' in html


def test_only_the_public_name_counts(
    site: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the site is called by another name, and where it lies below a path."""
    parts = site.extensions[EXTENSION]
    public = replace(parts.site, public_url="https://stadt.example/sport")
    monkeypatch.setitem(site.extensions, EXTENSION, replace(parts, site=public))
    asked(client, f"{OFFER}?public", 404)  # never asked before: pages are kept
    asked(client, "https://stadt.example/suche", 404)
    html = asked(client, "https://stadt.example/sport/de/angebot/schwimmen-voll")["html"]
    frame = "https://stadt.example/sport/de/eingebettet/angebot/schwimmen-voll"
    assert parts_of(html).all("//iframe/@src") == [frame]


def test_under_the_name_of_a_region_a_search_means_it(
    site: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = site.extensions[EXTENSION]
    region = parts.regions.by_key["halle-saale"]
    by_host = {"sport.halle.example": region}
    named = Regions(parts.regions.by_key, parts.regions.by_ags, by_host)
    monkeypatch.setitem(site.extensions, EXTENSION, replace(parts, regions=named))
    html = asked(client, "https://sport.halle.example/suche?sport=schwimmen")["html"]
    frame = f"{PUBLIC_URL}/eingebettet?sport=schwimmen&ags=15002000&anzahl=3"
    assert parts_of(html).all("//iframe/@src") == [frame]


def test_another_format_is_not_made(client: FlaskClient) -> None:
    assert asked(client, OFFER, 501, format="xml")["error"]["status"] == 501
    assert asked(client, OFFER, format="json")["type"] == "rich"


@pytest.mark.parametrize(
    ("most", "width"),
    [("300", 300), ("9999", 600), ("1", 200), ("0", 200), ("-5", 600), ("x", 600), ("1e3", 600),
     ("²", 600), ("9" * 40, 600), ("", 600)],
)  # fmt: skip
def test_a_frame_is_as_wide_as_there_is_room(client: FlaskClient, most: str, width: int) -> None:
    found = asked(client, OFFER, maxwidth=most, maxheight=most)
    assert found["width"] == width
    assert 200 <= found["height"] <= 400
    (frame,) = parts_of(found["html"]).all("//iframe")
    assert frame.get("width") == str(width)
    assert frame.get("height") == str(found["height"])


def test_a_name_that_is_an_attack_stays_words(client: FlaskClient) -> None:
    found = asked(client, f"{PUBLIC_URL}/angebot/angriff")
    assert found["title"] == HOSTILE
    for html in (found["html"], as_wordpress_shows(found["html"])):
        page = parts_of(html)
        assert [one.tag for one in page.all("/html/body/*")] == ["blockquote", "iframe"]
        assert {one.tag for one in page.all("//body//*")} == {"blockquote", "a", "iframe"}
        assert not page.all("//body//@onerror")
        assert page.texts("//blockquote/a") == [HOSTILE]
        assert page.all("//iframe/@title") == [HOSTILE]


def test_an_attack_in_a_pasted_search_stays_words(client: FlaskClient) -> None:
    attack = "%22%3E%3Cscript%3Ealert(1)%3C/script%3E"
    html = asked(client, f"{PUBLIC_URL}/suche?q={attack}&ort={attack}")["html"]
    assert not parts_of(html).all("//script")


@pytest.mark.parametrize(
    "address",
    [
        "/angebot/schwimmen-voll",
        "/en/angebot/schwimmen-voll",
        "/suche?q=boccia&brauche=wc",
        "/suche",
    ],
)
def test_offers_and_searches_say_where_to_ask(client: FlaskClient, address: str) -> None:
    page = Page(address, 200, client.get(address, base_url=PUBLIC_URL).text)
    (link,) = page.all("//head/link[@type='application/json+oembed']")
    assert link.get("rel") == "alternate"
    assert link.get("title") == page.heading
    href = str(link.get("href"))
    assert href.startswith(f"{PUBLIC_URL}{'/en' if address.startswith('/en') else ''}/oembed?url=")
    found = client.get(href.removeprefix(PUBLIC_URL), base_url=PUBLIC_URL).get_json()
    assert re.sub(r"\W", "", found["title"]) == re.sub(r"\W", "", page.heading)


@pytest.mark.parametrize("address", ["/", "/einbetten", "/merkzettel", "/angebot/gibt-es-nicht"])
def test_no_other_page_says_so(client: FlaskClient, address: str) -> None:
    assert "json+oembed" not in client.get(address, base_url=PUBLIC_URL).text


@pytest.mark.parametrize("address", ["/vereine/entwurf/geheim/vorschau", "/vereine", "/nichts"])
def test_a_page_that_only_looks_like_an_offer_has_no_address_for_programs(
    site: Flask, address: str
) -> None:
    with site.test_request_context(address):
        assert oembed_address() == ""
