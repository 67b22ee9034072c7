"""Draws real towns, big ones more often, with a point where an invented offer may lie."""

import math
from bisect import bisect
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Self

from directory.content.errors import ContentError
from directory.content.generator.dice import Dice
from directory.content.table import rows

_KM_PER_DEGREE = 111.2


@dataclass(frozen=True, slots=True)
class Spot:
    """The middle of a postcode area, or of a town."""

    latitude: float
    longitude: float
    postcode: str

    def nearby(self, dice: Dice, at_most_km: float) -> "Spot":
        """The same spot, moved a little in any direction."""
        # The square root makes all spots inside the circle equally likely.
        distance = at_most_km * math.sqrt(dice.random()) / _KM_PER_DEGREE
        angle = dice.random() * math.tau
        east = distance * math.sin(angle) / math.cos(math.radians(self.latitude))
        latitude = round(self.latitude + distance * math.cos(angle), 5)
        return Spot(latitude, round(self.longitude + east, 5), self.postcode)


@dataclass(frozen=True, slots=True)
class Town:
    """A municipality with its centre and the spots where an offer may lie."""

    ags: str
    name: str
    district: str
    state_code: str
    centre: Spot
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Towns:
    """All municipalities of Germany, each as likely as it has inhabitants."""

    towns: tuple[Town, ...]
    sums: tuple[int, ...]

    @classmethod
    def load(cls, folder: Path) -> Self:
        """``folder`` is the content folder."""
        postcodes = _postcodes(folder / "places" / "plz.csv")
        towns: list[Town] = []
        inhabitants: list[int] = []
        file = folder / "places" / "places.csv"
        columns = ("kind", "name", "ags", "district", "state_code", "population")
        for row in rows(file, (*columns, "lat", "lon", "plz")):
            if row.text("kind") != "municipality":
                continue
            centre = Spot(row.decimal("lat"), row.decimal("lon"), row.text("plz"))
            ags = row.needed("ags")
            spots = tuple(postcodes.get(ags, ()))
            # With a single postcode, its area often reaches far beyond the town: take the town.
            towns.append(
                Town(
                    ags=ags,
                    name=row.needed("name"),
                    district=row.text("district"),
                    state_code=row.needed("state_code"),
                    centre=centre,
                    spots=spots if len(spots) > 1 else (centre,),
                )
            )
            inhabitants.append(row.whole("population"))
        if not sum(inhabitants):
            raise ContentError(f"{file.name}: no town with inhabitants stands in it.")
        return cls(tuple(towns), tuple(accumulate(inhabitants)))

    def draw(self, dice: Dice) -> Town:
        return self.towns[bisect(self.sums, dice.randrange(self.sums[-1]))]


def _postcodes(file: Path) -> dict[str, list[Spot]]:
    found: dict[str, list[Spot]] = {}
    for row in rows(file, ("plz", "ags", "lat", "lon", "current")):
        if row.text("current") == "yes":
            spot = Spot(row.decimal("lat"), row.decimal("lon"), row.needed("plz"))
            found.setdefault(row.needed("ags"), []).append(spot)
    return found
