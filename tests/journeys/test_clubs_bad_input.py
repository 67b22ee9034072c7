"""Strange words on every page of a complete offer: the page says so kindly, all else stays."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Dialog, Page, Response

from directory.web.clubs.drafting import LAST, OF_THE_PLACE
from directory.web.clubs.flow import BY_KEY
from directory.web.parts import EXTENSION
from tests.browser.visits import OPEN_ALL
from tests.clubs.browser_person import COMPLETE, Volunteer
from tests.clubs.test_fields import STRANGE
from tests.visiting import built_site, serving

pytestmark = pytest.mark.browser

# One takes a minute; without a browser all kinds are typed in tests/clubs/test_fields.py.
IN_EVERY_RUN = "hostile"
KINDS = [
    pytest.param(kind, marks=() if kind == IN_EVERY_RUN else pytest.mark.soak)
    for kind in (*STRANGE, "too long")
]
TEXTS = "#antworten :is(input:not([type]), input[type=text], input[type=tel], input[type=email], "
TEXTS += "textarea):not([name=homepage]):not([name=punkt])"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return built_site(tmp_path_factory.mktemp("bad") / "instance", public_url="")


@pytest.fixture(scope="module")
def address(site: Flask) -> Iterator[str]:
    with serving(site) as found:
        yield found


def letters(text: str) -> str:
    """What of a text must be there again; signs that nobody sees may be tidied away."""
    return "".join(sign for sign in text if sign.isalnum())


def kept(site: Flask, page: Page, without: str) -> list[tuple[str, str]]:
    """All answers of the draft but those of one page."""
    key = page.url.partition("/entwurf/")[2].partition("?")[0]
    draft = site.extensions[EXTENSION].drafts.find(key)
    mine = {*BY_KEY[without].form.names(), LAST}
    if without == "ort":
        # What was said about one address says nothing about another.
        mine.update(OF_THE_PLACE)
    return sorted(pair for pair in draft.answers if pair[0] not in mine)


@pytest.mark.timeout(900)
@pytest.mark.parametrize("kind", KINDS)
def test_all_fields_of_each_page_with_strange_words(
    browser: Browser, site: Flask, address: str, kind: str
) -> None:
    text = STRANGE.get(kind, "Wir schwimmen gern. " * 300)
    page = browser.new_page(viewport={"width": 360, "height": 740}, base_url=address)
    dialogs: list[Dialog] = []
    broken: list[Response] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog) or dialog.dismiss())
    page.on("response", lambda one: broken.append(one) if one.status >= 500 else None)
    page.goto("/vereine/angebot")
    somebody = Volunteer(page)
    somebody.walk(COMPLETE)
    draft = page.url.partition("?")[0]
    filled_in: list[str] = []

    for step in COMPLETE:
        page.goto(f"{draft}?schritt={step}")
        fields = page.locator(TEXTS)
        count = fields.count()
        if not count:
            continue
        filled_in.append(step)
        before = kept(site, page, step)
        assert len(before) > 50
        chosen = page.locator("#antworten :checked").evaluate_all("many => many.map(one => one.id)")
        page.evaluate(OPEN_ALL)
        for place in range(count):
            fields.nth(place).fill(text)
        somebody.press("Weiter")
        assert kept(site, page, step) == before, step
        if somebody.step == step:
            assert page.locator(".error-list__faults li").count(), step
        else:
            page.goto(f"{draft}?schritt={step}")
        for place in range(page.locator(TEXTS).count()):
            here = page.locator(TEXTS).nth(place)
            assert letters(here.input_value()) == letters(text), here.get_attribute("name")
        again = page.locator("#antworten :checked").evaluate_all("many => many.map(one => one.id)")
        assert again == chosen, step

        # Mended, everything goes on. What says nothing, such as blanks, is folded away again.
        page.evaluate(OPEN_ALL)
        for place in range(page.locator(TEXTS).count()):
            page.locator(TEXTS).nth(place).fill("")
        somebody.fill(COMPLETE[step])
        somebody.press("Weiter")
        assert somebody.step != step, page.locator("main").inner_text()[:900]

    assert len(filled_in) >= 14
    assert (dialogs, [one.url for one in broken]) == ([], [])
    page.close()
