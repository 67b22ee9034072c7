"""Reads a whole catalogue as it is in one moment, and fills an empty one with it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeVar, cast

import sqlalchemy as sa
from sqlalchemy import Connection, exists, insert, or_, select
from sqlalchemy.exc import IntegrityError

from directory.model import Club, Offer, Role, Venue
from directory.model.provenance import as_source_said, said_by_people
from directory.photos import PhotoName
from directory.submissions.database import Database, insert_into
from directory.submissions.documents import from_text
from directory.submissions.errors import SlugTaken
from directory.submissions.imports import turns_of
from directory.submissions.moment import read, stored
from directory.submissions.photos import is_shown
from directory.submissions.saving import Saving
from directory.submissions.tables import (
    ClubRow,
    FormerAddressRow,
    KeeperRow,
    OfferRow,
    PhotoRow,
    Public,
    RecordKind,
    VenueRow,
)

Thing = TypeVar("Thing", Club, Venue, Offer)
_AT_ONCE: Final = 500
_CLASSES: Final[dict[RecordKind, type[Any]]] = {
    RecordKind.VENUE: Venue,
    RecordKind.CLUB: Club,
    RecordKind.OFFER: Offer,
}
_TABLES: Final = {
    RecordKind.VENUE: cast(sa.Table, VenueRow.__table__),
    RecordKind.CLUB: cast(sa.Table, ClubRow.__table__),
    RecordKind.OFFER: cast(sa.Table, OfferRow.__table__),
}


class NotEmpty(Exception):
    """A whole catalogue can only be filled into a directory that has no records yet."""


class Clash(Exception):
    """Two records of a catalogue have the same id or address, or one names what is not there."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A record with what its history says in short: who made it, and what a source had said before
    people corrected it (None where nobody did)."""

    thing: Any
    is_public: bool = True
    by: Role = Role.IMPORT
    source_said: Any = None


@dataclass(frozen=True, slots=True)
class Former:
    """A readable address or an id of former times."""

    kind: RecordKind
    former: str
    record_id: str


@dataclass(frozen=True, slots=True)
class KeptPhoto:
    file: str
    offer_id: str


@dataclass(frozen=True, slots=True)
class KeptKeeper:
    """Personal data: who looks after a club."""

    club_id: str
    email: str
    since: datetime
    confirmed_at: datetime | None = None


class Whole:
    """The catalogue as a whole; what waits, mails, team and history are matters of a backup."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    @contextmanager
    def reading(self) -> Iterator["Moment"]:
        """All that is read inside belongs to the same moment."""
        with self._database.reading_one_moment() as connection:
            yield Moment(connection)

    @contextmanager
    def filling(self) -> Iterator["Filling"]:
        """All or nothing. Raises :class:`NotEmpty` and :class:`Clash`."""
        try:
            with self._database.writing() as connection:
                if any(connection.execute(select(one.c.id).limit(1)).first() for one in _all()):
                    raise NotEmpty
                yield Filling(connection, self._clock())
        except SlugTaken as error:
            raise Clash("two records have the same readable address") from error
        except IntegrityError as error:
            raise Clash("a record stands there twice, or names a club that is missing") from error


