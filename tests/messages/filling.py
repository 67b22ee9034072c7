"""Somebody who fills in forms as a browser sends them: all fields, also the unseen ones."""

from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from lxml import etree

from directory.model.mail import OutgoingMail
from directory.submissions import Outbox
from directory.web.parts import EXTENSION, Parts
from tests.page_checks import Page, by_class, look_over
from tests.submissions.clock import Clock
from tests.visiting import PUBLIC_URL

Fields = dict[str, list[str]]


def fields_of(page: Page) -> Fields:
    """What a browser would send when nothing is changed."""
    found: Fields = {}
    for field in page.all("//main//form[@method='post']//*[@name][not(self::button)]"):
        kind = field.get("type", "text")
        if kind in ("radio", "checkbox") and field.get("checked") is None:
            continue
        found.setdefault(field.get("name", ""), []).append(_value(field))
    return found


def _value(field: etree._Element) -> str:
    if field.tag == "select":
        options = field.findall(".//option")
        chosen = next((one for one in options if one.get("selected") is not None), options[0])
        return chosen.get("value", "")
    return (field.text or "") if field.tag == "textarea" else field.get("value", "")


def faults(page: Page) -> list[str]:
    return page.texts("//*" + by_class("error-list") + "//a")


@dataclass
class Person:
    """``open`` and ``send`` look each page over; ``send`` waits as long as people need."""

    site: Flask
    client: FlaskClient
    clock: Clock

    @property
    def parts(self) -> Parts:
        found: Parts = self.site.extensions[EXTENSION]
        return found

    def open(self, address: str, status: int = 200) -> Page:
        answer = self.client.get(address, base_url=PUBLIC_URL)
        page = Page(address, answer.status_code, answer.text, dict(answer.headers))
        assert page.status == status, f"{address} answers {page.status}"
        look_over(page)
        return page

    def send(self, page: Page, *, waits: bool = True, status: int = 0, **typed: Any) -> Page:
        """The page that follows; after sending, that is the page which says thank you."""
        filled = {**fields_of(page), **typed}
        if waits:
            self.clock.go(minutes=1)
        return self.post(page.address, filled, status)

    def post(self, address: str, filled: dict[str, Any], status: int = 0) -> Page:
        answer = self.client.post(address.partition("?")[0], data=filled, base_url=PUBLIC_URL)
        if answer.status_code == 303:
            return self.open(answer.headers["Location"])
        page = Page(address, answer.status_code, answer.text, dict(answer.headers))
        assert page.status == (status or 200), f"{address} answers {page.status}"
        look_over(page)
        return page

    def mails(self) -> list[OutgoingMail]:
        """Those that wait to leave, oldest first; afterwards they are on their way."""
        outbox = Outbox(self.parts.store.database, self.parts.now)
        waiting = []
        while claimed := outbox.claim():
            waiting.append(claimed.mail)
            outbox.sent(claimed)
        return waiting
