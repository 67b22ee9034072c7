"""Writes records, their history and their change numbers; always inside one transaction."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, TypeVar, cast

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from directory.model import Club, Listing, Offer, Role, Venue
from directory.submissions.care import begin_round
from directory.submissions.documents import from_text, to_text
from directory.submissions.errors import ChangedMeanwhile, NotStored, SlugTaken
from directory.submissions.rough import rough_words
from directory.submissions.tables import (
    ChangeRow,
    ClubRow,
    FormerAddressRow,
    OfferRow,
    Public,
    RecordKind,
    RevisionRow,
    VenueRow,
    What,
)

Record = TypeVar("Record", Club, Venue, Offer)
_Key = tuple[RecordKind, str]

# In this order they are locked and written: a club stands before its offers.
_TABLES = {
    RecordKind.VENUE: cast(sa.Table, VenueRow.__table__),
    RecordKind.CLUB: cast(sa.Table, ClubRow.__table__),
    RecordKind.OFFER: cast(sa.Table, OfferRow.__table__),
}
_CLASSES: dict[RecordKind, type[Any]] = {
    RecordKind.VENUE: Venue,
    RecordKind.CLUB: Club,
    RecordKind.OFFER: Offer,
}


@dataclass(slots=True)
class _Stored:
    """A record as it will be when the transaction ends."""

    thing: Any
    status: Public
    in_table: bool
    is_dirty: bool = False


@dataclass
class Saving:
    """One transaction of changes. With ``replaces`` the given version of a record is not asked.

    ``only_confirms``: somebody said that all is still true, so no time of change moves.
    """

    connection: Connection
    now: datetime
    role: Role
    replaces: bool = False
    only_confirms: bool = False
    person_id: str = ""
    _stored: dict[_Key, _Stored] = field(default_factory=dict)
    _touched: dict[_Key, What] = field(default_factory=dict)
    _revisions: list[dict[str, Any]] = field(default_factory=list)
    _former: dict[_Key, str] = field(default_factory=dict)
    _confirmed: dict[str, date] = field(default_factory=dict)

    def publish(self, listings: Sequence[Listing]) -> list[Listing]:
        """Each listing as it is now stored, with its new versions."""
        for one in listings:
            if one.offer and one.offer.club_id != one.club.id:
                raise ValueError(f"{one.id} belongs to club {one.offer.club_id}, not {one.club.id}")
        self._load(RecordKind.VENUE, (one.venue.id for one in listings if one.venue))
        self._load(RecordKind.CLUB, (one.club.id for one in listings))
        self._load(RecordKind.OFFER, (one.offer.id for one in listings if one.offer))
        published = [
            Listing(
                venue=self._put(RecordKind.VENUE, one.venue) if one.venue else None,
                club=self._put(RecordKind.CLUB, one.club),
                offer=self._put(RecordKind.OFFER, one.offer) if one.offer else None,
            )
            for one in listings
        ]
        self._write()
        return published

    def withdraw(self, id: str, version: int | None) -> bool:
        """Whether it was public until now. A withdrawn club takes its offers out of sight."""
        key = self._find(id)
        stored = self._stored[key]
        if version is not None and version != stored.thing.version:
            raise ChangedMeanwhile(*key, version, stored.thing.version)
        if stored.status is Public.WITHDRAWN:
            return False
        self._change(key, stored.thing, Public.WITHDRAWN, What.WITHDRAWN)
        self._write()
        return True

    def put_back(self, kept: Sequence[tuple[RecordKind, Any, Public, Any]]) -> None:
        """Records of a whole catalogue, as they are, into one that has none of them.

        The last of the four is what a source said before people corrected it, or None. Clubs come
        before their offers.
        """
        for kind, thing, status, said in kept:
            hidden = status is Public.WITHDRAWN
            what = What.WITHDRAWN if hidden else What.PUBLISHED
            self._change((kind, thing.id), thing, status, what)
            if said is not None:
                correction = {"what": What.CHANGED, "role": Role.EDITOR, "before": to_text(said)}
                self._revisions.append(self._revisions[-1] | correction)
        self._write()

    def _load(self, kind: RecordKind, ids: Iterable[str]) -> None:
        table = _TABLES[kind]
        # Locked, always in the same order. Otherwise, on PostgreSQL, an offer that appears in the
        # very moment in which its club is renamed would keep the old name in the index.
        query = select(table).where(table.c.id.in_(sorted(set(ids)))).order_by(table.c.id)
        for row in self.connection.execute(query.with_for_update()).mappings():
            self._stored[kind, row["id"]] = _Stored(
                from_text(_CLASSES[kind], row["document"]),
                Public(row.get("status", Public.PUBLISHED)),
                in_table=True,
            )

    def _find(self, id: str) -> _Key:
        for kind in (RecordKind.OFFER, RecordKind.CLUB):
            self._load(kind, [id])
            if (kind, id) in self._stored:
                return kind, id
        raise NotStored(id)

    def _put(self, kind: RecordKind, given: Record) -> Record:
        """The record as it is then stored; the same one again changes nothing."""
        key = (kind, given.id)
        stored = self._stored.get(key)
        if stored is None:
            self._change(key, given, Public.PUBLISHED, What.PUBLISHED)
        elif stored.status is Public.WITHDRAWN or not _says_the_same(given, stored.thing):
            if given.version != stored.thing.version and not self.replaces:
                raise ChangedMeanwhile(*key, given.version, stored.thing.version)
            withdrawn = stored.status is Public.WITHDRAWN
            what = What.PUBLISHED if withdrawn else What.CHANGED
            self._change(key, given, Public.PUBLISHED, what)
        return cast(Record, self._stored[key].thing)

    def _change(self, key: _Key, given: Any, status: Public, what: What) -> None:
        old = self._stored.get(key)
        thing = self._stamped(given, old.thing if old else None)
        in_table = old is not None and old.in_table
        self._stored[key] = _Stored(thing, status, in_table, is_dirty=True)
        self._remember(key, thing, old, what)
        # Published and changed at once is published.
        if self._touched.get(key) is not What.PUBLISHED or what is What.WITHDRAWN:
            self._touched[key] = what
        if key[0] is RecordKind.OFFER:
            self._note_confirmation(thing, old.thing if old else None)
            self._touch_clubs_of(thing, old.thing if old else None, what)

    def _stamped(self, given: Any, old: Any) -> Any:
        """With its next version, and with the time of the change unless another one was given."""
        if old is not None:
            given = replace(given, version=old.version + 1)
        if isinstance(given, Venue) or self.only_confirms:
            return given
        known = old.changed_at if old is not None else None
        return replace(given, changed_at=self.now) if given.changed_at in (None, known) else given

    def _note_confirmation(self, offer: Offer, old: Offer | None) -> None:
        """An import or an editor stores a new day: a new round of care begins. Whoever only
        confirms begins it without us, also twice on a day."""
        day = offer.verification.verified_on
        was = old.verification.verified_on if old else None
        if old is not None and day is not None and day != was and not self.only_confirms:
            self._confirmed[offer.id] = day

    def _touch_clubs_of(self, offer: Offer, old: Offer | None, what: What) -> None:
        """With its first offer a club leaves the list of clubs; with the last one gone it returns.

        It is not counted whether it was the first or the last: two transactions side by side
        would each see the offer of the other.
        """
        moved = old is not None and old.club_id != offer.club_id
        if what is not What.CHANGED or moved:
            self._touched.setdefault((RecordKind.CLUB, offer.club_id), What.CHANGED)
        if old is not None and moved:
            self._touched.setdefault((RecordKind.CLUB, old.club_id), What.CHANGED)

    def _remember(self, key: _Key, thing: Any, old: _Stored | None, what: What) -> None:
        kind, id = key
        self._revisions.append(
            {
                "kind": kind,
                "record_id": id,
                "version": thing.version,
                "what": what,
                "role": self.role,
                "person_id": self.person_id,
                "at": self.now.isoformat(),
                "before": to_text(old.thing) if old else None,
            }
        )
        if kind is not RecordKind.VENUE:
            if old and old.thing.slug != thing.slug:
                self._former[kind, old.thing.slug] = id
            for former_id in thing.former_ids:
                self._former[kind, former_id] = id

    def _write(self) -> None:
        try:
            for kind in _TABLES:
                self._write_records(kind)
        except IntegrityError as error:
            if "slug" in str(error.orig):
                raise SlugTaken(str(error.orig)) from error
            raise
        self._write_former()
        for id, day in self._confirmed.items():
            begin_round(self.connection, id, day)
        if self._revisions:
            self.connection.execute(insert(RevisionRow), self._revisions)
        self._touch_what_shows_them()
        if self._touched:
            self.connection.execute(insert(ChangeRow), list(self._change_rows()))

    def _write_records(self, kind: RecordKind) -> None:
        table = _TABLES[kind]
        new, changed = [], []
        for (its_kind, id), stored in self._stored.items():
            if its_kind is kind and stored.is_dirty:
                row = _columns(stored.thing, stored.status)
                if stored.in_table:
                    changed.append({"the_id": id, **row})
                else:
                    new.append({"id": id, **row})
        if new:
            self.connection.execute(insert(table), new)
        if changed:
            query = update(table).where(table.c.id == bindparam("the_id"))
            self.connection.execute(query, changed)

    def _write_former(self) -> None:
        for (kind, former), id in self._former.items():
            mine = (FormerAddressRow.kind == kind, FormerAddressRow.former == former)
            self.connection.execute(delete(FormerAddressRow).where(*mine))
            row = {"kind": kind, "former": former, "record_id": id}
            self.connection.execute(insert(FormerAddressRow), row)

    def _touch_what_shows_them(self) -> None:
        """A change of a club or a venue is a change of all listings that show it."""
        seen = _TABLES[RecordKind.OFFER].c
        clubs, venues = self._dirty(RecordKind.CLUB), self._dirty(RecordKind.VENUE)
        shown = (seen.club_id.in_(clubs) | seen.venue_id.in_(venues)) & (
            seen.status == Public.PUBLISHED
        )
        for id, club_id in self.connection.execute(select(seen.id, seen.club_id).where(shown)):
            club = self._stored.get((RecordKind.CLUB, club_id))
            hidden = club is not None and club.status is Public.WITHDRAWN
            what = What.WITHDRAWN if hidden else What.CHANGED
            self._touched.setdefault((RecordKind.OFFER, id), what)
        at_venue = select(ClubRow.id).where(ClubRow.venue_id.in_(venues))
        for id in self.connection.execute(at_venue).scalars():
            self._touched.setdefault((RecordKind.CLUB, id), What.CHANGED)

    def _dirty(self, kind: RecordKind) -> list[str]:
        return [id for (its, id), stored in self._stored.items() if its is kind and stored.is_dirty]

    def _change_rows(self) -> Iterator[dict[str, Any]]:
        at = self.now.isoformat()
        for (kind, id), what in self._touched.items():
            yield {"kind": kind, "record_id": id, "what": what, "at": at}


def _says_the_same(given: Any, stored: Any) -> bool:
    """Whether nothing differs but the version, and a time of change that was not given."""
    given = replace(given, version=stored.version)
    if not isinstance(given, Venue) and given.changed_at is None:
        given = replace(given, changed_at=stored.changed_at)
    return bool(given == stored)


def _columns(thing: Club | Venue | Offer, status: Public) -> dict[str, Any]:
    """The document, and beside it what one looks things up by."""
    row = {"version": thing.version, "document": to_text(thing), "rough": rough_words(thing)}
    match thing:
        case Venue():
            return row | {"latitude": thing.latitude, "longitude": thing.longitude}
        case Club():
            return row | {"slug": thing.slug, "venue_id": thing.venue_id, "status": status}
        case Offer():
            place = {"club_id": thing.club_id, "venue_id": thing.venue_id or None}
            return row | place | {"slug": thing.slug, "status": status}
