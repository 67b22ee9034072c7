"""Notes which addresses take no mail any more, and has their offers rung about."""

from collections.abc import Callable, Collection
from datetime import datetime

from sqlalchemy import ColumnElement, exists, select

from directory.submissions import keepers
from directory.submissions.care import jump
from directory.submissions.database import Database, insert_into
from directory.submissions.moment import stored
from directory.submissions.tables import BouncedRow, LinkRow, OutboxRow


class Bounces:
    """Only what we ourselves have written to can bounce: others may write what they like."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def take(self, email: str, status: str) -> int | None:
        """How many offers are to be rung about now; None for an address that we do not know."""
        try:
            mine = keepers.same(email)
        except ValueError:
            return None
        now = self._clock()
        with self._database.writing() as connection:
            if not connection.execute(select(_was_written_to(mine))).scalar():
                return None
            row = {"email": mine, "status": status[:20], "at": stored(now)}
            query = insert_into(connection, BouncedRow).values(row)
            connection.execute(query.on_conflict_do_update(index_elements=["email"], set_=row))
            return jump(connection, mine, now.astimezone().date())

    def known(self) -> Collection[str]:
        with self._database.reading() as connection:
            return frozenset(connection.execute(select(BouncedRow.email)).scalars())


def _was_written_to(email: str) -> ColumnElement[bool]:
    # The outbox forgets addresses after some days; links are kept for as long as they work.
    by_mail = exists().where(OutboxRow.to.ilike(email.replace("_", "\\_"), escape="\\"))
    by_link = exists().where(LinkRow.email == email)
    return by_mail | by_link
