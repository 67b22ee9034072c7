"""Secret links sent by mail: one purpose, one subject, used once; only a hash of each is kept."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from directory.model.mail import OutgoingMail
from directory.submissions.database import Database
from directory.submissions.keepers import confirm, same
from directory.submissions.moment import read, stored
from directory.submissions.outbox import put
from directory.submissions.secret import hash_of, new_secret
from directory.submissions.tables import BouncedRow, LinkRow

# Nobody has a name that ends like this (RFC 2606), and its mails have expired long before they are
# made: also by a clock that is put back afterwards.
NOBODY: Final = "nobody@directory.invalid"
LONG_AGO: Final = datetime(1970, 1, 1, tzinfo=UTC)
NO_TIME: Final = timedelta(0)
VISIT_LASTS: Final = timedelta(hours=24)
# So long somebody with an old mail is told "used" or "expired" and gets a new link with one press.
KEPT: Final = timedelta(days=30)


class Purpose(StrEnum):
    """What a link opens; ``subject`` is then the id in brackets."""

    DRAFT = "draft"  # (draft) a further address of a draft, used as often as somebody likes
    CONFIRM_ADDRESS = "confirm_address"  # (submission, may be empty) the address is theirs
    CONFIRM = "confirm"  # (empty) are the offers of this person still true?
    OWN = "own"  # (empty) my offers
    TAKE_OVER = "take_over"  # (club) look after a club that is known
    JOIN = "join"  # (club) look after a club together with others
    SIGN_IN = "sign_in"  # (person) somebody of the team signs in
    PASSKEY = "passkey"  # (person, may be empty) a question that a key answers; never mailed
    VISIT = "visit"  # (empty) an address of "my offers", good for a day; never mailed


@dataclass(frozen=True, slots=True)
class Link:
    """What is known of a link but its secret."""

    purpose: Purpose
    subject: str
    email: str
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None


class Links:
    """Looking at a link changes nothing, because programs that guard mailboxes open them all."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def make(self, purpose: Purpose, subject: str, email: str, lasts: timedelta) -> str:
        """The secret of a new link. Raises ``ValueError`` for what is no address."""
        with self._database.writing() as connection:
            return self.make_in(connection, purpose, subject, email, lasts)

    def make_in(
        self, connection: Connection, purpose: Purpose, subject: str, email: str, lasts: timedelta
    ) -> str:
        """In the transaction of the change that is its reason."""
        return make(connection, self._clock(), purpose, subject, email, lasts)

    def mail(
        self,
        purpose: Purpose,
        subject: str,
        email: str,
        lasts: timedelta,
        letter: Callable[[str, str], OutgoingMail],
        *,
        really: bool = True,
    ) -> None:
        """Makes a link and queues the mail that ``letter(address, token)`` writes, at once.

        Unless ``really``, the same is done for nobody: it takes as long, and nothing ever leaves.
        """
        now = self._clock()
        with self._database.writing() as connection:
            to = same(email) if really else NOBODY
            token = self.make_in(connection, purpose, subject, to, lasts if really else NO_TIME)
            mail = letter(to, token)
            put(connection, mail if really else replace(mail, expires_at=LONG_AGO), now)

    def look(self, token: str, *purposes: Purpose) -> Link | None:
        """A link that can still be used; with purposes, only for one of them."""
        usable = _usable(token, purposes, self._clock())
        with self._database.reading() as connection:
            return _first(connection, select(*_COLUMNS).where(*usable))

    def use(self, token: str, *purposes: Purpose) -> Link | None:
        """Uses it up; of any number who try at once, one succeeds.

        Whoever does so has read a mail at the address, so the address is confirmed by it.
        """
        now = self._clock()
        query = update(LinkRow).where(*_usable(token, purposes, now))
        with self._database.writing() as connection:
            link = _first(connection, query.values(used_at=stored(now)).returning(*_COLUMNS))
            if link and link.email:
                confirm(connection, now, link.email)
                gone = delete(BouncedRow).where(BouncedRow.email == link.email)
                connection.execute(gone)
            return link

    def was(self, token: str) -> Link | None:
        """Also one that is used or has expired: its owner may have a new one."""
        query = select(*_COLUMNS).where(LinkRow.hash == hash_of(token), _is_mailed())
        with self._database.reading() as connection:
            return _first(connection, query)

    def visit(self, email: str) -> str:
        """The key of an address that shows somebody their offers for a day, without a cookie."""
        return self.make(Purpose.VISIT, "", email, VISIT_LASTS)

    def visitor(self, key: str) -> Link | None:
        """Whose visit this is, while it lasts."""
        return self.look(key, Purpose.VISIT)

    def end_visit(self, key: str) -> bool:
        mine = (LinkRow.hash == hash_of(key), LinkRow.purpose == Purpose.VISIT)
        with self._database.writing() as connection:
            return connection.execute(delete(LinkRow).where(*mine)).rowcount == 1

    def erase(self) -> int:
        """Forgets links that have had their time. Those of drafts go with their draft."""
        limit = stored(self._clock() - KEPT)
        old = (LinkRow.expires_at <= limit, LinkRow.purpose != Purpose.DRAFT)
        return self._database.forget(LinkRow, *old)


def make(  # noqa: PLR0917
    connection: Connection,
    now: datetime,
    purpose: Purpose,
    subject: str,
    email: str,
    lasts: timedelta,
) -> str:
    secret = new_secret()
    row = {
        "hash": hash_of(secret),
        "purpose": purpose,
        "subject": subject,
        "email": same(email) if email else "",
        "created_at": stored(now),
        "expires_at": stored(now + lasts),
    }
    connection.execute(insert(LinkRow), row)
    return secret


_COLUMNS: Final = (
    LinkRow.purpose,
    LinkRow.subject,
    LinkRow.email,
    LinkRow.created_at,
    LinkRow.expires_at,
    LinkRow.used_at,
)


def _usable(
    token: str, purposes: tuple[Purpose, ...], now: datetime
) -> tuple[ColumnElement[bool], ...]:
    return (
        LinkRow.hash == hash_of(token),
        LinkRow.purpose.in_(purposes) if purposes else _is_mailed(),
        LinkRow.used_at.is_(None),
        LinkRow.expires_at > stored(now),
    )


def _is_mailed() -> ColumnElement[bool]:
    """The key of a visit is no link: it never opens anything but a visit. A link to sign in opens
    nothing that clubs have."""
    return LinkRow.purpose.not_in((Purpose.VISIT, Purpose.SIGN_IN, Purpose.PASSKEY))


def _first(connection: Connection, query: Any) -> Link | None:
    row = connection.execute(query).first()
    if row is None:
        return None
    purpose, subject, email, created_at, expires_at, used_at = row
    return Link(
        Purpose(purpose),
        subject,
        email,
        read(created_at),
        read(expires_at),
        read(used_at) if used_at else None,
    )
