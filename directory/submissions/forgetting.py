"""Finds everything that is kept about an address of mail, and takes it out everywhere at once."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    String,
    cast,
    delete,
    func,
    literal,
    or_,
    select,
    update,
)

from directory.model.submission import BY_CLUB, OPEN, State
from directory.submissions.database import Database
from directory.submissions.keepers import same
from directory.submissions.links import Purpose
from directory.submissions.moment import stored
from directory.submissions.outbox import Outbox
from directory.submissions.scrubbing import TABLES, rewrite, without_address
from directory.submissions.tables import (
    BarrierRow,
    BouncedRow,
    CheckRecordRow,
    DraftRow,
    HandedListRow,
    KeeperRow,
    LinkRow,
    MailState,
    NetworkRequestRow,
    OutboxRow,
    OutboxSecretRow,
    PersonRow,
    RecordKind,
    ReportRow,
    RevisionRow,
    SubmissionRow,
)
from directory.submissions.team import Team

# Whoever has left keeps a row, because the log of the team names its id; this is no address.
NOBODY_OF_THE_TEAM: Final = "forgotten-{id}@directory.invalid"

# Texts of others in which an address may stand: table, its key, column.
_TEXTS: Final[tuple[tuple[str, Any, Any, Any], ...]] = (
    ("submission", SubmissionRow, SubmissionRow.id, SubmissionRow.document),
    ("submission", SubmissionRow, SubmissionRow.id, SubmissionRow.note),
    ("history", RevisionRow, RevisionRow.number, RevisionRow.before),
    ("report", ReportRow, ReportRow.number, ReportRow.document),
    ("barrier", BarrierRow, BarrierRow.number, BarrierRow.document),
    ("list that is handed over", HandedListRow, HandedListRow.id, HandedListRow.document),
    ("request of a network", NetworkRequestRow, NetworkRequestRow.id, NetworkRequestRow.document),
    ("call or visit", CheckRecordRow, CheckRecordRow.number, CheckRecordRow.document),
)
_ADDRESS: Final = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True, slots=True)
class Kept:
    """One thing that is kept about somebody: what it is, its id, and a word about it."""

    what: str
    id: str
    word: str = ""


class Forgetting:
    """The log of the team stays as it is: it holds ids and no addresses."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def kept(self, email: str) -> tuple[Kept, ...]:
        """All that is kept about the address. Raises ``ValueError`` for what is none."""
        email = same(email)
        with self._database.reading() as connection:
            return tuple(_kept(connection, email))

    def forget(self, email: str) -> tuple[Kept, ...]:
        """Takes all of it out; what it was. Raises ``LastAdmin`` before anything has changed, and
        ``TracesLeft`` where it should be done once more.

        What somebody has sent in and nobody has decided is taken back; mails to them and about
        them that wait do not leave.
        """
        email = same(email)
        now = self._clock()
        team = Team(self._database, self._clock)
        if person := team.by_email(email):
            team.end(person.id)
        with self._database.writing() as connection:
            found = tuple(_kept(connection, email))
            self._mails(connection, email, now)
            _people(connection, email)
            _drafts_and_links(connection, email)
            _submissions(connection, email, now)
            for kind, id in _records(connection, email):
                rewrite(connection, now, kind, id, without_address(email))
            _texts(connection, email)
        self._database.write_anew()
        return found

    def addresses(self) -> frozenset[str]:
        """Every address of mail that stands anywhere, for comparing with a list of hashes."""
        columns = (
            KeeperRow.email,
            LinkRow.email,
            BouncedRow.email,
            PersonRow.email,
            DraftRow.email,
            DraftRow.document,
            SubmissionRow.email,
            OutboxRow.to,
            OutboxRow.document,
            OutboxSecretRow.document,
            *(table.document for table in TABLES.values()),
            *(column for _, _, _, column in _TEXTS),
        )
        found: set[str] = set()
        with self._database.reading() as connection:
            for column in columns:
                for text in connection.execute(select(column).where(column.contains("@"))):
                    found.update(one.lower().strip(".") for one in _ADDRESS.findall(text[0]))
        return frozenset(found)

    def _mails(self, connection: Connection, email: str, now: datetime) -> None:
        numbers = [number for number, *_ in _mails(connection, email)]
        Outbox(self._database, self._clock).forget(connection, numbers)
        theirs = OutboxRow.number.in_(numbers)
        unsent = OutboxRow.state.in_((MailState.WAITING, MailState.SENDING))
        ended = {"state": MailState.EXPIRED, "lease_until": None, "ended_at": stored(now)}
        connection.execute(update(OutboxRow).where(theirs, unsent).values(ended))
        blank = {"document": "", "to": "", "last_error": ""}
        connection.execute(update(OutboxRow).where(theirs).values(blank))
        # A key names its event; few of them name a person too.
        named = update(OutboxRow).where(theirs, _holds(OutboxRow.key, email))
        anew = literal("forgotten:") + cast(OutboxRow.number, String)
        connection.execute(named.values(key=anew))


