"""Joins two offers that are one, in a single transaction; or remembers that they are two."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, or_, select, update

from directory.model import Club, Listing, Offer, Role, Status, Venue
from directory.model.joining import Side, joined, joined_clubs, said_last
from directory.model.ladder import counts_from
from directory.model.submission import State
from directory.submissions import audit
from directory.submissions.care import begin_round
from directory.submissions.database import Database, insert_into, stored_once
from directory.submissions.documents import from_text
from directory.submissions.errors import ChangedMeanwhile, NotStored
from directory.submissions.imports import turns_of
from directory.submissions.moment import stored
from directory.submissions.saving import Saving
from directory.submissions.shown import by_ids
from directory.submissions.tables import (
    CareRow,
    CheckRecordRow,
    ClubRow,
    FormerAddressRow,
    InquiryRow,
    KeeperRow,
    NotTheSameRow,
    OfferRow,
    Public,
    RecordKind,
    ReportRow,
    SubmissionRow,
    UseRow,
    VenueRow,
)

Pair = tuple[str, str]


class StillWaiting(Exception):
    """A change of what would go has not been decided; joined now, it would be lost."""


@dataclass(frozen=True, slots=True)
class Two:
    """Two public offers, and who said what of each."""

    listings: tuple[Listing, Listing]
    sides: tuple[Side, Side]


def pair(one: str, other: str) -> Pair:
    """The two ids in the order in which they are kept."""
    return (one, other) if one <= other else (other, one)


class Joining:
    """What stays keeps its id and its address; what goes is withdrawn, and its addresses lead to
    what stays."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def two(self, first: str, second: str) -> Two | None:
        """None unless both are public offers by these very ids."""
        with self._database.reading() as connection:
            listings = _public(connection, first, second)
            if listings is None:
                return None
            offers = {one.id: one.offer for one in listings if one.offer}
            turns = turns_of(connection, offers)
        one, other = (Side(offers[id], said_last(turns[id])) for id in (first, second))
        return Two(listings, (one, other))

    def different(self) -> frozenset[Pair]:
        """The pairs of which an editor said that they are two."""
        query = select(NotTheSameRow.first, NotTheSameRow.second)
        with self._database.reading() as connection:
            return frozenset((row.first, row.second) for row in connection.execute(query))

    def tell_apart(self, one: str, other: str, *, person: str) -> None:
        """They are two: nobody is asked about this pair again."""
        with self._database.writing() as connection:
            if _tell_apart(connection, pair(one, other), person, stored(self._clock())):
                now = self._clock()
                audit.write(connection, now, person, "not_the_same", "offer", one, other)

    def join(
        self,
        stays: str,
        goes: str,
        taken: Collection[str] = (),
        *,
        person: str,
        versions: Pair | tuple[int, int] | None = None,
        clubs_too: bool = False,
    ) -> Listing:
        """``taken`` are the groups of fields (``model.joining.GROUPS``) that ``goes`` says better.

        With ``clubs_too`` the clubs are one as well: all offers and all keepers of the club that
        was not chosen come to the other. Without it keepers stay with their clubs, because whoever
        looks after one club may not change the offers of another. Raises :class:`NotStored`,
        :class:`ChangedMeanwhile`, and :class:`StillWaiting` while something that would go waits
        for a decision.
        """
        with self._database.writing() as connection:
            # Locked first, so that what is read cannot be changed before it is written.
            ids = select(OfferRow.id).where(OfferRow.id.in_([stays, goes])).order_by(OfferRow.id)
            connection.execute(ids.with_for_update())
            found = _public(connection, stays, goes)
            if found is None:
                raise NotStored(f"{stays}, {goes}")
            kept, gone = found
            if kept.offer is None or gone.offer is None:
                raise NotStored(f"{stays}, {goes}")
            _require_versions(kept.offer, gone.offer, versions)
            clubs = (gone.club, kept.club) if "club" in taken else (kept.club, gone.club)
            both_clubs = clubs_too and clubs[0].id != clubs[1].id
            _require_decided(connection, goes, clubs[1].id if both_clubs else "")
            now = self._clock()
            _saving(connection, now, person).withdraw(goes, gone.offer.version)
            offer = replace(joined(kept.offer, gone.offer, taken), changed_at=now)
            venue = gone.venue if "venue" in taken else kept.venue
            after = _saving(connection, now, person).publish([Listing(clubs[0], offer, venue)])[0]
            _lead_on(connection, RecordKind.OFFER, goes, gone.offer.slug, stays)
            _move_what_belongs(connection, goes, stays, person)
            day = counts_from(after)
            if day and day != counts_from(kept) and offer.status is not Status.ENDED:
                begin_round(connection, stays, day, closes_reports=False)
            audit.write(connection, now, person, "joined", "offer", stays, goes)
            if both_clubs:
                _join_clubs(connection, now, person, *clubs)
            return by_ids(connection, [stays])[0]


def _saving(connection: Connection, now: datetime, person: str) -> Saving:
    # Nobody confirms anything here: the day of the last word may even go back.
    return Saving(connection, now, Role.EDITOR, only_confirms=True, person_id=person)


def _public(connection: Connection, first: str, second: str) -> tuple[Listing, Listing] | None:
    found = {one.id: one for one in by_ids(connection, [first, second]) if one.offer}
    is_pair = first in found and second in found and first != second
    return (found[first], found[second]) if is_pair else None


def _require_versions(kept: Offer, gone: Offer, versions: Any) -> None:
    for offer, version in zip((kept, gone), versions or (), strict=False):
        if offer.version != version:
            raise ChangedMeanwhile(RecordKind.OFFER, offer.id, version, offer.version)


