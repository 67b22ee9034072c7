"""All offers of a country as rows of numbers: 24 bytes each instead of an object."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from directory.gaps.near import Floats, Numbers, expanded

Mask = NDArray[np.bool_]
# Numbers of sports: small ones, because those are sorted without comparing.
Few = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Offering:
    """What counts of an offer: where it is, which sports, and which needs are known to be met."""

    latitude: float
    longitude: float
    sports: tuple[str, ...] = ()
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Offers:
    """``points``: latitude and longitude. ``needs``: a bit for each of ``need_names``.
    ``sports``: which of ``sport_sets`` an offer has, because many have the same."""

    points: Floats
    needs: NDArray[np.uint32]
    sports: NDArray[np.int32]
    need_names: tuple[str, ...]
    sport_sets: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, offerings: Iterable[Offering]) -> "Offers":
        many = tuple(offerings)
        names = sorted({need for one in many for need in one.needs})
        sets = {one.sports: None for one in many}
        numbers = {one: at for at, one in enumerate(sets)}
        return cls(
            np.array([(one.latitude, one.longitude) for one in many], np.float64).reshape(-1, 2),
            np.array(
                [
                    sum(1 << at for at, name in enumerate(names) if name in one.needs)
                    for one in many
                ],
                np.uint32,
            ),
            np.array([numbers[one.sports] for one in many], np.int32),
            tuple(names),
            tuple(sets),
        )

    def __len__(self) -> int:
        return len(self.needs)

    def southern_first(self) -> "Offers":
        return self.at(np.argsort(self.points[:, 0], kind="stable"))

    def at(self, rows: Numbers | Mask) -> "Offers":
        return Offers(
            self.points[rows],
            self.needs[rows],
            self.sports[rows],
            self.need_names,
            self.sport_sets,
        )

    def that_meet(self, need: str) -> Mask:
        """Those of which it is known; all of them without a need."""
        if not need:
            return np.ones(len(self), dtype=bool)
        if need not in self.need_names:
            return np.zeros(len(self), dtype=bool)
        met: Mask = self.needs >> np.uint32(self.need_names.index(need)) & np.uint32(1) == 1
        return met

    def with_sport(self, sport: str) -> Mask:
        """All of them without a sport."""
        if not sport:
            return np.ones(len(self), dtype=bool)
        has = np.array([sport in one for one in self.sport_sets], dtype=bool)
        return has[self.sports]


@dataclass(frozen=True, slots=True, eq=False)
class SportTable:
    """The sports of each set, one after the other, as numbers of ``names``."""

    names: tuple[str, ...]
    _first: Numbers
    _count: Numbers
    _sport: Few

    @classmethod
    def of(cls, offers: Offers) -> "SportTable":
        """The most frequent sport first; those that nobody offers are left out."""
        used = np.bincount(offers.sports, minlength=len(offers.sport_sets))
        sets = [tuple(dict.fromkeys(one)) for one in offers.sport_sets]
        counted: dict[str, int] = {}
        for one, count in zip(sets, used, strict=True):
            for sport in one if count else ():
                counted[sport] = counted.get(sport, 0) + int(count)
        names = sorted(counted, key=lambda key: (-counted[key], key))
        number = {name: at for at, name in enumerate(names)}
        kept = [[number[sport] for sport in one if sport in number] for one in sets]
        count = np.array([len(one) for one in kept], np.int64)
        flat = np.array([sport for one in kept for sport in one], np.int16)
        return cls(tuple(names), np.cumsum(count) - count, count, flat)

    def members(self, sets: NDArray[np.int32]) -> tuple[Few, Numbers]:
        """For rows with these sets: every sport with every row that has it, sport by sport."""
        count = self._count[sets]
        sport = self._sport[expanded(self._first[sets], count)]
        row: Numbers = np.repeat(np.arange(len(sets)), count)
        order = np.argsort(sport, kind="stable")
        return sport[order], row[order]
