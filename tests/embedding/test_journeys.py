"""Frames in real pages of others: in WordPress, in TYPO3, with and without a script."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Page, expect

from tests.embedding.hosts import SECRET, Host, page_with, wordpress_page

pytestmark = pytest.mark.browser

SEARCH = "/suche?ort=Magdeburg&umkreis=20"
NARROW = {"width": 360, "height": 800}
WIDE = {"width": 1280, "height": 900}
HEIGHT = "document.documentElement.getBoundingClientRect().height"
Opener = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Opener]:
    """A new browser, which remembers what it was asked for."""
    contexts: list[BrowserContext] = []

    def opened(address: str, *, script: bool = True, **more: Any) -> Page:
        context = browser.new_context(java_script_enabled=script, viewport=WIDE, **more)
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()


def oembed(site: Flask, address: str, path: str) -> str:
    """What WordPress gets for an address that an editor has pasted."""
    answer = site.test_client().get(
        "/oembed", query_string={"url": f"{address}{path}"}, base_url=address
    )
    html: str = answer.get_json()["html"]
    return html


def snippet(site: Flask, address: str, question: str) -> str:
    """What somebody copies from the page that makes it."""
    answer = site.test_client().get(f"/einbetten?{question}", base_url=address)
    found = answer.text.partition("<textarea")[2].partition(">")[2].partition("</textarea>")[0]
    return (
        found.replace("&lt;", "<").replace("&gt;", ">").replace("&#34;", '"').replace("&amp;", "&")
    )


def inside(page: Page) -> FrameLocator:
    return page.frame_locator("iframe")


def height_of_frame(page: Page) -> float:
    box = page.locator("iframe").bounding_box()
    assert box
    return box["height"]


def height_inside(page: Page) -> float:
    found: float = inside(page).locator("html").evaluate(f"() => {HEIGHT}")
    return found


# WordPress


def test_in_wordpress_the_frame_appears_with_its_height(
    site: Flask, address: str, host: Host, open_page: Opener
) -> None:
    page = open_page(host.show(wordpress_page(oembed(site, address, "/angebot/schwimmen-voll"))))
    expect(page.locator("iframe")).to_be_visible()
    expect(page.locator("blockquote")).to_be_hidden()
    expect(inside(page).get_by_role("heading", level=1)).to_have_text("Schwimmen Voll")
    page.wait_for_function("document.querySelector('iframe').height !== '400'")
    inside(page).locator("html").evaluate("() => document.fonts.ready.then(() => true)")
    expected = height_inside(page)
    assert 200 <= expected <= 1000
    page.wait_for_function(f"document.querySelector('iframe').height == {int(expected + 0.99)}")


def test_our_style_and_letters_come_into_a_locked_frame(
    site: Flask, address: str, host: Host, open_page: Opener
) -> None:
    page = open_page(host.show(wordpress_page(oembed(site, address, SEARCH))))
    expect(page.locator("iframe")).to_be_visible()
    html = inside(page).locator("html")
    assert html.evaluate("() => window.origin") == "null"
    loaded = html.evaluate(
        "() => document.fonts.ready.then(all => [...all].filter(f => f.status === 'loaded').length)"
    )
    assert loaded == 2
    pictures = inside(page).locator("img").evaluate_all("all => all.map(one => one.naturalWidth)")
    assert pictures and all(pictures)


def test_in_wordpress_an_offer_opens_in_the_whole_window(
    site: Flask, address: str, host: Host, open_page: Opener
) -> None:
    page = open_page(host.show(wordpress_page(oembed(site, address, SEARCH))))
    expect(page.locator("iframe")).to_be_visible()
    link = inside(page).locator("article a").first
    name = link.inner_text()
    link.click()
    page.wait_for_url(f"{address}/angebot/*")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_in_wordpress_pages_turn_inside_and_stay_known(
    site: Flask, address: str, host: Host, open_page: Opener
) -> None:
    here = host.show(wordpress_page(oembed(site, address, SEARCH)))
    page = open_page(here)
    expect(page.locator("iframe")).to_be_visible()
    first = inside(page).locator("article a").first.inner_text()
    page.evaluate("document.querySelector('iframe').height = 333")
    inside(page).get_by_role("link", name="Weiter zu Seite 2").click()
    expect(inside(page).get_by_text("Das ist Seite 2 von")).to_be_visible()
    assert inside(page).locator("article a").first.inner_text() != first
    assert page.url == here
    # The second page tells its height too, so its secret is still there.
    page.wait_for_function("document.querySelector('iframe').height !== '333'")
    inside(page).get_by_role("link", name="Alle Angebote zeigen").press("Enter")
    page.wait_for_url(f"{address}{SEARCH}")


def test_without_a_script_wordpress_shows_the_links(
    site: Flask, address: str, host: Host, open_page: Opener
) -> None:
    shown = wordpress_page(oembed(site, address, SEARCH))
    page = open_page(host.show(shown), script=False)
    expect(page.locator("iframe")).to_be_hidden()
    quote = page.locator("blockquote")
    expect(quote).to_contain_text("Jeden")
    assert quote.get_by_role("link").count() == 4
    quote.get_by_role("link").first.click()
    page.wait_for_url(f"{address}/angebot/*")


def test_a_frame_tells_its_height_again_to_who_listens_late(
    site: Flask, address: str, host: Host, open_page: Opener
) -> None:
    page = open_page(host.show(wordpress_page(oembed(site, address, SEARCH))))
    expect(page.locator("iframe")).to_be_visible()
    page.wait_for_timeout(500)
    told = page.evaluate(
        """() => new Promise((done) => {
            addEventListener("message", (event) => done(event.data));
            document.querySelector("iframe").contentWindow.postMessage({message: "ready"}, "*");
        })"""
    )
    assert (told["message"], told["secret"]) == ("height", SECRET)
    assert abs(told["value"] - height_inside(page)) < 1


# TYPO3 and others


def test_in_plain_html_links_lead_out_and_pages_turn_inside(
    site: Flask, address: str, host: Host, open_page: Opener
) -> None:
    html = snippet(site, address, "ort=Magdeburg&umkreis=20&anzahl=3&hoehe=400")
    assert "<script" not in html
    here = host.show(page_with(html))
    page = open_page(here)
    assert height_of_frame(page) == 400
    inside(page).get_by_role("link", name="Weiter zu Seite 2").click()
    expect(inside(page).get_by_text("Das ist Seite 2 von")).to_be_visible()
    assert page.url == here
    inside(page).locator("article a").first.click()
    page.wait_for_url(f"{address}/angebot/*")


def test_our_script_gives_the_frame_the_height_of_the_list(
    site: Flask, address: str, host: Host, open_page: Opener
) -> None:
    page = open_page(host.show(page_with(snippet(site, address, "ort=Magdeburg&anzahl=3"))))
    page.wait_for_function("document.querySelector('iframe').height !== '700'")
    for size in (NARROW, WIDE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.wait_for_timeout(300)
        assert abs(height_of_frame(page) - height_inside(page)) < 2, size
    inside(page).get_by_role("link", name="Weiter zu Seite 2").click()
    expect(inside(page).get_by_text("Das ist Seite 2 von")).to_be_visible()
    page.wait_for_timeout(300)
    assert abs(height_of_frame(page) - height_inside(page)) < 2


def test_two_lists_on_one_page_do_not_mix_up_their_heights(
    site: Flask, address: str, host: Host, open_page: Opener
) -> None:
    lists = [snippet(site, address, f"ort=Magdeburg&anzahl={count}") for count in (3, 10)]
    page = open_page(host.show(page_with("".join(lists))))
    page.wait_for_function(
        "[...document.querySelectorAll('iframe')].every(one => one.height !== '700')"
    )
    low, high = page.locator("iframe").evaluate_all("all => all.map(one => +one.height)")
    assert low < high


def test_heights_of_strangers_change_nothing(
    site: Flask, address: str, host: Host, open_page: Opener
) -> None:
    page = open_page(host.show(page_with(snippet(site, address, "ort=Magdeburg&anzahl=3"))))
    page.wait_for_function("document.querySelector('iframe').height !== '700'")
    before = page.locator("iframe").get_attribute("height")
    page.evaluate("postMessage({message: 'height', value: 1}, '*')")
    page.wait_for_timeout(200)
    assert page.locator("iframe").get_attribute("height") == before


def test_who_sees_no_frame_has_a_link(
    site: Flask, address: str, host: Host, open_page: Opener
) -> None:
    page = open_page(host.show(page_with(snippet(site, address, "ort=Magdeburg"))), script=False)
    page.get_by_role("link", name="Alle Angebote zeigen: Mach mit!").click()
    page.wait_for_url(f"{address}/suche?ort=Magdeburg")


def test_no_third_house_is_asked_and_nothing_is_kept(
    site: Flask, address: str, host: Host, browser: Browser
) -> None:
    ways = [oembed(site, address, SEARCH), oembed(site, address, "/angebot/schwimmen-voll")]
    pages = [*map(wordpress_page, ways), page_with(snippet(site, address, "ort=Magdeburg"))]
    for html in pages:
        context = browser.new_context(viewport=WIDE)  # type: ignore[arg-type]
        page = context.new_page()
        asked: list[str] = []
        failed: list[str] = []
        page.on("request", lambda one, to=asked: to.append(one.url))
        page.on("requestfailed", lambda one, to=failed: to.append(one.url))
        page.on("pageerror", lambda one, to=failed: to.append(str(one)))
        page.goto(host.show(html), wait_until="networkidle")
        expect(inside(page).locator("article").first).to_be_visible()
        assert {one for one in asked if not one.startswith((address, host.address))} == set()
        assert [one for one in failed if "favicon" not in one] == []
        assert context.cookies() == []
        context.close()


# Choosing


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_somebody_chooses_and_sees_the_list_at_once(
    address: str, open_page: Opener, script: bool
) -> None:
    page = open_page(f"{address}/vereine", script=script)
    page.get_by_role("link", name="Ich habe eine eigene Seite im Internet").click()
    page.get_by_label("Welcher Sport?").select_option(label="Schwimmen")
    page.get_by_label("Oder welcher Ort?").fill("Halle (Saale)")
    page.get_by_label("WC für Rollstühle").check()
    page.get_by_label("3 Angebote").check()
    page.get_by_role("button", name="Liste ansehen").click()
    heading = inside(page).get_by_role("heading", level=1)
    expect(heading).to_contain_text("Schwimmen bei Halle Saale")
    assert "sport=schwimmen" in page.get_by_label("Das ist der Text:").input_value()
    assert page.get_by_role("button", name="Text kopieren").count() == (1 if script else 0)


def test_one_press_copies_the_text(address: str, open_page: Opener) -> None:
    page = open_page(
        f"{address}/einbetten?q=schwimmen", permissions=["clipboard-read", "clipboard-write"]
    )
    page.get_by_role("button", name="Text kopieren").click()
    expect(page.get_by_text("Der Text ist kopiert.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.get_by_label("Das ist der Text:").input_value()
    page.get_by_role("button", name="Adresse kopieren").click()
    expect(page.get_by_text("Die Adresse ist kopiert.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{address}/suche?q=schwimmen&anzahl=5"


def test_the_preview_is_as_high_as_it_will_be(address: str, open_page: Opener) -> None:
    page = open_page(f"{address}/einbetten?ort=Magdeburg")
    page.locator("iframe").scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('iframe').height !== '700'")
    page.wait_for_timeout(300)
    assert abs(height_of_frame(page) - height_inside(page)) < 6
