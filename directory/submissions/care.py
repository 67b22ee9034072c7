"""Remembers how far each public offer has come on the ladder, and what was done about it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, and_, delete, exists, select, update

from directory.model import Listing, Status
from directory.model.ladder import Asked, Reason, counts_from
from directory.model.mail import OutgoingMail
from directory.submissions import keepers, shown
from directory.submissions.database import Database, insert_into
from directory.submissions.links import Purpose, make
from directory.submissions.moment import read
from directory.submissions.outbox import put
from directory.submissions.tables import (
    BouncedRow,
    CareRow,
    ClubRow,
    OfferRow,
    OutboxRow,
    Public,
    ReportRow,
)

# What never ages has a row too, so that nobody looks at it again every minute.
_NEVER: Final = date.max
_AT_ONCE: Final = 500

Letter = Callable[[str], OutgoingMail]
"""Writes a mail around the secret of its link."""


@dataclass(frozen=True, slots=True)
class Cared:
    """An offer that readers see, and how far we have come with it."""

    offer_id: str
    club_id: str
    round: int
    asked: Asked
    phone_reason: str = ""


@dataclass(frozen=True, slots=True)
class PhoneTask:
    """Somebody should ring the club about this offer."""

    offer_id: str
    since: date
    reason: Reason
    counts_from: date


class Care:
    """Each step says whether it was done now: of any number who try at once, one succeeds."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def fill(self) -> int:
        """Begins with each public offer that nobody looks after yet; how many."""
        missing = shown.OFFERS.where(~exists().where(CareRow.offer_id == OfferRow.id))
        with self._database.reading() as connection:
            found = [shown.listing_of(row) for row in connection.execute(missing.limit(5_000))]
        rows = [_first_round(one) for one in found if not _is_ended(one)]
        if not rows:
            return 0
        with self._database.writing() as connection:
            for first in range(0, len(rows), _AT_ONCE):
                query = insert_into(connection, CareRow).values(rows[first : first + _AT_ONCE])
                connection.execute(query.on_conflict_do_nothing(index_elements=["offer_id"]))
        return len(rows)

    def not_archived(self, confirmed_before: date | None = None) -> tuple[Cared, ...]:
        """The public offers that age, oldest first; only those from before a day."""
        conditions = [CareRow.archived_on.is_(None), CareRow.counts_from < _NEVER.isoformat()]
        if confirmed_before is not None:
            conditions.append(CareRow.counts_from < confirmed_before.isoformat())
        return self._cared(*conditions)

    def of_clubs(self, club_ids: Collection[str]) -> tuple[Cared, ...]:
        """All offers of these clubs that age, archived ones too."""
        return self._cared(
            OfferRow.club_id.in_(sorted(set(club_ids))), CareRow.counts_from < _NEVER.isoformat()
        )

    def of(self, offer_id: str) -> Cared | None:
        return next(iter(self._cared(CareRow.offer_id == offer_id)), None)

    def ask(
        self,
        offers: Sequence[Cared],
        email: str,
        letter: Letter,
        *,
        lasts: timedelta,
        school_years: Mapping[str, int] | None = None,
    ) -> bool:
        """Makes the link, queues the mail and remembers the question, all at once or not at all.

        Without ``offers`` only the mail is queued, as after a report. False where somebody else
        was quicker, or where this event has had its mail.
        """
        today = _day(self._clock())
        years = school_years or {}
        try:
            with self._database.writing() as connection:
                for one in sorted(offers, key=lambda one: one.offer_id):
                    changes: dict[str, Any] = {
                        "asked_on": today.isoformat(),
                        "asked_times": CareRow.asked_times + 1,
                    }
                    if one.offer_id in years:
                        changes["school_year"] = years[one.offer_id]
                    if not _changed(connection, one, changes):
                        raise _SomebodyWasQuicker
                now = self._clock()
                token = make(connection, now, Purpose.CONFIRM, "", email, lasts)
                if not put(connection, letter(token), now):
                    raise _SomebodyWasQuicker
        except _SomebodyWasQuicker:
            return False
        return True

    def to_be_rung(self, one: Cared, reason: Reason) -> bool:
        with self._database.writing() as connection:
            return _to_be_rung(connection, one, reason, _day(self._clock()))

    def archive(self, one: Cared) -> bool:
        """Its page stays; nothing is ever deleted by the clock."""
        day = _day(self._clock()).isoformat()
        with self._database.writing() as connection:
            return _changed(connection, one, {"archived_on": day})

    def settle(self, one: Cared, listing: Listing | None) -> bool:
        """Puts right what was changed elsewhere: the day it counts from, or that it is no more.

        Whether there was anything to put right.
        """
        day = counts_from(listing) or _NEVER if listing else _NEVER
        with self._database.writing() as connection:
            if listing is None or _is_ended(listing):
                connection.execute(delete(CareRow).where(CareRow.offer_id == one.offer_id))
                return True
            if day == one.asked.counts_from:
                return False
            begin_round(connection, one.offer_id, day, closes_reports=False)
            return True

    def phone_tasks(self) -> tuple[PhoneTask, ...]:
        """Oldest first, without those that have been confirmed or archived since."""
        cared = self._cared(CareRow.phone_task_since.is_not(None), CareRow.archived_on.is_(None))
        tasks = (
            PhoneTask(
                one.offer_id, one.asked.phone_since, Reason(one.phone_reason), one.asked.counts_from
            )
            for one in cared
            if one.asked.phone_since
        )
        return tuple(sorted(tasks, key=lambda task: (task.since, task.offer_id)))

    def bounced(self) -> frozenset[str]:
        """Addresses that take no mail any more."""
        with self._database.reading() as connection:
            return frozenset(connection.execute(select(BouncedRow.email)).scalars())

    def mailed_about(self, offer_id: str, kind: str) -> tuple[tuple[str, date], ...]:
        """Key and day of each mail of a kind about an offer, newest first."""
        query = select(OutboxRow.key, OutboxRow.created_at).where(
            OutboxRow.about == offer_id, OutboxRow.kind == kind
        )
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(OutboxRow.number.desc())).all()
        return tuple((key, _day(read(at))) for key, at in rows)

    def offers_of(self, email: str) -> tuple[Listing, ...]:
        """The public offers that somebody with this address may answer for: of clubs that they
        look after, or that name the address in their record."""
        mine = keepers.same(email)
        with self._database.reading() as connection:
            clubs = {
                *keepers.clubs_of(connection, mine),
                *keepers.clubs_on_record(connection, mine),
            }
            query = shown.OFFERS.where(OfferRow.club_id.in_(sorted(clubs))).order_by(OfferRow.id)
            found = [shown.listing_of(row) for row in connection.execute(query)]
        return tuple(one for one in found if not _is_ended(one))

    def _cared(self, *conditions: ColumnElement[bool]) -> tuple[Cared, ...]:
        query = (
            select(CareRow, OfferRow.club_id)
            .join(OfferRow, OfferRow.id == CareRow.offer_id)
            .join(ClubRow, ClubRow.id == OfferRow.club_id)
            .where(
                OfferRow.status == Public.PUBLISHED, ClubRow.status == Public.PUBLISHED, *conditions
            )
            .order_by(CareRow.counts_from, CareRow.offer_id)
        )
        with self._database.reading() as connection:
            columns = query.with_only_columns(*CareRow.__table__.columns, OfferRow.club_id)
            return tuple(map(_read, connection.execute(columns)))


