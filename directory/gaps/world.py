"""All towns with their inhabitants, all offers with their points, and who has what within reach.

A town counts as one point, an offer as reached when its point lies within so many kilometres as the
crow flies. Beyond the widest reach a distance is not known, and infinite.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from directory.gaps.near import Floats, Numbers, expanded, pairs_within

REACHES: Final = (5, 10, 20)
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Town:
    """A municipality: its key, its inhabitants, and the point that stands for it in degrees."""

    ags: str
    name: str
    population: int
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Offering:
    """What counts of an offer: where it is, which sports, and which needs are known to be met."""

    latitude: float
    longitude: float
    sports: tuple[str, ...] = ()
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Spot:
    """A town without such an offer near it; ``km`` is that to the nearest, None beyond reach."""

    town: Town
    km: float | None


@dataclass(eq=False)
class World:
    """Computes once which towns and offers lie near each other; every question is then cheap."""

    towns: tuple[Town, ...]
    offerings: tuple[Offering, ...]
    population: Floats
    # Pairs that lie near each other, in the order of offers.
    _town: Numbers
    _offer: Numbers
    _km: Floats
    _of_sport: dict[str, Numbers] = field(default_factory=dict)
    _of_need: dict[str, Mask] = field(default_factory=dict)

    @classmethod
    def of(cls, towns: Iterable[Town], offerings: Iterable[Offering]) -> "World":
        all_towns, all_offers = tuple(towns), tuple(offerings)
        offer, town, km = pairs_within(_points(all_offers), _points(all_towns), float(max(REACHES)))
        by_offer = np.argsort(offer, kind="stable")
        offer, town, km = offer[by_offer], town[by_offer], km[by_offer]
        population = np.array([one.population for one in all_towns], dtype=np.float64)
        made = cls(all_towns, all_offers, population, town, offer, km)
        by_sport: dict[str, list[int]] = {}
        by_need: dict[str, list[int]] = {}
        for number, one in enumerate(all_offers):
            for sport in dict.fromkeys(one.sports):
                by_sport.setdefault(sport, []).append(number)
            for need in one.needs:
                by_need.setdefault(need, []).append(number)
        made._of_sport.update({key: np.array(many) for key, many in by_sport.items()})
        for key, many in by_need.items():
            mask = np.zeros(len(all_offers), dtype=bool)
            mask[many] = True
            made._of_need[key] = mask
        return made

    @property
    def pairs(self) -> int:
        """How many towns and offers lie near each other."""
        return len(self._km)

    @property
    def sports(self) -> tuple[str, ...]:
        """Those of which there is an offer, the most frequent first."""
        return tuple(sorted(self._of_sport, key=lambda key: (-len(self._of_sport[key]), key)))

    def within(self, keys: Sequence[str]) -> Mask:
        """The towns whose key begins with one of these; all of them without any."""
        if not keys:
            return np.ones(len(self.towns), dtype=bool)
        return np.array([one.ags.startswith(tuple(keys)) for one in self.towns], dtype=bool)

    def nearest_km(self, sport: str = "", need: str = "") -> Floats:
        """For each town the way to the nearest such offer."""
        wanted = np.ones(len(self.offerings), dtype=bool)
        if sport:
            wanted = np.zeros(len(self.offerings), dtype=bool)
            wanted[self._of_sport.get(sport, np.empty(0, np.int64))] = True
        if need:
            wanted &= self._meets(need)
        near = wanted[self._offer]
        best = np.full(len(self.towns), np.inf)
        np.minimum.at(best, self._town[near], self._km[near])
        return best

    def nearest_by_sport(self, need: str = "") -> dict[str, Floats]:
        """The same for every sport at once."""
        sports = self.sports
        number = {key: at for at, key in enumerate(sports)}
        offers = [np.full(len(self._of_sport[key]), number[key]) for key in sports]
        members = [self._of_sport[key] for key in sports]
        if not sports:
            return {}
        plane, offer = np.concatenate(offers), np.concatenate(members)
        if need:
            meets = self._meets(need)[offer]
            plane, offer = plane[meets], offer[meets]
        # Every pair of town and offer, once for each sport of the offer.
        first = np.searchsorted(self._offer, offer, "left")
        count = np.searchsorted(self._offer, offer, "right") - first
        pair = expanded(first, count)
        best = np.full((len(sports), len(self.towns)), np.inf)
        flat = np.repeat(plane, count) * len(self.towns) + self._town[pair]
        np.minimum.at(best.reshape(-1), flat, self._km[pair])
        return {key: best[at] for at, key in enumerate(sports)}

    def _meets(self, need: str) -> Mask:
        """The offers that are known to meet it."""
        return self._of_need.get(need, np.zeros(len(self.offerings), dtype=bool))

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
        ours, town, _far = pairs_within(points, _points(self.towns), km)
        white = is_white[town]
        np.add.at(gained, ours[white], self.population[town[white]])
        return gained


def _points(many: Sequence[Town | Offering]) -> Floats:
    return np.array([(one.latitude, one.longitude) for one in many], dtype=np.float64).reshape(
        -1, 2
    )
