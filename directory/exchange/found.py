"""A club or a hall as a file names it, and what becomes of it in our words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final
from uuid import UUID, uuid5

from directory.content.slug import slug_of
from directory.exchange.errors import Unusable
from directory.geo import Gazetteer, Place
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
from directory.model.doubt import cleaned

LONGEST_NAME: Final = 200
_LONGEST_LINE: Final = 200
_LONGEST_NOTE: Final = 1000
_LONGEST_WEBSITE: Final = 500
# A key of the database holds 200 signs, and an id may follow.
_LONGEST_SLUG: Final = 120
# Ids must be the same after each import, so they are computed from the id in the source. The
# clubs of the first start have no name of a source in theirs.
_NAMESPACE: Final = UUID("b0f1a5de-6d1c-4a57-9a0e-0d7c3e1f8a21")
_FIRST: Final = "berlin_osm"
_LINES: Final = ("name", "street", "house_number", "postcode", "town", "part_of_town")
_WEBSITE = re.compile(r"https?://[^\s/?#]+\.[^\s]+", re.IGNORECASE)
_POSTCODE = re.compile(r"\d{5}")
_PARTLY = Words(easy="Zum Teil.", de="Zum Teil stufenlos.", en="In part.")


@dataclass(frozen=True, slots=True)
class Found:
    """``where`` says line or number in the file. ``key`` is the id that the source never changes;
    ``record_id`` is how it is told to people.

    ``wheelchair`` and ``toilet`` are as in OpenStreetMap: yes, no, limited, or empty.
    """

    where: str
    key: str
    record_id: str
    name: str
    kind: ClubKind = ClubKind.OTHER
    sports: tuple[str, ...] = ()
    street: str = ""
    house_number: str = ""
    postcode: str = ""
    town: str = ""
    part_of_town: str = ""
    latitude: float | None = None
    longitude: float | None = None
    osm_id: str = ""
    wheelchair: str = ""
    wheelchair_note: str = ""
    toilet: str = ""
    website: str = ""


@dataclass
class Listings:
    """Makes listings of what was found; ``notes`` counts what was left out or worked out."""

    source: str
    trust: Trust
    gazetteer: Gazetteer
    notes: dict[str, int] = field(default_factory=dict)

    def listing(self, found: Found) -> Listing:
        """A club with its place and without an offer. Raises :class:`Unusable`."""
        found = cleaned(found)
        lines: dict[str, Any] = {name: " ".join(getattr(found, name).split()) for name in _LINES}
        found = replace(found, **lines)
        _require(found)
        source = Source(self.source, found.record_id or found.key, self.trust)
        venue = self._venue(found, source)
        club = Club(
            id=self._id("club", found.key),
            slug=slug_of(found.name)[:_LONGEST_SLUG].strip("-"),
            name=found.name,
            kind=found.kind,
            website=self._website(found.website),
            sports=found.sports,
            venue_id=venue.id,
            source=source,
        )
        return Listing(club=club, venue=venue)

    def _id(self, what: str, key: str) -> str:
        name = f"{what} {key}" if self.source == _FIRST else f"{self.source} {what} {key}"
        return str(uuid5(_NAMESPACE, name))

    def _venue(self, found: Found, source: Source) -> Venue:
        # A hall is itself the place; where a club is at home, nobody told the name of the house.
        is_a_place = found.kind is not ClubKind.CLUB
        has_point = found.latitude is not None
        return Venue(
            id=self._id("venue", found.key),
            name=found.name if is_a_place else "",
            address=self._address(found),
            latitude=found.latitude,
            longitude=found.longitude,
            pin_by=PinBy.IMPORT if has_point else None,
            precision=Precision.ADDRESS if has_point else None,
            osm_id=found.osm_id,
            access=Access(
                step_free_entrance=_fact(found.wheelchair, found.wheelchair_note),
                toilet=_fact(found.toilet),
            ),
            source=source,
        )

    def _address(self, found: Found) -> Address:
        town = self._town(found)
        if town is None:
            raise Unusable("nothing says in which town it is")
        return Address(
            street=found.street,
            house_number=found.house_number,
            postcode=found.postcode,
            town=found.town or town.municipality,
            part_of_town=found.part_of_town,
            district=town.district,
            state_code=town.state_code,
            ags=town.ags,
        )

    def _town(self, found: Found) -> Place | None:
        """By its name near the point, else by the postcode, else by the point."""
        point = _point(found)
        area = self.gazetteer.postcode(found.postcode) if found.postcode else None
        if found.town:
            answer = self.gazetteer.find(found.town, area or point)
            if answer.place and not answer.corrected and not answer.place.is_area:
                return answer.place
        if area:
            return area
        if point is None:
            return None
        self._note("towns known by the point only")
        return self.gazetteer.nearest_postcode(point)

    def _website(self, text: str) -> str:
        if not text:
            return ""
        if len(text) <= _LONGEST_WEBSITE and _WEBSITE.fullmatch(text):
            return text
        self._note("websites left out, because they are no address")
        return ""

    def _note(self, words: str) -> None:
        self.notes[words] = self.notes.get(words, 0) + 1


@dataclass(frozen=True, slots=True)
class _Point:
    latitude: float
    longitude: float


def _point(found: Found) -> _Point | None:
    if found.latitude is None or found.longitude is None:
        return None
    return _Point(found.latitude, found.longitude)


def sports_by_tag(tags: Mapping[str, str]) -> dict[str, str]:
    """The first sport for each value of ``sport=…``; ``tags`` by the ids of our sports."""
    found: dict[str, str] = {}
    for id, text in tags.items():
        for tag in text.split("|"):
            key, _, value = tag.partition("=")
            if key == "sport" and value:
                found.setdefault(value, id)
    return found


def _require(found: Found) -> None:
    """All that makes a record unusable, each with its reason."""
    if not found.name.strip():
        raise Unusable("it has no name")
    if len(found.name) > LONGEST_NAME:
        raise Unusable(f"its name has {len(found.name)} signs; {LONGEST_NAME} are the most")
    lines = (found.street, found.house_number, found.town, found.part_of_town, found.record_id)
    if any(len(line) > _LONGEST_LINE for line in lines):
        raise Unusable(f"its address has more than {_LONGEST_LINE} signs")
    if len(found.wheelchair_note) > _LONGEST_NOTE:
        raise Unusable(f"its note has {len(found.wheelchair_note)} signs; {_LONGEST_NOTE} are most")
    if found.postcode and not _POSTCODE.fullmatch(found.postcode):
        raise Unusable(f'"{found.postcode[:20]}" is no German postcode')
    if (found.latitude is None) != (found.longitude is None):
        raise Unusable("half of its point is missing")
    point = _point(found)
    if point and not (47.0 <= point.latitude <= 56.0 and 5.0 <= point.longitude <= 16.0):
        raise Unusable(f"its point {point.latitude}, {point.longitude} lies outside Germany")


def _fact(value: str, note: str = "") -> Fact:
    """``limited`` is neither yes nor no: it stays unknown, and the note says why."""
    words = Words(de=note) if note else None
    if value in ("yes", "no"):
        return Fact(Known(value), words) if words else Fact(Known(value))
    if value == "limited":
        return Fact(note=Words(_PARTLY.easy, note, _PARTLY.en) if note else _PARTLY)
    return Fact(note=words) if words else UNKNOWN
