"""The pages of lists in their states, for tests in a real browser."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import update

from directory.model.handed import ListEntry, OfferList
from directory.submissions.tables import HandedListRow
from directory.web.parts import EXTENSION
from tests.web.listings import bare_listing, full_listing

CODE = "482915"
FULL, BARE = full_listing().id, bare_listing().id
LIST: Mapping[str, str] = {"merkzettel": f"{FULL}.{BARE}"}

Walk = Callable[[Page], None]


def prepare(app: Flask) -> None:
    """A list under a code that only tests know, with an offer that is gone."""
    parts = app.extensions[EXTENSION]
    entries = (
        ListEntry(FULL, "Das Bad ist warm", "Schwimmen Voll"),
        ListEntry(BARE),
        ListEntry("gone", "Das war schön", "Rudern"),
    )
    made = parts.lists.hand_over(OfferList("Sport am Dienstag", entries))
    end = (datetime.now(UTC) + timedelta(days=90)).isoformat()
    with parts.store.database.writing() as connection:
        values = {"code": CODE, "expires_at": end}
        is_it = HandedListRow.code == made.code
        connection.execute(update(HandedListRow).where(is_it).values(**values))


def _too_long(page: Page) -> None:
    page.locator("#feld-name").fill("Sport " * 20)
    page.get_by_role("button", name="Speichern").click()
    page.locator(".error-list").wait_for()


LIST_STATES: dict[str, str] = {
    "code": "/zettel",
    "list by code": f"/zettel/{CODE}",
    "list by code, new": f"/zettel/{CODE}?neu=ja",
    "list by code, delete": f"/zettel/{CODE}/loeschen",
    "comparison": f"/vergleichen?angebot={FULL}&angebot={BARE}",
    "comparison, nothing": "/vergleichen",
}
LIST_FAULTS: dict[str, tuple[str, int]] = {
    "code, wrong": ("/zettel?code=Unsinn", 422),
    "code, unknown": ("/zettel/000000", 404),
}
OWN_LIST_STATES: dict[str, tuple[str, Walk | None]] = {
    "notes": ("/merkzettel/notizen", None),
    "notes, too long": ("/merkzettel/notizen", _too_long),
    "comparison, choice": ("/vergleichen", None),
}
