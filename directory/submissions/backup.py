"""Copies a database in use, looks over a copy, and makes a restored one fit for going on."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, func, inspect, select, table, text, update

from directory.submissions.database import Database, require_whole
from directory.submissions.errors import DamagedDatabase, ForeignDatabase, OtherVersion
from directory.submissions.links import Purpose
from directory.submissions.moment import read, stored
from directory.submissions.tables import (
    SCHEMA,
    ChangeRow,
    HeartbeatRow,
    LinkRow,
    MailState,
    OutboxRow,
    OutboxSecretRow,
    SessionRow,
)
from directory.submissions.upgrading import new_era

# Nothing is ever deleted from these, so a copy holds at least what was there when it began.
_ONLY_GROW = ("change", "revision", "audit")


@dataclass(frozen=True, slots=True)
class Contents:
    """What lies in a database: the version of its tables, and how many rows each has."""

    schema: str
    rows: dict[str, int]

    def count(self, name: str) -> int:
        return self.rows.get(name, 0)


def copied(url: str, target: Path, now: datetime) -> Contents:
    """Copies the database of one moment into a new file, looks it over, and says what is in it.

    What visitors asked clubs must be gone after three days, so no copy ever holds it. Raises
    ``DatabaseProblem``.
    """
    database = Database(url)
    try:
        database.require()
        with database.reading() as connection:
            before = _contents(connection)
        database.copy_into(target)
    finally:
        database.close()
    copy = Database(f"sqlite:///{target}")
    try:
        _leave_secrets_out(copy, now)
    finally:
        copy.close()
    found = contents(target)
    if any(found.count(name) < before.count(name) for name in _ONLY_GROW):
        raise DamagedDatabase("The copy lacks rows that were there when it was begun.")
    return found


def contents(file: Path) -> Contents:
    """What a file holds, after a look at every row. Raises ``DatabaseProblem``."""
    database = Database(f"sqlite:///{file}")
    try:
        database.require()
        with database.reading() as connection:
            require_whole(connection)
            return _contents(connection)
    finally:
        database.close()


def require_not_newer(found: Contents) -> None:
    """Raises ``OtherVersion`` for a copy that a newer program has made."""
    if found.schema > SCHEMA:
        raise OtherVersion(
            f"The backup was made by a newer program ({found.schema}); this one knows {SCHEMA}."
        )


def begin_again(url: str, now: datetime) -> None:
    """For a database of this version that was just restored.

    A new era makes every index begin anew. Who was signed in signs in again, because nobody knows
    any more which sessions and visits were ended since.
    """
    database = Database(url)
    try:
        with database.writing() as connection:
            new_era(connection, now)
            # Numbers of transactions of another server say nothing here: where they are higher than
            # those of this one, nobody would believe these changes until it has counted so far.
            connection.execute(update(ChangeRow).where(ChangeRow.xid != 0).values(xid=0))
            connection.execute(delete(SessionRow))
            open_doors = (Purpose.SIGN_IN, Purpose.VISIT)
            connection.execute(delete(LinkRow).where(LinkRow.purpose.in_(open_doors)))
    finally:
        database.close()


def last_alive(url: str) -> datetime | None:
    """When somebody last noted that the site was at work; in a restored database the moment of
    its backup, within a minute."""
    database = Database(url)
    try:
        with database.reading() as connection:
            at = connection.execute(select(func.max(HeartbeatRow.at))).scalar()
    finally:
        database.close()
    return read(at) if at else None


def _leave_secrets_out(copy: Database, now: datetime) -> None:
    with copy.writing() as connection:
        if not inspect(connection).has_table("outbox_secret"):
            return
        with_secret = OutboxRow.number.in_(select(OutboxSecretRow.number))
        unsent = OutboxRow.state.in_((MailState.WAITING, MailState.SENDING))
        ended: dict[str, Any] = {
            "state": MailState.EXPIRED,
            "lease_until": None,
            "ended_at": stored(now),
        }
        connection.execute(update(OutboxRow).where(with_secret, unsent).values(ended))
        connection.execute(delete(OutboxSecretRow))


def _contents(connection: Connection) -> Contents:
    names = inspect(connection).get_table_names()
    if "alembic_version" not in names:
        raise ForeignDatabase("This database is not one of this directory.")
    schema = connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or ""
    rows = {
        name: connection.execute(select(func.count()).select_from(table(name))).scalar_one()
        for name in sorted(names)
        if name not in ("alembic_version", "sqlite_sequence")
    }
    return Contents(schema, rows)
