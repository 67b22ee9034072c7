"""Reading aloud: rightly spoken, sentence by sentence, with pause and stop (F2)."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.pages import PAGES

pytestmark = pytest.mark.browser

# Headless Chromium has no voice. This one notes what it is told and ends when it is asked to.
FAKE_VOICE = """
const said = window.__said = [];
let running = null;
window.__finish = () => { const one = running; running = null;
  if (one) one.dispatchEvent(new Event('end')) };
Object.defineProperty(window, 'speechSynthesis', {value: {
  getVoices: () => VOICES,
  speak(one) {
    if (!one.text) return;
    running = one;
    said.push({text: one.text, lang: one.lang, rate: one.rate, voice: one.voice?.name});
    if (AT_ONCE) queueMicrotask(window.__finish) },
  cancel() { running = null; said.push({text: 'cancel'}) },
  pause() {}, resume() {}, addEventListener() {}}});
Object.defineProperty(SpeechSynthesisUtterance.prototype, 'voice',
  {set(voice) { this.chosen = voice }, get() { return this.chosen }});
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
    ("Zum Beispiel: 0345 1 23 45 67.", "Zum Beispiel: 0 3 4 5, 1, 2 3, 4 5, 6 7."),
    ("(0345) 12 34-0", "0 3 4 5, 1 2, 3 4, 0"),
    ("Beispielstraße 12 a", "Beispielstraße 12 a"),
    ("Vollstraße 12a", "Vollstraße 12 a"),
    ("Im 1. Stock", "Im 1. Stock"),
    ("Ab der 3. Klasse", "Ab der 3. Klasse"),
    ("1. FC Neukölln", "1. FC Neukölln"),
    ("U18 und Ü60", "U 18 und Ü 60"),
    ("TSV 1860", "TSV 1860"),
    ("2,5 Kilometer", "2,5 Kilometer"),
    ("Das kostet 5 Euro 50 für 1 Mal.", "Das kostet 5 Euro 50 für 1 Mal."),
    ("5,- € oder 5,– Euro", "5 Euro oder 5 Euro"),
    ("ab 6 Jahren", "ab 6 Jahren"),
    ("6-12 Jahre, 6–12 Jahre", "6 bis 12 Jahre, 6 bis 12 Jahre"),
    ("Für Menschen von 14 bis 67 Jahren.", "Für Menschen von 14 bis 67 Jahren."),
    ("24/7 offen", "rund um die Uhr offen"),
    ("Mo bis Fr", "Montag bis Freitag"),
    ("Mo-Fr, Sa und So", "Montag bis Freitag, Samstag und Sonntag"),
    ("Mo, Mi, Fr", "Montag, Mittwoch, Freitag"),
    ("Di 17 Uhr", "Dienstag 17 Uhr"),
    ("Do. um 9 Uhr", "Donnerstag um 9 Uhr"),
    ("So geht das.", "So geht das."),
    ("So: Mit dem Bus", "So: Mit dem Bus"),
    ("So 4 Fragen", "So 4 Fragen"),
    ("16 bis 17 Uhr 30", "16 bis 17 Uhr 30"),
    ("von 17 Uhr bis 18 Uhr 30", "von 17 Uhr bis 18 Uhr 30"),
    ("16-17:30 Uhr", "16 bis 17 Uhr 30"),
    ("6.12. und 1.2.27", "6. Dezember und 1. Februar 2027"),
    ("Das geht bis 27. Juni 2027.", "Das geht bis 27. Juni 2027."),
    ("Von 20. Dezember 2026 bis 5. Januar 2027.", "Von 20. Dezember 2026 bis 5. Januar 2027."),
    (
        "sport.example/a/059-515-808",
        "sport Punkt example Schräg-Strich a Schräg-Strich 0 5 9, 5 1 5, 8 0 8",
    ),
    ("Sie haben geschrieben: 123-456-788", "Sie haben geschrieben: 1 2 3, 4 5 6, 7 8 8"),
    (
        "https://sport.example/merkzettel?angebot=059-515-808",
        "sport Punkt example Schräg-Strich merkzettel",
    ),
    (
        "Lizenz: openstreetmap.org/copyright",
        "Lizenz: openstreetmap Punkt org Schräg-Strich copyright",
    ),
    ("Neustadt a.d.Aisch-Bad Windsheim", "Neustadt an der Aisch-Bad Windsheim"),
    ("Halle (Saale)", "Halle (Saale)"),
    ("Kinder/Jugendliche", "Kinder, Jugendliche"),
    ("Trainer*innen und Helfer:innen", "Trainer innen und Helfer innen"),
    ("2x im Monat, 10 x", "2 Mal im Monat, 10 Mal"),
    ("max. 12 Personen, ca. 90 Min.", "höchstens 12 Personen, etwa 90 Minuten"),
    ("1,5 Std.", "1,5 Stunden"),
    ("Strg und P", "Steuerung und P"),
    ("§ 12 Abs. 3, Art. 6", "Paragraf 12 Absatz 3, Artikel 6"),
    ("Fragen an Ihren Verein, HTML, 3 Kilobyte", "Fragen an Ihren Verein, HTML, 3 Kilobyte"),
    ("Straßenbahn 77: Dann gehen Sie 9 Minuten.", "Straßenbahn 77: Dann gehen Sie 9 Minuten."),
    ("13 000 Menschen", "13 000 Menschen"),
    ("VR 1860, Halle 2", "VR 1860, Halle 2"),
    ("Die Rolli-Kids", "Die Rolli-Kids"),
    ("Satz 1.Satz 2", "Satz 1.Satz 2"),
]


