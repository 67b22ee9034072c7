"""Names of places: what somebody typed, whether it is clear, and words that mean one place only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from directory.catalogue.query import OfferQuery, point_of
from directory.catalogue.understanding import Understood
from directory.geo import Gazetteer, Place, PlaceKind
from directory.web.finder.places_page import STATES
from directory.web.languages import _
from directory.web.parts import parts
from directory.web.questions.journey import Journey
from directory.web.voice import voice
from directory.wording import place_words

# Who types "Halle" may well mean the one in Westphalia, but hardly a hamlet beside a city.
_CLEARLY_BIGGER = 50


@dataclass(frozen=True, slots=True)
class Typed:
    """What was meant by the words in the field "ort".

    ``places`` are those that may be meant, likeliest first; ``is_clear`` says that it is the
    first one, ``same_name`` that all are called so, and we did not guess.
    """

    text: str
    places: tuple[Place, ...] = ()
    is_clear: bool = False
    same_name: bool = False


def typed_place(text: str) -> Typed:
    """Nothing typed is clear too: then no place is wanted."""
    if not text:
        return Typed(text, is_clear=True)
    found = _understood(text)
    if found.place is None:
        return Typed(text)
    places = (found.place, *found.other_places)
    same_name = not found.place_corrected
    return Typed(text, places, same_name and _stands_out(places), same_name)


def _understood(text: str) -> Understood:
    return parts().understanding.understand(OfferQuery(where=text), parts().today())


def _stands_out(places: tuple[Place, ...]) -> bool:
    first, *others = places
    biggest = max((other.population for other in others), default=0)
    return not others or (biggest > 0 and first.population >= _CLEARLY_BIGGER * biggest)


def only_words(place: Place) -> str:
    """Words for the field that mean this place and no other; nothing where there are none."""
    beside = (place.district, place.municipality, place.state)
    for words in (place.name, *(f"{place.name} {more}" for more in beside if more)):
        found = typed_place(words)
        if found.is_clear and found.places and found.places[0].id == place.id:
            return words
    return ""


def place_name(place: Place) -> str:
    """ "06108 Halle Saale" or "Halle Saale"; easy language has no brackets."""
    if place.kind is PlaceKind.POINT:
        return _("Ihr Standort")
    name = place_words(place.name, voice())
    return f"{place.postcode} {name}" if place.kind is PlaceKind.POSTCODE else name


def around(place: Place) -> str:
    """Town, district and state: what tells places of one name apart."""
    parts_of_it = (place.municipality, place.district, place.state)
    names = (place_words(name, voice()) for name in parts_of_it if name and name != place.name)
    return ", ".join(dict.fromkeys(names))


def answered_place(journey: Journey) -> str:
    """The place as it was chosen; nothing where none is, or where we must ask first."""
    query = journey.query
    if query.where:
        found = typed_place(query.where)
        return place_name(found.places[0]) if found.is_clear else ""
    if query.ags:
        return key_name(query.ags)
    return STATES[query.state][1] if query.state else ""


def key_name(key: str) -> str:
    """The state, district or town of a municipality key; the key itself where nobody knows it."""
    for number, name in STATES.values():
        if key == number:
            return name
    names = _atlas(parts().gazetteer).names
    return place_words(names.get(key) or names.get(f"{key}000") or key, voice())


def towns_in(key: str) -> Sequence[Place]:
    """All municipalities of a state or a district by its key, in the order of their names."""
    atlas = _atlas(parts().gazetteer)
    return [town for town in atlas.towns.get(key[:2], ()) if town.ags.startswith(key)]


@dataclass(frozen=True, slots=True)
class _Atlas:
    """Names of districts and towns by their keys, and the towns of each state."""

    names: Mapping[str, str]
    towns: Mapping[str, Sequence[Place]]


@lru_cache(maxsize=4)
def _atlas(gazetteer: Gazetteer) -> _Atlas:
    # The gazetteer never changes, and looking through it takes longer than the rest of a page.
    names: dict[str, str] = {}
    towns: dict[str, list[Place]] = {}
    for place in sorted(gazetteer.all(), key=lambda place: place.name):
        if place.kind in (PlaceKind.MUNICIPALITY, PlaceKind.DISTRICT):
            names[place.ags] = place.name
        if place.kind is PlaceKind.MUNICIPALITY:
            towns.setdefault(place.ags[:2], []).append(place)
    return _Atlas(names, towns)


def is_point(journey: Journey) -> bool:
    """Whether a device told where somebody is."""
    return point_of(journey.query.where) is not None
