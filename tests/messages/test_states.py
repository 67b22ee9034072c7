"""D5, D6: every form in every state in a real browser: axe finds nothing, nothing is cut off."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import AXE, SCHEMES, findings
from tests.browser.walks import SMALLEST_FONT, TARGETS, scrolls_sideways
from tests.messages.offers import ALL
from tests.patience import take_time
from tests.visiting import built_site, serving

pytestmark = pytest.mark.browser

ASK, WRONG = "/angebot/offen/fragen", "/angebot/offen/stimmt-nicht"
BARRIER, WISH = "/barriere-melden", "/wunsch"


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("states") / "instance"
    with serving(built_site(folder, *ALL, public_url="")) as found:
        yield found


def on(page: Page) -> None:
    page.locator(".form-ways .button").first.click()


def _ask_to_wish(page: Page) -> None:
    page.locator("#feld-wunsch").check()
    on(page)


def _ask_half_right(page: Page) -> None:
    _ask_to_wish(page)
    page.locator("#feld-antwort").check()
    on(page)
    page.locator("#feld-telefon").fill("12")
    on(page)


def _ask_checked(page: Page) -> None:
    _ask_half_right(page)
    page.locator("#feld-telefon").fill("0345 123456")
    on(page)
    on(page)


def _ask_without_yes(page: Page) -> None:
    _ask_checked(page)
    on(page)


def _ask_back(page: Page) -> None:
    _ask_half_right(page)
    page.get_by_role("button", name="Zurück").click()


def _ask_sent(page: Page) -> None:
    _ask_checked(page)
    page.locator("#feld-ja").check()
    take_time(page)
    on(page)
    assert "/danke/frage" in page.url


def _report_sent_at_once(page: Page) -> None:
    page.locator("#feld-was").click()


def _wish_to_place(page: Page) -> None:
    page.locator("#feld-sport").check()
    on(page)
    page.locator("#feld-ort").fill("Neustadt")
    on(page)


def _nothing(page: Page) -> None:
    pass


STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "ask, untouched": (ASK, _nothing),
    "ask, empty": (ASK, on),
    "ask, way to answer": (ASK, _ask_to_wish),
    "ask, half right": (ASK, _ask_half_right),
    "ask, gone back": (ASK, _ask_back),
    "ask, all answers": (ASK, _ask_checked),
    "ask, without yes": (ASK, _ask_without_yes),
    "ask, sent": (ASK, _ask_sent),
    "ask by telephone": ("/angebot/telefon/fragen", _nothing),
    "report, untouched": (WRONG, _nothing),
    "report, too fast": (WRONG, _report_sent_at_once),
    "barrier, untouched": (BARRIER, _nothing),
    "barrier, empty": (BARRIER, on),
    "wish, untouched": (WISH, _nothing),
    "wish, empty": (WISH, on),
    "wish, which place": (WISH, _wish_to_place),
    "wish, all answers": (f"{WISH}?q=boccia+in+halle", _nothing),
}


def test_the_enter_key_sends_and_changes_no_answer(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + ASK)
    _ask_checked(page)
    page.locator("#feld-ja").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".error-list")).to_contain_text("Kreuzen Sie bitte das Ja an.")
    page.close()


# make test meets each state too, in one mode: tests/browser/test_every_page.py
@pytest.mark.soak
@pytest.mark.parametrize("name", STATES)
def test_d5_every_state_of_every_form_is_sound(browser: Browser, address: str, name: str) -> None:
    start, walk = STATES[name]
    page = browser.new_page(reduced_motion="reduce")
    page.goto(address + start)
    walk(page)
    if page.locator(".error-list").count():
        assert page.evaluate("document.activeElement.className") == "error-list"
    page.evaluate("document.querySelectorAll('details').forEach(found => { found.open = true })")
    page.evaluate(AXE)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert not scrolls_sideways(page), f"{width} px"
        trap = page.locator(".form-guard")
        assert not trap.count() or (trap.bounding_box() or {"x": 0})["x"] < -300
        small = [t for t in page.evaluate(TARGETS) if t[0] < 44 or t[1] < 44]
        assert small == [], f"{width} px"
        assert page.evaluate(SMALLEST_FONT) >= 19.2
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            assert findings(page) == [], f"{width} px, {scheme}"
    page.close()
