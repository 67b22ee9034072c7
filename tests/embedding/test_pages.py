"""Frames, the page that makes the text to copy, and who may show what."""

import html
import re

import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import etree

from directory.catalogue.criteria import Answer
from tests.page_checks import (
    RULES,
    Page,
    by_class,
    help_is_in_its_place,
    landmarks_hold_everything,
    look_over,
    nothing_opens_or_hovers,
    skip_link_comes_first,
)
from tests.visiting import PUBLIC_URL, answer_always

# A frame has no menu and no help, and its links may say whether they stay inside.
NOT_OF_FRAMES = {
    help_is_in_its_place,
    landmarks_hold_everything,
    nothing_opens_or_hovers,
    skip_link_comes_first,
}
FRAMES = (
    "/eingebettet",
    "/eingebettet?ort=Halle+(Saale)&brauche=wc&anzahl=3&seite=2",
    "/eingebettet?q=qidditsch+in+husum",
    "/eingebettet/angebot/schwimmen-voll",
    "/eingebettet/angebot/angriff",
    "/eingebettet/angebot/leer",
    "/de/eingebettet?q=schwimmen",
    "/en/eingebettet/angebot/schwimmen-voll",
)


def opened(client: FlaskClient, address: str, status: int = 200) -> Page:
    answer = client.get(address, base_url=PUBLIC_URL)
    assert answer.status_code == status, address
    return Page(address, answer.status_code, answer.text, dict(answer.headers))


def is_sound(page: Page) -> None:
    faults = [
        f"{rule.__name__}: {fault}"
        for rule in RULES
        if rule not in NOT_OF_FRAMES
        for fault in rule(page)
    ]
    assert not faults, f"{page.address}\n" + "\n".join(faults)


def policy(page: Page, part: str) -> str:
    found = dict(
        one.strip().split(" ", 1) for one in page.headers["Content-Security-Policy"].split(";")
    )
    return found.get(part, "")


# Frames


@pytest.mark.parametrize("address", FRAMES)
def test_a_frame_is_a_sound_page_of_links(client: FlaskClient, address: str) -> None:
    page = opened(client, address)
    is_sound(page)
    assert not page.all("//form|//button|//input|//video|//iframe")
    assert page.all("//head/base/@target") == ["_top"]
    assert [one.tag for one in page.all("/html/body/*")] == ["main", "footer"]
    assert page.all("//footer//a[contains(@href, '/quellen')]")
    assert page.texts("//footer//a")[0] == "Mach mit!"


def test_a_frame_says_all_that_a_card_says(client: FlaskClient) -> None:
    page = opened(client, "/eingebettet?ort=Halle+(Saale)&sport=schwimmen&anzahl=3")
    lines = page.texts("//article[1]//*" + by_class("offer-card__line"))
    assert lines[0] == "Schwimmen"
    first = page.texts("//article")[0]
    for said in ("Beispiel", "Halle Saale", "Kilometer", "Jeden", "Ohne Stufen: ja", "Geprüft im"):
        assert said in first, said
    assert page.all("//main//a[@href='/suche?ort=Halle+(Saale)&sport=schwimmen']")


def test_pages_of_a_frame_show_each_offer_once(client: FlaskClient) -> None:
    address, seen = "/eingebettet?ort=Magdeburg&umkreis=20&anzahl=3", []
    total = int(opened(client, address).heading.split()[0])
    while address:
        page = opened(client, address)
        cards = [str(href) for href in page.all("//article//a/@href")]
        assert 1 <= len(cards) <= 3
        seen += cards
        ways = page.all("//nav//a[@target='_self'][starts-with(normalize-space(), 'Weiter')]/@href")
        address = str(ways[0]) if ways else ""
    assert len(seen) == len(set(seen)) == total > 6


@pytest.mark.parametrize("broken", ["anzahl=4", "anzahl=x", "anzahl=", "farben=lila", "seite=9999"])
def test_a_broken_value_is_the_usual_one(client: FlaskClient, broken: str) -> None:
    page = opened(client, f"/eingebettet?{broken}")
    assert 1 <= len(page.all("//article")) <= 5
    assert not page.all("/html/@data-farben")


def test_where_a_page_is_always_light_the_frame_may_be_too(client: FlaskClient) -> None:
    page = opened(client, "/eingebettet?farben=hell&anzahl=3")
    assert page.all("/html/@data-farben") == ["hell"]
    assert all("farben=hell" in str(one) for one in page.all("//a[@target='_self']/@href"))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("q=qidditsch+in+husum", "Zu diesen Wörtern haben wir nichts gefunden: qidditsch"),
        ("ort=Flensburg&umkreis=5&sport=boccia", "In der Nähe von Flensburg gibt es kein Angebot."),
        ("sport=faustball", "Wir kennen noch kein Angebot: Faustball"),
    ],
)
def test_what_is_not_quite_the_question_says_so(
    client: FlaskClient, question: str, said: str
) -> None:
    assert said in opened(client, f"/eingebettet?{question}").text