def _require_decided(connection: Connection, offer_id: str, club_id: str) -> None:
    mine = SubmissionRow.offer_id == offer_id
    if club_id:
        mine = or_(mine, SubmissionRow.club_id == club_id)
    waiting = select(SubmissionRow.id).where(mine, SubmissionRow.state == State.WAITING)
    if connection.execute(waiting.limit(1)).first():
        raise StillWaiting(offer_id)


def _lead_on(connection: Connection, kind: RecordKind, goes: str, slug: str, stays: str) -> None:
    """All addresses that ever led to what goes lead to what stays."""
    mine = (FormerAddressRow.kind == kind, FormerAddressRow.record_id == goes)
    connection.execute(update(FormerAddressRow).where(*mine).values(record_id=stays))
    for former in (goes, slug):
        row = {"kind": kind, "former": former, "record_id": stays}
        query = insert_into(connection, FormerAddressRow).values(row)
        query = query.on_conflict_do_update(
            index_elements=["kind", "former"], set_={"record_id": stays}
        )
        connection.execute(query)


def _move_what_belongs(connection: Connection, goes: str, stays: str, person: str) -> None:
    """Reports, calls, visits, questions and numbers. Photos stay where they are: the way to them
    follows the former id, and only those that the offer names are seen."""
    tables: tuple[Any, ...] = (ReportRow, CheckRecordRow, InquiryRow)
    for table in tables:
        mine = update(table).where(table.offer_id == goes)
        connection.execute(mine.values(offer_id=stays))
    _add_up_uses(connection, goes, stays)
    connection.execute(delete(CareRow).where(CareRow.offer_id == goes))
    known = or_(NotTheSameRow.first == goes, NotTheSameRow.second == goes)
    columns = (NotTheSameRow.first, NotTheSameRow.second, NotTheSameRow.at)
    for first, second, at in connection.execute(select(*columns).where(known)).all():
        other = second if first == goes else first
        if other != stays:
            _tell_apart(connection, pair(other, stays), person, at)
    connection.execute(delete(NotTheSameRow).where(known))


def _add_up_uses(connection: Connection, goes: str, stays: str) -> None:
    query = select(UseRow.day, UseRow.what, UseRow.count).where(UseRow.offer_id == goes)
    for day, what, count in connection.execute(query.order_by(UseRow.day, UseRow.what)).all():
        row = {"day": day, "offer_id": stays, "what": what, "count": count}
        new = insert_into(connection, UseRow).values(row)
        more = {"count": UseRow.count + count}
        connection.execute(
            new.on_conflict_do_update(index_elements=["day", "offer_id", "what"], set_=more)
        )
    connection.execute(delete(UseRow).where(UseRow.offer_id == goes))


def _tell_apart(connection: Connection, both: Pair, person: str, at: str) -> bool:
    row = {"first": both[0], "second": both[1], "person_id": person, "at": at}
    return stored_once(connection, NotTheSameRow, row, "first", "second")


def _join_clubs(
    connection: Connection, now: datetime, person: str, stays: Club, goes: Club
) -> None:
    """The other offers come along, and whoever looked after them looks after all."""
    stays, goes = (_club(connection, one.id) for one in (stays, goes))
    whole = replace(joined_clubs(stays, goes), changed_at=now)
    moved = [
        Listing(whole, replace(offer, club_id=whole.id, changed_at=now), venue)
        for offer, venue in _offers_of(connection, goes.id)
    ]
    _saving(connection, now, person).publish(moved or [Listing(whole, None, None)])
    _saving(connection, now, person).withdraw(goes.id, goes.version)
    _lead_on(connection, RecordKind.CLUB, goes.id, goes.slug, stays.id)
    _move_keepers(connection, goes.id, stays.id)
    audit.write(connection, now, person, "joined", "club", stays.id, goes.id)


def _club(connection: Connection, id: str) -> Club:
    query = select(ClubRow.document).where(ClubRow.id == id).with_for_update()
    return from_text(Club, connection.execute(query).scalar_one())


def _offers_of(connection: Connection, club_id: str) -> list[tuple[Offer, Venue | None]]:
    """The public ones; what is hidden stays where it is."""
    query = (
        select(OfferRow.document, VenueRow.document)
        .outerjoin(VenueRow, VenueRow.id == OfferRow.venue_id)
        .where(OfferRow.club_id == club_id, OfferRow.status == Public.PUBLISHED)
        .order_by(OfferRow.id)
    )
    return [
        (from_text(Offer, offer), from_text(Venue, venue) if venue else None)
        for offer, venue in connection.execute(query)
    ]


def _move_keepers(connection: Connection, goes: str, stays: str) -> None:
    columns = (KeeperRow.email, KeeperRow.since, KeeperRow.confirmed_at)
    query = select(*columns).where(KeeperRow.club_id == goes).order_by(KeeperRow.email)
    for email, since, confirmed_at in connection.execute(query).all():
        row = {"club_id": stays, "email": email, "since": since, "confirmed_at": confirmed_at}
        new = insert_into(connection, KeeperRow).values(row)
        # Proven for one club is proven: it is the same person.
        proven = {"confirmed_at": confirmed_at} if confirmed_at else {"club_id": stays}
        connection.execute(
            new.on_conflict_do_update(index_elements=["club_id", "email"], set_=proven)
        )
    connection.execute(delete(KeeperRow).where(KeeperRow.club_id == goes))
