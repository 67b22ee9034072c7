"""How long the gap report over all municipalities takes, every sport and need at once."""

import random
import time
from dataclasses import dataclass
from pathlib import Path

from directory.config import CHECKOUT
from directory.content.sports import Sports
from directory.gaps import Offering, Offers, Town, World
from directory.geo import Gazetteer
from directory.model import Need

SIZES = (2_000, 20_000, 300_000)
SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class GapRow:
    """CPU seconds for putting the offers in order, for what the page of Germany and that of the
    dearest state ask, and for all sports and needs."""

    offers: int
    world: float
    germany: float
    state: float
    cube: float


@dataclass(frozen=True, slots=True)
class GapResult:
    towns: int
    rows: tuple[GapRow, ...]

    def seconds(self, offers: int) -> float:
        return next(row.world + row.cube for row in self.rows if row.offers == offers)


def measure(content: Path = CHECKOUT / "content") -> GapResult:
    gazetteer = Gazetteer.load(content / "places")
    sports = [sport.id for sport in Sports.load(content).all()]
    towns = [
        Town(one.ags, one.name, one.population, one.latitude, one.longitude)
        for one in gazetteer.towns_in("")
    ]
    return GapResult(len(towns), tuple(_row(towns, sports, size) for size in SIZES))


def _row(towns: list[Town], sports: list[str], size: int) -> GapRow:
    dice = random.Random(size)
    weights = [town.population for town in towns]
    offers = [
        Offering(
            town.latitude + dice.gauss(0, 0.02),
            town.longitude + dice.gauss(0, 0.03),
            (sports[min(int(dice.paretovariate(1)), len(sports)) - 1],),
            frozenset(need.value for need in Need if dice.random() < 0.4),
        )
        for town in dice.choices(towns, weights, k=size)
    ]
    known = Offers.of(offers)
    begun = time.process_time()
    world = World.over(towns, known)
    made = time.process_time()
    states = [_asked(world, (f"{number:02}",)) for number in range(1, 17)]
    germany, cube = _asked(world, ()), time.process_time()
    for need in ("", *(need.value for need in Need)):
        for nearest in world.nearest_by_sport(need).values():
            world.shares(nearest, world.within(()))
    return GapRow(size, made - begun, germany, max(states), time.process_time() - cube)


def _asked(world: World, keys: tuple[str, ...]) -> float:
    begun, mine = time.process_time(), world.within(keys)
    world.nearest_by_need("", mine)
    for nearest in world.nearest_by_sport("", mine).values():
        world.shares(nearest, mine)
    return time.process_time() - begun
