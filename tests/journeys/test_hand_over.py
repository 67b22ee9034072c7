"""An advisor makes a list of three and hands it over by its words; somebody else opens and prints
it on another device; all by keyboard alone."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.keyboard import go_to, press
from tests.visiting import built_site, serving

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    app = built_site(tmp_path_factory.mktemp("handing") / "instance", public_url="")
    with serving(app) as found:
        yield found


def device(browser: Browser, address: str, width: int) -> BrowserContext:
    return browser.new_context(base_url=address, viewport={"width": width, "height": 900})


def titles(page: Page) -> list[str]:
    return page.locator("article h3 a").all_inner_texts()


def test_a_list_of_three_goes_to_another_device_by_its_words(
    browser: Browser, address: str
) -> None:
    mine = device(browser, address, 1280)
    page = mine.new_page()
    page.goto("/suche?q=schwimmen")
    offers = [one.get_attribute("href") or "" for one in page.locator("article h3 a").all()][:3]
    for offer in offers:
        page.goto(offer)
        press(page, "Merken")
        expect(page.locator(".notice--saved")).to_contain_text(
            "Das steht jetzt auf Ihrem Merkzettel."
        )
    press(page, "Mein Merkzettel")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mein Merkzettel")
    first, second, third = titles(page)

    press(page, f"Nach oben: {third}")
    expect(page.locator("article h3 a").nth(1)).to_have_text(third)
    press(page, "Name und Notizen schreiben")
    expect(page.get_by_role("heading", level=1)).to_have_text("Notizen schreiben")
    go_to(page, "Wie soll die Liste heißen?")
    page.keyboard.type("Sport am Dienstag")
    go_to(page, second)
    page.keyboard.type("Das Bad ist warm")
    press(page, "Speichern")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sport am Dienstag")
    press(page, "Einen Code machen")
    expect(page.locator(".list-code__words")).to_be_visible()
    words = page.locator(".list-code__words").inner_text()
    assert re.fullmatch(r"\w+ \w+ \w+", words)

    # Another device, where nobody was before: the words are typed without capitals.
    theirs = device(browser, address, 320)
    other = theirs.new_page()
    other.goto("/zettel")
    go_to(other, "Wie ist der Code?")
    other.keyboard.type(words.lower())
    other.keyboard.press("Enter")
    expect(other.get_by_role("heading", level=1)).to_have_text("Sport am Dienstag")
    assert titles(other) == [first, third, second]
    expect(other.locator("main")).to_contain_text("Notiz: Das Bad ist warm")
    assert theirs.cookies() == []

    other.emulate_media(media="print")
    for name in (first, second, third):
        expect(other.get_by_role("link", name=name, exact=True)).to_be_visible()
    expect(other.get_by_role("button", name="Alle Angebote merken")).to_be_hidden()
    other.emulate_media(media="screen")

    press(other, "Alle Angebote merken")
    expect(other.get_by_role("heading", level=1)).to_have_text("Sport am Dienstag")
    assert [cookie["name"] for cookie in theirs.cookies()] == ["merkzettel"]

    # Whoever holds the code may delete it; then it leads nowhere for the first one too.
    other.goto(f"/zettel?code={words}")
    press(other, "Die Liste löschen")
    press(other, "Ja, die Liste löschen")
    expect(other.get_by_role("heading", level=1)).to_have_text("Die Liste ist gelöscht")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Diese Liste gibt es nicht")
    mine.close()
    theirs.close()
