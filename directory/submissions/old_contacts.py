"""Forgets whom one could ask: a year after a record changed, a month after it was withdrawn."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, exists, func, or_, select, update

from directory.submissions.database import Database
from directory.submissions.moment import stored
from directory.submissions.scrubbing import rewrite, without_contacts
from directory.submissions.tables import ClubRow, OfferRow, Public, RecordKind, RevisionRow

HISTORY_KEPT: Final = timedelta(days=365)
WITHDRAWN_KEPT: Final = timedelta(days=30)
# The whole history is looked through, and a day more or less is no matter.
SWEPT_EVERY: Final = timedelta(hours=6)
AT_ONCE: Final = 200

_HAS_CONTACTS: Final = '"contacts":'


class OldContacts:
    """The history goes on to say what was changed and when, but no longer who could be asked."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
        self._swept_at: datetime | None = None

    def erase(self) -> int:
        """How many documents have lost their contacts. Looks only every few hours."""
        now = self._clock()
        if self._swept_at and self._swept_at <= now < self._swept_at + SWEPT_EVERY:
            return 0
        self._swept_at = now
        return self._history(now) + self._withdrawn(now)

    def _history(self, now: datetime) -> int:
        old = (
            RevisionRow.at <= stored(now - HISTORY_KEPT),
            RevisionRow.before.contains(_HAS_CONTACTS),
        )
        query = select(RevisionRow.number, RevisionRow.before).where(*old).limit(AT_ONCE)
        done = 0
        while True:
            with self._database.reading() as connection:
                rows = connection.execute(query).all()
            changed = [(number, without_contacts(before or "")) for number, before in rows]
            changed = [one for one in changed if _HAS_CONTACTS not in one[1]]
            if not changed:
                return done
            with self._database.writing() as connection:
                for number, before in changed:
                    this = update(RevisionRow).where(RevisionRow.number == number)
                    connection.execute(this.values(before=before))
            done += len(changed)

    def _withdrawn(self, now: datetime) -> int:
        done = 0
        for kind, id in self._withdrawn_with_contacts(now):
            # A transaction for each: nobody has to wait until all are done.
            with self._database.writing() as connection:
                done += rewrite(connection, now, kind, id, without_contacts)
        return done

    def _withdrawn_with_contacts(self, now: datetime) -> list[tuple[RecordKind, str]]:
        limit = stored(now - WITHDRAWN_KEPT)
        hidden_club = exists().where(
            ClubRow.id == OfferRow.club_id,
            ClubRow.status == Public.WITHDRAWN,
            _is_quiet(RecordKind.CLUB, ClubRow.id, limit),
        )
        hidden_offer = OfferRow.status == Public.WITHDRAWN
        offers = select(OfferRow.id).where(
            OfferRow.document.contains(_HAS_CONTACTS),
            or_(hidden_offer, hidden_club),
            _is_quiet(RecordKind.OFFER, OfferRow.id, limit),
        )
        clubs = select(ClubRow.id).where(
            ClubRow.document.contains(_HAS_CONTACTS),
            ClubRow.status == Public.WITHDRAWN,
            _is_quiet(RecordKind.CLUB, ClubRow.id, limit),
        )
        with self._database.reading() as connection:
            return [
                *((RecordKind.OFFER, id) for id in connection.execute(offers).scalars()),
                *((RecordKind.CLUB, id) for id in connection.execute(clubs).scalars()),
            ]


def _is_quiet(kind: RecordKind, id: Any, limit: str) -> ColumnElement[bool]:
    """Nothing has happened to the record since; withdrawing was the last thing."""
    last = (
        select(func.max(RevisionRow.at))
        .where(RevisionRow.kind == kind, RevisionRow.record_id == id)
        .scalar_subquery()
    )
    return func.coalesce(last, "") <= limit