class _SomebodyWasQuicker(Exception):
    """Takes back what this transaction has done so far."""


def begin_round(
    connection: Connection, offer_id: str, day: date, *, closes_reports: bool = True
) -> None:
    """From this day on the offer counts as true; what was asked or reported before is settled."""
    fresh = {
        "counts_from": day.isoformat(),
        "asked_on": None,
        "asked_times": 0,
        "phone_task_since": None,
        "phone_reason": "",
        "archived_on": None,
    }
    row = {"offer_id": offer_id, "round": 1, "school_year": 0} | fresh
    query = insert_into(connection, CareRow).values(row)
    connection.execute(
        query.on_conflict_do_update(
            index_elements=["offer_id"], set_=fresh | {"round": CareRow.round + 1}
        )
    )
    if closes_reports:
        close_reports(connection, offer_id)


def end_care(connection: Connection, offer_id: str) -> None:
    """The offer is no more: nobody is asked about it again."""
    connection.execute(delete(CareRow).where(CareRow.offer_id == offer_id))
    close_reports(connection, offer_id)


def close_reports(connection: Connection, offer_id: str) -> None:
    mine = (ReportRow.offer_id == offer_id, ReportRow.is_open)
    connection.execute(update(ReportRow).where(*mine).values(is_open=False))


