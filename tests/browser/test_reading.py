"""The settings of a visitor in a real browser: what they do without a script, and that it holds."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from directory.web.colours import contrast
from directory.web.reading import CHOICES, COOKIE
from tests.browser.axe import AXE, findings
from tests.browser.visits import OPEN_ALL

pytestmark = pytest.mark.browser

COLOURS = CHOICES["farben"][1:]
SHOWN = ("/", "/suche?q=schwimmen+in+halle", "/angebot/schwimmen-voll", "/einstellungen")
LARGE = "buchstaben-sehr-gross.abstand-mehr"


@pytest.fixture
def without_script(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(java_script_enabled=False, reduced_motion="reduce")
    yield context
    context.close()


def kept(context: BrowserContext, address: str, value: str) -> None:
    context.add_cookies([{"name": COOKIE, "value": value, "url": address}])


def test_f6_g1_one_press_changes_the_page_and_the_way_back_is_open(
    without_script: BrowserContext, address: str
) -> None:
    page = without_script.new_page()
    page.goto(f"{address}/suche?q=halle")
    page.get_by_role("link", name="Lesen einstellen").first.click()
    before = page.locator("h1").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    page.get_by_role("button", name="Sehr groß").press("Enter")
    after = page.locator("h1").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert after >= 1.4 * before
    assert page.url.endswith("#frage-buchstaben"), "the question that was answered is in view"
    page.get_by_role("button", name="Gelb auf Schwarz").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(0, 0, 0)"
    page.get_by_role("link", name="Zurück zur letzten Seite").click()
    assert page.url == f"{address}/suche?q=halle"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(0, 0, 0)"
    page.go_back()
    page.get_by_role("button", name="Alles wieder normal machen").click()
    assert without_script.cookies() == []


@pytest.mark.parametrize("colours", COLOURS)
def test_c1_axe_finds_nothing_in_any_colours(browser: Browser, address: str, colours: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    kept(context, address, f"farben-{colours}")
    page = context.new_page()
    for path in SHOWN:
        page.goto(address + path)
        page.evaluate(AXE)
        assert findings(page) == [], path
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_c5_very_large_letters_with_more_space_lose_nothing(
    browser: Browser, address: str, width: int
) -> None:
    """J6"""
    context = browser.new_context(viewport={"width": width, "height": 900})
    kept(context, address, LARGE)
    page = context.new_page()
    for path in (*SHOWN, "/finden", "/orte", "/sport", "/hilfe"):
        page.goto(address + path)
        page.evaluate(OPEN_ALL)
        size = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        wanted, there = page.evaluate(size)
        assert wanted <= there, path
    context.close()


def links(page: Page) -> set[str]:
    found = page.locator("a[href]").evaluate_all(
        "all => all.filter(e => e.checkVisibility()).map(e => e.getAttribute('href'))"
    )
    return {link for link in found if "/einstellungen" not in link}


def test_f6_fewer_pictures_keep_every_way(browser: Browser, address: str) -> None:
    """What goes from the start page is one link of the menu away."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}/angebot/schwimmen-voll")
    words, ways = page.locator("main").inner_text(), links(page)
    kept(context, address, "ansicht-ruhig")
    page.reload()
    assert page.locator("main").inner_text() == words
    assert links(page) == ways
    page.goto(address)
    assert {"/finden", "/orte", "/sport", "/merkzettel", "/hilfe"} <= links(page)
    context.close()


@pytest.mark.parametrize("colours", ["", *COLOURS])
def test_c2_edges_of_fields_can_be_seen(browser: Browser, address: str, colours: str) -> None:
    """3 to 1 between the edge as it is painted and the ground around it."""
    context = browser.new_context()
    if colours:
        kept(context, address, f"farben-{colours}")
    page = context.new_page()
    page.goto(f"{address}/orte")
    edge, ground = page.locator("input[type=search]").evaluate(
        """e => [getComputedStyle(e).borderTopColor,
            getComputedStyle(document.body).backgroundColor]"""
    )
    assert ratio(edge, ground) >= 3
    context.close()


def ratio(one: str, other: str) -> float:
    return contrast(hexadecimal(one), hexadecimal(other))


def hexadecimal(colour: str) -> str:
    """ "rgb(10, 74, 92)" as "#0a4a5c"."""
    parts = colour[colour.index("(") + 1 : -1].split(",")[:3]
    return "#" + "".join(f"{int(part):02x}" for part in parts)


def test_c13_paper_has_no_navigation_and_large_black_words(browser: Browser, address: str) -> None:
    context = browser.new_context(color_scheme="dark")
    kept(context, address, "farben-gelb")
    page = context.new_page()
    for path in ("/suche?q=schwimmen+in+halle", "/so-geht-das", "/orte/st"):
        page.goto(address + path)
        page.emulate_media(media="print")
        assert page.locator("header nav").is_hidden()
        assert page.locator("main form .button:visible").count() == 0
        ink, size = page.locator("main p:visible").last.evaluate(
            "e => [getComputedStyle(e).color, parseFloat(getComputedStyle(e).fontSize)]"
        )
        assert ink == "rgb(0, 0, 0)"
        assert size >= 18.6, "14 points"
    context.close()


def test_c10_drawings_stay_visible_in_forced_colours(browser: Browser, address: str) -> None:
    context = browser.new_context(forced_colors="active", color_scheme="dark")
    page = context.new_page()
    page.goto(address)
    ground, drawn = page.locator("main img").first.evaluate(
        "e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).filter]"
    )
    assert ground == "rgb(255, 255, 255)", "black lines need a light ground"
    assert "grayscale(1)" in drawn
    context.close()
