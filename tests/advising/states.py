"""The corner of advisors in its states, for tests in a real browser."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import insert

from directory.model.inbox import Wish
from directory.model.need import Need
from directory.model.together import Outcome
from directory.submissions.tables import AskedTogetherRow
from directory.web.parts import EXTENSION
from tests.messages.offers import OPEN
from tests.team.states import DOUBLE, EVA

Walk = Callable[[Page], None]


def prepare(app: Flask) -> None:
    """After the team is there: a wish, and a question of the administrator."""
    parts = app.extensions[EXTENSION]
    now = datetime.now(UTC)
    wish = Wish(("boccia",), "Halle (Saale)", "15002000", "ST", (Need.STEP_FREE,), 10, now)
    parts.inbox.wish(wish, "corner")
    person = parts.team.by_email(EVA)
    asked: dict[str, Any] = {
        "id": "corner",
        "offer_id": DOUBLE[0],
        "person_id": person.id,
        "state": Outcome.ANSWERED,
        "at": now.isoformat(),
        "answered_at": now.isoformat(),
    }
    with parts.store.database.writing() as connection:
        connection.execute(insert(AskedTogetherRow), asked)


def _empty(page: Page) -> None:
    page.get_by_role("button", name="Speichern").click()
    page.locator(".error-list").wait_for()


def _both(page: Page) -> None:
    """All answers, and neither of both has said yes."""
    on = page.locator(".form-ways .button").first
    page.locator("#feld-wunsch").check()
    on.click()
    page.locator("#feld-antwort").check()
    on.click()
    page.locator("#feld-telefon").fill("0345 1234567")
    on.click()
    on.click()
    page.get_by_role("button", name="Frage abschicken").last.click()
    page.locator(".error-list").wait_for()


ADVISING_STATES: dict[str, tuple[str, Walk | None]] = {
    "corner, today": ("/beratung", None),
    "corner, calls": ("/beratung/anrufe", None),
    "corner, old": ("/beratung/alt", None),
    "corner, lists": ("/beratung/listen", None),
    "corner, offer": (f"/beratung/angebot/{DOUBLE[0]}", None),
    "corner, offer wrong": (f"/beratung/angebot/{DOUBLE[0]}", _empty),
    "corner, wishes": ("/beratung/wuensche", None),
    "corner, questions": ("/beratung/fragen", None),
    "corner, asking": (f"/beratung/frage/{OPEN.id}", None),
    "corner, asking without yes": (f"/beratung/frage/{OPEN.id}", _both),
}
