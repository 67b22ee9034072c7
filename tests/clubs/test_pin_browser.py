"""The point on the map in a real browser: by buttons, by a tap, by the device, by keyboard."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from directory.web.parts import EXTENSION
from tests.browser.axe import AXE, findings
from tests.browser.visits import LOOKS, OPEN_ALL, Look, Mode, context_in
from tests.clubs.states import FEW
from tests.visiting import built_site, serving

pytestmark = pytest.mark.browser

MIDDLE = "Der Punkt ist in der Mitte von 39104 Magdeburg."


Begin = Callable[[], str]


@pytest.fixture(scope="module")
def begin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Begin]:
    """Begins a draft of its own, and says where its question about the door is."""
    app = built_site(tmp_path_factory.mktemp("pin") / "instance", public_url="")
    answers = [
        (name, one)
        for name, value in FEW.items()
        for one in (value if isinstance(value, list) else [value])
    ]
    with serving(app) as address:

        def begun() -> str:
            _draft, key = app.extensions[EXTENSION].drafts.begin(answers)
            return f"{address}/vereine/entwurf/{key}?schritt=tuer"

        yield begun


def opened(browser: Browser, begin: Begin, mode: Mode) -> Page:
    context = context_in(browser, mode)
    if not mode.script:
        context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(begin())
    return page


def where(page: Page, words: str) -> None:
    expect(page.locator("#pin-ort")).to_contain_text(words)


def unfolded(page: Page, words: str) -> None:
    page.locator("summary", has_text=words).click()


@pytest.fixture(params=["with script", "without script"])
def page(request: pytest.FixtureRequest, browser: Browser, begin: Begin) -> Iterator[Page]:
    page = opened(browser, begin, Mode(360, "light", script=request.param == "with script"))
    yield page
    page.context.close()


def test_buttons_move_the_point_and_the_focus_hears_where_it_is(page: Page) -> None:
    where(page, MIDDLE)
    unfolded(page, "Den Punkt verschieben")
    page.get_by_role("button", name="500 Meter nach Norden").click()
    where(page, "Der Punkt ist 500 Meter nördlich von der Mitte")
    expect(page.locator("#pin-ort")).to_be_focused()
    # It is still unfolded for the next press, and kept when somebody comes back.
    page.get_by_role("button", name="500 Meter nach Osten").click()
    where(page, "Der Punkt ist 700 Meter nord-östlich von der Mitte")
    page.reload()
    page.goto(page.url)
    where(page, "Der Punkt ist 700 Meter nord-östlich von der Mitte")


def test_a_pasted_link_is_taken_and_nonsense_is_kept_with_a_kind_word(page: Page) -> None:
    unfolded(page, "Ich kenne die Koordinaten")
    field = page.locator("#feld-punkt")
    field.fill("am Markt")
    page.get_by_role("button", name="Punkt setzen").click()
    expect(page.locator("#feld-punkt-fehler")).to_contain_text("Schreiben Sie bitte 2 Zahlen")
    expect(field).to_have_value("am Markt")
    where(page, MIDDLE)
    field.fill("https://www.openstreetmap.org/#map=19/52.1400/11.6400")
    page.get_by_role("button", name="Punkt setzen").click()
    expect(page.locator("#pin-ort")).not_to_contain_text(MIDDLE)
    expect(page.locator("input[name=breite]")).to_have_value("52.140000")


def test_the_enter_key_goes_on_and_moves_nothing(page: Page) -> None:
    page.locator("#feld-tuer").check()
    page.locator("#feld-tuer").press("Enter")
    expect(page).to_have_url(re.compile("schritt=weg$"))
    page.go_back()
    where(page, MIDDLE)
    expect(page.locator("#feld-tuer")).to_be_checked()


def test_a_tap_on_the_map_brings_the_point_there(browser: Browser, begin: Begin) -> None:
    page = opened(browser, begin, Mode(360, "light", script=True))
    box = page.locator("svg.map__drawing").bounding_box()
    assert box
    pixels_of_a_unit = box["width"] / 288
    metres = float(page.locator("[data-pin]").get_attribute("data-unit-metres") or 0)
    north = 60
    before = float(page.locator("input[name=breite]").get_attribute("value") or 0)
    middle = box["y"] + 132 * pixels_of_a_unit
    page.mouse.click(box["x"] + box["width"] / 2, middle - north)
    page.wait_for_load_state()
    where(page, "nördlich von der Mitte")
    found = float(page.locator("input[name=breite]").get_attribute("value") or 0)
    assert (found - before) * 111_200 == pytest.approx(north * metres / pixels_of_a_unit, rel=0.03)
    page.context.close()


def test_a_device_at_the_door_says_where_it_is(browser: Browser, begin: Begin) -> None:
    page = opened(browser, begin, Mode(360, "light", script=True))
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 52.1401, "longitude": 11.6402})
    page.get_by_role("button", name="Ich stehe vor der Tür").click()
    expect(page.locator("input[name=breite]")).to_have_value("52.140100")
    expect(page.locator("input[name=laenge]")).to_have_value("11.640200")
    page.context.close()


def test_a_device_far_away_is_refused_kindly(browser: Browser, begin: Begin) -> None:
    page = opened(browser, begin, Mode(360, "light", script=True))
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 48.1, "longitude": 11.6})
    page.get_by_role("button", name="Ich stehe vor der Tür").click()
    expect(page.locator("#feld-punkt-fehler")).to_contain_text("sehr weit weg von 39104 Magdeburg")
    where(page, MIDDLE)
    page.context.close()


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("state", ["untouched", "moved", "wrong", "empty"])
def test_axe_finds_nothing_and_nothing_runs_out(
    browser: Browser, begin: Begin, width: int, look: Look, state: str
) -> None:
    page = opened(browser, begin, Mode(width, look, script=True))
    if state == "moved":
        unfolded(page, "Den Punkt verschieben")
        page.get_by_role("button", name="50 Meter nach Süden").click()
    if state in ("wrong", "empty"):
        unfolded(page, "Ich kenne die Koordinaten")
        page.locator("#feld-punkt").fill("52.5, 13.4" if state == "wrong" else " ")
        page.get_by_role("button", name="Punkt setzen").click()
    page.wait_for_load_state()
    page.evaluate(OPEN_ALL)
    page.evaluate(AXE)
    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()
