"""Keeps what visitors send: as little as is needed, and each form once however often it is sent."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import func, insert, select, update

from directory.model.inbox import Barrier, Inquiry, Report, Wish
from directory.model.mail import OutgoingMail
from directory.model.together import Outcome
from directory.submissions.database import Database, stored_once
from directory.submissions.documents import from_text, to_text
from directory.submissions.moment import stored
from directory.submissions.outbox import put
from directory.submissions.tables import (
    AskedTogetherRow,
    BarrierRow,
    InquiryRow,
    MailState,
    OutboxRow,
    ReportRow,
    WishRow,
)

# Notes of visitors may name people, and nobody needs them for longer.
NOTES_KEPT: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report with the number by which it is closed."""

    number: int
    report: Report


@dataclass(frozen=True, slots=True)
class StoredWish:
    """A wish with the number by which it is closed."""

    number: int
    wish: Wish


@dataclass(frozen=True, slots=True)
class InquiryCount:
    """How many asked about an offer, and of how many the mail has left."""

    asked: int
    passed_on: int


class Inbox:
    """Each way in answers whether this was new: false when the same form came again."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def inquire(self, inquiry: Inquiry, mail: OutgoingMail, advisor_id: str = "") -> bool:
        """Queues the mail to the club; of the inquiry itself only what is counted is stored.

        The mail must be sensitive: its text is the only copy, and it is erased. With the id of
        an advisor who asks together with somebody, what becomes of it can be noted.
        """
        if not mail.sensitive:
            raise ValueError("the mail of an inquiry must be sensitive")
        row = {
            "id": inquiry.id,
            "offer_id": inquiry.offer_id,
            "mail_key": mail.key,
            "consent": inquiry.consent,
            "at": stored(inquiry.at),
        }
        with self._database.writing() as connection:
            new = stored_once(connection, InquiryRow, row, "id")
            if new and advisor_id:
                connection.execute(insert(AskedTogetherRow), _together(inquiry, advisor_id))
            return new and put(connection, mail, self._clock())

    def wish(self, wish: Wish, key: str = "", advisor_id: str = "") -> bool:
        """``key`` is that of the form; without one each call is a wish of its own. An advisor
        who notes it for somebody is known by id, the other person never."""
        row = {
            "key": _key(key),
            "document": to_text(wish),
            "at": stored(wish.at),
            "person_id": advisor_id,
            "is_open": True,
        }
        with self._database.writing() as connection:
            return stored_once(connection, WishRow, row, "key")

    def report(self, report: Report, key: str = "") -> bool:
        row = {
            "key": _key(key),
            "offer_id": report.offer_id,
            "is_open": True,
            "document": to_text(report),
            "at": stored(report.at),
        }
        with self._database.writing() as connection:
            return stored_once(connection, ReportRow, row, "key")

    def barrier(self, barrier: Barrier, mail: OutgoingMail | None = None, key: str = "") -> bool:
        """With a mail to those who can mend it, where somebody is named."""
        row = {"key": _key(key), "document": to_text(barrier), "at": stored(barrier.at)}
        with self._database.writing() as connection:
            new = stored_once(connection, BarrierRow, row, "key")
            if new and mail:
                put(connection, mail, self._clock())
            return new

    def wishes(self, since: datetime, limit: int = 1000) -> tuple[Wish, ...]:
        """The open wishes from then on, oldest first."""
        query = select(WishRow.document).where(WishRow.at >= stored(since), WishRow.is_open)
        query = query.order_by(WishRow.at, WishRow.number).limit(limit)
        with self._database.reading() as connection:
            return tuple(from_text(Wish, text) for text in connection.execute(query).scalars())

    def open_wishes(self, limit: int = 1000) -> tuple[StoredWish, ...]:
        """Those to which nobody has seen yet, the newest first."""
        columns = (WishRow.number, WishRow.document)
        query = select(*columns).where(WishRow.is_open).order_by(WishRow.number.desc())
        with self._database.reading() as connection:
            rows = connection.execute(query.limit(limit)).all()
        return tuple(StoredWish(one.number, from_text(Wish, one.document)) for one in rows)

    def close_wish(self, number: int) -> bool:
        """Whether it was open until now."""
        query = update(WishRow).where(WishRow.number == number, WishRow.is_open)
        with self._database.writing() as connection:
            return connection.execute(query.values(is_open=False)).rowcount == 1

    def reports(self, *, offer_id: str = "", limit: int = 1000) -> tuple[StoredReport, ...]:
        """Those that nobody has closed, of one offer or of all, oldest first."""
        query = select(ReportRow.number, ReportRow.document).where(ReportRow.is_open)
        if offer_id:
            query = query.where(ReportRow.offer_id == offer_id)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(ReportRow.number).limit(limit)).all()
        return tuple(StoredReport(number, from_text(Report, text)) for number, text in rows)

    def close_report(self, number: int) -> bool:
        """Whether it was open until now."""
        query = update(ReportRow).where(ReportRow.number == number, ReportRow.is_open)
        with self._database.writing() as connection:
            return connection.execute(query.values(is_open=False)).rowcount == 1

    def barriers(self, limit: int = 1000) -> tuple[Barrier, ...]:
        """Newest first."""
        query = select(BarrierRow.document).order_by(BarrierRow.number.desc()).limit(limit)
        with self._database.reading() as connection:
            return tuple(from_text(Barrier, text) for text in connection.execute(query).scalars())

    def inquiries(self, offer_id: str) -> InquiryCount:
        passed_on = func.count().filter(OutboxRow.state == MailState.SENT)
        query = (
            select(func.count(), passed_on)
            .select_from(InquiryRow)
            .outerjoin(OutboxRow, OutboxRow.key == InquiryRow.mail_key)
            .where(InquiryRow.offer_id == offer_id)
        )
        with self._database.reading() as connection:
            asked, passed_on_count = connection.execute(query).one()
        return InquiryCount(asked, passed_on_count)

    def erase(self) -> int:
        """Forgets notes that nobody needs any more; how many."""
        limit = stored(self._clock() - NOTES_KEPT)
        return sum(
            self._database.forget(table, table.at <= limit) for table in (ReportRow, BarrierRow)
        )


def _together(inquiry: Inquiry, advisor_id: str) -> dict[str, Any]:
    return {
        "id": inquiry.id,
        "offer_id": inquiry.offer_id,
        "person_id": advisor_id,
        "state": Outcome.WAITING,
        "at": stored(inquiry.at),
        "answered_at": None,
    }


def _key(given: str) -> str:
    return given or secrets.token_hex(16)
