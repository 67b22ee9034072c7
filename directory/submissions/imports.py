"""Takes in records of other catalogues; what a person has said or confirmed stays as it is."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, select
from sqlalchemy.exc import IntegrityError

from directory.geo import distance_km
from directory.model import Club, ClubKind, Listing, Offer, Role, Venue
from directory.model.provenance import (
    Laid,
    Turn,
    confirms,
    laid_under,
    said_by_people,
)
from directory.spelling import fold
from directory.submissions.database import Database
from directory.submissions.documents import from_text
from directory.submissions.errors import ChangedMeanwhile, SlugTaken
from directory.submissions.saving import Saving
from directory.submissions.tables import (
    ClubRow,
    FormerAddressRow,
    OfferRow,
    Public,
    RecordKind,
    RevisionRow,
    VenueRow,
)

# Whoever wants to save something meanwhile waits for one of these at most.
AT_ONCE: Final = 200
_TRIES: Final = 3
# A club has its point at its hall or at its office; two halls of one name may be neighbours.
_SAME_CLUB_KM: Final = 2.0
_SAME_PLACE_KM: Final = 0.3
_Documents = Mapping[str, tuple[Any, str]]


class Outcome(StrEnum):
    """What became of a record. ``HIDDEN``: a person has hidden it. ``JOINED``: a person has joined
    it with another. ``ALIKE``: new, but a record like this is there already."""

    CREATED = "created"
    UPDATED = "updated"
    EQUAL = "unchanged"
    HIDDEN = "hidden"
    JOINED = "joined"
    ALIKE = "alike"


@dataclass(frozen=True, slots=True)
class TakenIn:
    """One record of a source. The names of fields are those of the model, such as ``club.name``.

    ``doubtful``: the source says something new, but a person has said or confirmed otherwise.
    ``corrected``: the source repeats what a person has corrected. ``other``: id of the record with
    which it was joined, or which is alike.
    """

    id: str
    name: str
    outcome: Outcome
    changed: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()
    other: str = ""


class _Known(NamedTuple):
    id: str
    kind: ClubKind
    points: "list[_Point]"


class _Point(NamedTuple):
    latitude: float
    longitude: float


@dataclass
class Around:
    """What is there already beside the records of a file: to see which of them are alike."""

    by_name: dict[str, list[_Known]] = field(default_factory=lambda: defaultdict(list))
    gone: list[str] = field(default_factory=list)

    def alike(self, listing: Listing) -> str:
        """The id of a club of the same name near by; empty for none."""
        for known in self.by_name.get(_plain(listing.club.name), ()):
            if _is_near(known, listing):
                return known.id
        return ""


class Imports:
    """Clubs with their venues; each batch is one transaction."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def around(self, ids: Collection[str], source: str) -> Around:
        """All public clubs but those with these ids; and the names of those of the source that
        its file no longer holds."""
        found = Around()
        with self._database.reading() as connection:
            points = _points(connection)
            query = select(ClubRow.id, ClubRow.document).where(ClubRow.status == Public.PUBLISHED)
            for id, document in connection.execute(query.execution_options(yield_per=500)):
                if id in ids:
                    continue
                club = from_text(Club, document)
                known = _Known(id, club.kind, points.get(id, []))
                found.by_name[_plain(club.name)].append(known)
                if club.source.name == source:
                    found.gone.append(club.name)
        return found

    def take_in(
        self, listings: Sequence[Listing], around: Around | None = None, *, dry_run: bool = False
    ) -> list[TakenIn]:
        """What became of each, in the same order. ``around`` holds back what is alike."""
        for tries_left in reversed(range(_TRIES)):
            try:
                if dry_run:
                    with self._database.reading() as connection:
                        return _Batch(connection, listings, around).told
                with self._database.writing() as connection:
                    batch = _Batch(connection, listings, around)
                    Saving(connection, self._clock(), Role.IMPORT).publish(batch.wanted)
                    return batch.told
            except (ChangedMeanwhile, SlugTaken, IntegrityError):
                # Only a server lets others store something between looking and writing.
                if not tries_left:
                    raise
        raise AssertionError("unreachable")


