"""The truth: keeps clubs, venues and offers, and tells what has changed since when."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from heapq import merge
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Select, exists, func, or_, select
from sqlalchemy.exc import DBAPIError

from directory.model import Club, Listing, Role, Venue
from directory.submissions import shown
from directory.submissions.database import (
    Database,
    has_one_writer,
    may_be_repeated,
    oldest_running_transaction,
)
from directory.submissions.documents import from_text
from directory.submissions.errors import UnknownPosition
from directory.submissions.rough import Box, narrowed
from directory.submissions.saving import Saving
from directory.submissions.shown import (
    CLUBS,
    OFFERS,
    by_ids,
    club_by_id,
    id_of_former,
    listing_of,
)
from directory.submissions.sketches import Sketch, sketches, sketches_by_id
from directory.submissions.tables import (
    ChangeRow,
    ClubRow,
    EraRow,
    OfferRow,
    Public,
    RecordKind,
    VenueRow,
    What,
)
from directory.submissions.upgrading import require_schema


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened after a position: ``ids`` of listings, each once, and where to go on from.

    An id may mean a listing that is new, changed or gone; what it is now, ``listings_by_id`` says.
    ``is_all`` is false when there is more after ``position``.
    """

    position: str
    ids: tuple[str, ...] = ()
    is_all: bool = True


@dataclass(frozen=True, slots=True)
class Happening:
    """One change of an offer or a club; ``at`` is when it was stored."""

    id: str
    kind: RecordKind
    what: What
    at: datetime


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """What happened after a position, each change for itself, and where to go on from.

    ``happenings`` may be empty although there is more: changes of places are only counted.
    """

    position: str
    happenings: tuple[Happening, ...] = ()
    is_all: bool = True


@dataclass(frozen=True, slots=True)
class Latest:
    """The last change of an offer; ``modified`` never goes back within an era."""

    modified: int
    id: str


def _now() -> datetime:
    return datetime.now(UTC)


