"""What the gap report knows of all offers and clubs: read once, then it follows the changes."""

from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import Final
from weakref import WeakKeyDictionary

from directory.gaps import Offering, Town, World
from directory.geo import Gazetteer
from directory.model import Known, Listing, Status, needs_of
from directory.model.ladder import Ladder, counts_from, oldest_day
from directory.submissions import Store, UnknownPosition

_BATCH: Final = 500
# Not a need that search knows, which asks for an age; a network asks for children all the same.
CHILDREN: Final = "children"
OLDEST_CHILD: Final = 12


@dataclass(frozen=True, slots=True)
class KnownOffer:
    """``counts_from`` is the day from which its age counts; None for what never ages."""

    ags: str
    offering: Offering
    counts_from: date | None
    example: bool


@dataclass(frozen=True, slots=True)
class KnownClub:
    """A club of which no inclusive offer is known: somebody could ask it."""

    id: str
    slug: str
    name: str
    town: str
    ags: str
    latitude: float
    longitude: float
    sports: tuple[str, ...]
    step_free: Known
    phone: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The country as it is today. ``left_out`` offers lie nowhere that we know."""

    world: World
    clubs: tuple[KnownClub, ...]
    offers: tuple[KnownOffer, ...]
    left_out: int
    only_examples: bool


@dataclass(eq=False)
class Watch:
    """Follows a store; several requests may ask at once."""

    store: Store
    gazetteer: Gazetteer
    _lock: Lock = field(default_factory=Lock)
    _position: str = ""
    _offers: dict[str, KnownOffer | None] = field(default_factory=dict)
    _clubs: dict[str, KnownClub] = field(default_factory=dict)
    _made: tuple[tuple[str, date], Picture] | None = None

    def picture(self, ladder: Ladder, today: date) -> Picture:
        """Made anew only when something changed or another day has come."""
        with self._lock:
            try:
                self._go_on()
            except UnknownPosition:
                # Another database was put in its place.
                self._begin()
            state = (self._position, today)
            if self._made is None or self._made[0] != state:
                self._made = (state, self._pictured(oldest_day(ladder.hide_months, today)))
            return self._made[1]

    def _begin(self) -> None:
        self._offers.clear()
        self._clubs.clear()
        self._position = self.store.position()
        for listing in self.store.listings():
            self._put(listing)

    def _go_on(self) -> None:
        if not self._position:
            self._begin()
            return
        while True:
            changes = self.store.changes_after(self._position, _BATCH)
            now = {one.id: one for one in self.store.listings_by_id(changes.ids)}
            for id in changes.ids:
                self._offers.pop(id, None)
                self._clubs.pop(id, None)
                if id in now:
                    self._put(now[id])
            is_over = changes.is_all or changes.position == self._position
            self._position = changes.position
            if is_over:
                return

    def _put(self, listing: Listing) -> None:
        point = self._point(listing)
        if listing.offer is None:
            if point and listing.venue:
                self._clubs[listing.id] = _club(listing, point)
            return
        if listing.offer.status is Status.ENDED:
            return
        self._offers[listing.id] = _offer(listing, point) if point else None

    def _point(self, listing: Listing) -> tuple[float, float] | None:
        """That of the place, else of its municipality."""
        venue = listing.venue
        if venue and venue.latitude is not None and venue.longitude is not None:
            return venue.latitude, venue.longitude
        place = self.gazetteer.by_ags(venue.address.ags) if venue and venue.address.ags else None
        return (place.latitude, place.longitude) if place else None

    def _pictured(self, shown_since: date) -> Picture:
        shown = [
            one
            for one in self._offers.values()
            if one and (one.counts_from is None or one.counts_from >= shown_since)
        ]
        towns = (
            Town(one.ags, one.name, one.population, one.latitude, one.longitude)
            for one in self.gazetteer.towns_in("")
        )
        return Picture(
            world=World.of(towns, (one.offering for one in shown)),
            clubs=tuple(self._clubs.values()),
            offers=tuple(shown),
            left_out=sum(one is None for one in self._offers.values()),
            only_examples=bool(shown) and all(one.example for one in shown),
        )


_watches: WeakKeyDictionary[Store, Watch] = WeakKeyDictionary()
_making = Lock()


def picture(store: Store, gazetteer: Gazetteer, ladder: Ladder, today: date) -> Picture:
    """That of this process."""
    with _making:
        found = _watches.get(store)
        if found is None:
            found = _watches[store] = Watch(store, gazetteer)
    return found.picture(ladder, today)


def _offer(listing: Listing, point: tuple[float, float]) -> KnownOffer | None:
    offer = listing.offer
    if offer is None:
        return None
    met = {need.value for need, known in needs_of(listing).items() if known is Known.YES}
    youngest = offer.audience.age_min
    if youngest is not None and youngest <= OLDEST_CHILD:
        met.add(CHILDREN)
    return KnownOffer(
        ags=listing.venue.address.ags if listing.venue else "",
        offering=Offering(*point, offer.sports, frozenset(met)),
        counts_from=counts_from(listing),
        example=offer.example,
    )


def _club(listing: Listing, point: tuple[float, float]) -> KnownClub:
    venue, club = listing.venue, listing.club
    address = venue.address if venue else None
    entrance = venue.access.step_free_entrance.value if venue else Known.UNKNOWN
    phones = (contact.phone for contact in club.contacts if contact.phone and contact.is_public)
    return KnownClub(
        id=club.id,
        slug=club.slug,
        name=club.name,
        town=address.town if address else "",
        ags=address.ags if address else "",
        latitude=point[0],
        longitude=point[1],
        sports=club.sports,
        step_free=entrance,
        phone=next(phones, ""),
    )
