"""Pages of the team in their states, for tests in a real browser."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import insert, update

from directory.model.team import Duty, grants_of
from directory.submissions import Counted, Happened, Purpose
from directory.submissions.link_checks import (
    LinkChecks,
    LinkState,
    RecordKind,
    Verdict,
    WebLink,
    Why,
)
from directory.submissions.secret import hash_of
from directory.submissions.tables import LinkRow, SessionRow, SubmissionRow
from directory.web.parts import EXTENSION
from tests.team.places import HALLE, at

# Secrets that only tests know, so that their addresses can be written down.
SESSION, TOKEN = f"sitzung-{'x' * 30}", f"anmelden-{'x' * 30}"
SENT = "gesendet"
DOUBLE = ("desk-first", "desk-second")
SIGNED_IN: Mapping[str, str] = {"redaktion": SESSION}
EVA = "eva@stadt.example"

Walk = Callable[[Page], None]


def prepare(app: Flask) -> None:
    """An administrator who is signed in on two devices, and a link by which one signs in."""
    parts = app.extensions[EXTENSION]
    assert parts.team
    now = datetime.now(UTC)
    person = parts.team.add(EVA, "Eva", grants_of([Duty.ADMIN]))
    parts.team.sign_in(person.id, "Safari, iPhone")
    session: dict[str, Any] = {
        "hash": hash_of(SESSION),
        "person_id": person.id,
        "device": "Firefox, Linux",
        "created_at": now.isoformat(),
        "seen_at": now.isoformat(),
        "expires_at": (now + timedelta(days=7)).isoformat(),
    }
    link: dict[str, Any] = {
        "hash": hash_of(TOKEN),
        "purpose": Purpose.SIGN_IN,
        "subject": person.id,
        "email": EVA,
        "created_at": now.isoformat(),
        "expires_at": (now + timedelta(days=1)).isoformat(),
    }
    work = parts.workflow
    work.submit(at(HALLE), key="desk-new", email="anna@verein.example", doubts=["too_fast"])
    parts.store.publish_many([at(HALLE, id) for id in DOUBLE])
    _count(parts)
    with parts.store.database.writing() as connection:
        connection.execute(
            update(SubmissionRow).where(SubmissionRow.key == "desk-new").values(id=SENT)
        )
        connection.execute(insert(SessionRow), session)
        connection.execute(insert(LinkRow), link)


def _count(parts: Any) -> None:
    """Numbers of some days, and an address that failed on two."""
    today = parts.today()
    for number in range(6):
        day = today - timedelta(number)
        parts.counts.add(
            {
                Counted(day, Happened.SEARCH): 7 * number,
                Counted(day, Happened.NOTHING): number,
                Counted(day, Happened.FILTER, "brauche stufenlos"): 3,
                Counted(day, Happened.PLACE, "postcode"): 2,
                Counted(day, Happened.SPORT, "boccia"): 1,
                Counted(day, Happened.WORD, "kegelabend"): 1,
            }
        )
    link = WebLink(RecordKind.OFFER, "own-offer", f"https://verein.example/{'lang' * 30}")
    for days in (1, 0):
        at_that_time = datetime.now(UTC) - timedelta(days)
        checks = LinkChecks(parts.store.database, lambda now=at_that_time: now)
        checks.note(link, Verdict(LinkState.BROKEN, Why.GONE))


def _wrong(page: Page) -> None:
    page.locator("#feld-mail").fill("eva")
    page.get_by_role("button", name="Den Link bestellen").click()
    page.locator(".error-list").wait_for()


def _pressed(words: str) -> Walk:
    """Sends an empty form."""

    def walk(page: Page) -> None:
        page.get_by_role("button", name=words).click()
        page.locator(".error-list").wait_for()

    return walk


TEAM_STATES: dict[str, tuple[str, Walk | None]] = {
    "sign in": ("/anmelden", None),
    "sign in, wrong": ("/anmelden", _wrong),
    "sign in, sent": ("/anmelden?geschickt=ja", None),
    "sign in, link": (f"/anmelden/{TOKEN}", None),
}
OVER_TEAM = {"sign in, over": "/anmelden/falsch"}
SIGNED_IN_STATES: dict[str, tuple[str, Walk | None]] = {
    "my account": ("/anmelden/ich", None),
    "desk, today": ("/redaktion", None),
    "desk, incoming": ("/redaktion/liste/eingang", None),
    "desk, hard texts": ("/redaktion/liste/texte", None),
    "desk, review": (f"/redaktion/eingang/{SENT}", None),
    "desk, review wrong": (f"/redaktion/eingang/{SENT}", _pressed("Frage abschicken")),
    "desk, preview": (f"/redaktion/eingang/{SENT}/vorschau", None),
    "desk, offers": ("/redaktion/angebote?q=schwimmen", None),
    "desk, offer": ("/redaktion/angebot/own-offer", None),
    "desk, offer wrong": ("/redaktion/angebot/own-offer", _pressed("Ergebnis speichern")),
    "desk, history": ("/redaktion/angebot/own-offer/verlauf", None),
    "desk, doubles": ("/redaktion/liste/doppelt", None),
    "desk, double": (f"/redaktion/doppelt/{DOUBLE[0]}/{DOUBLE[1]}", None),
    "desk, content": ("/redaktion/inhalte", None),
    "desk, links": ("/redaktion/links", None),
    "desk, numbers": ("/redaktion/zahlen", None),
    "desk, numbers by month": ("/redaktion/zahlen?zeitraum=monate", None),
    "desk, team": ("/redaktion/team", None),
    "desk, person wrong": ("/redaktion/team/neu", _pressed("Einladen")),
}
