"""What programs are told about offers and places."""

from collections.abc import Mapping
from typing import Any

import msgspec

from directory.catalogue.criteria import Facets, Hit
from directory.catalogue.query import DAYS, NEEDS, TIMES
from directory.content import Sport
from directory.formats import House
from directory.formats.api.answers import FoundOffers
from directory.geo import Place
from directory.model import Need
from directory.web.searching import Found

_DAY_KEYS = {day: key for key, day in DAYS.items()}
_TIME_KEYS = {time: key for key, time in TIMES.items()}
_NEED_KEYS = {need: key for key, need in NEEDS.items()}


def found_offers(found: Found, house: House) -> FoundOffers:
    """Needs, days and times carry the names that the address uses."""
    return msgspec.convert(_document(found, house), FoundOffers)


def _document(found: Found, house: House) -> dict[str, Any]:
    sports = house.sports
    return {
        "total": found.answer.total,
        "page": found.query.page,
        "pages": found.pages,
        "degraded": found.answer.degraded,
        "stale": found.answer.stale,
        "understood": _understood(found, sports),
        "offers": [_offer(hit, house) for hit in found.answer.hits],
        "clubs_without_known_offer": [_club(hit, house) for hit in found.clubs.hits],
        "facets": _facets(found.answer.facets),
        "licence": house.licence.url,
        "attribution": list(house.attribution()),
    }


def _understood(found: Found, sports: Mapping[str, Sport]) -> dict[str, Any]:
    understood = found.understood
    named = [_sport(key, sports) for key in understood.sports]
    circle = found.criteria.circle
    return {
        "sport": named[0] if named else None,
        "sports": named,
        "place": place_document(understood.place) if understood.place else None,
        "places": [place_document(place) for place in understood.other_places],
        "days": [_DAY_KEYS[day] for day in sorted(understood.days)],
        "times": [_TIME_KEYS[time] for time in _TIME_KEYS if time in understood.times],
        "needs": [_NEED_KEYS[need] for need in _NEED_KEYS if need in understood.needs],
        "age": understood.age,
        "corrected": [{"typed": typed, "meant": meant} for typed, meant in understood.corrected],
        "without_words": list(found.without_words),
        "without_filters": found.without_filters,
        "widened_to_km": found.widened_to_km,
        "radius_km": circle.radius_km if circle else None,
    }


def _sport(key: str, sports: Mapping[str, Sport]) -> dict[str, str]:
    return {"id": key, "name": sports[key].name_de if key in sports else key}


def place_document(place: Place) -> dict[str, Any]:
    return {
        "id": place.id,
        "name": place.name,
        "kind": str(place.kind),
        "postcode": place.postcode,
        "district": place.district,
        "state": place.state,
        "state_code": place.state_code,
        "ags": place.ags,
        "population": place.population,
        "lat": place.latitude,
        "lon": place.longitude,
    }


def _offer(hit: Hit, house: House) -> dict[str, Any]:
    card = hit.card
    return {
        "id": hit.id,
        "name": card["name"],
        "url": house.addresses.offer(card["slug"]),
        "sports": [_sport(key, house.sports) for key in card.get("sports", ())],
        "club": card.get("club"),
        "place": _place(card),
        "distance_km": _rounded(hit.distance_km),
        "sessions": card.get("sessions", []),
        "needs": {
            "yes": [_NEED_KEYS[Need(need)] for need in card.get("yes", ())],
            "no": [_NEED_KEYS[Need(need)] for need in card.get("no", ())],
        },
        "status": card.get("status", ""),
        "verified_at": card.get("verified_at"),
        "example": bool(card.get("example")),
    }


def _club(hit: Hit, house: House) -> dict[str, Any]:
    card = hit.card
    return {
        "id": hit.id,
        "name": card["name"],
        "url": house.addresses.club(card["slug"]),
        "sports": [_sport(key, house.sports) for key in card.get("sports", ())],
        "place": _place(card),
        "distance_km": _rounded(hit.distance_km),
        "example": bool(card.get("example")),
    }


def _place(card: Mapping[str, Any]) -> dict[str, Any] | None:
    place = card.get("place")
    if not place:
        return None
    return {key: place.get(key) for key in ("name", "postcode", "state", "lat", "lon")}


def _rounded(distance_km: float | None) -> float | None:
    return None if distance_km is None else round(distance_km, 1)


def _facets(facets: Facets) -> dict[str, Any]:
    return {
        "sports": facets.sports,
        "days": {_DAY_KEYS[day]: count for day, count in facets.days.items()},
        "times": {_TIME_KEYS[time]: count for time, count in facets.times.items()},
        "needs": {_NEED_KEYS[need]: count for need, count in facets.needs.items()},
        "needs_unknown": {_NEED_KEYS[need]: count for need, count in facets.needs_unknown.items()},
        "states": facets.states,
        "distances": {str(kilometres): count for kilometres, count in facets.distances.items()},
        "confirmed": facets.confirmed,
    }
