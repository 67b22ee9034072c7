"""Reading aloud: rightly spoken, sentence by sentence, with pause and stop (F2)."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.browser

# Headless Chromium has no voice. This one notes what it is told and ends when it is asked to.
FAKE_VOICE = """
const said = window.__said = [];
let running = null;
window.__finish = () => { const one = running; running = null;
  if (one) one.dispatchEvent(new Event('end')) };
Object.defineProperty(window, 'speechSynthesis', {value: {
  getVoices: () => LANGUAGES.map((lang) => ({name: lang, lang, localService: true})),
  speak(one) { running = one; said.push({text: one.text, lang: one.lang, rate: one.rate}) },
  cancel() { running = null; said.push({text: 'cancel'}) },
  pause() {}, resume() {}, addEventListener() {}}});
Object.defineProperty(SpeechSynthesisUtterance.prototype, 'voice', {set() {}});
"""

SPOKEN = [
    ("Rufen Sie an: 0345 12 34 56", "Rufen Sie an: 0 3 4 5, 1 2, 3 4, 5 6"),
    ("0345 1 23 45 67", "0 3 4 5, 1, 2 3, 4 5, 6 7"),
    ("0043 1 23 45 67", "0 0 4 3, 1, 2 3, 4 5, 6 7"),
    ("+49 345 123456", "plus 4 9, 3 4 5, 1 2 3 4 5 6"),
    ("06108 Halle", "0 6 1 0 8 Halle"),
    ("Es kostet 12345 Euro.", "Es kostet 12345 Euro."),
    ("um 17.30 Uhr", "um 17 Uhr 30"),
    ("um 17:00 Uhr", "um 17 Uhr"),
    ("17 Uhr 30", "17 Uhr 30"),
    ("von 17-18 Uhr", "von 17 bis 18 Uhr"),
    ("9:15 – 10:45 Uhr", "9 Uhr 15 bis 10 Uhr 45"),
    ("Am 06.12.2026", "Am 6. Dezember 2026"),
    ("Am 6. Dezember 2026.", "Am 6. Dezember 2026."),
    ("5,50 Euro im Monat", "5 Euro 50 im Monat"),
    ("5 € und 3,00 €", "5 Euro und 3 Euro"),
    ("etwa 5 km, 20 %", "etwa 5 Kilometer, 20 Prozent"),
    ("Tel. und Nr. 7", "Telefon und Nummer 7"),
    ("Berliner Str. 5, Hauptstr. 7", "Berliner Straße 5, Hauptstraße 7"),
    ("Das WC ist im SV Halle e. V.", "Das W C ist im SV Halle eingetragener Verein"),
    ("z. B. Ball & Tanz", "zum Beispiel Ball und Tanz"),
    ("hilfe@sport.example", "hilfe ät sport Punkt example"),
    ("https://sport.example/a/12", "sport Punkt example Schräg-Strich a Schräg-Strich 12"),
    # Our signs in long words are for eyes; hyphens in names are part of the name.
    ("Turn-Halle", "Turnhalle"),
    ("Turn·halle", "Turnhalle"),
    ("drei Turn-Hallen", "drei Turnhallen"),
    ("Sachsen-Anhalt", "Sachsen-Anhalt"),
    ("E-Mail und S-Bahn", "E-Mail und S-Bahn"),
]


def opened(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    return page


def context_with(browser: Browser, *languages: str) -> BrowserContext:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(FAKE_VOICE.replace("LANGUAGES", str(list(languages))))
    return context


@pytest.fixture
def hearing(browser: Browser) -> Iterator[BrowserContext]:
    context = context_with(browser, "de-DE", "en-GB")
    yield context
    context.close()


def said(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate("window.__said")
    return found


def read_on(page: Page, sentences: int) -> None:
    for _ in range(sentences):
        page.evaluate("window.__finish()")


def begin(page: Page) -> None:
    page.get_by_role("button", name="Vorlesen", exact=True).click()
    page.wait_for_function("() => window.__said.length > 0")


def test_f2_each_form_is_spoken_as_people_say_it(hearing: BrowserContext, address: str) -> None:
    page = opened(hearing, address)
    wrong = page.evaluate(
        """async (table) => {
            const slot = document.querySelector('[data-read-aloud]');
            const {spoken} = await import(slot.dataset.spoken);
            const words = await (await fetch(slot.dataset.words)).json();
            return table.map(([text, form]) => [text, form, spoken(text, 'de', words)])
                .filter(([, form, said]) => form !== said);
        }""",
        SPOKEN,
    )
    assert wrong == []


def test_f2_english_pages_are_spoken_in_english(hearing: BrowserContext, address: str) -> None:
    page = opened(hearing, address)
    spoken = page.evaluate(
        """async () => {
            const slot = document.querySelector('[data-read-aloud]');
            const {spoken} = await import(slot.dataset.spoken);
            return [spoken('06108 Halle', 'en'), spoken('help@sport.example', 'en')];
        }"""
    )
    assert spoken == ["0 6 1 0 8 Halle", "help at sport dot example"]


def test_f2_the_main_part_is_read_in_sentences_and_marked(
    hearing: BrowserContext, address: str
) -> None:
    page = opened(hearing, address)
    begin(page)
    heading = page.locator("h1").inner_text()
    first = said(page)[0]
    assert (first["text"], first["lang"]) == (heading, "de-DE")
    marked = "[...CSS.highlights.get('vorlesen')].map((range) => range.toString().trim()).join()"
    assert page.evaluate(marked) == heading
    read_on(page, 2)
    assert len(said(page)) == 3
    assert page.evaluate(marked) != heading


def test_f2_everything_is_read_once_and_menus_are_not(
    hearing: BrowserContext, address: str
) -> None:
    page = opened(hearing, address + "/suche?q=schwimmen+in+halle")
    begin(page)
    for _ in range(400):
        if page.locator("[data-read-aloud]").get_attribute("data-state") == "ready":
            break
        read_on(page, 1)
    heard = [one["text"] for one in said(page) if one["text"] != "cancel"]
    assert heard[0] == page.locator("h1").inner_text()
    assert "Schwimmen für alle" in heard
    for left_out in ("Zum Inhalt springen", "Impressum"):
        assert left_out not in heard
    # The last sentence is the end: the mark is gone and reading may begin again.
    assert page.evaluate("CSS.highlights.has('vorlesen')") is False


def test_f2_pause_goes_on_with_the_same_sentence_and_stop_begins_anew(
    hearing: BrowserContext, address: str
) -> None:
    page = opened(hearing, address)
    begin(page)
    read_on(page, 1)
    second = said(page)[-1]["text"]
    page.get_by_role("button", name="Pause machen").click()
    assert page.evaluate("document.activeElement.textContent").strip() == "Weiter lesen"
    read_on(page, 1)
    assert said(page)[-1]["text"] == "cancel"
    page.get_by_role("button", name="Weiter lesen").click()
    assert said(page)[-1]["text"] == second
    page.get_by_role("button", name="Aufhören").click()
    assert page.evaluate("document.activeElement.textContent").strip() == "Vorlesen"
    begin(page)
    page.wait_for_function("() => window.__said.at(-1).text !== 'cancel'")
    assert said(page)[-1]["text"] == page.locator("h1").inner_text()


def test_f2_slower_is_slower_at_once(hearing: BrowserContext, address: str) -> None:
    page = opened(hearing, address)
    begin(page)
    button = page.get_by_role("button", name="Langsamer lesen")
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    assert said(page)[-1]["rate"] < 0.8
    button.click()
    assert said(page)[-1]["rate"] > 0.9


@pytest.mark.parametrize("languages", [(), ("en-GB",), ("fr-FR",)])
def test_f2_without_a_voice_for_the_page_there_is_no_button(
    browser: Browser, address: str, languages: tuple[str, ...]
) -> None:
    context = context_with(browser, *languages)
    page = opened(context, address)
    assert not page.locator("[data-read-aloud]").is_visible()
    assert page.get_by_role("button", name="Vorlesen").count() == 0
    context.close()


def test_f2_keyboard_alone_reads_and_stops(hearing: BrowserContext, address: str) -> None:
    page = opened(hearing, address)
    page.get_by_role("button", name="Vorlesen", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => window.__said.length > 0")
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert said(page)[-1]["text"] == "cancel"
    assert page.locator("[data-read-aloud]").get_attribute("data-state") == "ready"
