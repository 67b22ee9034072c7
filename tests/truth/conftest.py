"""A database, a clock that is moved by hand, and everything that cares for offers."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from directory.content import SchoolHolidays
from directory.mailing.club_mails import Site
from directory.model import Contact, Listing, Verification
from directory.model.ladder import Ladder
from directory.publishing import Addresses, Caring, Chores, Ticked, tick
from directory.submissions import (
    Bounces,
    Care,
    Drafts,
    Inbox,
    Keepers,
    Limits,
    Links,
    Outbox,
    Store,
    Workflow,
)
from tests.databases import new_database
from tests.submissions.clock import Clock
from tests.submissions.examples import a_club, a_venue, an_offer

START = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


@dataclass
class Taken:
    """Takes every mail, as a mail server would."""

    mails: list[EmailMessage] = field(default_factory=list)

    def send(self, mail: EmailMessage) -> None:
        self.mails.append(mail)

    def erase(self) -> int:
        return 0


def new_caring(store: Store, clock: Clock, ladder: Ladder, holidays: SchoolHolidays) -> Caring:
    """That of another process: it knows nothing of what others have looked at."""
    both = (store.database, clock)
    return Caring(
        store=store,
        care=Care(*both),
        keepers=Keepers(*both),
        inbox=Inbox(*both),
        holidays=holidays,
        ladder=ladder,
        site=Site("Mach mit!", "0345 1234567", "hilfe@sport.example"),
        addresses=Addresses("https://sport.example"),
        clock=clock,
    )


@dataclass
class Loop:
    """Everything that cares for offers, over a real database."""

    url: str
    clock: Clock
    ladder: Ladder = field(default_factory=Ladder)
    holidays: SchoolHolidays = field(default_factory=lambda: SchoolHolidays({}))
    sender: Taken = field(default_factory=Taken)

    def __post_init__(self) -> None:
        self.store = Store(self.url, clock=self.clock)
        database = self.store.database
        self.care = Care(database, self.clock)
        self.keepers = Keepers(database, self.clock)
        self.links = Links(database, self.clock)
        self.drafts = Drafts(database, self.clock)
        self.workflow = Workflow(database, self.clock)
        self.inbox = Inbox(database, self.clock)
        self.outbox = Outbox(database, self.clock)
        self.bounces = Bounces(database, self.clock)
        self.chores = Chores(
            self.outbox,
            self.inbox,
            Limits(database, self.clock),
            self.sender,
            "Mach mit! <post@sport.example>",
            caring=self.new_caring(),
        )

    def new_caring(self) -> Caring:
        return new_caring(self.store, self.clock, self.ladder, self.holidays)

    def tick(self) -> Ticked:
        return tick(self.chores)

    @property
    def today(self) -> date:
        return self.clock().astimezone().date()

    def close(self) -> None:
        self.store.close()


@pytest.fixture
def clock() -> Clock:
    return Clock(START)


@pytest.fixture
def loop(tmp_path: Path, clock: Clock) -> Iterator[Loop]:
    url = new_database(tmp_path, START)
    loop = Loop(url, clock)
    yield loop
    loop.close()


def an_aged(id: str, verified: date, email: str = "", **fields: object) -> Listing:
    """An offer of a club of its own; with an address that stands in its record."""
    contacts = (Contact(email=email),) if email else ()
    known = {"verification": Verification(verified), "contacts": contacts}
    offer = an_offer(id, club_id=f"c-{id}", **{**known, **fields})
    return Listing(a_club(f"c-{id}"), offer, a_venue())
