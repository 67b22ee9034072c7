"""Nobody ends with nothing: from a search without result to an offer, a person, or a wish."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

NOWHERE = [
    "/suche?q=eishockey+in+sylt",
    "/suche?q=qidditsch",
    "/suche?q=schneeschuhlaufen+in+flensburg",
    "/suche?sport=goalball&brauche=frauen&alter=3&tag=so",
    "/suche?q=%F0%9F%8F%8A%E2%80%8D%E2%99%80%EF%B8%8F",
    "/suche?ags=01001000",
    "/suche?land=ST&seite=999",
]


@pytest.mark.parametrize("path", NOWHERE)
def test_every_search_leads_to_an_offer_a_person_and_a_wish(page: Page, path: str) -> None:
    """E10"""
    page.goto(path)
    assert page.locator("main .offer-card a").count() >= 1
    ways = page.locator("[aria-labelledby='weiter']")
    expect(ways.get_by_role("link", name="Das wünsche ich mir")).to_be_visible()
    expect(ways.get_by_role("link", name=re.compile("ansehen")).first).to_be_visible()


def test_from_a_search_without_result_to_an_advisor(page: Page) -> None:
    page.goto("/suche?q=eishockey+in+halle")
    expect(page.locator("main")).to_contain_text("Wir kennen noch kein Angebot")
    call = page.get_by_role("link", name=re.compile("Nele anrufen"))
    call.scroll_into_view_if_needed()
    assert call.get_attribute("href") == "tel:+491713920087"


def test_from_a_search_without_result_to_a_wish_that_knows_the_question(page: Page) -> None:
    page.goto("/suche?q=eishockey+in+halle")
    page.get_by_role("link", name="Das wünsche ich mir").click()
    page.wait_for_url(re.compile("/wunsch"))
    expect(page.locator("main")).to_contain_text("Eishockey")
    expect(page.locator("main")).to_contain_text("Halle")


def test_filters_that_leave_little_can_be_taken_away_by_keyboard(page: Page) -> None:
    page.goto("/suche?q=schwimmen+in+halle&brauche=probe&brauche=kostenlos")
    before = page.locator("h1").inner_text()
    chip = page.get_by_role("link", name=re.compile("^Wegnehmen: Kostet nichts"))
    chip.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"^(?!.*kostenlos)"))
    assert page.locator("h1").inner_text() != before
    expect(page.get_by_role("link", name=re.compile("^Wegnehmen: Einmal"))).to_be_visible()


def test_another_place_of_the_name_is_one_link_away(page: Page) -> None:
    page.goto("/suche?q=schwimmen+in+halle")
    page.get_by_role("link", name="Meinen Sie ein anderes Halle?").click()
    page.get_by_role("link", name=re.compile("Halle Westfalen")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Halle Westfalen")


def test_on_a_small_screen_the_search_is_one_link_away(page: Page) -> None:
    page.goto("/suche?q=schwimmen+in+halle")
    page.get_by_role("link", name="Anders suchen").click()
    box = page.get_by_role("searchbox").first
    expect(box).to_be_in_viewport()
    box.fill("boccia in dessau")
    box.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Boccia")