class _Batch:
    """Some records, what is stored of them, and what will be."""

    def __init__(
        self, connection: Connection, listings: Sequence[Listing], around: Around | None
    ) -> None:
        self._connection = connection
        self._around = around
        clubs = [one.club.id for one in listings]
        venues = [one.venue.id for one in listings if one.venue]
        self._clubs = _stored(connection, ClubRow, Club, clubs)
        self._venues = _stored(connection, VenueRow, Venue, venues)
        self._joined = _joined(connection, clubs)
        self._said = _said(connection, [*self._clubs.items(), *self._venues.items()])
        self._offers = _offers(connection, clubs, venues)
        self._slugs = _slugs(connection, [one.club.slug for one in listings])
        self.wanted: list[Listing] = []
        self.told = [self._one(listing) for listing in listings]

    def _one(self, listing: Listing) -> TakenIn:
        club = listing.club
        if club.id in self._clubs:
            return self._known(listing)
        if other := self._joined.get(club.id):
            return TakenIn(club.id, club.name, Outcome.JOINED, other=other)
        if self._around and (other := self._around.alike(listing)):
            return TakenIn(club.id, club.name, Outcome.ALIKE, other=other)
        new = replace(club, slug=self._free_slug(club))
        laid = self._laid_venue(listing)
        self.wanted.append(Listing(club=new, venue=laid.thing if laid else listing.venue))
        return TakenIn(club.id, club.name, Outcome.CREATED)

    def _known(self, listing: Listing) -> TakenIn:
        stored, status = self._clubs[listing.club.id]
        if status == Public.WITHDRAWN:
            other = self._joined.get(stored.id, "")
            outcome = Outcome.JOINED if other else Outcome.HIDDEN
            return TakenIn(stored.id, stored.name, outcome, other=other)
        club = self._laid(RecordKind.CLUB, stored, listing.club)
        venue = self._laid_venue(listing)
        parts = [("club", club), *([("venue", venue)] if venue else [])]
        changed = _named(parts, "taken")
        if changed:
            wanted = venue.thing if venue else listing.venue
            self.wanted.append(Listing(club=club.thing, venue=wanted))
        return TakenIn(
            stored.id,
            stored.name,
            Outcome.UPDATED if changed else Outcome.EQUAL,
            changed,
            _named(parts, "doubtful"),
            _named(parts, "corrected"),
        )

    def _laid_venue(self, listing: Listing) -> Laid[Venue] | None:
        if listing.venue is None or listing.venue.id not in self._venues:
            return None
        return self._laid(RecordKind.VENUE, self._venues[listing.venue.id][0], listing.venue)

    def _laid(self, kind: RecordKind, stored: Any, given: Any) -> Laid[Any]:
        # Whoever confirms an offer has read the name of its club and its place.
        seen = [
            one.verification for one in self._offers if stored.id in (one.club_id, one.venue_id)
        ]
        if kind is RecordKind.CLUB:
            seen.append(stored.verification)

        def is_confirmed(path: str) -> bool:
            return any(confirms(one, path) for one in seen)

        return laid_under(stored, given, self._said.get(stored.id, {}), is_confirmed)

    def _free_slug(self, club: Club) -> str:
        slug = club.slug
        if slug in self._slugs:
            slug = f"{slug}-{club.id[:8]}"
        self._slugs.add(slug)
        return slug


def _named(parts: Iterable[tuple[str, Laid[Any]]], what: str) -> tuple[str, ...]:
    return tuple(f"{name}.{path}" for name, laid in parts for path in getattr(laid, what))


