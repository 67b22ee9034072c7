"""Which public offers may be one: all are compared, but only with those at the same place.

What was compared is remembered by each process and follows the changes of the database, so a page
waits only for what is new.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import Any, Final
from weakref import WeakKeyDictionary

from directory.content import Sports
from directory.model import Address, Listing, Venue
from directory.spelling import fold, sound, words
from directory.submissions import Store, UnknownPosition
from directory.submissions.joining import Pair, pair
from directory.web.likeness import ALIKE, alike_clubs, categories, core, is_rough, ratio, same_place

# So long a page may wait for offers that nobody has compared yet; the next page goes on.
SECONDS: Final = 1.0
# A cell is at least a kilometre high and wide all over Germany.
_NORTH, _EAST = 0.01, 0.02
_BATCH: Final = 200

_Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """What is compared of an offer."""

    id: str
    name: str
    club_id: str
    club: str
    bare_club: str
    town: str
    ags: str
    venue: Venue
    sports: tuple[str, ...]
    categories: frozenset[str]
    club_keys: frozenset[str]
    told_apart: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Double:
    """Two offers that may be one; ``likeness`` from 0 to 1."""

    one: Known
    other: Known
    likeness: float

    @property
    def ids(self) -> Pair:
        return pair(self.one.id, self.other.id)


@dataclass
class Doubles:
    """All offers that were compared, by their place; each new one meets only its neighbours."""

    sports: Sports
    _known: dict[str, Known] = field(default_factory=dict)
    _at: dict[_Key, set[str]] = field(default_factory=lambda: defaultdict(set))
    _pairs: dict[str, dict[str, Double]] = field(default_factory=lambda: defaultdict(dict))

    def put(self, listing: Listing) -> None:
        """Compares an offer with those that are known, in the place of its earlier version."""
        self.drop(listing.id)
        known = self._read(listing)
        if known is None:
            return
        near = {id for key in _looked_up(known) for id in self._at.get(key, ())}
        for other in (self._known[id] for id in near):
            if (likeness := _likeness(known, other)) is not None:
                double = Double(known, other, likeness)
                self._pairs[known.id][other.id] = double
                self._pairs[other.id][known.id] = double
        self._known[known.id] = known
        for key in _kept_at(known):
            self._at[key].add(known.id)

    def drop(self, id: str) -> None:
        known = self._known.pop(id, None)
        if known is None:
            return
        for key in _kept_at(known):
            self._at[key].discard(id)
        for other in self._pairs.pop(id, {}):
            self._pairs[other].pop(id, None)

    def all(self) -> list[Double]:
        """Each pair once, the most alike first."""
        once = {double.ids: double for found in self._pairs.values() for double in found.values()}
        return sorted(once.values(), key=lambda one: (-one.likeness, one.ids))

    def _read(self, listing: Listing) -> Known | None:
        """None for what has no place: without one, everything would be near."""
        offer, venue = listing.offer, listing.venue
        if offer is None or venue is None:
            return None
        audience = offer.audience
        bare = _bare(listing.club.name, venue.address.town)
        name = core(bare)
        joined = name.replace(" ", "")
        return Known(
            id=offer.id,
            name=offer.name,
            club_id=listing.club.id,
            club=listing.club.name,
            bare_club=bare,
            town=venue.address.town,
            ags=venue.address.ags,
            venue=Venue(
                venue.id,
                address=Address(ags=venue.address.ags),
                latitude=venue.latitude,
                longitude=venue.longitude,
                precision=venue.precision,
            ),
            sports=offer.sports,
            categories=categories(self.sports, offer.sports) or frozenset(offer.sports),
            # Names that share none of these are not alike, which is seen at a glance.
            club_keys=frozenset(
                (listing.club.id, joined[:4], joined[-4:], *map(sound, name.split()))
            ),
            told_apart=(
                offer.schedule.slots,
                (audience.age_min, audience.age_max, audience.gender),
                frozenset(re.findall(r"\d+", offer.name)),
            ),
        )


class Watch:
    """Follows a store; several requests may ask at once."""

    def __init__(self, store: Store, sports: Sports) -> None:
        self._store = store
        self._sports = sports
        self._lock = Lock()
        self._begin()

    def doubles(self, seconds: float = SECONDS) -> list[Double]:
        """Those that are known after so much time at most."""
        until = monotonic() + seconds
        with self._lock:
            try:
                self._go_on(until)
            except UnknownPosition:
                # Another database was put in its place.
                self._begin()
                self._go_on(until)
            return self._found.all()

    @property
    def is_all(self) -> bool:
        """Whether every offer has been compared."""
        return self._after_id is None

    def _begin(self) -> None:
        self._found = Doubles(self._sports)
        self._position = self._store.position()
        self._after_id: str | None = ""

    def _go_on(self, until: float) -> None:
        while self._after_id is not None:
            for listing in self._store.listings(self._after_id, _BATCH):
                self._found.put(listing)
                self._after_id = listing.id
                if monotonic() > until:
                    return
            self._after_id = None
        while monotonic() < until:
            changes = self._store.changes_after(self._position, _BATCH, unsettled=True)
            now = {one.id: one for one in self._store.listings_by_id(changes.ids)}
            for id in changes.ids:
                if id in now:
                    self._found.put(now[id])
                else:
                    self._found.drop(id)
            if changes.position == self._position or changes.is_all:
                self._position = changes.position
                return
            self._position = changes.position


_watches: WeakKeyDictionary[Store, Watch] = WeakKeyDictionary()
_making = Lock()


def watch(store: Store, sports: Sports) -> Watch:
    """The one of this process."""
    with _making:
        found = _watches.get(store)
        if found is None:
            found = _watches[store] = Watch(store, sports)
        return found


def _likeness(one: Known, other: Known) -> float | None:
    """None for two that are two."""
    if one.club_keys.isdisjoint(other.club_keys) or one.categories.isdisjoint(other.categories):
        return None
    if not same_place(one.venue, other.venue):
        return None
    if one.club_id != other.club_id and not alike_clubs(one.bare_club, other.bare_club):
        return None
    names = ratio(fold(one.name), fold(other.name))
    if one.club_id == other.club_id:
        # A club may well have three groups of one sport in one hall.
        is_same = names >= ALIKE and one.told_apart == other.told_apart
        return names if is_same else None
    if names < ALIKE and set(one.sports).isdisjoint(other.sports):
        return None
    return (names + ratio(fold(one.bare_club), fold(other.bare_club))) / 2


def _bare(name: str, town: str) -> str:
    """Without the town, which all clubs of the place may share; unless nothing else is left."""
    here = {*words(town), "beispiel"}
    bare = " ".join(word for word in words(name) if word not in here)
    return bare if core(bare) else name


def _kept_at(known: Known) -> Iterator[_Key]:
    cell, rough = _cell(known), is_rough(known.venue)
    for category in known.categories:
        yield "venue", known.venue.id, category
        if known.ags:
            yield ("rough" if rough or cell is None else "exact"), known.ags, category
        if cell and not rough:
            yield "cell", *cell, category


def _looked_up(known: Known) -> Iterator[_Key]:
    """An exact point meets those in its cell and around it, and what is only known by its town."""
    cell, rough = _cell(known), is_rough(known.venue)
    for category in known.categories:
        yield "venue", known.venue.id, category
        if known.ags:
            yield "rough", known.ags, category
        if rough or cell is None:
            yield "exact", known.ags, category
            continue
        for north in (-1, 0, 1):
            for east in (-1, 0, 1):
                yield "cell", cell[0] + north, cell[1] + east, category


def _cell(known: Known) -> tuple[int, int] | None:
    venue = known.venue
    if venue.latitude is None or venue.longitude is None:
        return None
    return math.floor(venue.latitude / _NORTH), math.floor(venue.longitude / _EAST)