def jump(connection: Connection, email: str, today: date) -> int:
    """Nobody reads the mail of this address: its offers that nobody else looks after are to be
    rung about. How many."""
    gone = set(connection.execute(select(BouncedRow.email)).scalars()) | {email}
    clubs = {*keepers.clubs_of(connection, email), *keepers.clubs_on_record(connection, email)}
    query = (
        select(*CareRow.__table__.columns, OfferRow.club_id)
        .join(OfferRow, OfferRow.id == CareRow.offer_id)
        .where(OfferRow.club_id.in_(sorted(clubs)), OfferRow.status == Public.PUBLISHED)
        .where(CareRow.counts_from < _NEVER.isoformat(), CareRow.archived_on.is_(None))
    )
    jumped = 0
    for one in list(map(_read, connection.execute(query))):
        addresses = keepers.of_club(connection, one.club_id)
        if not addresses:
            listing = shown.by_ids(connection, [one.offer_id])
            addresses = _addresses(listing[0]) if listing else set()
        if email in addresses and addresses <= gone:
            jumped += _to_be_rung(connection, one, Reason.BOUNCED, today)
    return jumped


def _to_be_rung(connection: Connection, one: Cared, reason: Reason, today: date) -> bool:
    values = {"phone_task_since": today.isoformat(), "phone_reason": reason}
    query = update(CareRow).where(_is_same(one), CareRow.phone_task_since.is_(None))
    return connection.execute(query.values(values)).rowcount == 1


def _changed(connection: Connection, one: Cared, values: Mapping[str, Any]) -> bool:
    """Only where nobody has changed it since it was read."""
    return connection.execute(update(CareRow).where(_is_same(one)).values(values)).rowcount == 1


def _is_same(one: Cared) -> ColumnElement[bool]:
    asked_on = one.asked.asked_on
    return and_(
        CareRow.offer_id == one.offer_id,
        CareRow.round == one.round,
        CareRow.asked_times == one.asked.asked_times,
        CareRow.asked_on == asked_on.isoformat() if asked_on else CareRow.asked_on.is_(None),
        CareRow.archived_on.is_(None),
    )


def _read(row: Any) -> Cared:
    asked = Asked(
        counts_from=date.fromisoformat(row.counts_from),
        asked_on=_or_none(row.asked_on),
        asked_times=row.asked_times,
        school_year=row.school_year,
        phone_since=_or_none(row.phone_task_since),
        archived_on=_or_none(row.archived_on),
    )
    return Cared(row.offer_id, row.club_id, row.round, asked, row.phone_reason)


def _first_round(listing: Listing) -> dict[str, Any]:
    return {
        "offer_id": listing.id,
        "counts_from": (counts_from(listing) or _NEVER).isoformat(),
        "round": 1,
        "asked_times": 0,
        "school_year": 0,
        "phone_reason": "",
    }


def _is_ended(listing: Listing) -> bool:
    return listing.offer is not None and listing.offer.status is Status.ENDED


def _addresses(listing: Listing) -> set[str]:
    offer = listing.offer
    return keepers.addresses_of(listing.club) | (keepers.addresses_of(offer) if offer else set())


def _day(moment: datetime) -> date:
    """The day that people here call today."""
    return moment.astimezone().date()


def _or_none(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
