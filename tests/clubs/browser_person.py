"""A club's volunteer in a real browser, who types and chooses, and whose time is counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from playwright.sync_api import Locator, Page

SIGNS_A_MINUTE = 200
SECONDS_A_CHOICE = 1.0
FORM = "#antworten"

Answers = Mapping[str, str | Sequence[str]]

# The fewest answers that make an offer, by page.
FEWEST: dict[str, Answers] = {
    "sport": {"sport": "schwimmen"},
    "verein": {"verein": "SV Welle Halle"},
    "ort": {"plz": "06108"},
    "kontakt": {"telefon": "0345 1234567"},
    "absender": {"meine_mail": "anna@verein.example"},
}

COMPLETE: dict[str, Answers] = {
    "sport": {"sport": "schwimmen"},
    "verein": {"verein": "SV Welle Halle", "name": "Schwimmen mit der Welle"},
    "zeit": {"art": "woche"},
    "woche": {"tag_1": "mo", "von_1": "17:30", "bis_1": "19 Uhr"},
    "ferien": {"ferien": "nein"},
    "ort": {
        "halle": "Schwimmhalle am Park",
        "strasse": "Parkstraße",
        "hausnummer": "5",
        "plz": "06108",
        "stadt": "Halle",
    },
    "tuer": {"tuer": "weiss"},
    "weg": {
        "bus_art": "bus",
        "haltestelle": "Am Park",
        "linie": "5",
        "fussweg": "4",
        "weg": "Gehen Sie durch die grüne Tür.",
    },
    "gruppe": {"form": "gemeinsam"},
    "wer": {"geschlecht": "alle", "alter_von": "10", "koennen": ["probieren", "hobby"]},
    "hilfe": {
        "hilfe": ["easy_words", "shows_by_doing", "small_group", "may_watch_first"],
        "gruppe": "12",
        "helfer": "3",
    },
    "begleitung": {
        "begleitung_darf": "ja",
        "begleitung_frei": "ja",
        "begleitung_muss": "nein",
        "begleitung_stellt": "nein",
    },
    "sinne": {
        "sinn_quiet": "nein",
        "sinn_echo": "ja",
        "sinn_music": "nein",
        "sinn_bright_light": "ja",
        "sinn_crowded": "nein",
        "sinn_quiet_place": "ja",
    },
    "zugang": {
        "zugang_step_free_entrance": "ja",
        "zugang_step_free_hall": "ja",
        "zugang_toilet": "ja",
        "zugang_changing_room": "ja",
        "zugang_changing_bench": "nein",
        "zugang_shower": "ja",
        "zugang_parking": "ja",
        "zugang_lift": "nein",
        "zugang_signs_with_pictures": "nein",
    },
    "kosten": {"kostenlos": "nein", "preis": "8,50", "preis_je": "monat"},
    "weniger": {"bildungspaket": "ja", "ermaessigt": "ja", "verein_hilft": "nein"},
    "probe": {"probe": "ja", "probe_frei": "ja", "probe_wie": "Rufen Sie vorher an."},
    "mitbringen": {"mitbringen": ["badesachen", "handtuch", "trinken"]},
    "erstes-mal": {
        "schritt": ["arrive", "door", "greeted", "changing", "sport", "end"],
        "empfang": "Anna",
        "treffpunkt": "Vor der Schwimmhalle",
    },
    "text": {"text_leicht": "Wir haben viel Spaß im Wasser.\nAnfänger bekommen viel Hilfe."},
    "bilder": {},
    "kontakt": {
        "vorname": "Anna",
        "rolle": "Trainerin",
        "telefon": "0345 1234567",
        "mail": "anna@verein.example",
    },
    "antworten": {"antwort": ["phone", "email"], "einwilligung": "ja"},
    "absender": {"meine_mail": "anna@verein.example", "website": "www.verein.example"},
}


@dataclass
class Volunteer:
    """``seconds`` of typing and choosing; waiting for pages and thinking are not among them.

    A choice is a press: on a picture, in a list, to fold something open, or on a button. An
    ``answer`` is one thing that was said: a field that was typed, a picture that was chosen.
    """

    page: Page
    seconds: float = 0
    signs: int = 0
    choices: int = 0
    answers: int = 0
    pages: int = 0

    @property
    def minutes(self) -> float:
        return self.seconds / 60

    @property
    def step(self) -> str:
        """The page of questions that is shown; empty on every other page."""
        here = self.page.locator(f"{FORM} input[name=hier]")
        return (here.first.get_attribute("value") or "") if here.count() else ""

    def walk(self, pages: Mapping[str, Answers], *, until: str = "pruefen") -> None:
        """Goes on from where the browser is; pages without answers are left as they are."""
        for _ in range(60):
            step = self.step
            if step == until:
                return
            self.fill(pages.get(step, {}))
            self.press("Weiter")
            self.pages += 1
            if self.step == step:
                told = self.page.locator("main").inner_text()[:900]
                raise AssertionError(f"{step} does not go on: {told}")
        raise AssertionError("the way has no end")

    def fill(self, answers: Answers) -> None:
        for name, value in answers.items():
            for one in [value] if isinstance(value, str) else value:
                self._answer(name, one)

    def press(self, words: str, *, exact: bool = True) -> None:
        """A button that leads to a page."""
        self._chose()
        button = self.page.locator("main").get_by_role("button", name=words, exact=exact).first
        with self.page.expect_navigation():
            button.click()

    def _answer(self, name: str, value: str) -> None:
        fields = self.page.locator(f"{FORM} [name='{name}']:not([type=hidden])")
        kind = fields.first.evaluate("one => one.type || one.localName")
        if kind in ("radio", "checkbox"):
            self._choose(self.page.locator(f"{FORM} input[name='{name}'][value='{value}']"))
            return
        self._open(fields.first)
        self.answers += 1
        if kind == "select-one":
            fields.first.select_option(value)
            self._chose()
        else:
            fields.first.fill(value)
            self.signs += len(value)
            self.seconds += len(value) * 60 / SIGNS_A_MINUTE

    def _choose(self, field: Locator) -> None:
        self._open(field)
        self.answers += 1
        if not field.is_checked():
            field.check()
            self._chose()

    def _open(self, field: Locator) -> None:
        """Unfolds what hides it, as somebody must who wants to reach it."""
        around = field.locator("xpath=ancestor::details[not(@open)]")
        if around.count():
            around.first.locator("summary").first.click()
            self._chose()

    def _chose(self) -> None:
        self.choices += 1
        self.seconds += SECONDS_A_CHOICE
