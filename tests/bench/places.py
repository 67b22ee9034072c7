"""The towns of Germany with people and points, for questions and for made-up records."""

import csv
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random

PLACES = Path("content/places/places.csv")


@dataclass(frozen=True, slots=True)
class Town:
    name: str
    ags: str
    state_code: str
    latitude: float
    longitude: float
    population: int


@cache
def towns() -> tuple[Town, ...]:
    """Municipalities with a known number of people, biggest first."""
    with PLACES.open(encoding="utf-8") as file:
        found = [_town(row) for row in csv.DictReader(file) if row["kind"] == "municipality"]
    return tuple(sorted(found, key=lambda town: -town.population))


def a_town(random: Random) -> Town:
    """One town; a city of a million is asked for as often as a hundred of ten thousand."""
    return random.choices(towns(), cum_weights=_weights())[0]


def _town(row: dict[str, str]) -> Town:
    return Town(
        name=row["name"],
        ags=row["ags"],
        state_code=row["state_code"],
        latitude=float(row["lat"]),
        longitude=float(row["lon"]),
        population=int(row["population"] or 0),
    )


@cache
def _weights() -> tuple[int, ...]:
    return tuple(accumulate(town.population for town in towns()))
