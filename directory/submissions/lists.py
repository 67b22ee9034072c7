"""Lists that are handed over by a code: kept for 90 days, dropped by whoever holds the code."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import delete, select

from directory.model.handed import HandedList, OfferList
from directory.submissions.database import Database, stored_once
from directory.submissions.documents import from_text, to_text
from directory.submissions.moment import read, stored
from directory.submissions.tables import HandedListRow

KEPT: Final = timedelta(days=90)
_CODES: Final = 1_000_000
# With so few codes in use of a million, the first one is nearly always free.
_TRIES: Final = 50


class NoCodeLeft(Exception):
    """So many lists are kept that no free code was found."""


class Lists:
    """A code is in use by one list at a time; nobody is in a list, and in ``person_id`` only who
    of the team made it."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def hand_over(self, content: OfferList, person_id: str = "", key: str = "") -> HandedList:
        """Keeps it under a new code; the same ``key`` of a form is the same list."""
        now = self._clock()
        row = {
            "id": key or secrets.token_hex(16),
            "person_id": person_id,
            "document": to_text(content),
            "created_at": stored(now),
            "expires_at": stored(now + KEPT),
        }
        with self._database.writing() as connection:
            known = select(HandedListRow.__table__).where(HandedListRow.id == row["id"])
            if found := connection.execute(known).first():
                return _list(found)
            # A code whose list is over is free again.
            connection.execute(delete(HandedListRow).where(self._is_over()))
            for _try in range(_TRIES):
                code = f"{secrets.randbelow(_CODES):06d}"
                if stored_once(connection, HandedListRow, {**row, "code": code}, "code"):
                    return HandedList(code, content, now, now + KEPT)
        raise NoCodeLeft

    def find(self, code: str) -> HandedList | None:
        """None for a code that leads nowhere, or no longer."""
        query = select(HandedListRow.__table__).where(HandedListRow.code == code)
        with self._database.reading() as connection:
            row = connection.execute(query.where(~self._is_over())).first()
        return _list(row) if row else None

    def drop(self, code: str) -> bool:
        """Whether there was such a list."""
        with self._database.writing() as connection:
            found = connection.execute(delete(HandedListRow).where(HandedListRow.code == code))
            return found.rowcount == 1

    def of_person(self, person_id: str, limit: int = 200) -> tuple[HandedList, ...]:
        """Those that somebody of the team made, the newest first."""
        query = select(HandedListRow.__table__).where(
            HandedListRow.person_id == person_id, ~self._is_over()
        )
        query = query.order_by(HandedListRow.created_at.desc(), HandedListRow.id).limit(limit)
        with self._database.reading() as connection:
            return tuple(map(_list, connection.execute(query)))

    def erase(self) -> int:
        """Forgets what is over; how many."""
        return self._database.forget(HandedListRow, self._is_over())

    def _is_over(self) -> Any:
        return HandedListRow.expires_at <= stored(self._clock())


def _list(row: Any) -> HandedList:
    content = from_text(OfferList, row.document)
    return HandedList(row.code, content, read(row.created_at), read(row.expires_at))
