"""Walks in a real browser: what no checker sees. The ids are those of accessibility.md."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request

from tests.browser.pages import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

TARGETS = """() => [...document.querySelectorAll('a[href], button, input, select, summary')]
    .filter(e => e.type !== 'hidden' && e.checkVisibility() && !e.closest('.skip-link'))
    .filter(e => !(e.tagName === 'A' && e.closest('p') &&
                   e.closest('p').innerText.trim() !== e.innerText.trim()))
    .map(e => {
        const around = e.closest('label') || e;
        const after = getComputedStyle(e, '::after');
        const box = after.position === 'absolute' ? e.closest('article').getBoundingClientRect()
            : around.getBoundingClientRect();
        return [Math.round(box.width), Math.round(box.height), e.outerHTML.slice(0, 90)];
    })"""
SMALLEST_FONT = """() => Math.min(...[...document.querySelectorAll('body *')]
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
    .filter(e => e.checkVisibility() && !e.closest('.for-ears'))
    .map(e => parseFloat(getComputedStyle(e).fontSize)))"""
SPACING = """* {line-height:1.5!important;letter-spacing:.12em!important;
word-spacing:.16em!important}
p{margin-bottom:2em!important}"""
CUT_OFF = """() => [...document.querySelectorAll('body *')].filter(e => {
    const style = getComputedStyle(e);
    const hidden = style.overflowX === 'hidden' || style.overflowY === 'hidden';
    return hidden && !e.closest('.for-ears, .skip-link, svg') &&
        (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1);
}).map(e => e.outerHTML.slice(0, 80))"""


@pytest.fixture
def narrow(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 320, "height": 700}, reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def wide(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield context
    context.close()


def opened(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    return page


def scrolls_sideways(page: Page) -> bool:
    return bool(
        page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    )


@pytest.mark.parametrize("name", PAGES)
def test_c5_c6_c7_nothing_scrolls_sideways_or_is_cut_off(
    narrow: BrowserContext, address: str, name: str
) -> None:
    page = opened(narrow, address + PAGES[name])
    page.evaluate("document.querySelectorAll('details').forEach(found => { found.open = true })")
    assert not scrolls_sideways(page)
    # Our content security policy forbids added style elements, as it should.
    page.evaluate(
        "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);"
        " document.adoptedStyleSheets = [sheet] }",
        SPACING,
    )
    assert not scrolls_sideways(page), "with more space between letters and words"
    assert page.evaluate(CUT_OFF) == []


@pytest.mark.parametrize("name", PAGES)
def test_b7_targets_are_large_enough(
    narrow: BrowserContext, wide: BrowserContext, address: str, name: str
) -> None:
    for context in (narrow, wide):
        page = opened(context, address + PAGES[name])
        small = [t for t in page.evaluate(TARGETS) if t[0] < 44 or t[1] < 44]
        assert small == []


@pytest.mark.parametrize("name", PAGES)
def test_c4_no_letter_is_small(narrow: BrowserContext, address: str, name: str) -> None:
    page = opened(narrow, address + PAGES[name])
    assert page.evaluate(SMALLEST_FONT) >= 19.2


def test_c8_lines_are_short_and_flush_left(wide: BrowserContext, address: str) -> None:
    for name in ("offer", "sources", "search"):
        page = opened(wide, address + PAGES[name])
        styles = page.evaluate(
            """() => [...document.querySelectorAll('main p, main li')].map(e => {
                const style = getComputedStyle(e);
                return [e.getBoundingClientRect().width / parseFloat(style.fontSize),
                        parseFloat(style.lineHeight) / parseFloat(style.fontSize),
                        style.textAlign, style.hyphens, style.fontStyle] })"""
        )
        for _width, line_height, align, hyphens, slant in styles:
            assert (align, hyphens, slant) == ("start", "manual", "normal")
            assert line_height >= 1.3


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
    page = opened(wide, address + PAGES[name])
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


@pytest.mark.parametrize("name", PAGES)
def test_g3_nobody_else_is_asked_and_no_cookie_is_set(
    wide: BrowserContext, address: str, name: str
) -> None:
    asked: list[str] = []
    failed: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page = wide.new_page()
    page.on("request", note)
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.goto(address + PAGES[name])
    page.wait_for_load_state("networkidle")
    assert all(url.startswith(address) for url in asked)
    assert failed == []
    assert wide.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


@pytest.mark.parametrize("name", PAGES)
def test_g4_a_page_is_light(browser: Browser, address: str, name: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    sizes: dict[str, list[int]] = {"picture": [], "other": []}
    page.on(
        "response",
        lambda answer: sizes[
            "picture" if answer.request.resource_type == "image" else "other"
        ].append(int(answer.headers.get("content-length", "0"))),
    )
    page.goto(address + PAGES[name])
    page.wait_for_load_state("networkidle")
    assert sum(sizes["other"]) <= 100_000
    assert sum(sizes["other"]) + sum(sizes["picture"]) <= 300_000
    context.close()


def test_c10_forced_colours_keep_signs_fields_and_focus(browser: Browser, address: str) -> None:
    context = browser.new_context(forced_colors="active")
    page = opened(context, address + PAGES["filters"])
    box = page.locator("input[name=brauche]").first
    assert box.evaluate("e => getComputedStyle(e).appearance") == "auto"
    field = page.locator("input[name=q]")
    assert field.evaluate("e => parseFloat(getComputedStyle(e).borderTopWidth)") >= 2
    field.focus()
    assert field.evaluate("e => parseFloat(getComputedStyle(e).outlineWidth)") >= 2
    context.close()


def test_c11_nothing_moves(browser: Browser, address: str) -> None:
    for motion in ("reduce", "no-preference"):
        context = browser.new_context(reduced_motion=motion)  # type: ignore[arg-type]
        page = opened(context, address)
        assert page.evaluate("document.getAnimations().length") == 0
        context.close()


def test_c13_on_paper_there_is_no_navigation(wide: BrowserContext, address: str) -> None:
    page = opened(wide, address + PAGES["offer"])
    page.emulate_media(media="print")
    for hidden in (".site-menu", ".breadcrumbs", ".skip-link"):
        assert not page.locator(hidden).first.is_visible()
    assert page.locator("h1").is_visible()
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "18.6667px"
