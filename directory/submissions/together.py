"""Questions that advisors sent together with somebody: how far each is, and how clubs answer."""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from statistics import median
from typing import Any, Final

from sqlalchemy import func, select, update

from directory.model.together import HEARD, AnswerFigures, Outcome, Together
from directory.submissions.database import Database
from directory.submissions.moment import read, stored
from directory.submissions.tables import AskedTogetherRow

# Long enough for the numbers of a year; then nobody needs to know who asked whom when.
KEPT: Final = timedelta(days=400)
_A_DAY: Final = timedelta(days=1)


class AskedTogether:
    """``Inbox.inquire`` begins one, in the transaction of the mail."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def of_person(self, person_id: str, limit: int = 200) -> tuple[Together, ...]:
        """Those of one advisor, the newest first."""
        query = select(AskedTogetherRow.__table__).where(AskedTogetherRow.person_id == person_id)
        query = query.order_by(AskedTogetherRow.at.desc(), AskedTogetherRow.id).limit(limit)
        with self._database.reading() as connection:
            return tuple(map(_together, connection.execute(query)))

    def is_of(self, id: str, person_id: str) -> bool:
        """Whether this advisor sent it."""
        mine = (AskedTogetherRow.id == id, AskedTogetherRow.person_id == person_id)
        with self._database.reading() as connection:
            return connection.execute(select(AskedTogetherRow.id).where(*mine)).first() is not None

    def note(self, id: str, person_id: str, outcome: Outcome) -> bool:
        """What became of it; whether it is one of theirs. The first answer keeps its day."""
        values: dict[str, Any] = {"state": outcome, "answered_at": None}
        if outcome in HEARD:
            now = stored(self._clock())
            values["answered_at"] = func.coalesce(AskedTogetherRow.answered_at, now)
        mine = (AskedTogetherRow.id == id, AskedTogetherRow.person_id == person_id)
        with self._database.writing() as connection:
            found = connection.execute(update(AskedTogetherRow).where(*mine).values(values))
            return found.rowcount == 1

    def figures(self, offer_ids: Collection[str] | None = None) -> AnswerFigures:
        """Of all questions, or of those to these offers; no person and no advisor is in it."""
        query = select(AskedTogetherRow.__table__)
        if offer_ids is not None:
            query = query.where(AskedTogetherRow.offer_id.in_(offer_ids))
        with self._database.reading() as connection:
            found = [_together(row) for row in connection.execute(query)]
        times = [(one.answered_at - one.at) / _A_DAY for one in found if one.answered_at]
        return AnswerFigures(
            asked=len(found),
            answered=len(times),
            joined=sum(one.outcome is Outcome.JOINED for one in found),
            silent=sum(one.outcome is Outcome.SILENT for one in found),
            days=round(median(times)) if times else None,
        )

    def erase(self) -> int:
        """Forgets those that are too old; how many."""
        is_old = AskedTogetherRow.at <= stored(self._clock() - KEPT)
        return self._database.forget(AskedTogetherRow, is_old)


def _together(row: Any) -> Together:
    return Together(
        row.id,
        row.offer_id,
        row.person_id,
        Outcome(row.state),
        read(row.at),
        read(row.answered_at) if row.answered_at else None,
    )
