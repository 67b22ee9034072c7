"""Reads clubs and halls out of OpenStreetMap: GeoJSON, and answers of Overpass as JSON."""

import re
from collections.abc import Iterable, Iterator, Mapping
from math import isnan, nan
from typing import Any, Final, TypeGuard

from directory.exchange.errors import Unusable
from directory.exchange.found import Found
from directory.model import ClubKind

_TYPES: Final = ("node", "way", "relation")
_REFERENCE = re.compile(r"(node|way|relation)/(\d{1,19})")
_KINDS: Final = (
    ("club", "sport", ClubKind.CLUB),
    ("club", "sports", ClubKind.CLUB),
    ("amenity", "dojo", ClubKind.DOJO),
    ("leisure", "fitness_centre", ClubKind.FITNESS_CENTRE),
    ("leisure", "sports_centre", ClubKind.SPORTS_CENTRE),
    ("leisure", "sports_hall", ClubKind.SPORTS_CENTRE),
    ("leisure", "stadium", ClubKind.SPORTS_CENTRE),
)
_YES_NO: Final = {"yes": "yes", "designated": "yes", "no": "no", "limited": "limited"}
Tags = Mapping[str, str]


def overpass(elements: Iterable[Any], sports: Mapping[str, str]) -> Iterator[Found | Unusable]:
    """Nodes, and ways and relations with ``center``; ``sports`` by values of ``sport=…``.

    Elements without tags only draw the others and are passed over.
    """
    for number, element in enumerate(elements, start=1):
        where = f"element {number}"
        try:
            if not isinstance(element, dict) or element.get("type") not in _TYPES:
                raise Unusable("it is no node, way or relation")
            if not element.get("tags"):
                continue
            reference = _reference(f"{element['type']}/{element.get('id')}")
            point = _point_of_element(element)
            yield _found(f"{where} ({reference})", reference, element["tags"], point, sports)
        except Unusable as problem:
            yield _at(where, problem)


def geojson(features: Iterable[Any], sports: Mapping[str, str]) -> Iterator[Found | Unusable]:
    """Features with an id such as ``way/123``, as osmtogeojson and overpass turbo write them."""
    for number, feature in enumerate(features, start=1):
        where = f"feature {number}"
        try:
            if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
                raise Unusable("it has no properties")
            properties = feature["properties"]
            inner = properties.get("tags")
            tags = inner if isinstance(inner, dict) else properties
            reference = _reference(
                properties.get("@id") or feature.get("id") or properties.get("id") or ""
            )
            point = _middle(feature.get("geometry"))
            yield _found(f"{where} ({reference})", reference, tags, point, sports)
        except Unusable as problem:
            yield _at(where, problem)


def _at(where: str, problem: Unusable) -> Unusable:
    text = str(problem)
    return problem if text.startswith(where) else Unusable(f"{where}: {text}")


def _reference(given: Any) -> str:
    found = _REFERENCE.fullmatch(str(given).removeprefix("https://www.openstreetmap.org/"))
    if not found:
        raise Unusable("it has no id such as way/123, so it could not be found again")
    return found[0]


def _found(
    where: str,
    reference: str,
    given: Any,
    point: tuple[float, float] | None,
    sports: Mapping[str, str],
) -> Found:
    if not isinstance(given, dict):
        raise Unusable("its tags are no list of keys and values")
    tags = {key: value.strip() for key, value in given.items() if isinstance(value, str)}
    if point is None:
        raise Unusable("it has no point (ask Overpass for `out center;`)")
    kind = next((kind for key, value, kind in _KINDS if tags.get(key) == value), None)
    if kind is None:
        raise Unusable("it is neither a club nor a place for sport")
    return Found(
        where=where,
        key=reference,
        record_id=reference,
        name=tags.get("name", ""),
        kind=kind,
        sports=_sports(tags.get("sport", ""), sports),
        street=tags.get("addr:street", ""),
        house_number=tags.get("addr:housenumber", ""),
        postcode=tags.get("addr:postcode", ""),
        town=tags.get("addr:city", ""),
        part_of_town=tags.get("addr:suburb", ""),
        latitude=round(point[0], 7),
        longitude=round(point[1], 7),
        osm_id=reference,
        wheelchair=_YES_NO.get(tags.get("wheelchair", ""), ""),
        wheelchair_note=tags.get("wheelchair:description:de")
        or tags.get("wheelchair:description", ""),
        toilet=_YES_NO.get(tags.get("toilets:wheelchair", ""), ""),
        website=tags.get("website") or tags.get("contact:website", ""),
    )


def _sports(text: str, sports: Mapping[str, str]) -> tuple[str, ...]:
    values = [value.strip() for value in text.split(";")]
    return tuple(dict.fromkeys(sports[value] for value in values if value in sports))


def _point_of_element(element: Mapping[str, Any]) -> tuple[float, float] | None:
    center = element.get("center")
    place = center if isinstance(center, dict) else element
    latitude, longitude = place.get("lat"), place.get("lon")
    if _is_number(latitude) and _is_number(longitude):
        return float(latitude), float(longitude)
    bounds = element.get("bounds")
    if isinstance(bounds, dict):
        sides = [bounds.get(name) for name in ("minlat", "maxlat", "minlon", "maxlon")]
        south, north, west, east = (side if _is_number(side) else nan for side in sides)
        return (
            None if isnan(south + north + west + east) else ((south + north) / 2, (west + east) / 2)
        )
    return None


def _middle(geometry: Any) -> tuple[float, float] | None:
    """The middle of the box around it: of a hall that lies inside or at its wall."""
    if not isinstance(geometry, dict):
        return None
    points = list(_points(geometry.get("coordinates"), depth=5))
    if not points:
        return None
    longitudes, latitudes = zip(*points, strict=True)
    return (
        (min(latitudes) + max(latitudes)) / 2,
        (min(longitudes) + max(longitudes)) / 2,
    )


def _points(coordinates: Any, depth: int) -> Iterator[tuple[float, float]]:
    if not isinstance(coordinates, list) or not depth:
        return
    if len(coordinates) >= 2 and _is_number(coordinates[0]) and _is_number(coordinates[1]):
        yield float(coordinates[0]), float(coordinates[1])
        return
    for part in coordinates:
        yield from _points(part, depth - 1)


def _is_number(value: Any) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)