def opened(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    return page


def voice(lang: str, *, local: bool = True) -> dict[str, Any]:
    return {
        "name": f"{lang}, {'here' if local else 'far away'}",
        "lang": lang,
        "localService": local,
    }


def context_with(
    browser: Browser, *voices: dict[str, Any], at_once: bool = False
) -> BrowserContext:
    """A browser with these voices; ``at_once`` they speak faster than anybody listens."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    script = FAKE_VOICE.replace("VOICES", json.dumps(voices))
    context.add_init_script(script.replace("AT_ONCE", json.dumps(at_once)))
    return context


@pytest.fixture
def hearing(browser: Browser) -> Iterator[BrowserContext]:
    context = context_with(browser, voice("de-DE"), voice("en-GB"))
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
    context = context_with(browser, *[voice(language) for language in languages])
    page = opened(context, address)
    assert not page.locator("[data-read-aloud]").is_visible()
    assert page.get_by_role("button", name="Vorlesen").count() == 0
    context.close()


def test_f2_keyboard_alone_reads_and_stops(hearing: BrowserContext, address: str) -> None:
    page = opened(hearing, address)
    page.get_by_role("button", name="Vorlesen", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => window.__said.length > 0")
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert said(page)[-1]["text"] == "cancel"
    assert page.locator("[data-read-aloud]").get_attribute("data-state") == "ready"


# One page of each kind.
KINDS = (
    "start",
    "search",
    "filters",
    "nothing found",
    "offer",
    "offer, little known",
    "share",
    "club",
    "sport",
    "state",
    "town",
    "question, liking, answered",
    "question, place",
    "question, needs",
    "remembered, 2 offers",
    "ask, untouched",
    "ask, empty",
    "ask, half right",
    "ask, all answers",
    "wish, which place",
    "barrier, empty",
    "thanks for asking",
    "help",
    "how it works",
    "privacy",
    "declaration",
    "glossary",
    "sources",
    "settings",
    "not found",
    "offer /en",
    "search /de",
    "help /en",
)
# Not heard, because they are no text, or cannot be seen, or only repeat what a picture says.
SILENT = """
main nav, main svg, main .for-ears, main .form-guard, main select, main textarea,
main .map__source, main .place-list__number, main .offer-card__number,
main .question-head__back, main .question-head__dots, main .sample,
main details:not([open]) > :not(summary)
"""


@pytest.fixture(scope="module")
def hearing_at_once(browser: Browser) -> Iterator[BrowserContext]:
    context = context_with(browser, voice("de-DE"), voice("en-GB"), at_once=True)
    yield context
    context.close()


def heard(page: Page) -> list[str]:
    """All that is said from the button to the end."""
    button = page.locator("[data-read-aloud] [data-does=read]")
    button.click()
    page.wait_for_function(
        """() => window.__said.length
            && document.querySelector('[data-read-aloud]').dataset.state === 'ready'"""
    )
    return [one["text"] for one in said(page) if one["text"] != "cancel"]


def in_state(context: BrowserContext, address: str, name: str, *, as_written: bool = False) -> Page:
    """``as_written``: the words of the page, not their spoken forms."""
    state = PAGES[name]
    context.clear_cookies()
    for cookie, value in state.cookies.items():
        context.add_cookies([{"name": cookie, "value": value, "url": address}])
    page = context.new_page()
    if as_written:
        page.route(
            re.compile(r"/scripts/spoken\.\w+\.js$"),
            lambda route: route.fulfill(
                content_type="text/javascript", body="export const spoken = (text) => text"
            ),
        )
    page.goto(address + state.address)
    state.walk(page)
    return page


def letters(text: str) -> str:
    return re.sub(r"\W", "", text)


@pytest.mark.parametrize("name", KINDS)
def test_f2_what_is_seen_is_heard_once_and_in_order(
    hearing_at_once: BrowserContext, address: str, name: str
) -> None:
    page = in_state(hearing_at_once, address, name, as_written=True)
    told = heard(page)
    page.locator(SILENT).evaluate_all("all => all.forEach(e => { e.style.display = 'none' })")
    faults, rest = page.locator(".error-list"), page.locator("main").inner_text()
    title = page.locator("h1").inner_text()
    if faults.count():
        # Heading first, then the faults.
        listed = faults.inner_text()
        rest = rest.replace(listed, "", 1).replace(title, f"{title}\n{listed}", 1)
    assert letters("".join(told)) == letters(rest)
    assert title in told[:2], "the heading first, or after the number of the question"
    page.close()


def test_f2_a_card_tells_its_facts_once(hearing_at_once: BrowserContext, address: str) -> None:
    page = in_state(hearing_at_once, address, "search")
    told = heard(page)
    start = told.index("Schwimmen für alle")
    assert told[start : start + 12] == [
        "Schwimmen für alle",
        "Beispiel",
        "Schwimmhalle am Beispielpark, Giebichenstein, Halle Saale",
        "etwa 2 Kilometer",
        "Jeden Freitag von 17 Uhr bis 18 Uhr 30.",
        "Das kostet 5 Euro im Monat.",
        "Ohne Stufen: ja",
        "W C für Rollstühle: ja",
        "Begleitung darf mit: ja",
        "Einmal probieren: ja",
        "Geprüft im November 2026.",
        "Schwimmgruppe Silberhöhe",
    ]
    assert "Am Samstag, 13. März 2027." in told, "a date is no end of a sentence"
    page.close()


def test_f2_a_form_with_faults_is_understood_by_ear(
    hearing_at_once: BrowserContext, address: str
) -> None:
    page = in_state(hearing_at_once, address, "ask, half right")
    page.wait_for_function("() => document.activeElement.className === 'error-list'")
    told = heard(page)
    assert told[:6] == [
        "Frage 3 von 4",
        "Wie ist Ihre Telefonnummer?",
        "Es fehlt noch etwas",
        "Schreiben Sie bitte die ganze Nummer mit der Vorwahl.",
        "Dann kann der Verein Sie anrufen.",
        "Zum Beispiel: 0 3 4 5, 1, 2 3, 4 5, 6 7",
    ]
    assert "Weiter" in told
    page.close()


def test_f2_the_trap_for_programs_is_never_heard(
    hearing_at_once: BrowserContext, address: str
) -> None:
    page = in_state(hearing_at_once, address, "barrier, untouched")
    trap = page.locator(".form-guard label").inner_text()
    assert trap
    assert trap not in heard(page)
    page.close()


def test_f2_words_in_another_language_have_its_voice(
    hearing_at_once: BrowserContext, address: str
) -> None:
    page = in_state(hearing_at_once, address, "offer /en")
    heard(page)
    voices = {one["text"]: one.get("voice") for one in said(page)}
    assert voices["When is it?"] == "en-GB, here"
    assert voices["Das Wasser ist gerade kalt."] == "de-DE, here"
    page.close()


HERE, FAR = voice("de-DE"), voice("de-DE", local=False)


@pytest.mark.parametrize(
    ("voices", "chosen"),
    [
        ([FAR, HERE], "de-DE, here"),
        ([FAR, voice("de-AT")], "de-AT, here"),
        ([voice("de_AT"), voice("de_DE")], "de_DE, here"),
        ([voice("en-GB"), FAR], "de-DE, far away"),
        ([voice("den-CA"), voice("de-CH")], "de-CH, here"),
    ],
)
def test_f2_voices_of_the_device_come_first(
    browser: Browser, address: str, voices: list[dict[str, Any]], chosen: str
) -> None:
    """Others send the text away; the privacy page says so."""
    context = context_with(browser, *voices)
    page = opened(context, address)
    begin(page)
    first = said(page)[0]
    assert first["voice"] == chosen
    assert first["lang"] == chosen.partition(",")[0].replace("_", "-")
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert context.cookies() == []
    context.close()


def test_f2_the_next_part_is_one_press_away(hearing: BrowserContext, address: str) -> None:
    page = opened(hearing, f"{address}/hilfe")
    begin(page)
    headings = page.locator("main h2:visible:not(nav *)").all_inner_texts()
    for heading in headings:
        page.get_by_role("button", name="Nächster Teil").click()
        assert letters(said(page)[-1]["text"]) == letters(heading)
    page.get_by_role("button", name="Nächster Teil").click()
    assert page.locator("[data-read-aloud]").get_attribute("data-state") == "ready"
    assert page.evaluate("document.activeElement.textContent").strip() == "Vorlesen"


def test_f2_whoever_scrolls_away_is_not_drawn_back(hearing: BrowserContext, address: str) -> None:
    page = opened(hearing, f"{address}/datenschutz")
    begin(page)
    read_on(page, 30)
    assert page.evaluate("window.scrollY") > 0, "reading goes along"
    page.evaluate("window.scrollTo(0, 0)")
    read_on(page, 3)
    assert page.evaluate("window.scrollY") == 0


def test_f3_a_recording_and_the_voice_are_not_heard_together(
    hearing: BrowserContext, address: str
) -> None:
    page = opened(hearing, address)
    begin(page)
    page.evaluate(
        """() => { const sound = document.createElement('audio');
            document.querySelector('main').append(sound);
            sound.dispatchEvent(new Event('play')) }"""
    )
    assert said(page)[-1]["text"] == "cancel"
    assert page.locator("[data-read-aloud]").get_attribute("data-state") == "ready"
