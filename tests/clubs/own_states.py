"""My offers and mailed links in all their states, for tests in a real browser."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from secrets import token_hex

from flask import Flask
from playwright.sync_api import Page

from directory.model import Status
from directory.submissions import Drafts, Keepers, Purpose, Workflow
from directory.submissions.secret import hash_of
from directory.submissions.tables import LinkRow
from directory.web.parts import EXTENSION
from tests.clubs.keeping import ANNA, BEN, CLUB, an_own_offer
from tests.patience import take_time
from tests.submissions.examples import a_listing

# Secrets that only tests know, so that their addresses can be written down.
KEY, INVITATION, TAKE_OVER, ADDRESS, OWN = (f"{name}-{'x' * 30}" for name in "kitao")
_VISIT = f"/vereine/meine/{KEY}"


def prepare(app: Flask) -> None:
    """A club with two offers, two people and a new offer that was sent back; and the secrets."""
    parts = app.extensions[EXTENSION]
    database, now = parts.store.database, datetime.now(UTC)

    def clock() -> datetime:
        return now

    listings = [an_own_offer(), an_own_offer("own-second", status=Status.PAUSED)]
    parts.store.publish_many(listings, replaces=True)
    keepers = Keepers(database, clock)
    for email in (ANNA, BEN):
        keepers.add(CLUB.id, email, confirmed=True)
    workflow, drafts = Workflow(database, clock), Drafts(database, clock)
    _, key = drafts.begin([("name", "Judo")])
    listing = a_listing("own-new", club=CLUB, name="Judo für Kinder")
    sent = workflow.submit(listing, key="own-new", email=ANNA, draft_key=key)
    workflow.send_back(sent.id, "Um wie viel Uhr ist das?")
    made = {
        KEY: (Purpose.VISIT, ""),
        INVITATION: (Purpose.JOIN, CLUB.id),
        TAKE_OVER: (Purpose.TAKE_OVER, f"{CLUB.id} {BEN}"),
        ADDRESS: (Purpose.CONFIRM_ADDRESS, ""),
        OWN: (Purpose.OWN, ""),
    }
    with database.writing() as connection:
        for secret, (purpose, subject) in made.items():
            row = {
                "hash": hash_of(secret),
                "purpose": purpose,
                "subject": subject,
                "email": ANNA,
                "created_at": now.isoformat(),
                "expires_at": (now + timedelta(days=30)).isoformat(),
            }
            connection.execute(LinkRow.__table__.insert(), row)


def _nothing(page: Page) -> None:
    pass


def on(page: Page) -> None:
    page.locator(".form-ways .button").first.click()


def _wrong(name: str, typed: str) -> Callable[[Page], None]:
    def walk(page: Page) -> None:
        page.locator(f"#feld-{name}").fill(typed)
        on(page)

    return walk


def _asked(page: Page) -> None:
    # Another address each time, because one may not ask too often.
    page.locator("#feld-mail").fill(f"nobody-{token_hex(6)}@verein.example.de")
    take_time(page)
    on(page)


def _too_fast(page: Page) -> None:
    page.locator("#feld-mail").fill("nobody@verein.example.de")
    on(page)


def _over(page: Page) -> None:
    page.goto(page.url.replace("/vereine/link", "/vereine/l/abc"))


def _right(page: Page) -> None:
    page.locator("button[value=stimmt]").first.click()


def _leave(page: Page) -> None:
    page.get_by_role("link", name="Ich höre auf").click()


def _take_away(page: Page) -> None:
    page.get_by_role("link", name="Diese Adresse löschen").first.click()


OWN_STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "own, ask for a link": ("/vereine/link", _nothing),
    "own, ask, no address": ("/vereine/link", _wrong("mail", "anna")),
    "own, ask, too fast": ("/vereine/link", _too_fast),
    "own, asked": ("/vereine/link", _asked),
    "own, old link": ("/vereine/link", _over),
    "own, link": (f"/vereine/l/{OWN}", _nothing),
    "own, link, invitation": (f"/vereine/l/{INVITATION}", _nothing),
    "own, link, take over": (f"/vereine/l/{TAKE_OVER}", _nothing),
    "own, link, my address": (f"/vereine/l/{ADDRESS}", _nothing),
    "own, offers": (_VISIT, _nothing),
    "own, all right": (_VISIT, _right),
    "own, pause": (f"{_VISIT}/pause/own-offer", _nothing),
    "own, pause, no day": (f"{_VISIT}/pause/own-offer", _wrong("pausebis", "bald")),
    "own, end": (f"{_VISIT}/ende/own-offer", _nothing),
    "own, people": (f"{_VISIT}/personen/eigener-verein", _nothing),
    "own, people, no address": (f"{_VISIT}/personen/eigener-verein", _wrong("mail", "ben")),
    "own, stop": (f"{_VISIT}/personen/eigener-verein", _leave),
    "own, take away": (f"{_VISIT}/personen/eigener-verein", _take_away),
    "own, take over": ("/vereine/uebernehmen/eigener-verein", _nothing),
    "own, take over, asked": ("/vereine/uebernehmen/eigener-verein", _asked),
    "mails of this machine": ("/betrieb/mails", _nothing),
}
