"""Mails wait here until they have left: never lost, never queued twice, forgotten afterwards."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, or_, select, update
from sqlalchemy.exc import NoResultFound
from sqlalchemy.sql.dml import ReturningUpdate

from directory.model.mail import OutgoingMail, one_line
from directory.submissions.database import Database, insert_into
from directory.submissions.documents import Unreadable, from_text, to_text
from directory.submissions.moment import read, stored
from directory.submissions.tables import MailState, OutboxRow, OutboxSecretRow

# After so long a worker that took a mail counts as dead. Sending itself is ended before.
LEASE: Final = timedelta(minutes=2)
# Clocks of machines, and moments read one after the other, are never quite the same. A lease that
# seems a little too long is one of somebody who is sending; only far ahead a clock was wrong.
CLOCKS_APART: Final = timedelta(minutes=10)
# Then hourly: the last try is 72 hours after the first. Tries are counted and not hours, so that a
# clock that jumps ahead does not end them.
PAUSES: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
MOST_TRIES: Final = len(PAUSES) + 71
LONGEST_SECRET: Final = timedelta(hours=72)
TEXTS_KEPT: Final = timedelta(days=7)
A_DAY: Final = timedelta(days=1)

_UNSENT: Final = (MailState.WAITING, MailState.SENDING)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A mail that this worker may send now. ``message_id`` is the same at every try."""

    number: int
    message_id: str
    created_at: datetime
    tries: int
    mail: OutgoingMail


@dataclass(frozen=True, slots=True)
class Failure:
    """A mail that could not be delivered; never with its text."""

    key: str
    to: str
    kind: str
    about: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class OutboxHealth:
    """``oldest`` is how long a mail has been waiting; ``reason`` why its last try failed.

    ``failed`` counts seven days, ``failed_today`` one: then somebody should have looked.
    """

    waiting: int = 0
    oldest: timedelta = timedelta(0)
    reason: str = ""
    failed: int = 0
    failed_today: int = 0


@dataclass(frozen=True, slots=True)
class _Content:
    """What is erased as soon as it may be."""

    subject: str
    text: str
    html: str = ""
    reply_to: str = ""
    language: str = ""


def put(connection: Connection, mail: OutgoingMail, now: datetime) -> bool:
    """Queues a mail in the transaction of the change that is its reason.

    False when this event has had its mail already: then nothing is stored.
    """
    content = to_text(
        _Content(mail.subject, mail.text, mail.html, mail.reply_to, mail.language),
    )
    expires = mail.expires_at
    if mail.sensitive:
        latest = now + LONGEST_SECRET
        expires = min(expires, latest) if expires else latest
    row = {
        "key": mail.key,
        "message_id": secrets.token_hex(16),
        "to": mail.to,
        "kind": mail.kind,
        "about": mail.about,
        "state": MailState.WAITING,
        "document": "" if mail.sensitive else content,
        "sensitive": mail.sensitive,
        "due": stored(now),
        "tries": 0,
        "created_at": stored(now),
        "expires_at": stored(expires) if expires else None,
        "last_error": "",
    }
    queue = insert_into(connection, OutboxRow).values(row)
    queue = queue.on_conflict_do_nothing(index_elements=["key"])
    number = connection.execute(queue.returning(OutboxRow.number)).scalar()
    if number is None:
        return False
    if mail.sensitive:
        secret = {"number": number, "document": content}
        connection.execute(insert(OutboxSecretRow), secret)
    return True


