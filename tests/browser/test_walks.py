"""Walks by keyboard through several pages. The ids are those of accessibility.md."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.pages import PAGES

pytestmark = pytest.mark.browser


@pytest.fixture
def wide(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield context
    context.close()


def opened(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    return page


def stop(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(
        """() => { const e = document.activeElement; const style = getComputedStyle(e);
            const after = getComputedStyle(e, '::after'); const box = e.getBoundingClientRect();
            const middle = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            return {words: e.innerText || e.name || e.tagName, tag: e.tagName, y: box.y + scrollY,
                outline: Math.max(parseFloat(style.outlineWidth) *
                                  (style.outlineStyle !== 'none'),
                                  parseFloat(after.outlineWidth || 0) *
                                  (after.outlineStyle !== 'none')),
                hit: !!middle && (e.contains(middle) || middle.contains(e))} }"""
    )
    return found


@pytest.mark.parametrize("name", ["start", "search", "offer", "sports", "not found"])
def test_a5_b1_b2_b3_b4_every_stop_of_the_keyboard_is_seen_in_order(
    wide: BrowserContext, address: str, name: str
) -> None:
    page = opened(wide, address + PAGES[name].address)
    page.keyboard.press("Tab")
    first = stop(page)
    assert first["words"] == "Zum Inhalt springen"
    seen = 1
    while True:
        page.keyboard.press("Tab")
        here = stop(page)
        if here["tag"] == "BODY" or seen > 250:
            break
        seen += 1
        assert here["outline"] >= 2, f"{here['words']!r} has focus and nobody sees it"
        assert here["hit"], f"{here['words']!r} has focus and is covered"
    stops = page.evaluate(
        """() => [...document.querySelectorAll('a[href], button, input, select, summary')]
            .filter(e => e.type !== 'hidden' && e.checkVisibility()).length"""
    )
    radios = page.evaluate(
        "() => [...document.querySelectorAll('input[type=radio]')]"
        ".filter(e => e.checkVisibility()).length"
    )
    assert stops - radios <= seen <= stops, "each control is reached exactly once"


def test_a5_the_skip_link_leads_into_the_page(wide: BrowserContext, address: str) -> None:
    page = opened(wide, address)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("scripting", [True, False])
def test_from_a_misspelt_word_to_an_offer_by_keyboard_alone(
    browser: Browser, address: str, scripting: bool
) -> None:
    """B1, A10, E10, G1"""
    context = browser.new_context(java_script_enabled=scripting)
    page = opened(context, address)
    while (
        page.locator(":focus").get_attribute("name") != "q"
        if page.locator(":focus").count()
        else True
    ):
        page.keyboard.press("Tab")
    page.keyboard.type("schwimen in haale")
    page.keyboard.press("Enter")
    page.wait_for_url("**/suche?q=*")
    assert "Schwimmen bei Halle" in page.locator("h1").inner_text()
    target = page.locator(".offer-card a").first
    name = target.inner_text()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.locator(".offer-card a:focus").count():
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/angebot/*")
    assert page.locator("h1").inner_text() == name
    context.close()


def test_b5_a_choice_changes_nothing_until_the_button_is_pressed(
    wide: BrowserContext, address: str
) -> None:
    page = opened(wide, address + "/suche?q=halle")
    before = page.url
    page.locator("input[name=brauche]").first.check()
    assert page.url == before
    page.get_by_role("button", name="Angebote zeigen").click()
    assert "brauche=" in page.url
    assert "q=halle" in page.url


def test_c10_forced_colours_keep_signs_fields_and_focus(browser: Browser, address: str) -> None:
    context = browser.new_context(forced_colors="active")
    page = opened(context, address + PAGES["filters"].address)
    box = page.locator("input[name=brauche]").first
    assert box.evaluate("e => getComputedStyle(e).appearance") == "auto"
    field = page.locator("input[name=q]")
    assert field.evaluate("e => parseFloat(getComputedStyle(e).borderTopWidth)") >= 2
    field.focus()
    assert field.evaluate("e => parseFloat(getComputedStyle(e).outlineWidth)") >= 2
    context.close()