class Moment:
    """What a catalogue holds. ``hidden``: also what readers do not see."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def records(self, kind: RecordKind, *, hidden: bool) -> Iterator[Kept]:
        """By id; never more than a few hundred are in memory."""
        table = _TABLES[kind]
        status = table.c.get("status", sa.literal(Public.PUBLISHED))
        query = select(table.c.id, table.c.document, status).order_by(table.c.id).limit(_AT_ONCE)
        if not hidden:
            query = query.where(_SEEN[kind]())
        after = ""
        while rows := self._connection.execute(query.where(table.c.id > after)).all():
            things = {row[0]: from_text(_CLASSES[kind], row[1]) for row in rows}
            turns = turns_of(self._connection, things)
            for id, _document, its_status in rows:
                by = turns[id][0].by if turns[id] else Role.IMPORT
                # No import changes offers, and what people once wrote is nobody's business.
                corrected = by is Role.IMPORT and kind is not RecordKind.OFFER
                said = said_by_people(turns[id]) if corrected else {}
                yield Kept(
                    things[id],
                    its_status == Public.PUBLISHED,
                    by,
                    as_source_said(things[id], said) if said else None,
                )
            after = rows[-1][0]

    def former(self) -> Iterator[Former]:
        columns = (FormerAddressRow.kind, FormerAddressRow.former, FormerAddressRow.record_id)
        query = select(*columns).order_by(*columns)
        for kind, former, id in self._connection.execute(query):
            yield Former(RecordKind(kind), former, id)

    def photos(self, files: Collection[str], *, hidden: bool) -> Iterator[KeptPhoto]:
        """Those of the files that are stored, and that readers see."""
        query = select(PhotoRow.file, PhotoRow.offer_id).order_by(PhotoRow.file)
        for file, offer_id in self._connection.execute(query).all():
            if file in files and (hidden or is_shown(self._connection, file, offer_id)):
                yield KeptPhoto(file, offer_id)

    def content(self, file: str) -> bytes:
        query = select(PhotoRow.content).where(PhotoRow.file == file)
        return self._connection.execute(query).scalar_one()

    def keepers(self) -> Iterator[KeptKeeper]:
        columns = (KeeperRow.club_id, KeeperRow.email, KeeperRow.since, KeeperRow.confirmed_at)
        for club_id, email, since, at in self._connection.execute(
            select(*columns).order_by(KeeperRow.club_id, KeeperRow.email)
        ):
            yield KeptKeeper(club_id, email, read(since), read(at) if at else None)


class Filling:
    """Venues come first, then clubs, then offers, then all else."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self._connection = connection
        self._now = now

    def records(self, kind: RecordKind, kept: Sequence[Kept]) -> None:
        for role in {one.by for one in kept}:
            saving = Saving(self._connection, self._now, role)
            saving.put_back([_with_kind(kind, one) for one in kept if one.by is role])

    def former(self, former: Iterable[Former]) -> None:
        for one in former:
            row = {"kind": one.kind, "former": one.former, "record_id": one.record_id}
            query = insert_into(self._connection, FormerAddressRow).values(row)
            self._connection.execute(query.on_conflict_do_nothing())

    def photo(self, photo: KeptPhoto, content: bytes) -> None:
        """Raises ``ValueError`` for a name that is none of ours."""
        name = PhotoName.of(photo.file)
        if name is None:
            raise ValueError(f"{photo.file!r} is no name of a photo")
        row = {
            "file": photo.file,
            "draft_id": "",
            "offer_id": photo.offer_id,
            "content": content,
            "width": name.width,
            "height": name.height,
            "created_at": stored(self._now),
        }
        self._connection.execute(insert(PhotoRow), row)

    def keeper(self, keeper: KeptKeeper) -> None:
        row = {
            "club_id": keeper.club_id,
            "email": keeper.email,
            "since": stored(keeper.since),
            "confirmed_at": stored(keeper.confirmed_at) if keeper.confirmed_at else None,
        }
        self._connection.execute(insert(KeeperRow), row)


def _all() -> Iterable[sa.Table]:
    return _TABLES.values()


def _with_kind(kind: RecordKind, kept: Kept) -> tuple[RecordKind, Any, Public, Any]:
    status = Public.PUBLISHED if kept.is_public else Public.WITHDRAWN
    return kind, kept.thing, status, kept.source_said


def _seen_clubs() -> sa.ColumnElement[bool]:
    return ClubRow.status == Public.PUBLISHED


def _seen_offers() -> sa.ColumnElement[bool]:
    club = exists().where(ClubRow.id == OfferRow.club_id, _seen_clubs())
    return sa.and_(OfferRow.status == Public.PUBLISHED, club)


def _seen_venues() -> sa.ColumnElement[bool]:
    """Where something is that readers see."""
    home = exists().where(ClubRow.venue_id == VenueRow.id, _seen_clubs())
    offers = select(OfferRow.venue_id).where(_seen_offers())
    return or_(home, VenueRow.id.in_(offers))


_SEEN: Final[dict[RecordKind, Callable[[], sa.ColumnElement[bool]]]] = {
    RecordKind.VENUE: _seen_venues,
    RecordKind.CLUB: _seen_clubs,
    RecordKind.OFFER: _seen_offers,
}