class Store:
    """Opens a database that is there, sound and of this version, or raises ``DatabaseProblem``.

    Threads may share a store; each call is a transaction of its own. Readers of the public see
    only what is published.
    """

    def __init__(self, url: str, *, clock: Callable[[], datetime] = _now) -> None:
        self.database = Database(url)
        self._clock = clock
        try:
            self.database.require()
            with self.database.reading() as connection:
                require_schema(connection, self.database.name)
        except BaseException:
            self.database.close()
            raise

    def close(self) -> None:
        self.database.close()

    # Writing

    def publish(self, listing: Listing, *, role: Role = Role.EDITOR) -> Listing:
        """Stores offer, club and venue together; what is identical is left alone.

        Answers with the listing as it is stored, with its new versions. Raises
        :class:`ChangedMeanwhile` when a version is not the one that is stored, and
        :class:`SlugTaken`. When it returns, everything is on disk.
        """
        return self._publish([listing], role, replaces=False)[0]

    def publish_many(
        self,
        listings: Iterable[Listing],
        *,
        role: Role = Role.IMPORT,
        replaces: bool = False,
        batch: int = 200,
    ) -> int:
        """For imports: how many listings were given. Batches that are done stay when one fails.

        With ``replaces`` the records win over what is stored, whatever version they carry.
        """
        remaining = iter(listings)
        count = 0
        # Small batches: whoever wants to save something meanwhile must not wait for long.
        while part := list(islice(remaining, batch)):
            self._publish(part, role, replaces)
            count += len(part)
        return count

    def withdraw(self, id: str, *, version: int | None = None, role: Role = Role.EDITOR) -> bool:
        """Hides an offer, or a club with all its offers; false if it was hidden already.

        Raises :class:`NotStored`, and :class:`ChangedMeanwhile` when a version is given.
        """
        with self.database.writing() as connection:
            return Saving(connection, self._clock(), role).withdraw(id, version)

    def _publish(self, listings: list[Listing], role: Role, replaces: bool) -> list[Listing]:
        tries = 3
        while True:
            try:
                with self.database.writing() as connection:
                    return Saving(connection, self._clock(), role, replaces).publish(listings)
            except DBAPIError as error:
                # On PostgreSQL somebody else stored the same new club a moment earlier: now it is
                # there, and storing it again is comparing it.
                tries -= 1
                if not tries or not may_be_repeated(error):
                    raise

    # Reading what readers may see

    def listing(self, id: str) -> Listing | None:
        """An offer, or a club without one, by its id or a former id."""
        with self.database.reading() as connection:
            found = by_ids(connection, [id])
            if not found and (
                current := id_of_former(connection, id, RecordKind.OFFER, RecordKind.CLUB)
            ):
                found = by_ids(connection, [current])
        return found[0] if found else None

    def listing_by_slug(self, slug: str) -> Listing | None:
        """An offer by its readable address or a former one: compare slugs and redirect."""
        with self.database.reading() as connection:
            row = connection.execute(OFFERS.where(OfferRow.slug == slug)).first()
            if row is None and (id := id_of_former(connection, slug, RecordKind.OFFER)):
                row = connection.execute(OFFERS.where(OfferRow.id == id)).first()
        return listing_of(row) if row else None

    def club(self, id: str) -> Club | None:
        with self.database.reading() as connection:
            return club_by_id(connection, id)

    def club_by_slug(self, slug: str) -> Club | None:
        """A club by its readable address or a former one: compare slugs and redirect."""
        # One that was joined with another keeps its slug, which leads to the other.
        query = select(ClubRow.id).where(ClubRow.slug == slug, ClubRow.status == Public.PUBLISHED)
        with self.database.reading() as connection:
            id = connection.execute(query).scalar() or id_of_former(
                connection, slug, RecordKind.CLUB
            )
            return club_by_id(connection, id) if id else None

    def offers_of_club(self, club_id: str) -> tuple[Listing, ...]:
        query = OFFERS.where(OfferRow.club_id == club_id).order_by(OfferRow.id)
        with self.database.reading() as connection:
            return tuple(map(listing_of, connection.execute(query)))

    def offers_between(self, first: str, end: str) -> tuple[Listing, ...]:
        """Offers whose id, or a former one, lies from ``first`` to before ``end``."""
        with self.database.reading() as connection:
            return tuple(shown.offers_between(connection, first, end))

    def venue(self, id: str) -> Venue | None:
        query = select(VenueRow.document).where(VenueRow.id == id)
        with self.database.reading() as connection:
            document = connection.execute(query).scalar()
        return from_text(Venue, document) if document else None

    def clubs_after(self, id: str, limit: int) -> tuple[Club, ...]:
        """The next public clubs in the order of their ids, with offers or without."""
        query = select(ClubRow.document).where(ClubRow.status == Public.PUBLISHED, ClubRow.id > id)
        with self.database.reading() as connection:
            found = connection.execute(query.order_by(ClubRow.id).limit(limit)).scalars()
            return tuple(from_text(Club, document) for document in found)

    def clubs_page(self, page: int, size: int) -> tuple[tuple[Club, ...], int]:
        """The clubs of a page, counted from 1, and how many there are in all."""
        public = ClubRow.status == Public.PUBLISHED
        query = select(ClubRow.document).where(public).order_by(ClubRow.id)
        with self.database.reading() as connection:
            found = connection.execute(query.offset((page - 1) * size).limit(size)).scalars()
            clubs = tuple(from_text(Club, document) for document in found)
            count = select(func.count()).select_from(ClubRow).where(public)
            return clubs, connection.execute(count).scalar_one()

    def venues_after(self, id: str, limit: int) -> tuple[Venue, ...]:
        """The next places that public offers or clubs name, in the order of their ids."""
        query = select(VenueRow.document).where(VenueRow.id > id, shown.IS_SHOWN_VENUE)
        with self.database.reading() as connection:
            found = connection.execute(query.order_by(VenueRow.id).limit(limit)).scalars()
            return tuple(from_text(Venue, document) for document in found)

    def public_venue(self, id: str) -> Venue | None:
        """A place that some public offer or club names."""
        query = select(VenueRow.document).where(VenueRow.id == id, shown.IS_SHOWN_VENUE)
        with self.database.reading() as connection:
            document = connection.execute(query).scalar()
        return from_text(Venue, document) if document else None

    def offers_at_venue(self, venue_id: str) -> tuple[Listing, ...]:
        query = OFFERS.where(OfferRow.venue_id == venue_id).order_by(OfferRow.id)
        with self.database.reading() as connection:
            return tuple(map(listing_of, connection.execute(query)))

    def listings(self, after_id: str = "", batch: int = 500) -> Iterator[Listing]:
        """All of them in the order of their ids; no transaction stays open between batches."""
        offers = self._pages(OFFERS, OfferRow.id, after_id, batch)
        clubs = self._pages(CLUBS, ClubRow.id, after_id, batch)
        return merge(offers, clubs, key=lambda listing: listing.id)

    def listings_by_id(self, ids: Collection[str]) -> tuple[Listing, ...]:
        """Those of the ids that are public listings now, in no order."""
        with self.database.reading() as connection:
            return by_ids(connection, ids)

    def sketches(self) -> Iterator[Sketch]:
        """All of them, with what figures need to know alone; in no order.

        One transaction that reads stays open until the last one was taken.
        """
        with self.database.reading_one_moment() as connection:
            yield from sketches(connection)

    def sketches_by_id(self, ids: Collection[str]) -> tuple[Sketch, ...]:
        """Those of the ids, at most some hundred, that are public listings now; in no order."""
        with self.database.reading() as connection:
            return tuple(sketches_by_id(connection, ids))

    def listed(self, ids: Collection[str]) -> frozenset[str]:
        """The ids that are public listings now; cheaper than reading them."""
        with self.database.reading() as connection:
            return shown.listed(connection, ids)

    def count(self) -> int:
        """How many listings there are."""
        with self.database.reading() as connection:
            return shown.count(connection)

    def is_more_than(self, most: int) -> bool:
        """Whether there are more listings than so many; cheaper than counting all."""
        with self.database.reading() as connection:
            return shown.is_more_than(connection, most)

    def rough_search(
        self,
        words: Sequence[Collection[str]] = (),
        box: Box | None = None,
        limit: int = 500,
        *,
        sports: Collection[str] = (),
        clubs: bool = False,
    ) -> tuple[Listing, ...]:
        """Candidates by plain SQL, only for the time without an index; nearest first in a box.

        Each of ``words`` is a set of folded forms of which one must occur.
        """
        query = CLUBS if clubs else OFFERS
        query = narrowed(query, words, sports, box, of_offers=not clubs).limit(limit)
        with self.database.reading() as connection:
            return tuple(map(listing_of, connection.execute(query)))

    # Following

    def stamp(self) -> int | None:
        """Equal to an earlier one: nothing was stored between. None: it must be looked up."""
        return self.database.stamp()

    def position(self) -> str:
        """After the last change that counts; "xid.number.era"."""
        query = (
            select(ChangeRow.xid, ChangeRow.number, select(EraRow.word).scalar_subquery())
            .where(ChangeRow.xid < oldest_running_transaction())
            .order_by(ChangeRow.xid.desc(), ChangeRow.number.desc())
            .limit(1)
        )
        with self.database.reading() as connection:
            row = connection.execute(query).first()
            if row is None:
                return f"0.0.{_era(connection)}"
        return f"{row[0]}.{row[1]}.{row[2]}"

    def waiting_since(self, position: str) -> datetime | None:
        """When the first change after a position was stored; None: there is none.

        Of a position of another era everything waits, since that era began.
        """
        xid, number, era = _parsed(position)
        first = (
            select(ChangeRow.at)
            .where(or_(ChangeRow.xid > xid, (ChangeRow.xid == xid) & (ChangeRow.number > number)))
            .order_by(ChangeRow.xid, ChangeRow.number)
            .limit(1)
        )
        with self.database.reading() as connection:
            row = connection.execute(select(EraRow.word, EraRow.since)).one()
            at = connection.execute(first).scalar() if row.word == era else row.since
        return datetime.fromisoformat(at) if at else None

    def changes_after(
        self, position: str, limit: int = 1000, *, unsettled: bool = False
    ) -> Changes:
        """The next changes. Raises :class:`UnknownPosition`: then begin from zero.

        With ``unsettled`` also those that are stored but may still be followed by one with a lower
        number (PostgreSQL only); the position then stays before them.
        """
        rows, end = self._changes_after(position, limit, unsettled)
        ids = dict.fromkeys(row.record_id for row in rows if row.kind != RecordKind.VENUE)
        return Changes(end, tuple(ids), is_all=len(rows) < limit)

    def changes_page(self, position: str, limit: int = 1000) -> ChangesPage:
        """The next settled changes, each with what and when, for readers elsewhere.

        Raises :class:`UnknownPosition`: then begin from zero.
        """
        rows, end = self._changes_after(position, limit, unsettled=False)
        happenings = tuple(_happening(row) for row in rows if row.kind != RecordKind.VENUE)
        return ChangesPage(end, happenings, is_all=len(rows) < limit)

    def latest_changes(self, after: tuple[int, str], limit: int = 500) -> list[Latest]:
        """Each offer once, at its latest settled change, in the order of ``(modified, id)``.

        ``after`` is the last one that was read, or ``(0, "")``. Also offers that are gone: what one
        is now, ``listings_by_id`` says. Whoever changes meanwhile comes again at the end.
        """
        with self.database.reading() as connection:
            return _latest(connection, after, limit)

    def era(self) -> str:
        """Change numbers can be compared while this word is the same."""
        with self.database.reading() as connection:
            return _era(connection)

    def _changes_after(self, position: str, limit: int, unsettled: bool) -> tuple[list[Any], str]:
        start = _parsed(position)
        with self.database.reading() as connection:
            if start[2] != _era(connection):
                raise UnknownPosition(position)
            rows = _changes(connection, *start[:2], limit, unsettled)
            if not rows:
                _require_reached(connection, start)
        done = [row for row in rows if row.is_settled]
        return rows, f"{done[-1].xid}.{done[-1].number}.{start[2]}" if done else position

    def _pages(
        self, query: Select[*tuple[Any, ...]], column: Any, after_id: str, batch: int
    ) -> Iterator[Listing]:
        while True:
            with self.database.reading() as connection:
                page = query.where(column > after_id).order_by(column).limit(batch)
                rows = connection.execute(page).all()
            for row in rows:
                yield listing_of(row)
            if len(rows) < batch:
                return
            after_id = rows[-1][0]


