"""Keeps what clubs have typed, from the first answer on: a closed browser loses nothing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, delete, insert, or_, select, update

from directory.model import Listing
from directory.model.draft import Draft
from directory.model.submission import OPEN
from directory.submissions import shown
from directory.submissions.database import Database
from directory.submissions.documents import from_text, to_text
from directory.submissions.links import Purpose, make
from directory.submissions.moment import read, stored
from directory.submissions.secret import hash_of, new_secret
from directory.submissions.tables import DraftRow, LinkRow, SubmissionRow

# After the last change. What somebody did not finish in a month is typed anew.
KEPT: Final = timedelta(days=30)

Answers = Iterable[tuple[str, str]]
Given = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Content:
    answers: tuple[tuple[str, str], ...] = ()
    before: Listing | None = None
    keeper: str = ""


class Drafts:
    """A draft is opened by a secret key, of which only a hash is kept."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def begin(
        self, answers: Answers = (), *, record_id: str = "", email: str = "", id: str = ""
    ) -> tuple[Draft, str]:
        """The draft and its key. With ``record_id`` it changes an offer that is public; ``email``
        must then be an address that was proven.

        With an ``id`` the same draft is begun only once, however often its form is sent; each
        time it gets a further key.
        """
        key, now = new_secret(), self._clock()
        with self._database.writing() as connection:
            if id and (known := _first(connection, DraftRow.id == id)):
                return known, _further_key(connection, now, known)
            before = shown.by_ids(connection, [record_id]) if record_id else ()
            keeper = email.strip() if record_id else ""
            content = _Content(tuple(answers), before[0] if before else None, keeper)
            row = {
                "id": id or str(uuid4()),
                "key_hash": hash_of(key),
                "record_id": record_id,
                "email": email.strip(),
                "document": to_text(content),
                "version": 1,
                "submission_id": "",
                "created_at": stored(now),
                "changed_at": stored(now),
            }
            connection.execute(insert(DraftRow), row)
            draft = _first(connection, DraftRow.id == row["id"])
        if draft is None:
            raise LookupError("a draft that was just stored is gone")
        return draft, key

    def find(self, key: str) -> Draft | None:
        with self._database.reading() as connection:
            return _first(connection, has_key(key))

    def of_submission(self, submission_id: str) -> Draft | None:
        """What it was sent from, as long as that is kept."""
        if not submission_id:
            return None
        with self._database.reading() as connection:
            return _first(connection, DraftRow.submission_id == submission_id)

    def by_id(self, id: str) -> Draft | None:
        with self._database.reading() as connection:
            return _first(connection, DraftRow.id == id)

    def save(self, key: str, answers: Answers, *, email: str | None = None) -> Draft | None:
        """The whole new set of answers; the last who saves wins. None where no draft has the key.

        When it returns, everything is on disk.
        """
        whole = tuple(answers)
        return self.fill(key, lambda _: whole, email=email)

    def fill(
        self, key: str, change: Callable[[Given], Answers], *, email: str | None = None
    ) -> Draft | None:
        """Like ``save``, with answers made from those that are there now: two windows that save
        at the same moment lose nothing of each other."""
        with self._database.writing() as connection:
            known = locked(connection, key)
            if known is None:
                return None
            content = _Content(tuple(change(known.answers)), known.before, known.keeper)
            changes: dict[str, Any] = {
                "document": to_text(content),
                "version": DraftRow.version + 1,
                "changed_at": stored(self._clock()),
            }
            if email is not None:
                changes["email"] = email.strip()
            this = DraftRow.id == known.id
            connection.execute(update(DraftRow).where(this).values(changes))
            return _first(connection, this)

    def sent(self, key: str, submission_id: str) -> None:
        with self._database.writing() as connection:
            mark_sent(connection, key, submission_id)

    def new_key(self, id: str) -> str:
        """A further key for a mail; older ones stay good. Raises ``LookupError``."""
        with self._database.writing() as connection:
            draft = _first(connection, DraftRow.id == id)
            if draft is None:
                raise LookupError("there is no such draft")
            return _further_key(connection, self._clock(), draft)

    def erase(self) -> int:
        """Forgets drafts after a month, but none whose submission is still open; how many."""
        with self._database.reading() as connection:
            if not connection.execute(select(DraftRow.id).where(self._is_old()).limit(1)).first():
                return 0
        with self._database.writing() as connection:
            ids = list(connection.execute(select(DraftRow.id).where(self._is_old())).scalars())
            for id in ids:
                keys = (LinkRow.purpose == Purpose.DRAFT, LinkRow.subject == id)
                connection.execute(delete(LinkRow).where(*keys))
                connection.execute(delete(DraftRow).where(DraftRow.id == id))
        return len(ids)

    def _is_old(self) -> ColumnElement[bool]:
        still_open = select(SubmissionRow.id).where(SubmissionRow.state.in_(OPEN))
        old = DraftRow.changed_at <= stored(self._clock() - KEPT)
        return old & DraftRow.submission_id.not_in(still_open)


def has_key(key: str) -> ColumnElement[bool]:
    """The first key, or one of those that were mailed; used or old, they open it all the same."""
    hashed = hash_of(key)
    further = select(LinkRow.subject).where(
        LinkRow.hash == hashed, LinkRow.purpose == Purpose.DRAFT
    )
    return or_(DraftRow.key_hash == hashed, DraftRow.id.in_(further))


def locked(connection: Connection, key: str) -> Draft | None:
    """The draft, for a step that sends it; a second sending waits here."""
    query = select(DraftRow.id).where(has_key(key)).with_for_update()
    connection.execute(query)
    return _first(connection, has_key(key))


def mark_sent(connection: Connection, key: str, submission_id: str) -> None:
    query = update(DraftRow).where(has_key(key))
    connection.execute(query.values(submission_id=submission_id))


def _further_key(connection: Connection, now: datetime, draft: Draft) -> str:
    return make(connection, now, Purpose.DRAFT, draft.id, "", KEPT)


def _first(connection: Connection, which: ColumnElement[bool]) -> Draft | None:
    columns = (
        DraftRow.id,
        DraftRow.record_id,
        DraftRow.email,
        DraftRow.document,
        DraftRow.version,
        DraftRow.submission_id,
        DraftRow.changed_at,
    )
    row = connection.execute(select(*columns).where(which)).first()
    if row is None:
        return None
    id, record_id, email, document, version, submission_id, changed_at = row
    content = from_text(_Content, document)
    return Draft(
        id,
        record_id,
        email,
        content.answers,
        version,
        submission_id,
        read(changed_at),
        content.before,
        content.keeper,
    )
