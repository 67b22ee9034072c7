"""On paper an offer is one sheet in large letters, and nothing on it is cut off."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageDraw, ImageFilter
from playwright.sync_api import Browser, BrowserContext

from directory.model import Contact, Listing, Transport, Words
from directory.web.parts import EXTENSION
from tests.visiting import built_site, serving
from tests.web.listings import bare_listing, full_listing

pytestmark = pytest.mark.browser

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenweitwurf"
A4_POINTS = (595, 842)


def long_listing() -> Listing:
    """Everything is said, and every name is as long as names get."""
    full = full_listing()
    assert full.offer and full.venue
    club = replace(
        full.club,
        id="c0ffee00-0000-4000-8000-000000000021",
        slug="verein-lang",
        name=f"Allgemeiner Sport- und Turnverein {LONG} von 1896 Garmisch-Partenkirchen e. V.",
        former_ids=(),
    )
    venue = replace(
        full.venue,
        id="c0ffee00-0000-4000-8000-000000000022",
        name=f"Große Dreifach-Sporthalle an der {LONG}-Allee am Hauptbahnhof",
        transport=tuple(
            Transport(mode, f"Haltestelle {LONG} am Marktplatz", "Ringbahn Nord Ost", 14)
            for mode in ("bus", "tram", "train", "subway", "ferry")
        ),
    )
    many = Words(easy=f"Das ist ein sehr langer Satz über {LONG} und über den Sport im Verein.")
    offer = replace(
        full.offer,
        id="c0ffee00-0000-4000-8000-000000000023",
        slug="sehr-lang",
        name_easy=f"{LONG} und Schwimmen für alle Menschen aus Garmisch-Partenkirchen und Umgebung",
        former_ids=(),
        club_id=club.id,
        venue_id=venue.id,
        notice=many,
        first_visit=replace(full.offer.first_visit, bring=(many,) * 9, wear=(many,) * 9),
        contacts=(
            Contact(
                role=Words(easy=f"Ansprechpartnerin für {LONG} und alles andere"),
                phone="+493451234567",
                email=f"{LONG.lower()}@{LONG.lower()}.verein.example".replace("ä", "ae").replace(
                    "ü", "ue"
                ),
                is_public=True,
            ),
        ),
    )
    return Listing(club, offer, venue)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    app = built_site(
        tmp_path_factory.mktemp("paper") / "instance",
        full_listing(),
        bare_listing(),
        long_listing(),
        public_url="",
    )
    with serving(app) as address:
        yield app, address


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context()
    yield made
    made.close()


def printed(context: BrowserContext, address: str) -> bytes:
    page = context.new_page()
    page.goto(address)
    paper = page.pdf(format="A4", prefer_css_page_size=True)
    page.close()
    return paper


def read(paper: bytes) -> tuple[list[tuple[float, float]], str]:
    """The sizes of all sheets, and their words."""
    document = pypdfium2.PdfDocument(paper)
    sizes = [page.get_size() for page in document]
    words = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return sizes, " ".join(words.split())


def are_a4(sizes: list[tuple[float, float]]) -> bool:
    """Browsers round to their own pixels."""
    wide, high = A4_POINTS
    return all(abs(width - wide) < 2 and abs(height - high) < 2 for width, height in sizes)


def examples(app: Any) -> list[str]:
    store = app.extensions[EXTENSION].store
    return [one.offer.slug for one in store.listings() if one.offer][::9]


def test_h2_every_offer_is_one_sheet_of_a4(site: Any, context: BrowserContext) -> None:
    """H2: a ninth of the examples, one that says all, one that says nothing, one very long."""
    app, address = site
    wrong = {}
    for slug in (*examples(app), "schwimmen-voll", "leer", "sehr-lang"):
        sizes, _words = read(printed(context, f"{address}/angebot/{slug}"))
        if len(sizes) != 1 or not are_a4(sizes):
            wrong[slug] = sizes
    assert wrong == {}


def test_the_sheet_says_what_one_needs_on_the_way(site: Any, context: BrowserContext) -> None:
    _sizes, words = read(printed(context, f"{site[1]}/angebot/schwimmen-voll"))
    for needed in (
        "Schwimmen Voll",
        "Verein Voll",
        "Jeden Dienstag von 17 Uhr bis 18 Uhr 30.",
        "Vollstraße 12a",
        "Die Halte-Stelle heißt: Vollplatz.",
        "5 Euro 50 im Monat.",
        "Ihre Begleitung darf mitkommen.",
        "0345 1 23 45 67",
        "amira@voll.example",
        "Platz für Notizen:",
        "Diese Seite im Internet:",
        "/a/059-515-808",
        "Geprüft am 5. Oktober 2026.",
        "Gedruckt am 24. November 2026.",
        "Das ist ein Beispiel.",
        "Hier ist gerade kein Platz frei.",
    ):
        assert needed in words, needed


def test_c13_nothing_of_the_screen_is_on_the_sheet(site: Any, context: BrowserContext) -> None:
    _sizes, words = read(printed(context, f"{site[1]}/angebot/schwimmen-voll"))
    for screen in ("Zum Inhalt springen", "Merken", "Teilen", "Brauchen Sie Hilfe?", "Neu suchen"):
        assert screen not in words, screen


def test_no_word_is_smaller_than_14_points_but_the_source_of_the_map(
    site: Any, context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(f"{site[1]}/angebot/sehr-lang")
    page.emulate_media(media="print")
    sizes = page.evaluate(
        """() => [...document.querySelectorAll('.handout *, h1, .offer-head p')]
        .filter(e => e.checkVisibility() && !e.closest('.map, svg, .handout__source'))
        .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
        .map(e => parseFloat(getComputedStyle(e).fontSize) * 72 / 96)"""
    )
    assert min(sizes) >= 13.99


@pytest.mark.parametrize("slug", ["sehr-lang", "schwimmen-voll", "leer"])
def test_nothing_leaves_the_edge_of_the_sheet(
    site: Any, context: BrowserContext, slug: str
) -> None:
    page = context.new_page()
    # A4 without its margins, in CSS pixels.
    page.set_viewport_size({"width": 680, "height": 1032})
    page.goto(f"{site[1]}/angebot/{slug}")
    page.emulate_media(media="print")
    out = page.evaluate(
        """() => [...document.querySelectorAll('main *')]
        .filter(e => e.checkVisibility() && !e.closest('svg'))
        .filter(e => e.getBoundingClientRect().right > 681
            || e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline')
        .map(e => e.outerHTML.slice(0, 80))"""
    )
    assert out == []


@pytest.mark.parametrize("slug", ["leer", "schwimmen-voll", "sehr-lang"])
def test_a_camera_reads_the_code_on_the_sheet_also_askew_dim_and_stained(
    site: Any, context: BrowserContext, slug: str
) -> None:
    document = pypdfium2.PdfDocument(printed(context, f"{site[1]}/angebot/{slug}"))
    sheet = document[0].render(scale=3).to_pil().convert("L")
    document.close()
    (found,) = zxingcpp.read_barcodes(sheet)
    assert re.fullmatch(rf"{re.escape(site[1])}/a/[0-9]{{3}}-[0-9]{{3}}-[0-9]{{3}}", found.text)
    for name, photo in photos(sheet, found.position):
        assert [one.text for one in zxingcpp.read_barcodes(photo)] == [found.text], name


def photos(sheet: Image.Image, at: zxingcpp.Position) -> Iterator[tuple[str, Image.Image]]:
    """As a hand with a telephone takes it: turned, out of focus, in little light, with a thumb."""
    yield "askew", sheet.rotate(13, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)
    yield "out of focus", sheet.filter(ImageFilter.GaussianBlur(2))
    yield "dim", sheet.point([60 + shade // 4 for shade in range(256)])
    stained = sheet.copy()
    size = (at.top_right.x - at.top_left.x) // 6
    x, y = at.bottom_right.x - 2 * size, at.bottom_right.y - 3 * size
    ImageDraw.Draw(stained).ellipse((x, y, x + size, y + size), fill=128)
    yield "stained", stained


@pytest.mark.parametrize("address", ["/suche?q=schwimmen", "/merkzettel?angebot=059-515-808"])
def test_lists_print_as_lists(site: Any, context: BrowserContext, address: str) -> None:
    sizes, words = read(printed(context, site[1] + address))
    assert are_a4(sizes)
    assert "Schwimmen" in words
    assert "Vergessen" not in words
