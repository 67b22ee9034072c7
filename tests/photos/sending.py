"""Somebody who fills in the page of photos as a browser does, with files."""

import io
from typing import Any

from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import TestResponse, encode_multipart

from tests.messages.filling import Person, fields_of
from tests.page_checks import Page, look_over
from tests.visiting import PUBLIC_URL

SPORT, CLUB = {"sport": ["schwimmen"]}, {"verein": "SV Foto"}

# What is said about a photo with people on it.
SAID = {
    "bild_alt": "2 Frauen spielen Boccia in einer Halle.",
    "bild_menschen": "ja",
    "bild_ja": "ja",
    "bild_von": "Eva Beispiel",
    "bild_lizenz": "cc-by",
}


def said(number: int = 1, **other: str) -> dict[str, str]:
    return {f"{name}_{number}": value for name, value in {**SAID, **other}.items()}


def at_photos(person: Person) -> Page:
    """The page of photos of a draft that was just begun."""
    page = person.send(person.open("/vereine/angebot"), **SPORT)
    page = person.send(page, **CLUB)
    draft = page.address.partition("?")[0]
    return person.open(f"{draft}?schritt=bilder")


def key_of(page: Page) -> str:
    return page.address.partition("?")[0].split("/entwurf/")[1].split("/")[0]


def upload(
    person: Person,
    page: Page,
    body: bytes,
    *,
    name: str = "IMG_0001.jpg",
    status: int = 200,
    **typed: Any,
) -> Page:
    """The page that follows when a file is chosen and the form is sent."""
    person.clock.go(minutes=1)
    filled = {**fields_of(page), **typed, "foto": file(body, name)}
    return send(person, page, filled, status)


def file(body: bytes, name: str = "IMG_0001.jpg") -> FileStorage:
    return FileStorage(io.BytesIO(body), name, "foto", "image/jpeg")


def press(person: Person, page: Page, name: str, value: str = "ja", **typed: Any) -> Page:
    person.clock.go(minutes=1)
    return send(person, page, {**fields_of(page), **typed, name: value}, 200)


def send(person: Person, page: Page, filled: dict[str, Any], status: int) -> Page:
    answer = post(person, page.address, filled)
    if answer.status_code == 303:
        return person.open(answer.headers["Location"])
    found = Page(page.address, answer.status_code, answer.text, dict(answer.headers))
    assert found.status == status, f"{page.address} answers {found.status}: {found.text[:500]}"
    look_over(found)
    return found


def post(person: Person, address: str, filled: dict[str, Any]) -> TestResponse:
    if filled.get("foto") == [""]:
        del filled["foto"]
    several = MultiDict(filled)
    boundary, body = encode_multipart(several)
    return person.client.post(
        address.partition("#")[0],
        data=body,
        base_url=PUBLIC_URL,
        content_type=f'multipart/form-data; boundary="{boundary}"',
    )


def files_of(page: Page) -> list[str]:
    """The photos on the page of questions, in their order."""
    return [
        one.get("value", "")
        for one in page.all("//input[@type='hidden'][starts-with(@name, 'bild_')]")
    ]