def test_an_offer_that_is_gone_says_so_inside_of_the_frame(client: FlaskClient) -> None:
    page = opened(client, "/eingebettet/angebot/gibt-es-nicht", 404)
    is_sound(page)
    assert page.heading == "Dieses Angebot gibt es nicht mehr"
    assert policy(page, "frame-ancestors") == "*"
    assert page.all("//main//a[@href='/suche']")


def test_a_frame_says_when_the_search_is_not_complete(
    site: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_always(Answer(0, (), degraded=True), site, monkeypatch)
    page = opened(client, "/eingebettet")
    assert "Die Suche ist gerade nicht vollständig." in page.text


# Who may show what


@pytest.mark.parametrize("address", FRAMES)
def test_a_frame_may_stand_everywhere_and_sets_no_cookie(client: FlaskClient, address: str) -> None:
    for known in ("", client.get(address, base_url=PUBLIC_URL).headers["ETag"]):
        answer = client.get(address, base_url=PUBLIC_URL, headers={"If-None-Match": known})
        assert answer.status_code == (304 if known else 200)
        assert "frame-ancestors *;" in answer.headers["Content-Security-Policy"]
        assert "form-action 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "Set-Cookie" not in answer.headers
        assert "Cookie" not in answer.headers["Vary"].replace("Accept-", "").split(", ")


def test_no_other_page_may_be_shown_in_a_frame(site: Flask, client: FlaskClient) -> None:
    plain = {rule.rule for rule in site.url_map.iter_rules() if not rule.arguments}
    addresses = sorted(plain - {"/eingebettet"})
    assert len(addresses) > 40
    more = [
        "/angebot/schwimmen-voll",
        "/eingebettete",
        "/nichts",
        "/en/suche?q=halle",
        "/einbetten",
    ]
    for address in (*addresses, *more):
        answer = client.get(address, base_url=PUBLIC_URL)
        answer.get_data()  # some are sent bit by bit
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"], address


def test_only_the_preview_shows_a_frame_and_only_our_own(client: FlaskClient) -> None:
    page = opened(client, "/einbetten")
    assert policy(page, "frame-src") == "'self'"
    known = {"If-None-Match": page.headers["ETag"]}
    again = client.get("/einbetten", base_url=PUBLIC_URL, headers=known)
    assert again.status_code == 304
    assert "frame-src 'self'" in again.headers["Content-Security-Policy"]
    assert not policy(opened(client, "/suche"), "frame-src")


def test_what_a_visitor_chose_changes_no_frame(site: Flask) -> None:
    at = "/eingebettet/angebot/leer"
    plain = opened(site.test_client(), at)
    assert "Uhr-Zeit" in plain.text
    chooser = site.test_client()
    for name, value in (("lesen", "worttrenner-aus.farben-gelb"), ("merkzettel", "voll")):
        chooser.set_cookie(name, value, domain="sport.example")
    # Another address of the same page, because pages are kept.
    assert opened(chooser, f"{at}?x=1").html == plain.html


def test_letters_style_and_script_of_a_frame_are_for_everybody(client: FlaskClient) -> None:
    page = opened(client, "/eingebettet")
    sheet = str(page.all("//link[@rel='stylesheet']/@href")[0])
    letters = re.findall(r'url\("([^"]+woff2)"', client.get(sheet).text)
    assert letters
    files = [sheet, *(f"/assets/{one}" for one in letters), *page.all("//script/@src|//img/@src")]
    for file in files:
        answer = client.get(str(file))
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_the_sheet_of_a_frame_is_light_and_takes_the_colour_of_the_operator(
    client: FlaskClient,
) -> None:
    page = opened(client, "/eingebettet")
    sheet = str(page.all("//link[@rel='stylesheet']/@href")[0])
    answer = client.get(sheet, headers={"Accept-Encoding": "gzip"})
    assert len(answer.data) < 6_000


def test_the_script_for_others_has_an_address_that_stays(client: FlaskClient) -> None:
    answer = client.get("/einbetten.js", base_url=PUBLIC_URL)
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "max-age" in answer.headers["Cache-Control"]
    assert "fetch" not in answer.text and "cookie" not in answer.text


# The page that makes the text


CHOSEN = (
    "/einbetten?ort=Halle+(Saale)&umkreis=20&sport=schwimmen&sport=tanzen&brauche=wc&tag=mo"
    "&anzahl=3&farben=hell"
)


def copied(page: Page) -> etree._Element:
    """What somebody has who pastes the text into an own page."""
    (area,) = page.all("//textarea")
    builder = html5lib.getTreeBuilder("lxml")
    parser = html5lib.HTMLParser(builder, namespaceHTMLElements=False)
    tree = parser.parse(f"<!doctype html><title>x</title>{area.text}").getroot()
    assert parser.errors == []
    return tree.find("body")


@pytest.mark.parametrize("address", ["/einbetten", CHOSEN, "/de/einbetten", "/en/einbetten"])
def test_the_page_is_sound(client: FlaskClient, address: str) -> None:
    page = opened(client, address)
    look_over(page)
    (frame,) = page.all("//iframe")
    assert frame.get("title")
    is_sound(opened(client, str(frame.get("src"))))


def test_what_is_chosen_is_shown_and_stays_chosen(client: FlaskClient) -> None:
    page = opened(client, CHOSEN)
    selected = [str(one) for one in page.all("//select/option[@selected]/@value")]
    assert selected == ["schwimmen", "", "20"]
    ticked = [str(one) for one in page.all("//form//input[@checked]/@value")]
    assert ticked == ["wc", "3", "", "hell"]
    hidden = [(one.get("name"), one.get("value")) for one in page.all("//input[@type='hidden']")]
    assert hidden == [("sport", "tanzen"), ("tag", "mo")]
    assert page.texts("//*[@role='group']//a") == ["Wegnehmen: Tanzen", "Wegnehmen: Montag"]
    for link in page.all("//*[@role='group']//a/@href"):
        assert "sport=schwimmen" in str(link)
        assert str(link).count("sport=tanzen") + str(link).count("tag=mo") == 1


def test_preview_text_and_address_ask_the_same(client: FlaskClient) -> None:
    page = opened(client, CHOSEN)
    asked = "ort=Halle+(Saale)&umkreis=20&sport=schwimmen&sport=tanzen&tag=mo&brauche=wc"
    (shown,) = page.all("//iframe/@src")
    assert shown == f"/eingebettet?{asked}&anzahl=3&farben=hell"
    body = copied(page)
    assert [one.tag for one in body] == ["iframe", "p", "script"]
    assert body[0].get("src") == f"{PUBLIC_URL}{shown}"
    assert (body[0].get("width"), body[0].get("height")) == ("100%", "700")
    assert body[0].get("loading") == "lazy"
    assert body[0].get("title") and not body[0].get("style")
    assert body[1][0].get("href") == f"{PUBLIC_URL}/suche?{asked}"
    assert body[2].get("src") == f"{PUBLIC_URL}/einbetten.js"
    # oEmbed shows three offers where nothing else is said.
    assert page.texts("//*[@translate='no']")[0] == f"{PUBLIC_URL}/suche?{asked}&farben=hell"


def test_a_list_of_a_fixed_height_needs_no_script(client: FlaskClient) -> None:
    page = opened(client, "/einbetten?hoehe=400")
    body = copied(page)
    assert [one.tag for one in body] == ["iframe", "p"]
    assert body[0].get("height") == "400"
    assert not page.all("//script[contains(@src, 'einbetten.js')]")


def test_each_language_gives_its_own_list_and_one_script(client: FlaskClient) -> None:
    body = copied(opened(client, "/en/einbetten?q=schwimmen"))
    assert body[0].get("src") == f"{PUBLIC_URL}/en/eingebettet?q=schwimmen"
    assert body[1][0].get("href") == f"{PUBLIC_URL}/en/suche?q=schwimmen"
    assert body[2].get("src") == f"{PUBLIC_URL}/einbetten.js"


def test_a_state_is_a_region(client: FlaskClient) -> None:
    page = opened(client, "/einbetten?land=ST")
    assert page.all("//select[@name='ags']/option[@selected]/@value") == ["15"]
    assert page.all("//iframe/@src") == ["/eingebettet?ags=15"]


@pytest.mark.parametrize("name", ["q", "ort", "was", "sport", "ags", "hoehe", "farben", "anzahl"])
def test_an_attack_in_the_address_stays_words(client: FlaskClient, name: str) -> None:
    attack = "\"'></iframe></textarea><script>alert(1)</script><b onclick=x>"
    answer = client.get("/einbetten", query_string={name: attack}, base_url=PUBLIC_URL)
    page = Page("/einbetten", answer.status_code, answer.text)
    look_over(page)
    body = copied(page)
    assert [one.tag for one in body] == ["iframe", "p", "script"]
    assert not body.xpath("//b|//script[text()]|//@onclick")


def test_a_club_shows_its_own_offers_by_its_name(client: FlaskClient) -> None:
    cards = opened(client, "/eingebettet?q=Kanu-Verein+Saalebogen&anzahl=10").texts("//article")
    assert cards


@pytest.mark.parametrize(
    ("address", "way"),
    [("/vereine", "/einbetten"), ("/region/halle-saale", "/einbetten?ags=15002000")],
)
def test_others_lead_here(client: FlaskClient, address: str, way: str) -> None:
    assert opened(client, address).all(f"//main//a[@href='{way}']")
    opened(client, way)


def test_names_that_are_attacks_stay_words_in_frames(client: FlaskClient) -> None:
    page = opened(client, "/eingebettet/angebot/angriff")
    assert "<script>alert(1)</script>" in page.texts("//article//h1")[0]
    assert html.escape("<script>alert(1)", quote=False) in page.html


def test_programs_ask_at_an_address_that_each_offer_names(client: FlaskClient) -> None:
    """More about what they get stands in test_oembed.py."""
    asked = client.get("/oembed", base_url=PUBLIC_URL)
    assert asked.status_code == 404
