"""The page of photos and an offer with photos, for tests in a real browser."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache

from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import insert

from directory.photos import Made, made
from directory.submissions import Purpose
from directory.submissions.moment import stored
from directory.submissions.secret import hash_of
from directory.submissions.tables import LinkRow
from directory.web.parts import EXTENSION
from tests.clubs.states import FEW, MUCH, on
from tests.photos import uploads
from tests.photos.sending import said

SIZES = ((1200, 900), (900, 1200), (1600, 600))


def choose(page: Page, body: bytes, name: str = "IMG_0001.jpg", kind: str = "image/jpeg") -> None:
    page.set_input_files("#feld-foto", {"name": name, "mimeType": kind, "buffer": body})
    page.get_by_role("button", name="Foto hochladen").last.click()


def _stay(page: Page) -> None:
    """Nothing is done on the page."""


def _no_photo(page: Page) -> None:
    choose(page, uploads.svg(), "logo.svg", "image/svg+xml")


# Answers, how many photos are there and how many of them are described, what is done.
_DRAFTS = {
    "photos, none": (FEW, 0, 0, _stay),
    "photos, one": (FEW, 1, 0, _stay),
    "photos, nothing said": (FEW, 1, 0, on),
    "photos, no photo": (FEW, 1, 1, _no_photo),
    "photos, three": (FEW, 3, 1, on),
    "photos, on the offer": (MUCH, 3, 3, _stay),
}


def _key(name: str) -> str:
    return name.replace(", ", "-").replace(" ", "-")


def _address(name: str) -> str:
    draft = f"/vereine/entwurf/{_key(name)}"
    return f"{draft}/vorschau" if name.endswith("offer") else f"{draft}?schritt=bilder"


PHOTO_STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    name: (_address(name), walk) for name, (_, _, _, walk) in _DRAFTS.items()
}


@cache
def _made(number: int) -> Made:
    return made(uploads.jpeg(*SIZES[number]))


def prepare(app: Flask) -> None:
    """Makes the drafts with their photos, each with an address that is known beforehand."""
    parts = app.extensions[EXTENSION]
    now = datetime.now(UTC)
    for name, (answers, count, described, _walk) in _DRAFTS.items():
        pairs = [
            (key, one)
            for key, value in answers.items()
            for one in (value if isinstance(value, list) else [value])
        ]
        draft, key = parts.drafts.begin(pairs)
        for number in range(1, count + 1):
            pairs.append((f"bild_{number}", parts.photos.put(draft.id, "", _made(number - 1))))
            pairs += said(number).items() if number <= described else ()
        parts.drafts.save(key, pairs)
        row = {
            "hash": hash_of(_key(name)),
            "purpose": Purpose.DRAFT,
            "subject": draft.id,
            "email": "",
            "created_at": stored(now),
            "expires_at": stored(now + timedelta(days=30)),
        }
        with parts.store.database.writing() as connection:
            connection.execute(insert(LinkRow), row)
