"""Points on the globe as numbers that compare fast, and the grid that finds neighbours."""

from functools import lru_cache
from math import asin, ceil, cos, floor, inf, pi, radians, sin, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

EARTH_RADIUS_KM = 6371.0088  # the mean radius, as in directory.geo
ROW_DEGREES, COLUMN_DEGREES = 0.1, 0.15  # about 11 km each way in Germany
ROWS, COLUMNS = 1800, 2400
_KM_PER_DEGREE = pi * EARTH_RADIUS_KM / 180


def on_unit_globe(latitude: Any, longitude: Any) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """x, y, z: the straight line between two such points grows with their distance."""
    north, east = np.radians(latitude), np.radians(longitude)
    return np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)


@lru_cache(maxsize=256)
def chord_limit(radius_km: float) -> float:
    """The squared straight line that belongs to a distance on the surface."""
    if not radius_km >= 0:
        return -1.0
    half_angle = min(radius_km / EARTH_RADIUS_KM, pi) / 2
    # A micrometre more, because the two ways to compute a distance round differently.
    return (2 * sin(half_angle)) ** 2 * (1 + 1e-12) + 1e-26


def km_of_chord(squared: float) -> float | None:
    """The distance on the surface that belongs to a squared straight line; None for an endless one,
    which stands for a document without a point."""
    if squared == inf:
        return None
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(squared) / 2))


def distance_km(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Great circle between two points in degrees, exact enough to be shown."""
    south, north = radians(here[0]), radians(there[0])
    east = radians(there[1]) - radians(here[1])
    chord = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin(east / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(chord)))


def cells_of(latitude: NDArray[Any], longitude: NDArray[Any]) -> NDArray[Any]:
    """The number of the grid cell of each point, row by row from the south."""
    rows = np.clip(np.floor((latitude + 90) / ROW_DEGREES), 0, ROWS - 1)
    columns = np.clip(np.floor((longitude + 180) / COLUMN_DEGREES), 0, COLUMNS - 1)
    cells: NDArray[Any] = (rows * COLUMNS + columns).astype("i4")
    return cells


@lru_cache(maxsize=256)
def cell_ranges(latitude: float, longitude: float, radius_km: float) -> NDArray[np.int32]:
    """First and last cell of each row that a circle may touch; all cells near a pole."""
    return np.array(_cell_ranges(latitude, longitude, radius_km), dtype="i4").reshape(-1, 2)


def _cell_ranges(latitude: float, longitude: float, radius_km: float) -> list[tuple[int, int]]:
    height = radius_km / _KM_PER_DEGREE
    south, north = latitude - height, latitude + height
    if not (south > -89 and north < 89 and radius_km < 5000):
        return [(0, ROWS * COLUMNS)]
    # The circle is widest where it is nearest to a pole.
    width = height / cos(radians(max(abs(south), abs(north))))
    west, east = longitude - width, longitude + width
    if west < -180 or east > 180:
        west, east = -180, 180
    first_row = max(0, floor((south + 90) / ROW_DEGREES) - 1)
    last_row = min(ROWS - 1, ceil((north + 90) / ROW_DEGREES))
    first = max(0, floor((west + 180) / COLUMN_DEGREES) - 1)
    last = min(COLUMNS - 1, ceil((east + 180) / COLUMN_DEGREES))
    return [(row * COLUMNS + first, row * COLUMNS + last) for row in range(first_row, last_row + 1)]
