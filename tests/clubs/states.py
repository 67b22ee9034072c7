"""The question pages for clubs in all their states, for tests in a real browser.

Each state has a draft of its own, whose address is made beforehand: walking there page by page
would take a browser minutes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import insert

from directory.submissions import Purpose
from directory.submissions.moment import stored
from directory.submissions.secret import hash_of
from directory.submissions.tables import LinkRow
from directory.web.parts import EXTENSION
from tests.clubs.filling import FEWEST
from tests.patience import take_time

BEGIN = "/vereine/angebot"
Walk = Callable[[Page], None]

FEW: dict[str, Any] = {name: value for page in FEWEST.values() for name, value in page.items()}
WEEKLY = {"art": "woche", "tag_1": "di", "von_1": "17", "bis_1": "18:30"}
MUCH: dict[str, Any] = {
    **FEW,
    **WEEKLY,
    "name": "Schwimmen für alle",
    "halle": "Schwimmhalle am Markt",
    "strasse": "Musterweg",
    "hausnummer": "3",
    "form": "gemeinsam",
    "hilfe": ["easy_words", "shows_by_doing"],
    "begleitung_darf": "ja",
    "begleitung_muss": "nein",
    "zugang_toilet": "ja",
    "zugang_lift": "nein",
    "preis": "8",
    "preis_je": "monat",
    "probe": "ja",
    "mitbringen": ["schuhe", "trinken"],
    "schritt": ["arrive", "greeted", "sport", "end"],
    "empfang": "Eva",
    "text_leicht": "Wir schwimmen zusammen.\nKommen Sie!",
    "ausfall": "24.12.2026",
}
DOUBLE = {**FEW, "verein": "Verein Voll", "plz": "06366"}


def on(page: Page) -> None:
    page.locator(".form-ways .button").first.click()


def _stay(page: Page) -> None:
    """Nothing is done on the page."""


def filled(**typed: str) -> Walk:
    """These answers are typed and sent."""

    def walk(page: Page) -> None:
        for name, value in typed.items():
            box = page.locator(f"#feld-{name}")
            if box.evaluate("box => box.tagName") == "SELECT":
                box.select_option(value)
            else:
                box.fill(value)
        on(page)

    return walk


def pressed(words: str, **typed: str) -> Walk:
    """These answers are typed, then another button is pressed."""

    def walk(page: Page) -> None:
        for name, value in typed.items():
            page.locator(f"#feld-{name}").fill(value)
        page.get_by_role("button", name=words).first.click()

    return walk


def _sent(page: Page) -> None:
    take_time(page)
    on(page)
    assert page.url.endswith("/danke"), page.url


@dataclass(frozen=True, slots=True)
class DraftState:
    """A draft with these answers, opened at this step or page below it."""

    step: str
    answers: Mapping[str, Any] = field(default_factory=lambda: FEW)
    walk: Walk = _stay
    below: str = ""


DRAFT_STATES = {
    "clubs, club empty": DraftState("verein", walk=filled(verein="")),
    "clubs, kind of time": DraftState("zeit"),
    "clubs, weekly": DraftState("woche", {**FEW, "art": "woche"}),
    "clubs, weekly wrong": DraftState(
        "woche", {**FEW, "art": "woche"}, filled(tag_1="di", von_1="spät", bis_2="18")
    ),
    "clubs, single days": DraftState("termine", {**FEW, "art": "termine"}),
    "clubs, breaks wrong": DraftState(
        "ferien", {**FEW, "art": "woche"}, filled(pause_von="morgen", ausfall="Ostern")
    ),
    "clubs, place": DraftState("ort"),
    "clubs, place empty": DraftState("ort", walk=filled(plz="")),
    "clubs, which town": DraftState("welcher", {**FEW, "plz": "", "stadt": "Neustadt"}),
    "clubs, known club": DraftState("kennen", DOUBLE),
    "clubs, way": DraftState("weg"),
    "clubs, who wrong": DraftState("wer", walk=filled(alter_von="zehn", alter_bis="999")),
    "clubs, support": DraftState("hilfe"),
    "clubs, access": DraftState("zugang", MUCH),
    "clubs, cost wrong": DraftState("kosten", walk=filled(preis="viel")),
    "clubs, trial": DraftState("probe"),
    "clubs, first visit": DraftState("erstes-mal", MUCH),
    "clubs, text": DraftState("text", MUCH),
    "clubs, contact wrong": DraftState(
        "kontakt", walk=filled(vorname="Eva", telefon="12", mail="eva")
    ),
    "clubs, answers wrong": DraftState("antworten", {**FEW, "vorname": "Eva"}, on),
    "clubs, sender empty": DraftState("absender", walk=filled(meine_mail="")),
    "clubs, all answers": DraftState("pruefen", MUCH),
    "clubs, preview": DraftState("", MUCH, below="/vorschau"),
    "clubs, later wrong": DraftState("", FEW, filled(meine_mail="eva"), "/weiter"),
    "clubs, later sent": DraftState("", FEW, filled(meine_mail="eva@web.de"), "/weiter"),
    "clubs, there already": DraftState("", DOUBLE, below="/schon-da"),
    "clubs, sent": DraftState("pruefen", {**MUCH, "doppelt": "nein"}, _sent),
}


def key_of(name: str) -> str:
    return "entwurf-" + name.replace(", ", "-").replace(" ", "-")


def _address(name: str, state: DraftState) -> str:
    page = f"?schritt={state.step}" if state.step else ""
    return f"/vereine/entwurf/{key_of(name)}{state.below}{page}"


CLUB_STATES: dict[str, tuple[str, Walk]] = {
    "clubs, sport": (BEGIN, _stay),
    "clubs, sport empty": (BEGIN, on),
    **{name: (_address(name, state), state.walk) for name, state in DRAFT_STATES.items()},
}


def prepare(app: Flask) -> None:
    """Makes the drafts, each with an address that is known beforehand."""
    parts = app.extensions[EXTENSION]
    now = datetime.now(UTC)
    for name, state in DRAFT_STATES.items():
        pairs = [
            (key, one)
            for key, value in state.answers.items()
            for one in (value if isinstance(value, list) else [value])
        ]
        draft, _key = parts.drafts.begin(pairs)
        row = {
            "hash": hash_of(key_of(name)),
            "purpose": Purpose.DRAFT,
            "subject": draft.id,
            "email": "",
            "created_at": stored(now),
            "expires_at": stored(now + timedelta(days=30)),
        }
        with parts.store.database.writing() as connection:
            connection.execute(insert(LinkRow), row)
