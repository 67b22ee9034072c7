"""Whether two offers may be one: related sports, the same place, names that sound alike."""

from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final, NamedTuple

from directory.content import Sports
from directory.geo import distance_km
from directory.model import Venue
from directory.model.venue import Precision
from directory.spelling import fold, words

SAME_PLACE_KM: Final = 1.0
ALIKE: Final = 0.82
_ROUGH = (Precision.TOWN, Precision.POSTCODE, None)
# They say what it is, not which one.
_SORT_OF_CLUB = frozenset(
    words("e v ev der die das des für in von und sportverein verein sv tsv sc fc vfl turnverein")
)


class _Point(NamedTuple):
    latitude: float
    longitude: float


def alike_clubs(one: str, other: str) -> bool:
    """SV Blau-Weiß 05 e. V. is Blau Weiß; SV Rot is not SV Blau."""
    first, second = core(one), core(other)
    if not first or not second:
        return fold(one) == fold(other)
    shorter, longer = sorted((first, second), key=len)
    inside = len(shorter) >= 5 and f" {shorter} " in f" {longer} "
    return inside or ratio(first, second) >= ALIKE


@lru_cache(maxsize=50_000)
def core(name: str) -> str:
    """What is left of the name of a club without what all clubs are called."""
    return " ".join(word for word in words(name) if word not in _SORT_OF_CLUB)


def ratio(one: str, other: str) -> float:
    """From 0 to 1: how much of the two texts is the same."""
    return SequenceMatcher(None, one, other).ratio()


def categories(sports: Sports, keys: Iterable[str]) -> frozenset[str]:
    """The groups to which these sports belong."""
    return frozenset(sports.by_id[key].category for key in keys if key in sports.by_id)


def related(sports: Sports, ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """The same sport, or one of the same group."""
    return not set(ours).isdisjoint(theirs) or not categories(sports, ours).isdisjoint(
        categories(sports, theirs)
    )


def is_rough(venue: Venue) -> bool:
    """Its point says no more than the town."""
    return venue.precision in _ROUGH


def same_place(ours: Venue | None, theirs: Venue | None) -> bool:
    """At most a kilometre apart; in the same town where nobody knows better."""
    if ours is None or theirs is None:
        return True
    if ours.id == theirs.id:
        return True
    same_town = bool(ours.address.ags) and ours.address.ags == theirs.address.ags
    if is_rough(ours) or is_rough(theirs):
        return same_town
    here, there = _point(ours), _point(theirs)
    return distance_km(here, there) <= SAME_PLACE_KM if here and there else same_town


def _point(venue: Venue) -> _Point | None:
    if venue.latitude is None or venue.longitude is None:
        return None
    return _Point(venue.latitude, venue.longitude)
