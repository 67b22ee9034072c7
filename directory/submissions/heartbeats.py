"""Notes when a chore was last done, so that whoever watches over the site sees that it goes on."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select

from directory.submissions.database import Database, insert_into
from directory.submissions.moment import read, stored
from directory.submissions.tables import HeartbeatRow

TICK: Final = "tick"
# When a chore last went well after one that did not.
DISTURBED: Final = "disturbed"
# Each note wakes everybody who watches the database; once a minute tells enough.
NOTED_EVERY: Final = timedelta(minutes=1)


class Heartbeats:
    """One for each process."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
        self._noted: dict[str, datetime] = {}

    def beat(self, name: str) -> None:
        """Notes that it is done now, unless that was noted just before."""
        now = self._clock()
        last = self._noted.get(name)
        if last and last <= now < last + NOTED_EVERY:
            return
        row = {"name": name, "at": stored(now)}
        with self._database.writing() as connection:
            query = insert_into(connection, HeartbeatRow).values(row)
            query = query.on_conflict_do_update(index_elements=["name"], set_={"at": row["at"]})
            connection.execute(query)
        self._noted[name] = now

    def last(self, name: str) -> datetime | None:
        """When it was last done; None: never."""
        query = select(HeartbeatRow.at).where(HeartbeatRow.name == name)
        with self._database.reading() as connection:
            at = connection.execute(query).scalar()
        return read(at) if at else None
