"""With pictures to an offer in at most 6 choices and without typing: by mouse, keyboard, device."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

OFFER = re.compile(r"/angebot/[a-z0-9-]+$")
HALLE = {"latitude": 51.4825041, "longitude": 11.9705452}


class Walk:
    """Counts what somebody chooses; nothing is ever typed."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.choices = 0

    def choose(self, words: str) -> None:
        # Only what stands on the page itself, not the menu.
        chosen = self.page.locator("main a, main button").filter(has_text=words).first
        expect(chosen).to_be_visible()
        self._leave(chosen.click)

    def choose_by_keyboard(self, words: str) -> None:
        """Tab from the top of the page until these words have the focus, then Enter."""
        self.page.locator("#inhalt").focus()
        for _step in range(60):
            self.page.keyboard.press("Tab")
            focused = self.page.locator(":focus")
            if focused.count() and words in focused.inner_text().replace("\n", " "):
                self._leave(lambda: self.page.keyboard.press("Enter"))
                return
        raise AssertionError(f"no stop says {words!r} on {self.page.url}")

    def open_first_offer(self, *, by_keyboard: bool = False) -> None:
        card = self.page.locator("main .offer-card a").first
        if by_keyboard:
            self.choose_by_keyboard(card.inner_text())
        else:
            self._leave(card.click)
        expect(self.page).to_have_url(OFFER)

    def _leave(self, press: object) -> None:
        assert callable(press)
        before = self.page.url
        press()
        self.page.wait_for_url(lambda url: url != before)
        self.choices += 1


@pytest.fixture
def walk(page: Page) -> Walk:
    page.goto("/finden")
    return Walk(page)


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def test_from_a_liking_to_an_offer_in_a_town(walk: Walk) -> None:
    """A10"""
    walk.choose("Im Wasser")
    walk.choose("Schwimmen")
    walk.choose("Sachsen-Anhalt")
    walk.choose("Halle Saale")
    walk.choose("Angebote zeigen")
    assert "Schwimmen" in heading(walk.page) and "Halle" in heading(walk.page)
    walk.open_first_offer()
    assert walk.choices <= 6
    expect(walk.page.get_by_role("heading", level=1)).to_contain_text("Schwimm")


def test_the_whole_walk_by_keyboard_alone(walk: Walk) -> None:
    """B1"""
    for words in ("Tanzen", "Das ist mir egal", "Sachsen-Anhalt", "Überall in Sachsen-Anhalt"):
        walk.choose_by_keyboard(words)
    page = walk.page
    assert heading(page) == "Was ist Ihnen wichtig?"
    page.locator("#inhalt").focus()
    for _step in range(10):
        page.keyboard.press("Tab")
        if page.locator(":focus").get_attribute("type") == "checkbox":
            break
    page.keyboard.press("Space")
    expect(page.locator(":focus")).to_be_checked()
    expect(page).to_have_url(re.compile("/finden/wichtig"))  # a tick alone changes no page
    page.keyboard.press("Space")
    walk.choose_by_keyboard("Angebote zeigen")
    walk.open_first_offer(by_keyboard=True)
    assert walk.choices <= 6


def test_whoever_minds_nothing_needs_three_choices(walk: Walk) -> None:
    for _question in range(3):
        walk.choose("Das ist mir egal")
    expect(walk.page).to_have_url(re.compile(r"/suche$"))
    walk.open_first_offer()


def test_needs_of_both_pages_lead_to_offers_that_fit(walk: Walk) -> None:
    page = walk.page
    page.goto("/finden/wichtig?land=ST")
    page.get_by_label("Begleitung darf mit").check()
    page.get_by_role("button", name="Mehr Wünsche zeigen").click()
    page.get_by_label("Menschen mit und ohne Behinderung zusammen").check()
    page.get_by_role("button", name="Angebote zeigen").click()
    expect(page).to_have_url(re.compile(r"brauche=begleitung.*brauche=gemeinsam|gemeinsam.*begl"))
    assert page.locator("main .offer-card").count() >= 1


