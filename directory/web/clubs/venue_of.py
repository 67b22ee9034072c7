"""From the answers about the place to a venue, with a point from the best that is known."""

from collections.abc import Iterator
from dataclasses import replace

from directory.geo import Place, distance_km, find_postcode
from directory.geo.place import How
from directory.model import Address, PinBy, Precision, Transport, Venue
from directory.web.clubs import values
from directory.web.clubs.filled import Filled
from directory.web.clubs.names import ACCESS, WAYS, YES
from directory.web.parts import parts

TOWN = ("plz", "stadt", "welcher")
ADDRESS = ("halle", "strasse", "hausnummer", "teil", *TOWN)
PIN = ("breite", "laenge", "tuer")
BY_BUS = ("bus_art", "haltestelle", "linie", "fussweg")
MOST_TOWNS = 7
_SAME_TOWN_KM = 40
# A pin that nobody has moved from the middle of the postcode says no more than the postcode.
_UNMOVED_KM = 0.03
_LONGEST_WALK = 240


def towns_meant(postcode: str, town: str) -> tuple[Place, ...]:
    """The municipalities that may be meant, likeliest first; a postcode tells them apart."""
    gazetteer = parts().gazetteer
    area = gazetteer.postcode(postcode) if postcode.strip() else None
    named = gazetteer.find(town, near=area) if town.strip() else None
    if named is None or named.place is None:
        return (area,) if area else ()
    found: dict[str, Place] = {}
    for place in (named.place, *(() if named.how is How.SPELLING else named.others)):
        if not place.is_area:
            found.setdefault(place.ags, place)
    if area:
        near = (p for p in found.values() if distance_km(p, area) < _SAME_TOWN_KM)
        return (next(near, area),)
    return tuple(found.values())[:MOST_TOWNS]


def town_of(filled: Filled) -> Place | None:
    places = towns_meant(filled.line("plz"), filled.line("stadt"))
    chosen = (place for place in places if place.ags == filled.line("welcher"))
    return next(chosen, places[0] if places else None)


def venue_of(filled: Filled, old: Venue | None, new_id: str) -> Venue | None:
    """None where nobody told us any place."""
    town = town_of(filled)
    known = old or Venue(id=new_id)
    if old is None and town is None and not filled.line("halle"):
        return None
    if not filled.unchanged(*ADDRESS):
        address = _address(filled, known.address, town)
        known = replace(known, name=filled.line("halle"), address=address, osm_id="")
    if not filled.unchanged(*ADDRESS, *PIN):
        known = _placed(filled, known, town)
    access = filled.facts(ACCESS, known.access)
    if not filled.unchanged(*BY_BUS):
        known = replace(known, transport=(*_by_bus(filled), *known.transport[1:]))
    return replace(known, access=access, way_in=filled.words("weg", known.way_in))


def _address(filled: Filled, old: Address, town: Place | None) -> Address:
    here = replace(
        old,
        street=filled.line("strasse"),
        house_number=filled.line("hausnummer"),
        part_of_town=filled.line("teil"),
    )
    if filled.unchanged(*TOWN):
        return here
    code = find_postcode(filled.line("plz"))
    return replace(
        here,
        postcode=code[0] if code else "",
        # As the gazetteer writes it, so that one town has one name.
        town=(town.municipality or town.name) if town else filled.line("stadt"),
        district=town.district if town else "",
        state_code=town.state_code if town else "",
        ags=town.ags if town else "",
    )


def _placed(filled: Filled, venue: Venue, town: Place | None) -> Venue:
    """The door by the club, else the point of the address, of the postcode or of the town."""
    rough = parts().gazetteer.postcode(filled.line("plz"))
    middle = rough or town
    point = values.point(filled.line("breite"), filled.line("laenge"))
    if point and filled.line("tuer") == YES:
        return _at(venue, point, PinBy.CLUB, Precision.DOOR)
    if point and filled.line("tuer") != "nein" and not _is_middle(point, middle):
        return _at(venue, point, PinBy.GEOCODER, Precision.ADDRESS)
    if middle is None:
        return replace(venue, latitude=None, longitude=None, pin_by=None, precision=None)
    precision = Precision.POSTCODE if rough else Precision.TOWN
    return _at(venue, (middle.latitude, middle.longitude), PinBy.GEOCODER, precision)


def _at(venue: Venue, point: tuple[float, float], by: PinBy, precision: Precision) -> Venue:
    return replace(venue, latitude=point[0], longitude=point[1], pin_by=by, precision=precision)


def _is_middle(point: tuple[float, float], middle: Place | None) -> bool:
    return middle is not None and distance_km(values.Spot(*point), middle) < _UNMOVED_KM


def _by_bus(filled: Filled) -> Iterator[Transport]:
    mode, stop, line, minutes = map(filled.line, BY_BUS)
    if mode in WAYS or stop:
        yield Transport(
            mode=mode if mode in WAYS else "bus",
            stop=stop,
            line=line,
            minutes_on_foot=values.number(minutes, _LONGEST_WALK) if minutes else None,
        )
