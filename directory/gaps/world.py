"""All towns with their inhabitants, all offers with their points, and who has what within reach.

A town counts as one point, an offer as reached when its point lies within so many kilometres as the
crow flies. Beyond the widest reach a distance is not known, and infinite.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from directory.gaps.near import (
    Floats,
    Numbers,
    around,
    blocks,
    chord_km,
    in_space,
    pairs_within,
    squared_chord,
    squared_chords,
)
from directory.gaps.offers import Few, Mask, Offering, Offers, SportTable

REACHES: Final = (5, 10, 20)
# Around so many offers most is found close by.
_MANY: Final = 2_000
# For some offers: each name, in their order, with each of these offers that counts for it.
Members = Callable[[Numbers], tuple[Numbers | Few, Numbers]]


@dataclass(frozen=True, slots=True)
class Town:
    """A municipality: its key, its inhabitants, and the point that stands for it in degrees."""

    ags: str
    name: str
    population: int
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Spot:
    """A town without such an offer near it; ``km`` is that to the nearest, None beyond reach."""

    town: Town
    km: float | None


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """Nothing is computed before it is asked, and then only around the towns that are asked for:
    all pairs of a country would fill the memory."""

    towns: tuple[Town, ...]
    population: Floats
    offers: Offers
    _places: Floats
    _space: Floats
    _sports: SportTable

    @classmethod
    def of(cls, towns: Iterable[Town], offerings: Iterable[Offering]) -> "World":
        return cls.over(towns, Offers.of(offerings))

    @classmethod
    def over(cls, towns: Iterable[Town], offers: Offers) -> "World":
        all_towns, sorted_offers = tuple(towns), offers.southern_first()
        return cls(
            all_towns,
            np.array([one.population for one in all_towns], dtype=np.float64),
            sorted_offers,
            _points(all_towns),
            in_space(sorted_offers.points),
            SportTable.of(offers),
        )

    @property
    def sports(self) -> tuple[str, ...]:
        """Those of which there is an offer, the most frequent first."""
        return self._sports.names

    def within(self, keys: Sequence[str]) -> Mask:
        """The towns whose key begins with one of these; all of them without any."""
        if not keys:
            return np.ones(len(self.towns), dtype=bool)
        return np.array([one.ags.startswith(tuple(keys)) for one in self.towns], dtype=bool)

    def nearest_by_need(self, sport: str = "", towns: Mask | None = None) -> dict[str, Floats]:
        """For each town the way to the nearest offer, whatever it meets (``""``), and to the
        nearest that meets each need. Towns that are not asked for stay infinite, as below."""
        names, rows = ("", *self.offers.need_names), np.flatnonzero(self.offers.with_sport(sport))
        needs = self.offers.needs[rows]
        return self._nearest(names, rows, towns, lambda near: _by_need(needs[near], len(names)))

    def nearest_by_sport(self, need: str = "", towns: Mask | None = None) -> dict[str, Floats]:
        """The same for every sport."""
        rows = np.flatnonzero(self.offers.that_meet(need))
        sets = self.offers.sports[rows]
        return self._nearest(
            self.sports, rows, towns, lambda near: self._sports.members(sets[near])
        )

    def nearest_km(self, sport: str = "", need: str = "", towns: Mask | None = None) -> Floats:
        """For each town the way to the nearest such offer."""
        wanted = self.offers.with_sport(sport) & self.offers.that_meet(need)
        return self._nearest(("",), np.flatnonzero(wanted), towns, _alike)[""]

    def _nearest(
        self, names: Sequence[str], rows: Numbers, towns: Mask | None, members: Members
    ) -> dict[str, Floats]:
        """By name the way from each town to the nearest of its members among these offers."""
        best = np.full((len(names), len(self.towns)), np.inf)
        points, space = self.offers.points[rows], self._space[:, rows]
        asked = np.arange(len(self.towns)) if towns is None else np.flatnonzero(towns)
        for within in blocks(self._places[asked]):
            block = asked[within]
            near = around(self._places[block], points, float(max(REACHES)))
            if len(near) > _MANY:
                close = around(self._places[block], points, float(min(REACHES)))
                self._fill(best, block, space[:, close], *members(close))
                # Farther away only what some town here still lacks.
                lacks = best[:, block] > squared_chord(min(REACHES))
                block = block[lacks.any(axis=0)]
                if len(block):
                    lacking = np.asarray(lacks.any(axis=1))
                    near = around(self._places[block], points, float(max(REACHES)))
                    name, row = members(near)
                    wanted = lacking[name]
                    self._fill(best, block, space[:, near], name[wanted], row[wanted])
            else:
                self._fill(best, block, space[:, near], *members(near))
        return dict(zip(names, _km(best), strict=True))

    def _fill(
        self, best: Floats, block: Numbers, space: Floats, name: Numbers | Few, row: Numbers
    ) -> None:
        """Lowers ``best`` to the nearest of these members, which stand in the order of names."""
        if not len(block) or not len(name):
            return
        used = np.zeros(space.shape[1], dtype=bool)
        used[row] = True
        far = squared_chords(space[:, used], in_space(self._places[block]))
        row = (np.cumsum(used) - 1)[row]
        begins = np.flatnonzero(name[1:] != name[:-1]) + 1
        begins = np.concatenate(([0], begins))
        found = np.minimum.reduceat(far[row], begins, axis=0)
        here = (name[begins][:, None], block)
        best[here] = np.minimum(best[here], found)

    def shares(self, nearest: Floats, towns: Mask) -> tuple[float, ...]:
        """How many of a hundred inhabitants of these towns live within each of ``REACHES``."""
        people = float(self.population[towns].sum())
        if not people:
            return tuple(0.0 for _reach in REACHES)
        return tuple(
            100 * float(self.population[towns & (nearest <= reach)].sum()) / people
            for reach in REACHES
        )

    def white_spots(self, nearest: Floats, towns: Mask, km: float, limit: int) -> tuple[Spot, ...]:
        """The towns farther away than that, those with most inhabitants first."""
        far = np.flatnonzero(towns & (nearest > km) & (self.population > 0))
        order = far[np.lexsort((far, -self.population[far]))][:limit]
        return tuple(
            Spot(self.towns[at], float(nearest[at]) if np.isfinite(nearest[at]) else None)
            for at in order
        )

    def newly_reached(
        self, points: Floats, nearest: Floats, towns: Mask, km: float
    ) -> NDArray[np.float64]:
        """For each point the inhabitants of white spots whom an offer there would reach."""
        gained = np.zeros(len(points))
        is_white = towns & (nearest > km)
        ours, white, _far = pairs_within(points, self._places[is_white], km)
        np.add.at(gained, ours, self.population[is_white][white])
        return gained


def _points(many: Sequence[Town]) -> Floats:
    points = [(one.latitude, one.longitude) for one in many]
    return np.array(points, dtype=np.float64).reshape(-1, 2)


def _alike(near: Numbers) -> tuple[Numbers, Numbers]:
    return np.zeros(len(near), np.int64), np.arange(len(near))


def _by_need(needs: NDArray[np.uint32], count: int) -> tuple[Numbers, Numbers]:
    """The first of ``count`` names is that of all offers, each other one that of a bit."""
    bits = (needs << np.uint32(1) | np.uint32(1)) >> np.arange(count, dtype=np.uint32)[:, None]
    name, row = np.nonzero(bits & np.uint32(1))
    return name, row


def _km(chords: Floats) -> Floats:
    """Nobody is told of what lies beyond the widest reach."""
    km = np.full(chords.shape, np.inf)
    near = np.isfinite(chords)
    km[near] = chord_km(chords[near])
    km[km > max(REACHES)] = np.inf
    return km
