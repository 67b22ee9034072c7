"""Writes places as A11yJSON, which maps for people in wheelchairs read.

What nobody told us is left out, because there a missing field means unknown.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

from directory.formats.cells import BETWEEN
from directory.formats.geojson import collection_chunks, point_of
from directory.formats.house import House
from directory.formats.signs import one_line
from directory.formats.told import filled
from directory.model import Address, Fact, Offer, Status, Venue, Words, facts_of
from directory.wording import FACTS, fact_said, own_sentences, voice_of
from directory.wording.voice import KEYS, TAGS

Place = tuple[Venue, Sequence[Offer]]

_CATEGORY: Final = "sports_centre"
_LANGUAGE: Final = re.compile("[a-z]{2,3}")
_OSM: Final = re.compile("(node|way|relation)/[0-9]+")
# A11yJSON has no field that says so.
_IN_WORDS_IF_NO: Final = frozenset({"access.lift"})
_IN_WORDS: Final = frozenset({"pickup"})


def places(found: Iterable[Place], house: House) -> Iterator[bytes]:
    """A FeatureCollection in pieces, of places that have a point: A11yJSON wants one."""
    features = (place_info(venue, house, offers) for venue, offers in found)
    return collection_chunks((one for one in features if one["geometry"]), house)


def place_info(venue: Venue, house: House, offers: Sequence[Offer] = ()) -> dict[str, Any]:
    """A ``PlaceInfo``, which is a feature of GeoJSON; ``offers`` are those that are there."""
    running = tuple(offer for offer in offers if offer.status is not Status.ENDED)
    return {
        "type": "Feature",
        "id": venue.id,
        "geometry": point_of(venue),
        "properties": filled(
            {
                "name": _german(venue.name or venue.address.town),
                "category": _CATEGORY,
                "address": _address(venue.address),
                "description": _description(venue),
                "originalId": venue.id,
                "infoPageUrl": house.addresses.offer(running[0].slug) if running else None,
                "sameAs": _same_as(venue, house),
                "tags": _tags(venue, house),
                "accessibility": _accessibility(venue, running),
            }
        ),
    }


def _german(text: str) -> dict[str, str]:
    """A11yJSON has each text by language, even numbers of houses."""
    words = one_line(text)
    return {"de": words} if words else {}


def _by_language(words: Words) -> dict[str, str]:
    texts = ((TAGS[key], one_line(getattr(words, key))) for key in KEYS)
    return {tag: text for tag, text in texts if text}


def _address(address: Address) -> dict[str, Any]:
    return filled(
        {
            "street": _german(address.street),
            "house": _german(address.house_number),
            "postalCode": _german(address.postcode),
            "city": _german(address.town),
            "district": _german(address.part_of_town),
            "county": _german(address.district),
            "stateCode": one_line(address.state_code),
            "countryCode": "DEU",
        }
    )


def _description(venue: Venue) -> dict[str, str]:
    """The way in, and what the fields leave out, in each language."""
    texts = ((TAGS[key], " ".join(_sentences(venue, key))) for key in KEYS)
    return {tag: one_line(text) for tag, text in texts if one_line(text)}


def _sentences(venue: Venue, key: str) -> Iterator[str]:
    voice = voice_of(key)
    yield from (said.words for said in own_sentences(venue.way_in, voice))
    for path, fact in facts_of(venue):
        if path in FACTS and not fact.is_unknown and _needs_words(path, fact):
            yield from (said.words for said in fact_said(path, fact, voice).all_said)


def _needs_words(path: str, fact: Fact) -> bool:
    return path in _IN_WORDS or bool(fact.note) or (fact.is_no and path in _IN_WORDS_IF_NO)


def _same_as(venue: Venue, house: House) -> list[str]:
    osm = venue.osm_id.strip()
    there = [f"https://www.openstreetmap.org/{osm}"] if _OSM.fullmatch(osm) else []
    return [house.addresses.venue(venue.id), *there]


def _tags(venue: Venue, house: House) -> dict[str, str]:
    """There is no field for rights, and none for what was invented."""
    lines = map(one_line, house.attribution({venue.source.name}))
    tags = {"licence": house.licence_of(venue.source.name), "attribution": BETWEEN.join(lines)}
    return tags | ({"example": "yes"} if venue.example else {})


def _accessibility(venue: Venue, offers: Sequence[Offer]) -> dict[str, Any]:
    return filled({**_of_house(venue), **_of_offers(offers)})


def _of_house(venue: Venue) -> dict[str, Any]:
    """From the door to the toilet. Rooms for changing are no restrooms: else somebody who looks
    for a toilet would be sent to a shower."""
    access = venue.access
    return {
        "entrances": _each(
            access.step_free_entrance, lambda is_so: {"properties": {"isLevel": is_so}}
        ),
        "restrooms": [
            *_each(access.toilet, lambda is_so: {"isAccessibleWithWheelchair": is_so}),
            *_each(access.changing_bench, lambda is_so: {"hasChangingTableForAdults": is_so}),
        ],
        "rooms": [
            *_each(
                access.step_free_hall,
                lambda is_so: {"description": _SPORT, "entrance": {"isLevel": is_so}},
            ),
            *_each(access.changing_room, lambda is_so: _room(_CHANGING, is_so)),
            *_each(access.shower, lambda is_so: _room(_SHOWER, is_so)),
        ],
        "parking": _parking(access.parking),
        "availableEquipment": [{"category": "elevator"}] if access.lift.is_yes else [],
        "signageSystems": _each(access.signs_with_pictures, lambda is_so: {"hasPictograms": is_so}),
    }


_SPORT: Final = {"de": "Sportraum", "en": "Sports hall"}
_CHANGING: Final = {"de": "Umkleide", "en": "Changing room"}
_SHOWER: Final = {"de": "Dusche", "en": "Shower"}


def _each(fact: Fact, made: Callable[[bool], dict[str, Any]]) -> list[dict[str, Any]]:
    """Nothing where nobody told us."""
    return [] if fact.is_unknown else [made(fact.is_yes)]


def _room(name: dict[str, str], is_so: bool) -> dict[str, Any]:
    return {"description": name, "isAccessibleWithWheelchair": is_so}


def _parking(fact: Fact) -> dict[str, Any]:
    """Null means that there is none."""
    return {} if fact.is_unknown else {"forWheelchairUsers": {} if fact.is_yes else None}


def _of_offers(offers: Sequence[Offer]) -> dict[str, Any]:
    """What is the same for all offers there. That people with learning difficulties do sport there
    is said here alone: in the directory nobody is asked for a diagnosis, and no place has it."""
    if not offers:
        return {}
    return {
        "isQuiet": _agreed(offer.senses.quiet for offer in offers),
        "isWellLit": _agreed(offer.senses.bright_light for offer in offers),
        "hasBackgroundMusic": _agreed(offer.senses.music for offer in offers),
        "hasLowStimulusEnvironment": _agreed(offer.senses.quiet_place for offer in offers),
        "offersActivitiesForPeopleWith": {"learningImpairment": True},
        "appointmentPolicies": _appointments(offers),
        "staff": filled(
            {
                "hasFreeAssistantForVisitors": _free_assistant(offers),
                "languages": _languages(offers),
            }
        ),
    }


def _agreed(facts: Iterable[Fact]) -> bool | None:
    """None where offers differ: of a place one can only say what is always so."""
    found = {fact.is_yes for fact in facts if not fact.is_unknown}
    return found.pop() if len(found) == 1 else None


def _appointments(offers: Sequence[Offer]) -> list[dict[str, Any]]:
    needed = _agreed(offer.schedule.by_appointment for offer in offers)
    return [] if needed is None else [{"allowsWalkIn": not needed}]


def _free_assistant(offers: Sequence[Offer]) -> bool | None:
    """Free only where nobody pays for a companion; a club may know one who costs money."""
    companions = [offer.companion for offer in offers]
    can = _agreed(one.club_can_provide for one in companions)
    if can and not _agreed(one.free for one in companions):
        return None
    return can


def _languages(offers: Sequence[Offer]) -> list[str]:
    codes = dict.fromkeys(code for offer in offers for code in offer.languages)
    return [code for code in codes if _LANGUAGE.fullmatch(code)]
