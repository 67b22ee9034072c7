"""What figures over all offers need to know of each; the rest of its document is passed over.

A whole listing takes about ten times as long to read, and a hundred times the memory.
"""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from msgspec import DecodeError, Struct
from msgspec.json import Decoder
from sqlalchemy import Connection, Select, null, select

from directory.model import Form, Gender, Known, Status
from directory.submissions.documents import Unreadable
from directory.submissions.shown import CLUBS
from directory.submissions.tables import ClubRow, OfferRow, Public, VenueRow

_AT_ONCE: Final = 1_000


class Said(Struct, frozen=True, gc=False):
    """Words stay letters here and below: making members of enums of them took half of the time."""

    value: str = Known.UNKNOWN.value


NOTHING: Final = Said()


class AccessSketch(Struct, frozen=True, gc=False):
    step_free_entrance: Said = NOTHING
    step_free_hall: Said = NOTHING
    toilet: Said = NOTHING


class AddressSketch(Struct, frozen=True, gc=False):
    town: str = ""
    ags: str = ""


class VenueSketch(Struct, frozen=True, gc=False):
    address: AddressSketch = AddressSketch()
    latitude: float | None = None
    longitude: float | None = None
    access: AccessSketch = AccessSketch()


class AudienceSketch(Struct, frozen=True, gc=False):
    age_min: int | None = None
    gender: str = Gender.UNKNOWN.value


class CompanionSketch(Struct, frozen=True, gc=False):
    may_come: Said = NOTHING


class TrialSketch(Struct, frozen=True, gc=False):
    possible: Said = NOTHING


class SensesSketch(Struct, frozen=True, gc=False):
    quiet: Said = NOTHING


class PriceSketch(Struct, frozen=True, gc=False):
    amount: Decimal


class VerificationSketch(Struct, frozen=True, gc=False):
    verified_on: date | None = None


class OfferSketch(Struct, frozen=True, gc=False):
    sports: tuple[str, ...] = ()
    form: str = Form.UNKNOWN.value
    levels: tuple[str, ...] = ()
    audience: AudienceSketch = AudienceSketch()
    companion: CompanionSketch = CompanionSketch()
    trial: TrialSketch = TrialSketch()
    senses: SensesSketch = SensesSketch()
    status: str = Status.RUNNING.value
    is_free: Said = NOTHING
    prices: tuple[PriceSketch, ...] = ()
    verification: VerificationSketch = VerificationSketch()
    changed_at: datetime | None = None
    example: bool = False


class ContactSketch(Struct, frozen=True, gc=False):
    phone: str = ""
    is_public: bool = False


class ClubSketch(Struct, frozen=True, gc=False):
    slug: str
    name: str
    contacts: tuple[ContactSketch, ...] = ()
    sports: tuple[str, ...] = ()


class Sketch(Struct, frozen=True, gc=False):
    """One listing: of an offer, or of a club without one; names and values as in the model."""

    id: str
    offer: OfferSketch | None
    club: ClubSketch | None
    venue: VenueSketch | None


# Asking each offer for its club took as long as all else; the hidden clubs are few.
_HIDDEN_CLUBS: Final = select(ClubRow.id).where(ClubRow.status != Public.PUBLISHED)
_OFFERS: Final[Select[*tuple[Any, ...]]] = (
    select(OfferRow.id, OfferRow.document, null(), VenueRow.document)
    .select_from(OfferRow)
    .outerjoin(VenueRow, VenueRow.id == OfferRow.venue_id)
    .where(OfferRow.status == Public.PUBLISHED, OfferRow.club_id.not_in(_HIDDEN_CLUBS))
)
_BOTH: Final = ((_OFFERS, OfferRow.id), (CLUBS, ClubRow.id))

_offer: Final = Decoder(OfferSketch).decode
_club: Final = Decoder(ClubSketch).decode
_venue: Final = Decoder(VenueSketch).decode


def sketches(connection: Connection) -> Iterator[Sketch]:
    """Of all listings that readers may see, in no order; rows come as they are asked for."""
    streaming = connection.execution_options(yield_per=_AT_ONCE)
    for query, _ in _BOTH:
        for rows in streaming.execute(query).partitions():
            yield from map(_sketch, rows)


def sketches_by_id(connection: Connection, ids: Collection[str]) -> Iterator[Sketch]:
    """Those of the ids, at most some hundred, that are listings now."""
    for query, column in _BOTH:
        yield from map(_sketch, connection.execute(query.where(column.in_(ids))))


def _sketch(row: Any) -> Sketch:
    id, offer, club, venue = row
    try:
        return Sketch(
            id,
            _offer(offer) if offer else None,
            _club(club) if club else None,
            _venue(venue) if venue else None,
        )
    except DecodeError as error:
        raise Unreadable(f"A stored document cannot be read: {error}") from error
