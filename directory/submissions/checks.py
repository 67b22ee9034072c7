"""Calls and visits: who of the team looked after an offer, when and how, and what they found."""

import json
from collections.abc import Callable
from datetime import date, datetime

from sqlalchemy import Connection, select

from directory.model import How
from directory.model.check import Check, CheckNote
from directory.submissions.database import Database, stored_once
from directory.submissions.moment import read, stored
from directory.submissions.tables import CheckRecordRow, PersonRow


def add(  # noqa: PLR0917
    connection: Connection,
    now: datetime,
    offer_id: str,
    person_id: str,
    how: How,
    day: date,
    note: CheckNote,
) -> bool:
    """In the transaction of the confirmation; whether this note is new."""
    row = {
        "key": f"{note.key}:{offer_id}"[:200],
        "offer_id": offer_id,
        "person_id": person_id,
        "how": how,
        "day": day.isoformat(),
        "document": json.dumps({"text": note.text, "team": note.team}, ensure_ascii=False),
        "at": stored(now),
    }
    return stored_once(connection, CheckRecordRow, row, "key")


class Checks:
    """Reads what was heard and seen, the newest first."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def add(self, offer_id: str, person_id: str, how: How, day: date, note: CheckNote) -> bool:
        """Something was found out, but not that all is true; whether this note is new."""
        with self._database.writing() as connection:
            return add(connection, self._clock(), offer_id, person_id, how, day, note)

    def of_offer(self, offer_id: str) -> tuple[Check, ...]:
        columns = (*CheckRecordRow.__table__.columns, PersonRow.name)
        query = (
            select(*columns)
            .outerjoin(PersonRow, PersonRow.id == CheckRecordRow.person_id)
            .where(CheckRecordRow.offer_id == offer_id)
            .order_by(CheckRecordRow.number.desc())
        )
        with self._database.reading() as connection:
            return tuple(_check(row) for row in connection.execute(query).mappings())


def _check(row: object) -> Check:
    given = dict(row)  # type: ignore[call-overload]
    said = json.loads(given["document"])
    return Check(
        given["number"],
        given["offer_id"],
        How(given["how"]),
        date.fromisoformat(given["day"]),
        said["text"],
        said["team"],
        given["name"] or "",
        read(given["at"]),
    )
