"""Reads real clubs and halls of OpenStreetMap, of which no inclusive offer is known."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid5

from directory.content.slug import slug_of
from directory.content.table import Row, once, rows
from directory.model import (
    UNKNOWN,
    Access,
    Address,
    Club,
    ClubKind,
    Fact,
    Known,
    Listing,
    PinBy,
    Precision,
    Source,
    Trust,
    Venue,
    Words,
)

# Ids must be the same after each import, so they are computed from the id of the row.
_NAMESPACE = UUID("b0f1a5de-6d1c-4a57-9a0e-0d7c3e1f8a21")
_COLUMNS = (
    "id",
    "osm_ref",
    "name",
    "kind",
    "sport_ids",
    "street",
    "housenumber",
    "postcode",
    "postcode_source",
    "city",
    "district",
    "lat",
    "lon",
    "wheelchair",
    "toilets_wheelchair",
    "wheelchair_note",
    "website",
)
_KINDS = tuple(kind.value for kind in ClubKind)
_PARTLY = Words(easy="Zum Teil.", de="Zum Teil stufenlos.", en="In part.")


def osm_clubs(file: Path) -> Iterator[Listing]:
    """Each row as a club with its place and without an offer. The file is about Berlin."""
    keys: set[str] = set()
    slugs: set[str] = set()
    for row in rows(file, _COLUMNS):
        key = once(row, "id", keys)
        slug = slug_of(row.needed("name"))
        if slug in slugs:
            slug = f"{slug}-{key}"
        slugs.add(slug)
        yield _listing(row, key, slug)


def _listing(row: Row, key: str, slug: str) -> Listing:
    source = Source("berlin_osm", row.text("osm_ref") or key, Trust.IMPORT)
    venue = _venue(row, key, source)
    club = Club(
        id=str(uuid5(_NAMESPACE, f"club {key}")),
        slug=slug,
        name=row.needed("name"),
        kind=ClubKind(row.choice("kind", _KINDS)),
        website=row.text("website"),
        sports=row.texts("sport_ids"),
        venue_id=venue.id,
        source=source,
    )
    return Listing(club=club, venue=venue)


def _venue(row: Row, key: str, source: Source) -> Venue:
    # A hall is itself the place; where a club is at home, nobody mapped the name of the house.
    is_a_place = row.text("kind") != ClubKind.CLUB
    return Venue(
        id=str(uuid5(_NAMESPACE, f"venue {key}")),
        name=row.text("name") if is_a_place else "",
        address=_address(row),
        latitude=_degrees(row, "lat", 47.0, 56.0),
        longitude=_degrees(row, "lon", 5.0, 16.0),
        pin_by=PinBy.IMPORT,
        precision=Precision.ADDRESS,
        osm_id=row.text("osm_ref"),
        access=Access(
            step_free_entrance=_step_free(row),
            toilet=_fact(row.choice("toilets_wheelchair", ("yes", "no", "limited", ""))),
        ),
        source=source,
    )


def _address(row: Row) -> Address:
    # A postcode that was only filled in from the nearest one is a guess, and a guess is no fact.
    is_mapped = row.choice("postcode_source", ("osm", "nearest", "")) == "osm"
    return Address(
        street=row.text("street"),
        house_number=row.text("housenumber"),
        postcode=row.text("postcode") if is_mapped else "",
        town=row.needed("city"),
        part_of_town=row.text("district"),
        district="Berlin",
        state_code="BE",
        ags="11000000",
    )


def _degrees(row: Row, column: str, least: float, most: float) -> float:
    degrees = row.decimal(column)
    if not least <= degrees <= most:
        raise row.fault(f"{column} lies outside Germany")
    return degrees


def _step_free(row: Row) -> Fact:
    """Somebody's own note about wheelchairs says more than our word for "limited"."""
    value = row.choice("wheelchair", ("yes", "no", "limited", ""))
    note = row.text("wheelchair_note")
    return _fact(value, Words(de=note)) if note else _fact(value)


def _fact(value: str, note: Words | None = None) -> Fact:
    """``limited`` is neither yes nor no: it stays unknown, and the note says why."""
    if value == "limited":
        partly = Words(_PARTLY.easy, note.de, _PARTLY.en) if note else _PARTLY
        return Fact(note=partly)
    if not value:
        return Fact(note=note) if note else UNKNOWN
    return Fact(Known(value), note) if note else Fact(Known(value))
