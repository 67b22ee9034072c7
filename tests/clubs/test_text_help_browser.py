"""The help while writing in a real browser, without and with its script."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.axe import AXE, findings
from tests.browser.visits import LOOKS, Mode, context_in
from tests.clubs.probe import probe_site
from tests.visiting import serving

pytestmark = pytest.mark.browser

HARD = "Wir haben zwei Bälle.\nWir spielen am 3.5. im Park."
EASY = "Wir haben 2 Bälle.\nWir spielen am 3. Mai im Park."


@pytest.fixture(scope="module")
def probe() -> Flask:
    return probe_site()


@pytest.fixture(scope="module")
def address(probe: Flask) -> Iterator[str]:
    with serving(probe) as found:
        yield found


def opened(browser: Browser, address: str, mode: Mode) -> Page:
    page = context_in(browser, mode).new_page()
    page.goto(f"{address}/probe")
    return page


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    page = opened(browser, address, Mode(360, "light", script=True))
    yield page
    page.context.close()


def test_without_a_script_each_press_shows_the_text_again_and_loses_nothing(
    browser: Browser, address: str
) -> None:
    page = opened(browser, address, Mode(360, "light", script=False))
    page.get_by_label("Ihr Text").fill(HARD)
    page.get_by_label("Noch etwas").fill("Das bleibt.")
    page.get_by_role("button", name="Text prüfen").click()
    expect(page.locator(".text-findings")).to_be_focused()
    for _ in range(2):
        page.get_by_role("button", name="Übernehmen").first.click()
        expect(page.locator(".text-findings")).to_be_focused()
        expect(page.locator(".text-findings__told")).to_contain_text("Der Satz ist geändert.")
    expect(page.get_by_label("Ihr Text")).to_have_value(EASY)
    expect(page.locator(".text-findings__told")).to_contain_text("Die Regeln sind erfüllt.")
    expect(page.get_by_label("Noch etwas")).to_have_value("Das bleibt.")
    page.context.close()


def test_with_a_script_writing_is_enough_and_the_focus_stays(page: Page) -> None:
    field = page.get_by_label("Ihr Text")
    field.press_sequentially(HARD, delay=5)
    expect(page.get_by_role("status")).to_have_text("2 Sätze sind noch schwer.")
    expect(field).to_be_focused()
    assert page.evaluate("document.activeElement.selectionStart") == len(HARD)


def test_taking_over_changes_the_text_in_place_and_can_be_undone(page: Page) -> None:
    field = page.get_by_label("Ihr Text")
    field.press_sequentially(HARD)
    buttons = page.get_by_role("button", name="Übernehmen")
    buttons.first.click()
    expect(page.get_by_role("status")).to_have_text("1 Satz ist noch schwer.")
    expect(buttons).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".text-findings")).to_be_focused()
    expect(page.locator(".text-findings")).to_have_text("Die Regeln sind erfüllt.")
    expect(field).to_have_value(EASY)
    field.focus()
    for _ in range(2):
        page.keyboard.press("Control+Z")
    expect(field).to_have_value(HARD)


def test_places_are_right_behind_signs_that_browsers_count_twice(page: Page) -> None:
    page.get_by_label("Ihr Text").fill("Wir lachen 😀😀. Wir haben zwei Bälle.")
    page.get_by_role("button", name="Übernehmen").first.click()
    expect(page.get_by_label("Ihr Text")).to_have_value("Wir lachen 😀😀. Wir haben 2 Bälle.")


def test_the_check_button_asks_at_once_and_stays_on_the_page(page: Page) -> None:
    page.evaluate("window.same = true")
    page.get_by_role("button", name="Text prüfen").click()
    expect(page.get_by_role("status")).to_have_text("Hier steht noch kein Text.")
    assert page.evaluate("window.same")


def test_an_answer_to_an_older_text_is_not_shown(page: Page) -> None:
    """The first answer comes late, after somebody wrote on."""
    held: list[Route] = []
    page.route("**/text-pruefen", lambda route: held.append(route))  # noqa: PLW0108 - a plain function
    field = page.get_by_label("Ihr Text")
    field.fill("Wir haben zwei Bälle.")
    page.wait_for_timeout(1200)
    field.fill("Wir haben Bälle.")
    page.wait_for_timeout(1200)
    first, second = held
    second.continue_()
    expect(page.get_by_role("status")).to_have_text("Die Regeln sind erfüllt.")
    assert first.request.failure == "net::ERR_ABORTED"
    assert "zwei" not in (page.locator("[data-found]").text_content() or "")


def test_when_the_check_cannot_be_asked_the_button_still_works(page: Page) -> None:
    page.route("**/text-pruefen", lambda route: route.abort())
    page.get_by_label("Ihr Text").fill(HARD)
    page.get_by_role("button", name="Text prüfen").click()
    expect(page.locator(".text-findings__told")).to_have_text("2 Sätze sind noch schwer.")
    expect(page.get_by_label("Ihr Text")).to_have_value(HARD)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("text", ["", HARD, EASY], ids=["empty", "hard", "fine"])
def test_axe_finds_nothing_and_nothing_runs_out(
    browser: Browser, address: str, width: int, look: str, text: str
) -> None:
    page = opened(browser, address, Mode(width, look, script=True))  # type: ignore[arg-type]
    page.get_by_label("Ihr Text").fill(text)
    page.get_by_role("button", name="Text prüfen").click()
    expect(page.locator(".text-findings")).to_be_visible()
    page.evaluate(AXE)
    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()
