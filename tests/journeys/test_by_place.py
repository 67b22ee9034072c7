"""To an offer by place: over the map, over the list with the map taken away, from a small town."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

OFFER = re.compile(r"/angebot/[a-z0-9-]+$")
MIDDLES = """() => [...document.querySelectorAll('.map__region')].map(region => {
    region.scrollIntoView({block: 'center', behavior: 'instant'});
    const sign = region.querySelector('.map__sign').getBoundingClientRect();
    const box = region.getBoundingClientRect();
    const hit = (x, y) => document.elementFromPoint(x, y)?.closest('.map__region') === region;
    const middle = [sign.x + sign.width / 2, sign.y + sign.height / 2];
    const reached = [[0, 0], [-14, 0], [14, 0], [0, -14], [0, 14]]
        .every(([x, y]) => hit(middle[0] + x, middle[1] + y));
    return [region.getAttribute('aria-label'), reached, box.width, box.height,
            hit(box.x + box.width / 2, box.y + box.height / 2)];
})"""


def to_an_offer(page: Page) -> None:
    page.locator("main a[href*='/angebot/']").first.click()
    page.wait_for_url(OFFER)
    expect(page.get_by_role("heading", level=1)).not_to_be_empty()


def test_over_the_map_by_tapping_a_state(page: Page) -> None:
    """A10"""
    page.goto("/orte")
    page.locator(".map__region[aria-label*='Sachsen-Anhalt'] .map__number").click()
    page.wait_for_url("**/orte/st")
    page.locator("main").get_by_role("link", name=re.compile("^Halle")).first.click()
    page.wait_for_url("**/orte/st/15002000")
    to_an_offer(page)


def test_e13_the_same_way_with_all_maps_taken_away(page: Page) -> None:
    page.route("**/orte**", _without_maps)
    page.goto("/orte")
    assert page.locator("svg.map__drawing").count() == 0
    page.locator("main").get_by_role("link", name=re.compile("^Sachsen-Anhalt")).click()
    page.locator("main").get_by_role("link", name=re.compile("^Halle")).first.click()
    assert page.locator("svg.map__drawing").count() == 0
    to_an_offer(page)


def _without_maps(route, _request) -> None:  # type: ignore[no-untyped-def]
    answer = route.fetch()
    body = re.sub(r'<figure class="map.*?</figure>', "", answer.text(), flags=re.DOTALL)
    route.fulfill(response=answer, body=body)


def test_from_a_small_town_to_sport_near_by(page: Page) -> None:
    page.goto("/orte")
    page.locator("main").get_by_role("link", name=re.compile("^Rheinland-Pfalz")).click()
    page.get_by_role("link", name=re.compile("Eifelkreis")).click()
    page.get_by_role("link", name="Dudeldorf", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sport in Dudeldorf")
    expect(page.locator("main")).to_contain_text("Aber in der Nähe gibt es Sport.")
    to_an_offer(page)


def test_by_keyboard_alone_over_the_map(page: Page) -> None:
    page.goto("/orte")
    for _ in range(60):
        page.keyboard.press("Tab")
        name = page.locator(":focus").get_attribute("aria-label") or ""
        if re.match(r"\d+ Sachsen-Anhalt", name):
            break
    outline = page.evaluate(
        "() => { const style = getComputedStyle(document.activeElement);"
        " return style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth) }"
    )
    assert outline >= 2
    page.keyboard.press("Enter")
    page.wait_for_url("**/orte/st")


def test_b7_each_state_can_be_hit_by_a_finger(page: Page) -> None:
    page.goto("/orte")
    for name, reached, width, height, middle in page.evaluate(MIDDLES):
        assert reached, f"{name}: something else lies on the number"
        assert min(width, height) >= 44, name
        assert middle, f"{name}: the middle of the link belongs to another state"
