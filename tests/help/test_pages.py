"""Each text about the site opens, holds the rules of all pages, and says what it is for."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from directory.content.documents import SavedFile
from directory.content.films import Film
from directory.content.pages import FACTS_OF_LAW, NAMES
from directory.model import Words
from directory.submissions.inbox import NOTES_KEPT
from directory.submissions.outbox import LONGEST_SECRET, TEXTS_KEPT
from directory.web import languages
from directory.web.finder.own_list import KEPT_SECONDS
from directory.web.help.settings_page import ONE_YEAR
from directory.web.parts import EXTENSION, Parts, SiteFacts
from tests.page_checks import Page, by_class, text_of
from tests.visiting import Visitor, start_anew

PREFIXES = [language.prefix for language in languages.offered()]
FACTS = SiteFacts(
    name="Mach mit!",
    public_url="https://sport.example",
    operator="Sport-Netz Beispiel e. V.",
    operator_address="Beispielweg 1; 06108 Halle (Saale)",
    operator_person="Anna Beispiel",
    operator_register="Amtsgericht Beispielstadt, VR 1",
    operator_tax="123/456",
    responsible="Ben Beispiel; Beispielweg 1; 06108 Halle (Saale)",
    privacy_contact="Cem Beispiel; daten@sport.example; 0345 1234567",
    privacy_authority="Behörde für Beispiele; https://aufsicht.example/melden",
    enforcement_body="Stelle für Beispiele; Platz 1; 39104 Magdeburg",
    host_company="Rechner Beispiel GmbH",
    help_phone="0345 1234567",
    help_email="hilfe@sport.example",
)


def with_parts(app: Flask, /, **values: object) -> None:
    app.extensions[EXTENSION] = replace(app.extensions[EXTENSION], **values)
    start_anew(app)


@pytest.fixture(autouse=True)
def as_before(site: Flask) -> object:
    parts: Parts = site.extensions[EXTENSION]
    yield
    if site.extensions[EXTENSION] is not parts:
        site.extensions[EXTENSION] = parts
        start_anew(site)


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("/hilfe", "Hilfe"),
        ("/so-geht-das", "So geht das"),
        ("/netzwerk", "Das Netzwerk"),
        ("/dokumente", "Dokumente"),
        ("/kontakt", "Kontakt"),
        ("/fuer-beratung", "Für die Beratung"),
        ("/leichte-sprache", "Leichte Sprache"),
        ("/gebaerdensprache", "Gebärden-Sprache"),
        ("/impressum", "Impressum"),
        ("/datenschutz", "Daten-Schutz"),
        ("/barrierefreiheit", "Barriere-Freiheit"),
        ("/dokumente/gibt-es-nicht", None),
        ("/gebaerdensprache/gibt-es-nicht", None),
    ],
)
def test_every_text_opens_and_names_itself(
    visitor: Visitor, address: str, heading: str | None
) -> None:
    page = visitor.open(address, 200 if heading else 404)
    assert page.heading == heading or (heading is None and "gibt es nicht" in page.heading)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("prefix", PREFIXES[1:])
def test_every_text_opens_in_its_language_with_and_without_facts(
    site: Flask, visitor: Visitor, prefix: str, name: str
) -> None:
    for facts in (FACTS, SiteFacts()):
        with_parts(site, site=facts)
        page = visitor.open(f"{prefix}/{name}")
        assert page.all("/html")[0].get("lang") == prefix.removeprefix("/")
        assert not page.all("//main//*[@lang][not(ancestor::header)]"), "it is complete"


@pytest.mark.parametrize("prefix", PREFIXES)
def test_every_link_of_the_texts_leads_somewhere_in_the_same_language(
    visitor: Visitor, prefix: str
) -> None:
    found = {
        str(link.get("href")).partition("#")[0]
        for name in NAMES
        for link in visitor.open(f"{prefix}/{name}").all("//main//a[starts-with(@href, '/')]")
    }
    assert len(found) > 15
    for address in found:
        assert visitor.client.get(address).status_code == 200, address
        switched = prefix == "" and address.startswith("/de/")
        assert address.startswith(f"{prefix}/") and (switched or prefix or address[:4] != "/en/")


def facts_below(page: Page, heading: str) -> list[str]:
    (section,) = [one for one in page.all("//main//section") if heading in text_of(one.find("h2"))]
    return [text_of(line) for line in section.iterfind(".//p")]


def test_the_operator_stands_in_the_impressum_line_by_line(site: Flask, visitor: Visitor) -> None:
    with_parts(site, site=FACTS)
    page = visitor.open("/impressum")
    assert facts_below(page, "Wer macht die Seite?") == [
        "Sport-Netz Beispiel e. V.",
        "Beispielweg 1",
        "06108 Halle (Saale)",
    ]
    assert facts_below(page, "Steuer") == ["123/456"]
    assert "noch nicht eingetragen" not in page.text


def test_what_can_be_called_written_to_or_opened_is_a_link(site: Flask, visitor: Visitor) -> None:
    with_parts(site, site=FACTS)
    links = {text_of(a): a.get("href") for a in visitor.open("/datenschutz").all("//main//a")}
    assert links["daten@sport.example"] == "mailto:daten@sport.example"
    assert links["0345 1 23 45 67"] == "tel:03451234567"
    assert links["https://aufsicht.example/melden"] == "https://aufsicht.example/melden"


@pytest.mark.parametrize("fact", FACTS_OF_LAW)
def test_a_missing_fact_is_said_honestly_and_never_an_empty_place(
    site: Flask, visitor: Visitor, fact: str
) -> None:
    with_parts(site, site=replace(FACTS, **{fact: ""}))
    pages = [visitor.open(f"/{name}") for name in ("impressum", "datenschutz", "barrierefreiheit")]
    assert any("Das hat der Betreiber noch nicht eingetragen." in page.text for page in pages)


def test_what_the_law_does_not_need_is_left_out_with_its_heading(
    site: Flask, visitor: Visitor
) -> None:
    with_parts(site, site=replace(FACTS, operator_tax="", operator_register="", responsible=""))
    page = visitor.open("/impressum")
    assert "Steuer" not in page.text
    assert "noch nicht eingetragen" not in page.text


def test_facts_that_look_like_html_are_words(site: Flask, visitor: Visitor) -> None:
    with_parts(site, site=replace(FACTS, operator="<script>alert(1)</script> & Söhne"))
    page = visitor.open("/impressum")
    assert "<script>alert(1)</script> & Söhne" in page.text


def test_pages_of_law_lead_to_their_text_in_standard_german(visitor: Visitor) -> None:
    """J5"""
    for name in ("impressum", "datenschutz", "barrierefreiheit"):
        (link,) = visitor.open(f"/{name}").all("//main//a[@hreflang='de']")
        assert link.get("href") == f"/de/{name}"
    assert not visitor.open("/de/impressum").all("//main//a[@hreflang='de']")
    assert not visitor.open("/hilfe").all("//main//a[@hreflang='de']")


def test_hard_words_lead_to_the_dictionary_where_they_stand_first(visitor: Visitor) -> None:
    """E4"""
    page = visitor.open("/so-geht-das")
    assert page.texts("//main//a" + by_class("hard-word")).count("Verein") == 1
    assert not visitor.open("/de/so-geht-das").all("//main//a" + by_class("hard-word"))


def test_a_long_page_lists_its_parts_and_a_short_one_does_not(visitor: Visitor) -> None:
    page = visitor.open("/so-geht-das")
    listed = page.texts("//nav[@aria-labelledby='inhalt-der-seite']//a")
    assert listed == [text_of(one.find("h2")) for one in page.all("//main//section")]
    assert not visitor.open("/dokumente").all("//nav[@aria-labelledby='inhalt-der-seite']")


def test_each_step_by_step_part_has_a_picture(visitor: Visitor) -> None:
    for section in visitor.open("/so-geht-das").all("//main//section"):
        (picture,) = section.iterfind("h2/img")
        assert picture.get("alt") == ""


@pytest.mark.parametrize("prefix", PREFIXES)
def test_documents_say_type_and_size_and_are_saved_whole(visitor: Visitor, prefix: str) -> None:
    links = [
        link
        for link in visitor.open(f"{prefix}/dokumente").all("//main//a")
        if "/dokumente/" in (link.get("href") or "")
    ]
    assert len(links) == 3
    for link in links:
        said = re.search(r"(.+), HTML, (\d+) \w+$", text_of(link))
        assert said
        answer = visitor.client.get(str(link.get("href")))
        assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
        assert round(len(answer.data) / 1000) == int(said[2])
        page = Page("document", 200, answer.text)
        assert page.heading == said[1] and page.errors == []
        assert not page.all("//*[@src or @href]"), "it needs nothing else"


def test_a_document_of_ours_is_a_file_to_save(visitor: Visitor) -> None:
    answer = visitor.client.get("/dokumente/fragen-am-telefon")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="fragen-am-telefon.html"'
    assert "Darf eine Begleitung mitkommen?" in answer.text


def test_files_of_the_operator_stand_beside_them(
    site: Flask, visitor: Visitor, tmp_path: Path
) -> None:
    file = tmp_path / "plan.pdf"
    file.write_bytes(b"%PDF-1.7" + bytes(2_000_000))
    saved = SavedFile("plan", Words(easy="Unser Plan"), file, file.stat().st_size)
    pages = site.extensions[EXTENSION].pages
    with_parts(site, pages=replace(pages, files=(saved,)))
    page = visitor.open("/dokumente")
    assert page.all("//a[@href='/dokumente/plan'][.='Unser Plan, PDF, 2 Megabyte']")
    with visitor.client.get("/dokumente/plan") as answer:
        assert answer.data[:8] == b"%PDF-1.7"
        assert "attachment" in answer.headers["Content-Disposition"]


def test_without_films_the_page_says_so_and_has_the_text(visitor: Visitor) -> None:
    """J3"""
    page = visitor.open("/gebaerdensprache")
    assert "Es gibt noch keine Filme." in page.text
    assert not page.all("//video")


def test_films_have_captions_and_a_link_with_type_size_and_length(
    site: Flask, visitor: Visitor, tmp_path: Path
) -> None:
    """F4"""
    (tmp_path / "inhalt.mp4").write_bytes(bytes(3_200_000))
    (tmp_path / "inhalt.vtt").write_text("WEBVTT\n")
    film = Film("inhalt", tmp_path / "inhalt.mp4", tmp_path / "inhalt.vtt", 640, 480, 75, 3_200_000)
    pages = site.extensions[EXTENSION].pages
    with_parts(site, pages=replace(pages, films=(film,)))
    page = visitor.open("/gebaerdensprache")
    (video,) = page.all("//video")
    assert (video.get("width"), video.get("height")) == ("640", "480")
    assert page.all("//video/track[@kind='captions'][@src='/gebaerdensprache/inhalt-untertitel']")
    (link,) = page.all("//a[@href='/gebaerdensprache/inhalt']")
    assert text_of(link).endswith("MP4, 3 Megabyte, 1 Minute")
    wanted = {"Range": "bytes=0-99"}
    with visitor.client.get("/gebaerdensprache/inhalt", headers=wanted) as piece:
        assert (piece.status_code, len(piece.data), piece.mimetype) == (206, 100, "video/mp4")
    with visitor.client.get("/gebaerdensprache/inhalt-untertitel") as captions:
        assert (captions.text, captions.mimetype) == ("WEBVTT\n", "text/vtt")
    assert "media-src 'self'" in page.headers["Content-Security-Policy"]


def test_the_declaration_says_its_days_and_what_is_open(site: Flask, visitor: Visitor) -> None:
    """J1"""
    declaration = site.extensions[EXTENSION].pages.declaration
    page = visitor.open("/barrierefreiheit")
    day = declaration.declared_on
    assert f"{day.day}. November {day.year}" in page.text
    for point in declaration.open_points:
        for word in point.easy[0].split()[:2]:
            assert word in page.text
    assert page.all("//main//a[@href='/barriere-melden']")


@pytest.mark.parametrize("prefix", PREFIXES)
def test_the_privacy_page_says_how_long_we_really_keep_things(
    visitor: Visitor, prefix: str
) -> None:
    """Whoever changes one of these must change the page in all languages."""
    assert timedelta(seconds=KEPT_SECONDS) == timedelta(days=90)
    assert timedelta(seconds=ONE_YEAR) == NOTES_KEPT == timedelta(days=365)
    assert timedelta(days=7) == TEXTS_KEPT
    assert timedelta(hours=72) == LONGEST_SECRET
    text = visitor.open(f"{prefix}/datenschutz").text
    said = {
        "": ["1 Jahr", "90 Tage", "höchstens 3 Tage", "noch 7 Tage", "höchstens 24 Stunden"],
        "/de": ["1 Jahr", "90 Tage", "72 Stunden", "sieben Tage", "höchstens 24 Stunden"],
        "/en": ["1 year", "90 days", "72 hours", "seven days", "24 hours"],
    }
    assert [words for words in said[prefix] if words not in text] == []


def test_no_text_sets_a_cookie(visitor: Visitor) -> None:
    for name in NAMES:
        assert "Set-Cookie" not in visitor.open(f"/{name}").headers
