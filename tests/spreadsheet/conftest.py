"""A site of its own, and somebody who sends tables."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete

from directory.model import Listing
from directory.model.mail import OutgoingMail
from directory.spreadsheet import Headings, read_file
from directory.submissions import Drafts, Keepers, Limits, Links, Workflow
from directory.submissions.tables import (
    DraftRow,
    KeeperRow,
    LimitRow,
    LinkRow,
    OutboxRow,
    SubmissionRow,
)
from directory.web.parts import EXTENSION, Parts
from tests.messages.filling import Person
from tests.page_checks import Page, by_class, look_over
from tests.spreadsheet.hostile import workbook
from tests.submissions.clock import Clock
from tests.visiting import PUBLIC_URL, TODAY, built_site
from tests.web.listings import full_listing

HEAD = ["Verein", "Sport", "Tag", "Uhrzeit", "PLZ", "Ort", "Telefon", "Kosten"]
BLUE = [
    "SV Blau 05",
    "Judo",
    "Mo + Mi",
    "18-19:30 Uhr",
    "06108",
    "Halle",
    "0345 5556677",
    "5 €/Monat",
]
RED = ["TSV Rot", "Tanzen", "Di", "17 Uhr", "39104", "Magdeburg", "0391 5556677", "kostenlos"]
GREEN = [
    "SC Grün",
    "Boccia",
    "Fr",
    "16:00-17:00",
    "06108",
    "Halle",
    "0345 5556688",
    "30 Euro im Jahr",
]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return built_site(tmp_path_factory.mktemp("tables") / "instance", full_listing())


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC))


@pytest.fixture
def site(built: Flask, clock: Clock) -> Iterator[Flask]:
    """One clock for all parts; nothing that another test has sent."""
    parts: Parts = built.extensions[EXTENSION]
    before = {listing.id for listing in parts.store.listings()}
    database = parts.store.database
    with database.writing() as connection:
        for table in (LimitRow, DraftRow, LinkRow, SubmissionRow, KeeperRow, OutboxRow):
            connection.execute(delete(table))
    built.extensions[EXTENSION] = replace(
        parts,
        now=clock,
        limits=Limits(database, clock),
        drafts=Drafts(database, clock),
        links=Links(database, clock),
        keepers=Keepers(database, clock),
        workflow=Workflow(database, clock),
    )
    yield built
    for listing in tuple(parts.store.listings()):
        if listing.offer and listing.id not in before:
            parts.store.withdraw(listing.id)
    built.extensions[EXTENSION] = parts


@dataclass
class Sender(Person):
    """Sends tables, and reads what comes back."""

    email: str = "tabelle@verein.example"

    def upload(self, *rows: Any, at: str = "/vereine/tabelle", status: int = 0) -> Page:
        return self.upload_file(workbook(HEAD, *rows), at=at, status=status)

    def upload_file(
        self,
        content: bytes,
        name: str = "liste.xlsx",
        *,
        at: str = "/vereine/tabelle",
        status: int = 0,
    ) -> Page:
        """The page after it: columns, or what would happen."""
        answer = self.client.post(
            at,
            base_url=PUBLIC_URL,
            data={"meine_mail": self.email, "datei": (io.BytesIO(content), name)},
            content_type="multipart/form-data",
        )
        if answer.status_code == 303:
            return self.open(answer.headers["Location"])
        page = Page(at, answer.status_code, answer.text, dict(answer.headers))
        assert page.status == status, f"{at} answers {page.status}"
        look_over(page)
        return page

    def checked(self, *rows: Any) -> Page:
        return self.at_check(self.upload(*rows))

    def at_check(self, page: Page) -> Page:
        return self.open(page.address.removesuffix("/spalten"))

    def answer(self, page: Page) -> bytes:
        """The table with our answer."""
        address = page.address.removesuffix("/danke").removesuffix("/spalten")
        found = self.client.get(f"{address}/antwort.xlsx", base_url=PUBLIC_URL)
        assert found.status_code == 200
        return bytes(found.data)

    def waiting(self) -> list[Listing]:
        workflow = self.parts.workflow
        assert workflow
        return [one.listing for one in workflow.waiting()]

    def approve_all(self) -> list[Listing]:
        workflow = self.parts.workflow
        assert workflow
        return [workflow.approve(one.id) for one in workflow.waiting()]

    def mail(self) -> OutgoingMail:
        (only,) = self.mails()
        return only


@pytest.fixture
def sender(site: Flask, clock: Clock) -> Sender:
    return Sender(site, site.test_client(), clock)


def counts(page: Page) -> dict[str, int]:
    """What would happen, as the page says it."""
    rows = page.all("//dl" + by_class("summary-list") + "/div")
    words = [("".join(row.itertext())).split() for row in rows]
    return {" ".join(row[:-1]): int(row[-1]) for row in words}


def table_of(content: bytes) -> list[dict[str, str]]:
    """The rows of an answer by their keys, with its first column as "wrong"."""
    sheet = read_file(content)[0]
    keys = [column.key for column in Headings.find(sheet.rows).columns]
    keys[0] = "wrong"
    return [dict(zip(keys, row, strict=False)) for row in sheet.rows[1:]]


def changed(content: bytes, *changes: tuple[int, str, str]) -> bytes:
    """The workbook with other texts: row, heading, text."""
    from tests.spreadsheet.hostile import read_back

    book = read_back(content)
    sheet = book["Angebote"]
    places = {cell.value: cell.column for cell in sheet[1]}
    for row, heading, text in changes:
        sheet.cell(row=row, column=places[heading]).value = text
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