def _kept(connection: Connection, email: str) -> Iterator[Kept]:
    for person_id, ended in connection.execute(
        select(PersonRow.id, PersonRow.ended_at).where(PersonRow.email == email)
    ):
        yield Kept("person of the team", person_id, "left" if ended else "")
    for id in connection.execute(
        select(KeeperRow.club_id).where(KeeperRow.email == email)
    ).scalars():
        yield Kept("looks after a club", id)
    for id in _drafts(connection, email):
        yield Kept("draft", id)
    for id, state in connection.execute(
        select(SubmissionRow.id, SubmissionRow.state).where(
            func.lower(SubmissionRow.email) == email
        )
    ):
        yield Kept("submission", id, state)
    links = select(func.count()).where(LinkRow.email == email)
    if count := connection.execute(links).scalar_one():
        yield Kept("links", str(count))
    if connection.execute(select(BouncedRow.email).where(BouncedRow.email == email)).first():
        yield Kept("noted as an address that takes no mail", "")
    for number, kind, state, to in _mails(connection, email):
        what = "mail to them" if to.lower() == email else "mail that names them"
        yield Kept(what, str(number), f"{kind} {state}".strip())
    for record, id in _records(connection, email):
        yield Kept(f"named in a record: {record}", id)
    for what, key, _text in _naming(connection, email):
        yield Kept(f"named in: {what}", str(key))


def _people(connection: Connection, email: str) -> None:
    theirs = select(PersonRow.id).where(PersonRow.email == email)
    for id in connection.execute(theirs).scalars().all():
        blank = {"email": NOBODY_OF_THE_TEAM.format(id=id), "name": ""}
        connection.execute(update(PersonRow).where(PersonRow.id == id).values(blank))
    connection.execute(delete(KeeperRow).where(KeeperRow.email == email))
    connection.execute(delete(BouncedRow).where(BouncedRow.email == email))


def _drafts_and_links(connection: Connection, email: str) -> None:
    for id in _drafts(connection, email):
        keys = (LinkRow.purpose == Purpose.DRAFT, LinkRow.subject == id)
        connection.execute(delete(LinkRow).where(*keys))
        connection.execute(delete(DraftRow).where(DraftRow.id == id))
    connection.execute(delete(LinkRow).where(LinkRow.email == email))


def _submissions(connection: Connection, email: str, now: datetime) -> None:
    mine = func.lower(SubmissionRow.email) == email
    taken_back = {
        "state": State.WITHDRAWN,
        "decided_at": stored(now),
        "decided_by": BY_CLUB,
    }
    is_open = SubmissionRow.state.in_(OPEN)
    connection.execute(update(SubmissionRow).where(mine, is_open).values(taken_back))
    connection.execute(update(SubmissionRow).where(mine).values(email=""))


def _texts(connection: Connection, email: str) -> None:
    for table, key, column, at, scrubbed in list(_scrubbed(connection, email)):
        connection.execute(update(table).where(key == at).values({column.key: scrubbed}))


def _drafts(connection: Connection, email: str) -> list[str]:
    query = select(DraftRow.id, DraftRow.email, DraftRow.document)
    query = query.where(or_(func.lower(DraftRow.email) == email, _holds(DraftRow.document, email)))
    names = without_address(email)
    return [
        id
        for id, own, document in connection.execute(query)
        if own.lower() == email or names(document) != document
    ]


def _mails(connection: Connection, email: str) -> list[tuple[int, str, str, str]]:
    """Number, kind, state and receiver of the mails that are theirs or name them."""
    secret = select(OutboxSecretRow.document).where(OutboxSecretRow.number == OutboxRow.number)
    texts = (OutboxRow.document, OutboxRow.last_error, OutboxRow.key)
    columns = (OutboxRow.number, OutboxRow.kind, OutboxRow.state, OutboxRow.to)
    hidden = func.coalesce(secret.scalar_subquery(), "")
    query = select(*columns, *texts, hidden).where(
        or_(
            func.lower(OutboxRow.to) == email,
            *(_holds(text, email) for text in texts),
            _holds(hidden, email),
        )
    )
    names = without_address(email)
    return [
        (number, kind, state, to)
        for number, kind, state, to, *rest in connection.execute(query.order_by(OutboxRow.number))
        if to.lower() == email or any(names(text) != text for text in rest)
    ]


def _records(connection: Connection, email: str) -> list[tuple[RecordKind, str]]:
    names = without_address(email)
    found = []
    for kind, table in TABLES.items():
        query = select(table.id, table.document).where(_holds(table.document, email))
        rows = connection.execute(query.order_by(table.id)).all()
        found += [(kind, id) for id, document in rows if names(document) != document]
    return found


def _naming(connection: Connection, email: str) -> Iterator[tuple[str, Any, str]]:
    words = {table: what for what, table, _, _ in _TEXTS}
    for table, _key, _column, at, scrubbed in _scrubbed(connection, email):
        yield words[table], at, scrubbed


def _scrubbed(connection: Connection, email: str) -> Iterator[tuple[Any, Any, Any, Any, str]]:
    names = without_address(email)
    for _what, table, key, column in _TEXTS:
        query = select(key, column).where(_holds(column, email)).order_by(key)
        for at, text in connection.execute(query).all():
            if (scrubbed := names(text)) != text:
                yield table, key, column, at, scrubbed


def _holds(column: Any, email: str) -> ColumnElement[bool]:
    """Finds too much rather than too little; each hit is then looked at word by word."""
    found: ColumnElement[bool] = func.lower(column).contains(email, autoescape=True)
    return found
