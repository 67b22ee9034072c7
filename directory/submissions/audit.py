"""The audit log: who of the team did what. It only grows; triggers of the database see to it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from directory.submissions.database import Database
from directory.submissions.moment import read, stored
from directory.submissions.tables import AuditRow, PersonRow

LONGEST_NOTE = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """``person`` is the name of who did it as it is today; empty for the command line."""

    number: int
    at: datetime
    person_id: str
    person: str
    action: str
    kind: str
    record_id: str
    note: str


def write(  # noqa: PLR0917
    connection: Connection,
    now: datetime,
    person_id: str,
    action: str,
    kind: str,
    record_id: str,
    note: str = "",
) -> None:
    """In the transaction of what was done. ``note`` never holds an address or a text of a person,
    because nothing can be taken out of the log again."""
    row = {
        "at": stored(now),
        "person_id": person_id,
        "action": action,
        "kind": kind,
        "record_id": record_id,
        "note": note[:LONGEST_NOTE],
    }
    connection.execute(insert(AuditRow), row)


class Audit:
    """Reads the log, the newest first."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def of_record(self, kind: str, record_id: str) -> tuple[Entry, ...]:
        mine = (AuditRow.kind == kind, AuditRow.record_id == record_id)
        return self._entries(*mine)

    def of_person(self, person_id: str, most: int = 100) -> tuple[Entry, ...]:
        return self._entries(AuditRow.person_id == person_id, most=most)

    def latest(self, before: int = 0, most: int = 100) -> tuple[Entry, ...]:
        """A page of the log; ``before`` is the lowest number of the page before."""
        return self._entries(*((AuditRow.number < before,) if before else ()), most=most)

    def _entries(self, *conditions: object, most: int = 500) -> tuple[Entry, ...]:
        columns = (
            AuditRow.number,
            AuditRow.at,
            AuditRow.person_id,
            PersonRow.name,
            AuditRow.action,
            AuditRow.kind,
            AuditRow.record_id,
            AuditRow.note,
        )
        query = select(*columns).outerjoin(PersonRow, PersonRow.id == AuditRow.person_id)
        query = query.where(*conditions)  # type: ignore[arg-type]
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(AuditRow.number.desc()).limit(most))
            return tuple(
                Entry(number, read(at), person_id, person or "", *rest)
                for number, at, person_id, person, *rest in rows
            )