def test_back_of_the_browser_keeps_every_answer(walk: Walk) -> None:
    """A9"""
    page = walk.page
    for words in ("Mit einem Ball", "Basketball", "Sachsen-Anhalt"):
        walk.choose(words)
    page.go_back()
    assert heading(page) == "Wo möchten Sie Sport machen?"
    expect(page.locator(".given-answers")).to_contain_text("Basketball")
    page.get_by_role("link", name="Zurück", exact=True).click()
    expect(page.locator(".question-choice--chosen")).to_contain_text("Basketball")
    page.get_by_role("link", name="Zurück", exact=True).click()
    expect(page.locator(".question-choice--chosen")).to_contain_text("Mit einem Ball")


def test_a_state_is_chosen_on_the_map(walk: Walk) -> None:
    page = walk.page
    page.goto("/finden/ort?sport=schwimmen")
    page.locator("main svg a[aria-label^='14 Sachsen-Anhalt']").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sachsen-Anhalt")


def test_a_typed_name_that_many_places_have_is_asked_for(page: Page) -> None:
    page.goto("/finden/ort?sport=schwimmen")
    page.get_by_label(re.compile("Ihr Ort")).fill("neustatt")
    page.get_by_role("button", name="Weiter mit diesem Ort").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("meinen Sie?")
    expect(page.locator("main")).to_contain_text("neustatt")
    page.locator("main .tiles a").first.click()
    assert heading(page) == "Wie kommen Sie hin?"


@pytest.fixture
def at_halle(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(
        base_url=address,
        geolocation=HALLE,
        permissions=["geolocation"],
        viewport={"width": 320, "height": 800},
    )
    yield context.new_page()
    context.close()


def test_the_device_tells_where_i_am_and_only_roughly(at_halle: Page) -> None:
    asked: list[str] = []
    at_halle.on("request", lambda request: asked.append(request.url))
    at_halle.goto("/finden")
    walk = Walk(at_halle)
    walk.choose("Im Wasser")
    walk.choose("Schwimmen")
    walk.choose("In meiner Nähe")
    assert heading(at_halle) == "Wie kommen Sie hin?"
    expect(at_halle.locator(".given-answers")).to_contain_text("Ihr Standort")
    walk.choose("Mit Bus und Bahn")
    walk.choose("Das ist mir egal")
    expect(at_halle.locator("main")).to_contain_text("Ihr Standort")
    expect(at_halle.locator("main .offer-card").first).to_contain_text("Kilometer")
    walk.open_first_offer()
    assert walk.choices <= 6
    assert any("51.48" in url for url in asked)
    assert not any("51.4825" in url or "11.9705" in url for url in asked)
    assert at_halle.context.cookies() == []
    assert at_halle.evaluate("localStorage.length + sessionStorage.length") == 0


def test_nobody_is_asked_for_their_place_unasked(at_halle: Page) -> None:
    at_halle.add_init_script(
        "navigator.geolocation.getCurrentPosition = () => { window.__asked = true; }"
    )
    at_halle.goto("/finden/ort")
    expect(at_halle.get_by_role("button", name="In meiner Nähe")).to_be_visible()
    assert at_halle.evaluate("window.__asked") is None


def test_whoever_refuses_is_told_what_else_helps(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, permissions=[])
    page = context.new_page()
    page.add_init_script(
        "navigator.geolocation.getCurrentPosition = (_found, refused) => refused({ code: 1 });"
    )
    page.goto("/finden/ort")
    page.get_by_role("button", name="In meiner Nähe").click()
    expect(page.get_by_role("status")).to_contain_text("Schreiben Sie bitte Ihren Ort.")
    expect(page).to_have_url(re.compile("/finden/ort$"))
    context.close()


def test_without_a_script_the_button_for_the_device_is_absent(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/finden/ort")
    assert page.get_by_role("button", name="In meiner Nähe").count() == 0
    context.close()
