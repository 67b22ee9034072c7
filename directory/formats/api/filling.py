"""Fills the answers of the interface for programs from the model, by name."""

from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from directory.formats.api import records as api
from directory.formats.house import House
from directory.formats.of_listing import offer_of, sources_of
from directory.formats.openly import openly, with_photo_addresses
from directory.model import Club, Listing, Source, Venue

Kind = TypeVar("Kind")


def whole_offer(listing: Listing, house: House) -> api.WholeOffer:
    """Raises ValueError for a club without an offer."""
    listing = openly(listing, house.today)
    ours = offer_of(listing)
    offer = _written(ours, api.Offer, house)
    return api.WholeOffer(
        offer=replace(offer, url=house.addresses.offer(ours.slug)),
        club=club(listing.club, house),
        venue=venue(listing.venue, house) if listing.venue else None,
        licence=house.licence.url,
        attribution=tuple(house.attribution(sources_of(listing))),
    )


def whole_club(listing: Listing, offers: tuple[str, ...], house: House) -> api.WholeClub:
    """``offers`` are the ids of those that readers see."""
    listing = openly(listing, house.today)
    return api.WholeClub(
        club=club(listing.club, house),
        venue=venue(listing.venue, house) if listing.venue else None,
        offers=offers,
        licence=house.licence.url,
        attribution=tuple(house.attribution(sources_of(listing))),
    )


def whole_venue(place: Venue, offers: tuple[str, ...], house: House) -> api.WholeVenue:
    return api.WholeVenue(
        venue=venue(place, house),
        offers=offers,
        licence=house.licence.url,
        attribution=tuple(house.attribution({place.source.name})),
    )


def venue(place: Venue, house: House) -> api.Venue:
    return replace(_written(place, api.Venue, house), url=house.addresses.venue(place.id))


def club(whose: Club, house: House) -> api.Club:
    """Its contacts are written as they are given; see :func:`openly_one`."""
    return replace(_written(whose, api.Club, house), url=house.addresses.club(whose.slug))


def _written(thing: Any, kind: type[Kind], house: House) -> Kind:
    addressed = with_photo_addresses(thing, house.addresses.photo)
    written = msgspec.convert(addressed, kind, from_attributes=True)
    return replace(written, source=_source(thing.source, house))  # type: ignore[type-var]


def _source(source: Source, house: House) -> api.Source:
    known = house.sources.get(source.name)
    return api.Source(
        name=source.name,
        record_id=source.record_id,
        trust=source.trust,
        licence=house.licence_of(source.name),
        attribution=known.attribution if known else house.publisher,
    )