class Outbox:
    """What the worker does that sends; any number of workers may do so at once."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
        # Somebody who erased may have been killed before the log was cut.
        self._log_may_tell = True

    def post(self, mail: OutgoingMail) -> bool:
        """Queues a mail that belongs to no other change."""
        with self._database.writing() as connection:
            return put(connection, mail, self._clock())

    def claim(self) -> Claimed | None:
        """The mail that has waited longest, for this worker alone until the lease ends."""
        now = self._clock()
        # Looking first: a writing transaction every few seconds would wake everybody who watches.
        while self._is_any(_may_be_sent(now)):
            with self._database.writing() as connection:
                row = connection.execute(_take_first(now)).one_or_none()
                if row is None:
                    return None
                try:
                    return _claimed(connection, row)
                except (Unreadable, ValueError, NoResultFound) as fault:
                    # One that cannot be read must not keep all others.
                    this = OutboxRow.number == row.number
                    self._end(connection, this, MailState.FAILED, type(fault).__name__)
        return None

    def sent(self, claimed: Claimed) -> None:
        """To be called as soon as it is delivered, also when the lease has ended meanwhile."""
        with self._database.writing() as connection:
            this = and_(OutboxRow.number == claimed.number, OutboxRow.state != MailState.SENT)
            self._end(connection, this, MailState.SENT, "")
            if claimed.mail.sensitive:
                self.forget(connection, [claimed.number])
        self.cut_log()

    def postpone(self, claimed: Claimed, reason: str) -> None:
        """Lets it wait for its next try, or ends it when there were enough."""
        now = self._clock()
        with self._database.writing() as connection:
            if claimed.tries >= MOST_TRIES:
                self._end(connection, _is_mine(claimed), MailState.FAILED, reason)
                return
            waits = {
                "state": MailState.WAITING,
                "lease_until": None,
                "due": stored(now + _pause(claimed.tries)),
                "last_error": one_line(reason, 200),
            }
            query = update(OutboxRow).where(_is_mine(claimed))
            connection.execute(query.values(waits))

    def give_up(self, claimed: Claimed, reason: str) -> None:
        """The other side will never take it. A sensitive text stays until it expires."""
        with self._database.writing() as connection:
            self._end(connection, _is_mine(claimed), MailState.FAILED, reason)

    def erase(self) -> int:
        """Forgets the texts that have had their time; how many. May run at any time."""
        now = self._clock()
        erased = 0
        if self._is_any(_has_to_go(now)):
            with self._database.writing() as connection:
                erased = self._erase(connection, now)
        self.cut_log()
        return erased

    def cut_log(self) -> None:
        """After erasing; when somebody is reading just then, at the next turn."""
        if self._log_may_tell:
            self._log_may_tell = not self._database.cut_log()

    def health(self) -> OutboxHealth:
        now = self._clock()
        unsent = OutboxRow.state.in_(_UNSENT)
        recent = OutboxRow.ended_at > stored(now - TEXTS_KEPT)
        with self._database.reading() as connection:
            waiting = connection.execute(select(func.count()).where(unsent)).scalar_one()
            failed = connection.execute(
                select(func.count()).where(OutboxRow.state == MailState.FAILED, recent)
            ).scalar_one()
            today = OutboxRow.ended_at > stored(now - A_DAY)
            failed_today = connection.execute(
                select(func.count()).where(OutboxRow.state == MailState.FAILED, today)
            ).scalar_one()
            oldest = connection.execute(
                select(OutboxRow.created_at, OutboxRow.last_error)
                .where(unsent)
                .order_by(OutboxRow.created_at)
                .limit(1)
            ).first()
        if not oldest:
            return OutboxHealth(failed=failed, failed_today=failed_today)
        age = max(timedelta(0), now - read(oldest[0]))
        return OutboxHealth(waiting, age, oldest[1], failed, failed_today)

    def failures(self, limit: int = 100) -> tuple[Failure, ...]:
        """The last mails that could not be delivered, newest first."""
        columns = (
            OutboxRow.key,
            OutboxRow.to,
            OutboxRow.kind,
            OutboxRow.about,
            OutboxRow.ended_at,
            OutboxRow.last_error,
        )
        query = select(*columns).where(OutboxRow.state == MailState.FAILED)
        query = query.order_by(OutboxRow.ended_at.desc()).limit(limit)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return tuple(
            Failure(key, to, kind, about, read(at or ""), reason)
            for key, to, kind, about, at, reason in rows
        )

    def _is_any(self, condition: ColumnElement[bool]) -> bool:
        query = select(OutboxRow.number).where(condition).limit(1)
        with self._database.reading() as connection:
            return connection.execute(query).first() is not None

    def _end(
        self, connection: Connection, which: ColumnElement[bool], state: MailState, reason: str
    ) -> None:
        query = update(OutboxRow).where(which)
        ended = {
            "state": state,
            "lease_until": None,
            "ended_at": stored(self._clock()),
            "last_error": one_line(reason, 200),
        }
        connection.execute(query.values(ended))

    def _erase(self, connection: Connection, now: datetime) -> int:
        # Stored while the clock was ahead: 72 hours count from now at the latest.
        latest = stored(now + LONGEST_SECRET)
        too_late = (OutboxRow.sensitive, OutboxRow.expires_at > latest)
        connection.execute(update(OutboxRow).where(*too_late).values(expires_at=latest))
        expired = (OutboxRow.expires_at <= stored(now), OutboxRow.state.in_(_UNSENT))
        ended = {"state": MailState.EXPIRED, "lease_until": None, "ended_at": stored(now)}
        connection.execute(update(OutboxRow).where(*expired).values(ended))
        secret = select(OutboxRow.number).where(_has_secret(), OutboxRow.expires_at <= stored(now))
        gone = list(connection.execute(secret).scalars())
        self.forget(connection, gone)
        old = update(OutboxRow).where(_is_old(now)).values(document="", to="")
        return len(gone) + connection.execute(old).rowcount

    def forget(self, connection: Connection, numbers: list[int]) -> None:
        """Writes the table of secrets anew without them.

        Deleting a row zeroes the row; but a copy of it may stay in a gap of a page where SQLite
        once moved rows about. Emptying the whole table zeroes all its pages.
        """
        if not numbers:
            return
        self._log_may_tell = True
        if self._database.file is None:
            gone = OutboxSecretRow.number.in_(numbers)
            connection.execute(delete(OutboxSecretRow).where(gone))
            return
        kept = select(OutboxSecretRow).where(OutboxSecretRow.number.not_in(numbers))
        rows = [dict(row) for row in connection.execute(kept).mappings()]
        connection.execute(delete(OutboxSecretRow))
        if rows:
            connection.execute(insert(OutboxSecretRow), rows)


def _take_first(now: datetime) -> ReturningUpdate[Any]:
    """One statement, so that two workers never take the same mail."""
    first = (
        select(OutboxRow.number)
        .where(_may_be_sent(now))
        .order_by(OutboxRow.due, OutboxRow.number)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    taken = {
        "state": MailState.SENDING,
        "lease_until": stored(now + LEASE),
        "tries": OutboxRow.tries + 1,
    }
    query = update(OutboxRow).where(OutboxRow.number == first).values(taken)
    return query.returning(*OutboxRow.__table__.columns)


def _may_be_sent(now: datetime) -> ColumnElement[bool]:
    """What is due, or was taken by a worker that has died; in spite of a clock that was ahead."""
    far = stored(now + 2 * PAUSES[-1])
    waits = or_(OutboxRow.due <= stored(now), OutboxRow.due > far)
    too_long = stored(now + LEASE + CLOCKS_APART)
    lost = or_(OutboxRow.lease_until <= stored(now), OutboxRow.lease_until > too_long)
    return and_(
        or_(
            and_(OutboxRow.state == MailState.WAITING, waits),
            and_(OutboxRow.state == MailState.SENDING, lost),
        ),
        or_(OutboxRow.expires_at.is_(None), OutboxRow.expires_at > stored(now)),
    )


def _has_to_go(now: datetime) -> ColumnElement[bool]:
    latest = stored(now + LONGEST_SECRET)
    return or_(
        and_(OutboxRow.state.in_(_UNSENT), OutboxRow.expires_at <= stored(now)),
        and_(_has_secret(), OutboxRow.expires_at <= stored(now)),
        and_(_has_secret(), OutboxRow.expires_at > latest),
        _is_old(now),
    )


def _has_secret() -> ColumnElement[bool]:
    return OutboxRow.number.in_(select(OutboxSecretRow.number))


def _is_old(now: datetime) -> ColumnElement[bool]:
    """Ended long ago, and its text or its address is still there."""
    return and_(
        OutboxRow.ended_at <= stored(now - TEXTS_KEPT),
        or_(OutboxRow.document != "", OutboxRow.to != ""),
    )


def _is_mine(claimed: Claimed) -> ColumnElement[bool]:
    """Nobody else has taken it since: whoever does, counts the tries up."""
    return and_(
        OutboxRow.number == claimed.number,
        OutboxRow.state == MailState.SENDING,
        OutboxRow.tries == claimed.tries,
    )


def _pause(tries: int) -> timedelta:
    return PAUSES[min(tries, len(PAUSES)) - 1]


def _claimed(connection: Connection, row: Any) -> Claimed:
    document = row.document
    if row.sensitive:
        query = select(OutboxSecretRow.document).where(OutboxSecretRow.number == row.number)
        document = connection.execute(query).scalar_one()
    content = from_text(_Content, document)
    mail = OutgoingMail(
        key=row.key,
        to=row.to,
        subject=content.subject,
        text=content.text,
        html=content.html,
        reply_to=content.reply_to,
        kind=row.kind,
        about=row.about,
        expires_at=read(row.expires_at) if row.expires_at else None,
        sensitive=row.sensitive,
        language=content.language,
    )
    return Claimed(row.number, row.message_id, read(row.created_at), row.tries, mail)
