"""Finds the place that somebody means, also when the name is short, misspelt or shared by many."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from heapq import nlargest
from math import inf
from pathlib import Path
from typing import Self

import numpy as np

from directory.geo.distance import Located, distance_km
from directory.geo.place import NOWHERE, How, Place, PlaceAnswer, PlaceKind
from directory.geo.postcode import find_postcode
from directory.geo.reading import Places, read_places
from directory.spelling import Corrector, fold, words

_OTHERS = 8
_LONGEST_TEXT = 200
_MOST_WORDS = 8
_LEAST_KM_OF_A_DEGREE = 111.19  # from south to north; nothing is nearer than that
# They stand between a name and what tells it from others: Halle an der Saale, Rath in Düsseldorf.
_BETWEEN = frozenset(
    words(
        "a am an auf b bei bezirk bundesland d das dem den der die i im in kreis landkreis lkr "
        "nahe ob ortsteil ot stadt stadtteil vor zu"
    )
)


class Gazetteer:
    """All places by all their names; made once, never changed."""

    def __init__(self, places: Places) -> None:
        self._postcodes = places.postcodes
        self._special = places.special
        self._places = {place.id: place for place in places.named}
        self._towns = {p.ags: p for p in places.named if p.kind is PlaceKind.MUNICIPALITY}
        self._by_key: dict[str, list[Place]] = {}
        weights: dict[str, float] = {}
        for place in places.named:
            for name in places.names[place.id]:
                same = self._by_key.setdefault(_key(name), [])
                if place not in same:
                    same.append(place)
                weights[name] = max(weights.get(name, 0), _weight(place))
        for same in self._by_key.values():
            same.sort(key=_biggest_first)
        self._keys = sorted(self._by_key)
        self._sorted_postcodes = sorted(self._postcodes)
        self._areas_from_south = sorted(self._postcodes.values(), key=lambda area: area.latitude)
        self._area_latitudes = [area.latitude for area in self._areas_from_south]
        self._corrector = Corrector.of(weights)
        self._areas = {p.ags: p for p in places.named if p.is_area}
        self._by_ags = sorted(self._towns)
        self._from_south = sorted(
            (p for p in places.named if not p.is_area), key=lambda place: place.latitude
        )
        self._biggest = sorted(self._from_south, key=_weight, reverse=True)
        self._latitudes = [place.latitude for place in self._from_south]
        self._longitudes = np.array([place.longitude for place in self._from_south])
        # At which place each of them stands among the biggest.
        rank = {place.id: at for at, place in enumerate(self._biggest)}
        self._ranks = np.array([rank[place.id] for place in self._from_south], dtype=np.int64)
        self._context: dict[str, frozenset[str]] = {}

    @classmethod
    def load(cls, folder: Path) -> Self:
        """From the files of content/places; raises PlacesError when they cannot be read."""
        return cls(read_places(folder))

    def find(self, text: str, near: Located | None = None) -> PlaceAnswer:
        """The place that is meant; with ``near`` the nearest of those with that name."""
        text = text[:_LONGEST_TEXT]
        postcode = self.postcode(text)
        if postcode:
            return PlaceAnswer(postcode, how=How.POSTCODE)
        named = self.named(text)
        if named:
            return _answer(named, near, How.NAME)
        guessed = self._guess_postcode(text)
        if guessed:
            return PlaceAnswer(guessed, corrected=True, how=How.POSTCODE)
        return _answer((place for place, _ in self.resembling(text, 4)), near, How.SPELLING)

    def postcode(self, text: str) -> Place | None:
        """The area of the first postcode in the text; of a big receiver its town."""
        found = find_postcode(text[:_LONGEST_TEXT])
        if not found:
            return None
        digits = found[0]
        return self._postcodes.get(digits) or self._towns.get(self._special.get(digits, ""))

    def named(self, text: str) -> tuple[Place, ...]:
        """Places that are called exactly so, biggest first: Halle, Halle Saale, Rath Düsseldorf."""
        places = self._by_key.get(_key(text[:_LONGEST_TEXT]), [])
        return tuple(places) or tuple(self._with_context(words(text[:_LONGEST_TEXT])))

    def resembling(self, text: str, limit: int) -> tuple[tuple[Place, float], ...]:
        """Places with a name like the text, and how far away in spelling; for unknown names."""
        found: dict[str, tuple[Place, float]] = {}
        for near in self._corrector.near(text[:_LONGEST_TEXT], limit):
            for place in self._by_key[_key(near.meant)]:
                found.setdefault(place.id, (place, near.cost))
        return tuple(found.values()) or tuple(self._misspelt_in_context(text, limit))

    def suggest(self, text: str, limit: int = 10) -> tuple[Place, ...]:
        """Places whose name or postcode begins like that, then those that resemble it."""
        text = text[:_LONGEST_TEXT]
        found: dict[str, Place] = {}
        digits = text.strip().replace(" ", "")
        if digits.isascii() and digits.isdigit():
            for postcode in _beginning(self._sorted_postcodes, digits[:5]):
                found[postcode] = self._postcodes[postcode]
                if len(found) == limit:
                    break
            return tuple(found.values())
        answer = self.find(text)
        if not answer.corrected and answer.place:
            found.update((place.id, place) for place in (answer.place, *answer.others))
        key = _key(text)
        if key:
            begin = {p.id: p for k in _beginning(self._keys, key) for p in self._by_key[k]}
            biggest = nlargest(limit, begin.values(), key=_weight)
            found.update((place.id, place) for place in biggest)
        if len(found) < limit and answer.corrected and answer.place:
            found.update((place.id, place) for place in (answer.place, *answer.others))
        return tuple(found.values())[:limit]

    def all(self) -> tuple[Place, ...]:
        """All places with a name; postcodes are not among them."""
        return tuple(self._places.values())

    def __contains__(self, text: str) -> bool:
        """Whether a place is called so, without looking at what stands beside the name."""
        return _key(text) in self._by_key

    def by_ags(self, ags: str) -> Place | None:
        """The municipality, district or state with this key; a town that is a district or a state
        of its own has the key of that too."""
        found = self._towns.get(ags) or self._areas.get(ags)
        return found or self._towns.get(f"{ags}000") or self._towns.get(f"{ags}000000")

    def towns_in(self, ags: str) -> tuple[Place, ...]:
        """All municipalities whose key begins so, by key."""
        return tuple(self._towns[key] for key in _beginning(self._by_ags, ags))

    def seen_in(
        self, west: float, south: float, east: float, north: float, limit: int
    ) -> tuple[Place, ...]:
        """The biggest municipalities and parts of them inside a window of degrees."""
        part = self._seen_from_south(south, north)
        longitudes = self._longitudes[part]
        ranks = self._ranks[part][(west <= longitudes) & (longitudes <= east)]
        if len(ranks) > limit:
            ranks.partition(limit)
            ranks = ranks[:limit]
        ranks.sort()
        return tuple(self._biggest[rank] for rank in ranks.tolist())

    def towns_seen_in(
        self, west: float, south: float, east: float, north: float
    ) -> tuple[Place, ...]:
        """All municipalities inside a window of degrees."""
        inside = self._inside(west, south, east, north)
        return tuple(place for place in inside if place.kind is PlaceKind.MUNICIPALITY)

    def nearest_postcode(self, point: Located) -> Place:
        """The postcode area whose middle is nearest; of several in one place the lowest number."""
        middle = bisect_left(self._area_latitudes, point.latitude)
        nearest, least = self._areas_from_south[0], inf
        for beside in (self._areas_from_south[middle:], reversed(self._areas_from_south[:middle])):
            for area in beside:
                if abs(area.latitude - point.latitude) * _LEAST_KM_OF_A_DEGREE > least:
                    break
                km = distance_km(area, point)
                if (km, area.postcode) < (least, nearest.postcode):
                    nearest, least = area, km
        return nearest

    def _inside(self, west: float, south: float, east: float, north: float) -> Iterator[Place]:
        part = self._seen_from_south(south, north)
        return (p for p in self._from_south[part] if west <= p.longitude <= east)

    def _seen_from_south(self, south: float, north: float) -> slice:
        return slice(bisect_left(self._latitudes, south), bisect_left(self._latitudes, north))

    def _with_context(self, parts: tuple[str, ...]) -> Iterator[Place]:
        """A name with the town, district or state beside it, before or after."""
        if not 2 <= len(parts) <= _MOST_WORDS:
            return
        for cut in range(len(parts) - 1, 0, -1):
            for name, beside in ((parts[:cut], parts[cut:]), (parts[cut:], parts[:cut])):
                wanted = _joined(beside)
                same = self._by_key.get("".join(name), ())
                fitting = [p for p in same if wanted and self._lies_in(p, wanted)]
                if fitting:
                    yield from fitting
                    return

    def _misspelt_in_context(self, text: str, limit: int) -> Iterator[tuple[Place, float]]:
        """Dudwailer Saarbrücken: only one of two names is wrong."""
        parts = words(text)
        if not 2 <= len(parts) <= _MOST_WORDS:
            return
        for cut in range(len(parts) - 1, 0, -1):
            for name, beside in ((parts[:cut], parts[cut:]), (parts[cut:], parts[:cut])):
                wanted = _joined(beside)
                # Looking for what a word resembles takes longest, so only beside a known one.
                if wanted not in self._beside_names:
                    continue
                for near in self._corrector.near(" ".join(name), limit):
                    for place in self._by_key[_key(near.meant)]:
                        if self._lies_in(place, wanted):
                            yield place, near.cost
                            return

    @cached_property
    def _beside_names(self) -> frozenset[str]:
        """All that can stand beside a name and tell it from others."""
        texts = {text for place in self._places.values() for text in _around(place)}
        return frozenset(_joined(words(text)) for text in texts) - {""}

    def _lies_in(self, place: Place, key: str) -> bool:
        around = self._context.get(place.id)
        if around is None:
            texts = _around(place)
            around = self._context[place.id] = frozenset(_joined(words(text)) for text in texts)
        return key in around

    def _guess_postcode(self, text: str) -> Place | None:
        """The nearest number in the same region, for a postcode that does not exist."""
        found = find_postcode(text)
        if not found:
            return None
        alike = list(_beginning(self._sorted_postcodes, found[0][:2]))
        if not alike:
            return None
        return self._postcodes[min(alike, key=lambda known: abs(int(known) - int(found[0])))]


def _key(text: str) -> str:
    return fold(text).replace(" ", "")


def _around(place: Place) -> Iterator[str]:
    yield from (place.district, place.state, place.state_code)
    # Frankfurt am Main, Halle (Saale): the river is part of the name.
    if not place.name.isalpha():
        yield from words(place.name)[1:]
    if place.kind is not PlaceKind.MUNICIPALITY:
        yield place.municipality
        yield place.municipality.partition("(")[0]


def _joined(parts: Iterable[str]) -> str:
    """Without the words in between: Frankfurt am Main is "frankfurtmain"."""
    return "".join(part for part in parts if part not in _BETWEEN)


def _beginning(ordered: list[str], start: str) -> Iterator[str]:
    for place in range(bisect_left(ordered, start), len(ordered)):
        if not ordered[place].startswith(start):
            return
        yield ordered[place]


def _weight(place: Place) -> float:
    """People; a part or a district counts a tenth: "Leer" is the town before the Landkreis."""
    if place.kind is PlaceKind.PART:
        return 100 + place.population / 10
    return place.population / 10 if place.is_area else place.population


def _biggest_first(place: Place) -> tuple[float, str]:
    return -_weight(place), place.id


def _answer(found: Iterable[Place], near: Located | None, how: How) -> PlaceAnswer:
    places = list(found)
    if not places:
        return NOWHERE
    if near is not None:
        places.sort(key=lambda place: distance_km(place, near))
    return PlaceAnswer(places[0], tuple(places[1 : 1 + _OTHERS]), how is How.SPELLING, how)
