"""What the gap report knows of all offers and clubs: read once, then it follows the changes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from threading import Lock
from typing import Any, Final
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from directory.gaps import Offers, Town, World
from directory.geo import Gazetteer
from directory.model import (
    Access,
    Audience,
    Club,
    Companion,
    Fact,
    Form,
    Gender,
    Known,
    Level,
    Listing,
    Need,
    Offer,
    Price,
    PricePeriod,
    Senses,
    Status,
    Trial,
    Venue,
    needs_of,
)
from directory.model.ladder import Ladder, ages_from, oldest_day
from directory.submissions import Store, UnknownPosition
from directory.submissions.sketches import (
    AccessSketch,
    ClubSketch,
    OfferSketch,
    Sketch,
    VenueSketch,
)

_BATCH: Final = 500
_ROWS_AT_ONCE: Final = 1_000
# Not a need that search knows, which asks for an age; a network asks for children all the same.
CHILDREN: Final = "children"
OLDEST_CHILD: Final = 12
NEED_NAMES: Final = (*(need.value for need in Need), CHILDREN)
_NEVER: Final = date.max.toordinal()
_NOBODY: Final = Club("", "", "")

# What is kept of an offer, 45 bytes. ``id``: its hash, by which a change finds it again; two of a
# million ids have the same once in 30 million processes. ``sports`` and ``ags`` are numbers of
# tables, ``since`` is the day from which it ages. Without a point ``latitude`` is no number.
_ROW: Final = np.dtype(
    [
        ("id", np.int64),
        ("latitude", np.float64),
        ("longitude", np.float64),
        ("needs", np.uint32),
        ("sports", np.int32),
        ("ags", np.int32),
        ("since", np.int32),
        ("example", np.bool_),
    ]
)
Rows = NDArray[Any]


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
    """The country as it is today; ``offers`` counts them by municipality. ``left_out`` offers lie
    nowhere that we know."""

    world: World
    clubs: tuple[KnownClub, ...]
    offers: Mapping[str, int]
    left_out: int
    only_examples: bool


@dataclass(eq=False)
class Watch:
    """Follows a store; several requests may ask at once."""

    store: Store
    gazetteer: Gazetteer
    _lock: Lock = field(default_factory=Lock)
    _position: str = ""
    _rows: Rows = field(default_factory=lambda: np.empty(0, _ROW))
    _clubs: dict[str, KnownClub] = field(default_factory=dict)
    _sports: dict[tuple[str, ...], int] = field(default_factory=dict)
    _ags: dict[str, int] = field(default_factory=dict)
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
        self._clubs.clear()
        position = self.store.position()
        self._rows = self._read(self.store.sketches())
        # Only now: a reading that failed is begun again.
        self._position = position

    def _go_on(self) -> None:
        if not self._position:
            self._begin()
            return
        while True:
            changes = self.store.changes_after(self._position, _BATCH)
            if changes.ids:
                self._forget(changes.ids)
                now = self._read(iter(self.store.sketches_by_id(changes.ids)))
                self._rows = np.concatenate((self._rows, now))
            is_over = changes.is_all or changes.position == self._position
            self._position = changes.position
            if is_over:
                return

    def _forget(self, ids: Sequence[str]) -> None:
        for id in ids:
            self._clubs.pop(id, None)
        gone = np.array([hash(id) for id in ids], np.int64)
        self._rows = self._rows[~np.isin(self._rows["id"], gone)]

    def _read(self, sketches: Iterator[Sketch]) -> Rows:
        """The offers among them as rows; clubs are put to the others."""
        read = [np.empty(0, _ROW)]
        while some := list(islice(sketches, _ROWS_AT_ONCE)):
            rows = [row for one in some if (row := self._row(one))]
            read.append(np.array(rows, _ROW))
        return np.concatenate(read)

    def _row(self, sketch: Sketch) -> tuple[Any, ...] | None:
        """None for what is no offer, or is no more."""
        offer, venue = sketch.offer, sketch.venue
        point = self._point(venue) if venue else None
        if offer is None:
            if sketch.club and venue and point:
                self._clubs[sketch.id] = _club(sketch.id, sketch.club, venue, point)
            return None
        if offer.status == Status.ENDED:
            return None
        since = ages_from(offer.verification.verified_on, offer.changed_at, example=offer.example)
        ags = venue.address.ags if venue else ""
        return (
            hash(sketch.id),
            *(point or (np.nan, np.nan)),
            _met(offer) | (_met_by(venue.access) if venue else 0),
            self._sports.setdefault(offer.sports, len(self._sports)),
            self._ags.setdefault(ags, len(self._ags)),
            since.toordinal() if since else _NEVER,
            offer.example,
        )

    def _point(self, venue: VenueSketch) -> tuple[float, float] | None:
        """That of the place, else of its municipality."""
        if venue.latitude is not None and venue.longitude is not None:
            return venue.latitude, venue.longitude
        place = self.gazetteer.by_ags(venue.address.ags) if venue.address.ags else None
        return (place.latitude, place.longitude) if place else None

    def _pictured(self, shown_since: date) -> Picture:
        has_point = ~np.isnan(self._rows["latitude"])
        shown = self._rows[has_point & (self._rows["since"] >= shown_since.toordinal())]
        towns = (
            Town(one.ags, one.name, one.population, one.latitude, one.longitude)
            for one in self.gazetteer.towns_in("")
        )
        offers = Offers(
            np.column_stack((shown["latitude"], shown["longitude"])),
            shown["needs"],
            shown["sports"],
            NEED_NAMES,
            tuple(self._sports),
        )
        return Picture(
            world=World.over(towns, offers),
            clubs=tuple(self._clubs.values()),
            offers=self._counted(shown["ags"]),
            left_out=int((~has_point).sum()),
            only_examples=bool(len(shown)) and bool(shown["example"].all()),
        )

    def _counted(self, ags: NDArray[np.int32]) -> dict[str, int]:
        return dict(
            zip(self._ags, np.bincount(ags, minlength=len(self._ags)).tolist(), strict=True)
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


def _met(offer: OfferSketch) -> int:
    """A bit for each need that the offer itself is known to meet."""
    youngest = offer.audience.age_min
    met = _needs_met(
        (
            offer.companion.may_come.value,
            offer.trial.possible.value,
            offer.senses.quiet.value,
            offer.is_free.value,
            offer.form,
            offer.audience.gender,
            offer.levels,
            tuple([price.amount > 0 for price in offer.prices]) if offer.prices else (),
        )
    )
    if youngest is not None and youngest <= OLDEST_CHILD:
        met |= 1 << NEED_NAMES.index(CHILDREN)
    return met


def _met_by(access: AccessSketch) -> int:
    return _access_met(
        access.step_free_entrance.value, access.step_free_hall.value, access.toilet.value
    )


# The rule is that of the model; it is asked once for all offers that say the same.
@lru_cache(maxsize=20_000)
def _needs_met(said: tuple[str, str, str, str, str, str, tuple[str, ...], tuple[bool, ...]]) -> int:
    may_come, trial, quiet, is_free, form, gender, levels, costs = said
    offer = Offer(
        id="",
        slug="",
        name="",
        club_id="",
        venue_id="",
        companion=Companion(may_come=Fact(Known(may_come))),
        trial=Trial(possible=Fact(Known(trial))),
        senses=Senses(quiet=Fact(Known(quiet))),
        is_free=Fact(Known(is_free)),
        form=Form(form),
        audience=Audience(gender=Gender(gender)),
        levels=tuple(map(Level, levels)),
        prices=tuple(Price(Decimal(one), PricePeriod.ONCE) for one in costs),
    )
    return _bits(Listing(_NOBODY, offer))


@lru_cache
def _access_met(entrance: str, hall: str, toilet: str) -> int:
    access = Access(
        step_free_entrance=Fact(Known(entrance)),
        step_free_hall=Fact(Known(hall)),
        toilet=Fact(Known(toilet)),
    )
    return _bits(Listing(_NOBODY, venue=Venue("", access=access)))


def _bits(listing: Listing) -> int:
    return sum(
        1 << NEED_NAMES.index(need.value)
        for need, known in needs_of(listing).items()
        if known is Known.YES
    )


def _club(id: str, club: ClubSketch, venue: VenueSketch, point: tuple[float, float]) -> KnownClub:
    phones = (contact.phone for contact in club.contacts if contact.phone and contact.is_public)
    return KnownClub(
        id=id,
        slug=club.slug,
        name=club.name,
        town=venue.address.town,
        ags=venue.address.ags,
        latitude=point[0],
        longitude=point[1],
        sports=club.sports,
        step_free=Known(venue.access.step_free_entrance.value),
        phone=next(phones, ""),
    )