def _stored(connection: Connection, table: Any, kind: Any, ids: Sequence[str]) -> _Documents:
    query = select(table.id, table.document).where(table.id.in_(ids))
    if table is ClubRow:
        query = query.add_columns(ClubRow.status)
    return {
        row[0]: (from_text(kind, row[1]), row[2] if len(row) > 2 else Public.PUBLISHED)
        for row in connection.execute(query)
    }


def _joined(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    query = select(FormerAddressRow.former, FormerAddressRow.record_id).where(
        FormerAddressRow.kind == RecordKind.CLUB, FormerAddressRow.former.in_(ids)
    )
    return {row.former: row.record_id for row in connection.execute(query)}


def _slugs(connection: Connection, slugs: Sequence[str]) -> set[str]:
    """Those that a club has or once had: an old link must not lead somewhere else."""
    now = select(ClubRow.slug).where(ClubRow.slug.in_(slugs))
    once = select(FormerAddressRow.former).where(
        FormerAddressRow.kind == RecordKind.CLUB, FormerAddressRow.former.in_(slugs)
    )
    return {*connection.execute(now).scalars(), *connection.execute(once).scalars()}


def _offers(connection: Connection, clubs: Sequence[str], venues: Sequence[str]) -> list[Offer]:
    query = select(OfferRow.document).where(
        OfferRow.club_id.in_(clubs) | OfferRow.venue_id.in_(venues)
    )
    return [from_text(Offer, document) for document in connection.execute(query).scalars()]


def _said(
    connection: Connection, stored: Iterable[tuple[str, tuple[Any, str]]]
) -> dict[str, dict[str, Any]]:
    """For each record what people have said, by its id."""
    things = {id: thing for id, (thing, _status) in stored}
    return {id: said_by_people(turns) for id, turns in turns_of(connection, things).items()}


def turns_of(connection: Connection, things: Mapping[str, Any]) -> dict[str, list[Turn]]:
    """The history of these records, oldest first. Ids are unique over all kinds."""
    columns = (RevisionRow.record_id, RevisionRow.role, RevisionRow.before)
    query = select(*columns).where(RevisionRow.record_id.in_(list(things)))
    history: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for id, role, before in connection.execute(query.order_by(RevisionRow.number)):
        history[id].append((role, before))
    return {id: list(_turns(history[id], thing)) for id, thing in things.items()}


def _turns(rows: Sequence[tuple[str, str | None]], thing: Any) -> Iterator[Turn]:
    """What came after a change is what stood there before the next one."""
    before = [from_text(type(thing), text) if text else None for _role, text in rows]
    for place, (role, _text) in enumerate(rows):
        after = before[place + 1] if place + 1 < len(rows) else thing
        yield Turn(Role(role), before[place], after)


def _points(connection: Connection) -> dict[str, list[_Point]]:
    """Where clubs are: at home, and where their offers are."""
    home = select(ClubRow.id, VenueRow.latitude, VenueRow.longitude).join(
        VenueRow, VenueRow.id == ClubRow.venue_id
    )
    away = select(OfferRow.club_id, VenueRow.latitude, VenueRow.longitude).join(
        VenueRow, VenueRow.id == OfferRow.venue_id
    )
    points: dict[str, list[_Point]] = defaultdict(list)
    for query in (home, away):
        for id, latitude, longitude in connection.execute(query):
            if latitude is not None and longitude is not None:
                points[id].append(_Point(latitude, longitude))
    return points


def _is_near(known: _Known, listing: Listing) -> bool:
    venue = listing.venue
    if not known.points or venue is None or venue.latitude is None or venue.longitude is None:
        return True
    here = _Point(venue.latitude, venue.longitude)
    both = {known.kind, listing.club.kind}
    most = _SAME_CLUB_KM if ClubKind.CLUB in both else _SAME_PLACE_KM
    return any(distance_km(here, point) <= most for point in known.points)


def _plain(name: str) -> str:
    return " ".join(word for word in fold(name).split() if word not in ("e", "v", "ev"))
