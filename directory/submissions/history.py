"""Reads the history of a record, and brings back what stood there on an earlier day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, and_, select

from directory.model import Club, Listing, Offer, Role, Status, Venue
from directory.model.ladder import counts_from
from directory.model.merging import differing
from directory.model.restoring import restored
from directory.submissions import audit
from directory.submissions.care import begin_round
from directory.submissions.database import Database
from directory.submissions.documents import from_text
from directory.submissions.errors import ChangedMeanwhile, NotStored
from directory.submissions.moment import read
from directory.submissions.saving import Saving
from directory.submissions.shown import by_ids
from directory.submissions.tables import (
    ClubRow,
    OfferRow,
    PersonRow,
    RecordKind,
    RevisionRow,
    VenueRow,
    What,
)

MOST: Final = 200
_TABLES: Final[dict[RecordKind, tuple[Any, type[Any]]]] = {
    RecordKind.CLUB: (ClubRow, Club),
    RecordKind.VENUE: (VenueRow, Venue),
    RecordKind.OFFER: (OfferRow, Offer),
}
# They differ with every change and say nothing of what is told.
_OF_THE_HOUSE: Final = frozenset({"version", "changed_at"})


@dataclass(frozen=True, slots=True)
class RevisionInfo:
    """One change: ``person`` is the name of somebody of the team as it is today, ``names`` are the
    fields that changed; nothing where the record began or was hidden."""

    number: int
    kind: RecordKind
    version: int
    what: What
    role: Role
    person: str
    at: datetime
    names: tuple[str, ...] = ()

    @property
    def confirms(self) -> bool:
        """Somebody said that all is still true, and nothing else changed."""
        return set(self.names) == {"verification"}


class History:
    """Each revision says what stood there before; what came after is there before the next one."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def of(self, kind: RecordKind, id: str) -> tuple[RevisionInfo, ...]:
        """All that happened to a record, the newest first."""
        with self._database.reading() as connection:
            return tuple(_revisions(connection, kind, id))[:MOST]

    def of_offer(self, offer_id: str) -> tuple[RevisionInfo, ...]:
        """Also what happened to its club and its place, because its page shows them."""
        with self._database.reading() as connection:
            now = _now(connection, RecordKind.OFFER, offer_id)
            if now is None:
                return ()
            kinds = [(RecordKind.OFFER, offer_id), (RecordKind.CLUB, now.club_id)]
            if now.venue_id:
                kinds.append((RecordKind.VENUE, now.venue_id))
            found = [one for kind, id in kinds for one in _revisions(connection, kind, id)]
        began = min((one.number for one in found if one.kind is RecordKind.OFFER), default=0)
        # A club lived before its offer did: of that only the last state matters.
        mine = [one for one in found if one.number >= began]
        return tuple(sorted(mine, key=lambda one: -one.number)[:MOST])

    def document_at(self, kind: RecordKind, id: str, number: int) -> Any:
        """The record as it was after this revision. Raises :class:`NotStored`."""
        with self._database.reading() as connection:
            return _document_at(connection, kind, id, number)

    def listing_at(self, offer_id: str, number: int) -> Listing:
        """The offer after this revision, with its club and its place as they were then."""
        with self._database.reading() as connection:
            offer = _document_at(connection, RecordKind.OFFER, offer_id, number)
            club = _document_at(connection, RecordKind.CLUB, offer.club_id, number)
            venue = None
            if offer.venue_id and _now(connection, RecordKind.VENUE, offer.venue_id):
                venue = _document_at(connection, RecordKind.VENUE, offer.venue_id, number)
        return Listing(club, offer, venue)

    def restore(
        self, offer_id: str, number: int, *, person: str, version: int | None = None
    ) -> Listing:
        """The record of this revision (offer, club or place) says again what it said then.

        It becomes a new revision; nothing is taken out of the history. Raises :class:`NotStored`
        where there is no such public offer or revision of it, and :class:`ChangedMeanwhile` when
        the record is no longer at ``version``.
        """
        with self._database.writing() as connection:
            # Locked first, so that what is read cannot be changed before it is written.
            connection.execute(select(OfferRow.id).where(OfferRow.id == offer_id).with_for_update())
            current = next(iter(by_ids(connection, [offer_id])), None)
            if current is None or current.offer is None:
                raise NotStored(offer_id)
            kind, now = _part(connection, current, number)
            if version is not None and version != now.version:
                raise ChangedMeanwhile(kind, now.id, version, now.version)
            old = _document_at(connection, kind, now.id, number)
            at = self._clock()
            then = restored(old, now, at)
            if not _names(now, then):
                return current
            wanted = self._wanted(connection, current, kind, then)
            # The day of the last confirmation may go back, which is no new round with a new word.
            saving = Saving(connection, at, Role.EDITOR, only_confirms=True, person_id=person)
            after = saving.publish([wanted])[0]
            _follow_with_care(connection, current, after)
            audit.write(connection, at, person, "restored", kind, now.id, f"revision {number}")
            return after

    def _wanted(
        self, connection: Connection, current: Listing, kind: RecordKind, thing: Any
    ) -> Listing:
        wanted = replace(current, **{kind.value: thing})
        if wanted.offer and kind is RecordKind.OFFER:
            venue_id = wanted.offer.venue_id
            venue = _now(connection, RecordKind.VENUE, venue_id) if venue_id else None
            wanted = replace(wanted, venue=venue)
        return wanted


