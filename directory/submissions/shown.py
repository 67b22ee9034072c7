"""What readers may see: published offers, and published clubs without one."""

from collections.abc import Collection, Iterator
from itertools import islice
from typing import Any, Final

from sqlalchemy import Connection, Select, and_, exists, func, null, or_, select

from directory.model import Club, Listing, Offer, Venue
from directory.submissions.documents import from_text
from directory.submissions.tables import (
    ClubRow,
    FormerAddressRow,
    OfferRow,
    Public,
    RecordKind,
    VenueRow,
)

# Both give rows of id, offer, club and venue.
OFFERS: Final[Select[*tuple[Any, ...]]] = (
    select(OfferRow.id, OfferRow.document, ClubRow.document, VenueRow.document)
    .select_from(OfferRow)
    .join(ClubRow, ClubRow.id == OfferRow.club_id)
    .outerjoin(VenueRow, VenueRow.id == OfferRow.venue_id)
    .where(OfferRow.status == Public.PUBLISHED, ClubRow.status == Public.PUBLISHED)
)
CLUBS: Final[Select[*tuple[Any, ...]]] = (
    select(ClubRow.id, null(), ClubRow.document, VenueRow.document)
    .select_from(ClubRow)
    .outerjoin(VenueRow, VenueRow.id == ClubRow.venue_id)
    .where(
        ClubRow.status == Public.PUBLISHED,
        ~exists().where(and_(OfferRow.club_id == ClubRow.id, OfferRow.status == Public.PUBLISHED)),
    )
)
IS_SHOWN_VENUE: Final = or_(
    VenueRow.id.in_(
        select(OfferRow.venue_id)
        .join(ClubRow, ClubRow.id == OfferRow.club_id)
        .where(OfferRow.status == Public.PUBLISHED, ClubRow.status == Public.PUBLISHED)
    ),
    VenueRow.id.in_(select(ClubRow.venue_id).where(ClubRow.status == Public.PUBLISHED)),
)
"""A place is public as long as something public names it."""

_BOTH: Final[tuple[tuple[Select[*tuple[Any, ...]], Any], ...]] = (
    (OFFERS, OfferRow.id),
    (CLUBS, ClubRow.id),
)


def listing_of(row: Any) -> Listing:
    """The listing in a row of one of the two queries."""
    _, offer, club, venue = row
    return Listing(
        club=from_text(Club, club),
        offer=from_text(Offer, offer) if offer else None,
        venue=from_text(Venue, venue) if venue else None,
    )


def by_ids(connection: Connection, ids: Collection[str]) -> tuple[Listing, ...]:
    """Those of the ids that are listings now, in no order."""
    return tuple(
        listing_of(row)
        for part in _parts(ids)
        for query, column in _BOTH
        for row in connection.execute(query.where(column.in_(part)))
    )


def listed(connection: Connection, ids: Collection[str]) -> frozenset[str]:
    """Which of the ids are listings now."""
    return frozenset(
        id
        for part in _parts(ids)
        for query, column in _BOTH
        for id in connection.execute(
            query.with_only_columns(column).where(column.in_(part))
        ).scalars()
    )


def count(connection: Connection) -> int:
    return sum(
        connection.execute(query.with_only_columns(func.count())).scalar_one() for query, _ in _BOTH
    )


def is_more_than(connection: Connection, most: int) -> bool:
    """Whether there are more listings; looks at so many rows only."""
    left = most + 1
    for query, column in _BOTH:
        rows = query.with_only_columns(column).limit(left).subquery()
        left -= connection.execute(select(func.count()).select_from(rows)).scalar_one()
        if left <= 0:
            return True
    return False


def club_by_id(connection: Connection, id: str) -> Club | None:
    query = select(ClubRow.document).where(ClubRow.id == id, ClubRow.status == Public.PUBLISHED)
    document = connection.execute(query).scalar()
    return from_text(Club, document) if document else None


def id_of_former(connection: Connection, former: str, *kinds: RecordKind) -> str | None:
    """The id of the record that once had this slug or id."""
    query = select(FormerAddressRow.record_id).where(
        FormerAddressRow.former == former, FormerAddressRow.kind.in_(kinds)
    )
    return connection.execute(query.limit(1)).scalar()


def offers_between(connection: Connection, first: str, end: str) -> Iterator[Listing]:
    """Offers whose id, or a former one, lies from ``first`` to before ``end``."""
    former = select(FormerAddressRow.record_id).where(
        FormerAddressRow.kind == RecordKind.OFFER,
        FormerAddressRow.former >= first,
        FormerAddressRow.former < end,
    )
    own = and_(OfferRow.id >= first, OfferRow.id < end)
    query = OFFERS.where(or_(own, OfferRow.id.in_(former))).order_by(OfferRow.id)
    yield from map(listing_of, connection.execute(query))


def _parts(ids: Collection[str], size: int = 500) -> Iterator[list[str]]:
    """SQL takes only so many values at once."""
    remaining = iter(ids)
    while part := list(islice(remaining, size)):
        yield part
