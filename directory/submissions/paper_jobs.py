"""Long papers in the making: ordered once, made by one process at a time, kept for a week."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import and_, delete, func, or_, select, update

from directory.model.paper import JobState, PaperJob, PaperOrder
from directory.submissions.database import Database, stored_once
from directory.submissions.documents import from_text, to_text
from directory.submissions.moment import stored
from directory.submissions.tables import PaperJobRow

KEPT: Final = timedelta(days=7)
# Who is killed at work leaves it to the next after this. Longer than printing may take, because
# nothing is noted meanwhile.
LEASE: Final = timedelta(minutes=20)
_COLUMNS = (
    PaperJobRow.id,
    PaperJobRow.document,
    PaperJobRow.state,
    PaperJobRow.done,
    PaperJobRow.total,
    func.coalesce(func.length(PaperJobRow.file), 0).label("size"),
)


class PaperJobs:
    """``key`` says all that a paper depends on: who orders the same gets the same."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def order(self, key: str, order: PaperOrder, total: int) -> str:
        """The id of the job; one that failed is tried again."""
        now = self._clock()
        row = {
            "id": secrets.token_urlsafe(12),
            "key": key,
            "document": to_text(order),
            "state": JobState.WAITING,
            "done": 0,
            "total": total,
            "lease_until": stored(now),
            "file": None,
            "created_at": stored(now),
            "expires_at": stored(now + KEPT),
        }
        with self._database.writing() as connection:
            over = or_(PaperJobRow.expires_at <= stored(now), PaperJobRow.state == JobState.FAILED)
            connection.execute(delete(PaperJobRow).where(PaperJobRow.key == key, over))
            stored_once(connection, PaperJobRow, row, "key")
            known = select(PaperJobRow.id).where(PaperJobRow.key == key)
            return connection.execute(known).scalar_one()

    def find(self, id: str) -> PaperJob | None:
        query = select(*_COLUMNS).where(PaperJobRow.id == id)
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        return _job(row) if row else None

    def file(self, id: str) -> bytes | None:
        """The paper, once it is done."""
        query = select(PaperJobRow.file).where(PaperJobRow.id == id)
        with self._database.reading() as connection:
            return connection.execute(query).scalar()

    def are_waiting(self) -> bool:
        """Whether there is work that nobody does."""
        with self._database.reading() as connection:
            return (
                connection.execute(select(PaperJobRow.id).where(self._free())).first() is not None
            )

    def claim(self) -> PaperJob | None:
        """The oldest job that nobody works at, for this process alone while its lease lasts."""
        oldest = select(PaperJobRow.id).where(self._free())
        oldest = oldest.order_by(PaperJobRow.created_at, PaperJobRow.id).limit(1)
        lease = stored(self._clock() + LEASE)
        with self._database.writing() as connection:
            mine = update(PaperJobRow).where(PaperJobRow.id.in_(oldest), self._free())
            mine = mine.values(state=JobState.WORKING, lease_until=lease, done=0)
            id = connection.execute(mine.returning(PaperJobRow.id)).scalar()
        return self.find(id) if id else None

    def note(self, id: str, done: int) -> None:
        """How many offers are on paper; whoever works on keeps the lease."""
        values = {"done": done, "lease_until": stored(self._clock() + LEASE)}
        with self._database.writing() as connection:
            connection.execute(update(PaperJobRow).where(PaperJobRow.id == id).values(values))

    def finish(self, id: str, file: bytes | None) -> None:
        """With the paper; without one it has failed."""
        state = JobState.FAILED if file is None else JobState.DONE
        values: dict[str, Any] = {"state": state, "file": file}
        if file is not None:
            values["done"] = PaperJobRow.total
        with self._database.writing() as connection:
            connection.execute(update(PaperJobRow).where(PaperJobRow.id == id).values(values))

    def erase(self) -> int:
        """Forgets what is over; how many."""
        is_over = PaperJobRow.expires_at <= stored(self._clock())
        return self._database.forget(PaperJobRow, is_over)

    def _free(self) -> Any:
        left = and_(
            PaperJobRow.state == JobState.WORKING,
            PaperJobRow.lease_until <= stored(self._clock()),
        )
        return or_(PaperJobRow.state == JobState.WAITING, left)


def _job(row: Any) -> PaperJob:
    order = from_text(PaperOrder, row.document)
    return PaperJob(row.id, order, JobState(row.state), row.done, row.total, row.size)