def _follow_with_care(connection: Connection, before: Listing, after: Listing) -> None:
    """We ask again by the day that counts now; what was reported stays open."""
    day = counts_from(after)
    is_ended = after.offer is not None and after.offer.status is Status.ENDED
    if day and day != counts_from(before) and not is_ended:
        begin_round(connection, after.id, day, closes_reports=False)


def _part(connection: Connection, current: Listing, number: int) -> tuple[RecordKind, Any]:
    """The part of the offer to which a revision belongs, as it is now."""
    parts: list[tuple[RecordKind, Any]] = [
        (RecordKind.OFFER, current.offer),
        (RecordKind.CLUB, current.club),
        (RecordKind.VENUE, current.venue),
    ]
    query = select(RevisionRow.kind, RevisionRow.record_id).where(RevisionRow.number == number)
    row = connection.execute(query).first()
    for kind, thing in parts:
        if row and thing and (row.kind, row.record_id) == (kind, thing.id):
            return kind, thing
    raise NotStored(f"{current.id} has no revision {number}")


def _document_at(connection: Connection, kind: RecordKind, id: str, number: int) -> Any:
    """Without any revision that old (a venue may come after its offer) the first that there was."""
    mine = and_(RevisionRow.kind == kind, RevisionRow.record_id == id)
    later = and_(mine, RevisionRow.number > number, RevisionRow.before.is_not(None))
    query = select(RevisionRow.before).where(later).order_by(RevisionRow.number).limit(1)
    before = connection.execute(query).scalar()
    if before is not None:
        return from_text(_TABLES[kind][1], before)
    now = _now(connection, kind, id)
    if now is None:
        raise NotStored(id)
    return now


def _now(connection: Connection, kind: RecordKind, id: str) -> Any:
    table, what = _TABLES[kind]
    document = connection.execute(select(table.document).where(table.id == id)).scalar()
    return from_text(what, document) if document else None


def _revisions(connection: Connection, kind: RecordKind, id: str) -> list[RevisionInfo]:
    columns = (
        RevisionRow.number,
        RevisionRow.version,
        RevisionRow.what,
        RevisionRow.role,
        PersonRow.name,
        RevisionRow.at,
        RevisionRow.before,
    )
    query = (
        select(*columns)
        .outerjoin(PersonRow, PersonRow.id == RevisionRow.person_id)
        .where(RevisionRow.kind == kind, RevisionRow.record_id == id)
        .order_by(RevisionRow.number.desc())
    )
    after = _now(connection, kind, id)
    found = []
    for row in connection.execute(query.limit(MOST)):
        before = from_text(_TABLES[kind][1], row.before) if row.before else None
        found.append(
            RevisionInfo(
                row.number,
                kind,
                row.version,
                What(row.what),
                Role(row.role),
                row.name or "",
                read(row.at),
                _names(before, after),
            )
        )
        after = before
    return found


def _names(before: Any, after: Any) -> tuple[str, ...]:
    """The fields that differ, each by its first name."""
    if before is None or after is None:
        return ()
    names: Sequence[str] = differing(before, after)
    firsts = dict.fromkeys(name.partition(".")[0] for name in names)
    return tuple(name for name in firsts if name not in _OF_THE_HOUSE)
