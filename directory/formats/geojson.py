"""Writes offers, and clubs without one, as points of a map in GeoJSON."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

import msgspec

from directory.formats.house import House
from directory.formats.of_listing import sources_of
from directory.formats.signs import one_line
from directory.model import Listing, Venue, facts_of, needs_of

GEOJSON: Final = "application/geo+json"
_CHUNK: Final = 64_000


def geojson_chunks(listings: Iterable[Listing], house: House) -> Iterator[bytes]:
    """A FeatureCollection in pieces, with licence and attribution before the features."""
    yield from collection_chunks((feature(one, house) for one in listings), house)


def feature(listing: Listing, house: House) -> dict[str, Any]:
    """One place on the map; without a point the geometry is null, and the entry is still there."""
    return {
        "type": "Feature",
        "id": listing.id,
        "geometry": point_of(listing.venue),
        "properties": _properties(listing, house),
    }


def point_of(venue: Venue | None) -> dict[str, Any] | None:
    """Longitude first. Seven decimals are a centimetre."""
    if venue is None or venue.latitude is None or venue.longitude is None:
        return None
    return {"type": "Point", "coordinates": [round(venue.longitude, 7), round(venue.latitude, 7)]}


def collection_chunks(features: Iterable[dict[str, Any]], house: House) -> Iterator[bytes]:
    """Other formats are collections of features too."""
    head = {
        "type": "FeatureCollection",
        "name": one_line(house.name),
        "url": house.addresses.start(),
        "licence": house.licence.url,
        "attribution": [one_line(line) for line in house.attribution()],
        "date": house.today,
        "features": [],
    }
    buffer = bytearray(msgspec.json.encode(head).removesuffix(b"]}"))
    between = b"\n"
    for one in features:
        buffer += between + msgspec.json.encode(one)
        between = b",\n"
        if len(buffer) >= _CHUNK:
            yield bytes(buffer)
            buffer.clear()
    yield bytes(buffer + b"\n]}\n")


def _properties(listing: Listing, house: House) -> dict[str, Any]:
    """Flat, because most programs for maps show properties as a table."""
    offer, club, venue = listing.offer, listing.club, listing.venue
    thing = offer or club
    addresses = house.addresses
    return {
        "id": listing.id,
        "kind": "offer" if offer else "club",
        "url": addresses.offer(offer.slug) if offer else addresses.club(club.slug),
        "name": one_line(listing.name),
        "name_easy": one_line(offer.name_easy) if offer else "",
        "sports": [one_line(name) for name in house.sport_names(listing)],
        "club": one_line(club.name),
        "address": _lines(venue) if venue else [],
        "pin_precision": venue.precision if venue else None,
        "status": offer.status if offer else None,
        "verified_on": thing.verification.verified_on,
        "example": thing.example,
        **_facts(listing),
        "licence": house.licence_of(thing.source.name),
        "attribution": [one_line(line) for line in house.attribution(sources_of(listing))],
        "source": one_line(thing.source.name),
    }


def _lines(venue: Venue) -> list[str]:
    """As on an envelope, in the spelling of the place."""
    address = venue.address
    street = f"{address.street} {address.house_number}"
    lines = (venue.name, street, f"{address.postcode} {address.town}")
    return [line for line in map(one_line, lines) if line]


def _facts(listing: Listing) -> dict[str, str]:
    """Needs as people filter by them, then each fact by its dotted name: yes, no or unknown."""
    needs = {f"needs.{need}": known.value for need, known in needs_of(listing).items()}
    things = filter(None, (listing.offer, listing.venue))
    return needs | {path: fact.value.value for one in things for path, fact in facts_of(one)}
