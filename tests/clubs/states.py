"""The question pages for clubs in all their states, for tests in a real browser."""

from collections.abc import Callable

from playwright.sync_api import Page

BEGIN = "/vereine/angebot"


def on(page: Page) -> None:
    page.locator(".form-ways .button").first.click()


def _nothing(page: Page) -> None:
    pass


def _begun(page: Page) -> None:
    page.locator("#feld-sport").check()
    on(page)
    page.locator("#feld-verein").fill("SV Blau Beispielstadt")
    on(page)


def step(key: str) -> Callable[[Page], None]:
    """The page of this step, with nothing on it."""

    def walk(page: Page) -> None:
        _begun(page)
        address = page.url.partition("?")[0]
        if key in ("woche", "ferien"):
            page.goto(f"{address}?schritt=zeit")
            on(page)
        if key in ("welcher", "kennen", "halle", "tuer", "weg", "zugang"):
            page.goto(f"{address}?schritt=ort")
            _place(page)
        page.goto(f"{address}?schritt={key}")

    return walk


def _place(page: Page) -> None:
    page.locator("#feld-strasse").fill("Musterweg")
    page.locator("#feld-plz").fill("39104")
    page.locator("#feld-stadt").fill("Magdeburg")
    on(page)


def wrong(key: str, **typed: str) -> Callable[[Page], None]:
    """The page of this step with these answers, sent."""

    def walk(page: Page) -> None:
        step(key)(page)
        for name, value in typed.items():
            field = page.locator(f"#feld-{name}")
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        on(page)

    return walk


def _which_town(page: Page) -> None:
    step("ort")(page)
    page.locator("#feld-stadt").fill("Neustadt")
    on(page)


def _one_more_row(page: Page) -> None:
    step("woche")(page)
    page.get_by_role("button", name="Noch ein Termin").click()


def _text_checked(page: Page) -> None:
    step("text")(page)
    page.locator("#feld-text_leicht").fill("Die Teilnahme ist bei uns ausdrücklich erwünscht.")
    page.get_by_role("button", name="Text prüfen").click()


def checked(page: Page) -> None:
    """All answers of a short offer."""
    _begun(page)
    address = page.url.partition("?")[0]
    on(page)
    page.locator("#feld-tag_1").select_option("di")
    page.locator("#feld-von_1").fill("17 Uhr")
    page.locator("#feld-bis_1").fill("18:30")
    on(page)
    page.goto(f"{address}?schritt=ort")
    page.locator("#feld-halle").fill("Turnhalle am Markt")
    _place(page)
    page.goto(f"{address}?schritt=zugang")
    page.locator("[name='zugang_toilet'][value='ja']").check()
    page.locator("[name='zugang_lift'][value='nein']").check()
    on(page)
    page.goto(f"{address}?schritt=kontakt")
    page.locator("#feld-telefon").fill("0391 123456")
    on(page)
    page.locator("#feld-meine_mail").fill("eva@web.de")
    on(page)


def sent(page: Page) -> None:
    checked(page)
    page.wait_for_timeout(3100)  # people are slower than 3 seconds; programs are not
    on(page)
    assert page.url.endswith("/danke"), page.url


def _look(page: Page) -> None:
    checked(page)
    page.get_by_role("link", name="So sieht Ihr Angebot aus").click()


def _later(page: Page) -> None:
    _begun(page)
    page.get_by_role("button", name="Später weitermachen").click()


def _later_wrong(page: Page) -> None:
    _later(page)
    page.locator("#feld-meine_mail").fill("eva")
    on(page)


def _later_sent(page: Page) -> None:
    _later(page)
    page.locator("#feld-meine_mail").fill("eva@web.de")
    on(page)


def _duplicate(page: Page) -> None:
    """An offer that is there already: the first of the examples in Halle."""
    page.locator("#feld-sport").check()
    on(page)
    page.locator("#feld-verein").fill("Verein Voll")
    on(page)
    address = page.url.partition("?")[0]
    page.goto(f"{address}?schritt=sport")
    page.locator("#feld-anderer").fill("Schwimmen")
    on(page)
    page.goto(f"{address}?schritt=ort")
    page.locator("#feld-plz").fill("06108")
    on(page)
    page.goto(f"{address}?schritt=kontakt")
    page.locator("#feld-telefon").fill("0391 123456")
    on(page)
    page.locator("#feld-meine_mail").fill("eva@web.de")
    on(page)
    page.goto(f"{address}/schon-da")


CLUB_STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "clubs, why": ("/vereine", _nothing),
    "clubs, sport": (BEGIN, _nothing),
    "clubs, sport empty": (BEGIN, on),
    "clubs, club": (BEGIN, step("verein")),
    "clubs, club empty": (BEGIN, wrong("verein", verein="")),
    "clubs, kind of time": (BEGIN, step("zeit")),
    "clubs, weekly": (BEGIN, step("woche")),
    "clubs, weekly wrong": (BEGIN, wrong("woche", tag_1="di", von_1="spät", bis_2="18")),
    "clubs, weekly one more": (BEGIN, _one_more_row),
    "clubs, breaks": (BEGIN, step("ferien")),
    "clubs, breaks wrong": (BEGIN, wrong("ferien", pause_von="morgen", ausfall="Ostern")),
    "clubs, place": (BEGIN, step("ort")),
    "clubs, place empty": (BEGIN, wrong("ort")),
    "clubs, which town": (BEGIN, _which_town),
    "clubs, door": (BEGIN, step("tuer")),
    "clubs, way": (BEGIN, step("weg")),
    "clubs, together": (BEGIN, step("gruppe")),
    "clubs, who": (BEGIN, step("wer")),
    "clubs, who wrong": (BEGIN, wrong("wer", alter_von="zehn", alter_bis="999")),
    "clubs, support": (BEGIN, step("hilfe")),
    "clubs, companion": (BEGIN, step("begleitung")),
    "clubs, senses": (BEGIN, step("sinne")),
    "clubs, access": (BEGIN, step("zugang")),
    "clubs, cost": (BEGIN, step("kosten")),
    "clubs, cost wrong": (BEGIN, wrong("kosten", preis="viel")),
    "clubs, trial": (BEGIN, step("probe")),
    "clubs, bring": (BEGIN, step("mitbringen")),
    "clubs, first visit": (BEGIN, step("erstes-mal")),
    "clubs, text": (BEGIN, step("text")),
    "clubs, text checked": (BEGIN, _text_checked),
    "clubs, contact": (BEGIN, step("kontakt")),
    "clubs, contact wrong": (BEGIN, wrong("kontakt", vorname="Eva", telefon="12", mail="eva")),
    "clubs, sender empty": (BEGIN, wrong("absender")),
    "clubs, all answers": (BEGIN, checked),
    "clubs, preview": (BEGIN, _look),
    "clubs, later": (BEGIN, _later),
    "clubs, later wrong": (BEGIN, _later_wrong),
    "clubs, later sent": (BEGIN, _later_sent),
    "clubs, there already": (BEGIN, _duplicate),
    "clubs, sent": (BEGIN, sent),
}
