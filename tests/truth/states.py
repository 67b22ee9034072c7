"""The pages of the truth loop in all their states, for tests in a real browser."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from flask import Flask
from playwright.sync_api import Page

from directory.submissions import Purpose
from directory.submissions.secret import hash_of
from directory.submissions.tables import LinkRow
from directory.web.parts import EXTENSION
from tests.clubs.keeping import ANNA
from tests.truth.conftest import an_aged

# Secrets that only tests know, so that their addresses can be written down.
OPEN, USED, OLD, VISIT, NOBODY = (f"wahr-{name}-{'x' * 30}" for name in "gualn")
# Seen from 24 November 2026.
AGED = {
    "ruf": date(2026, 4, 1),
    "lange": date(2025, 10, 1),
    "alte": date(2025, 1, 1),
}


def prepare(app: Flask) -> None:
    """Offers of every age, and links in every state."""
    parts = app.extensions[EXTENSION]
    parts.store.publish_many([an_aged(id, day) for id, day in AGED.items()], replaces=True)
    now = datetime.now(UTC)
    lasts = timedelta(days=30)
    rows = (
        (OPEN, Purpose.CONFIRM, ANNA, now + lasts, None),
        (USED, Purpose.CONFIRM, ANNA, now + lasts, now),
        (OLD, Purpose.CONFIRM, ANNA, now - timedelta(days=1), None),
        (VISIT, Purpose.VISIT, ANNA, now + lasts, None),
        (NOBODY, Purpose.CONFIRM, "niemand@anders.example", now + lasts, None),
    )
    with parts.store.database.writing() as connection:
        for secret, purpose, email, ends, used in rows:
            row = {
                "hash": hash_of(secret),
                "purpose": purpose,
                "subject": "",
                "email": email,
                "created_at": now.isoformat(),
                "expires_at": ends.isoformat(),
                "used_at": used.isoformat() if used else None,
            }
            connection.execute(LinkRow.__table__.insert(), row)


def _nothing(_page: Page) -> None:
    pass


TRUTH_STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "still true, asked": (f"/vereine/stimmt/{OPEN}", _nothing),
    "still true, other way first": (f"/vereine/stimmt/{OPEN}?antwort=anders", _nothing),
    "still true, thanks": (f"/vereine/stimmt/{VISIT}?gesagt=stimmt", _nothing),
    "still true, no offer": (f"/vereine/stimmt/{NOBODY}", _nothing),
    "offer, call first": ("/angebot/slug-ruf", _nothing),
    "offer, no longer found": ("/angebot/slug-lange", _nothing),
    "offer, archived": ("/angebot/slug-alte", _nothing),
}
# These answer with 410.
OVER = {
    "still true, used link": f"/vereine/stimmt/{USED}",
    "still true, old link": f"/vereine/stimmt/{OLD}",
}
