"""From "I want to do sport" to an offer: by typing, by picture, by place, by keyboard."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

OFFER = re.compile(r"/angebot/[a-z0-9-]+$")


def open_first_result(page: Page) -> None:
    page.locator("main a[href*='/angebot/']").first.click()
    page.wait_for_url(OFFER)


def test_misspelt_words_lead_to_the_nearest_offer(page: Page) -> None:
    """A10"""
    page.goto("/")
    page.get_by_role("searchbox").fill("schwimen in haale")
    page.get_by_role("button", name="Suchen").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Schwimmen")
    expect(page.locator("main")).to_contain_text("schwimen")  # what was typed is said …
    assert page.get_by_role("link", name=re.compile("Genau")).count() >= 1  # … with a way back
    cards = page.locator("main .offer-card")
    distances = [
        int(found[1])
        for text in cards.all_inner_texts()
        if (found := re.search(r"etwa (\d+)\s+Kilometer", text))
    ]
    assert len(distances) >= 3
    assert distances == sorted(distances)
    open_first_result(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Schwimm")
    expect(page.locator("main")).to_contain_text("Beispiel")


def test_a_picture_leads_to_offers_without_typing(page: Page) -> None:
    """A10"""
    page.goto("/")
    page.locator("main a", has=page.locator("img")).filter(has_text="Schwimmen").click()
    page.locator("main a[href*='/angebot/']").first.wait_for()
    open_first_result(page)


def test_a_place_leads_to_offers_without_typing(page: Page) -> None:
    page.goto("/orte")
    page.locator("main").get_by_role("link", name=re.compile("^Sachsen-Anhalt")).click()
    page.locator("main").get_by_role("link", name=re.compile("^Halle")).first.click()
    page.locator("main a[href*='/angebot/']").first.wait_for()
    open_first_result(page)


def test_a_search_that_meets_nothing_goes_on(page: Page) -> None:
    page.goto("/suche?q=eishockey+in+sylt")
    assert page.locator("main a[href*='/angebot/'], main a[href*='/suche']").count() >= 1
    expect(page.locator("main")).to_contain_text("Kilometer")


def test_clubs_that_are_only_known_stand_apart(page: Page) -> None:
    page.goto("/suche?q=judo+in+berlin")
    known = page.locator("main .club-card")
    assert known.count() >= 1
    expect(page.locator("main")).to_contain_text("Diese Vereine kennen wir noch nicht")
    assert page.locator("main .offer-card .club-card").count() == 0


def test_the_keyboard_alone_is_enough(page: Page) -> None:
    """B1"""
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Zum Inhalt springen")
    page.keyboard.press("Enter")
    for _ in range(3):
        page.keyboard.press("Tab")
        if page.locator(":focus").get_attribute("name") == "q":
            break
    page.keyboard.type("schwimmen in halle")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/suche"))
    for _ in range(60):
        page.keyboard.press("Tab")
        if "/angebot/" in (page.locator(":focus").get_attribute("href") or ""):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(OFFER)


def test_an_offer_is_read_in_english_and_in_easy_german_again(page: Page) -> None:
    """A1"""
    page.goto("/suche?q=schwimmen+in+halle")
    open_first_result(page)
    easy_address, name = page.url, page.locator("h1").inner_text()
    page.locator("header").get_by_role("link", name="English").click()
    page.wait_for_url(re.compile(r"/en/angebot/"))
    assert page.locator("html").get_attribute("lang") == "en"
    expect(page.locator("h1")).to_contain_text(name)
    expect(page.locator("main")).to_contain_text(re.compile("When|Where"))
    page.locator("header").get_by_role("link", name="Leichte Sprache").click()
    page.wait_for_url(easy_address)
    assert page.locator("html").get_attribute("lang") == "de-simple"
    expect(page.locator("h1")).to_have_text(name)
