"""How far two places are apart on the globe, and how one says it."""

from math import asin, cos, radians, sin, sqrt
from typing import Protocol

_EARTH_KM = 6371.0088


class Located(Protocol):
    """Anything with a point in degrees."""

    @property
    def latitude(self) -> float: ...
    @property
    def longitude(self) -> float: ...


def distance_km(a: Located, b: Located) -> float:
    """Great circle; differs from the exact shape of the earth by less than 0.5 %."""
    south, north = radians(a.latitude), radians(b.latitude)
    across = sin((north - south) / 2) ** 2
    along = sin(radians(b.longitude - a.longitude) / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(across + cos(south) * cos(north) * along)))


def about_km(km: float) -> int:
    """A round number for "etwa 5 Kilometer", at least 1; the farther, the rounder."""
    if km < 20:
        return max(1, round(km))
    step = 5 if km < 100 else 10
    return step * round(km / step)