def _changes(
    connection: Connection, xid: int, number: int, limit: int, unsettled: bool
) -> list[Any]:
    settled = ChangeRow.xid < oldest_running_transaction()
    query: Select[*tuple[Any, ...]] = select(
        ChangeRow.xid,
        ChangeRow.number,
        ChangeRow.kind,
        ChangeRow.record_id,
        ChangeRow.what,
        ChangeRow.at,
        settled.label("is_settled"),
    )
    query = query.order_by(ChangeRow.xid, ChangeRow.number)
    if not unsettled:
        query = query.where(settled)
    # Not one comparison of pairs: for it SQLite walks over all changes with the same xid.
    same = query.where(ChangeRow.xid == xid, ChangeRow.number > number).limit(limit)
    rows = list(connection.execute(same))
    if len(rows) < limit:
        later = query.where(ChangeRow.xid > xid).limit(limit - len(rows))
        rows += connection.execute(later)
    return rows


def _happening(row: Any) -> Happening:
    return Happening(
        row.record_id, RecordKind(row.kind), What(row.what), datetime.fromisoformat(row.at)
    )


def _latest(connection: Connection, after: tuple[int, str], limit: int) -> list[Latest]:
    # One writer has no numbers of transactions: there all rows have the same xid.
    counted = ChangeRow.number if has_one_writer(connection) else ChangeRow.xid
    modified, id = after
    latest = func.max(counted)
    # Older rows need not be read: an offer of which they hold the latest change is before `after`.
    query = (
        select(latest, ChangeRow.record_id)
        .where(
            ChangeRow.kind == RecordKind.OFFER,
            counted >= modified,
            ChangeRow.xid < oldest_running_transaction(),
        )
        .group_by(ChangeRow.record_id)
        .having(or_(latest > modified, ChangeRow.record_id > id))
        .order_by(latest, ChangeRow.record_id)
        .limit(limit)
    )
    return [Latest(*row) for row in connection.execute(query)]


def _era(connection: Connection) -> str:
    return connection.execute(select(EraRow.word)).scalar_one()


def _parsed(position: str) -> tuple[int, int, str]:
    try:
        xid, number, era = position.split(".")
        return int(xid), int(number), era
    except ValueError as error:
        raise UnknownPosition(position) from error


def _require_reached(connection: Connection, start: tuple[int, int, str]) -> None:
    """A position beyond the last change was never given: an older file was put in its place."""
    there = exists().where(ChangeRow.xid == start[0], ChangeRow.number == start[1])
    if start[1] and not connection.execute(select(there)).scalar():
        raise UnknownPosition(f"{start[0]}.{start[1]}.{start[2]}")
