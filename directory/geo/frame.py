"""Frames turn degrees into the coordinates of a drawing."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians
from typing import Self

from directory.geo.distance import Located

Point = tuple[float, float]

KM_OF_A_DEGREE = 111.2


@dataclass(frozen=True, slots=True)
class Frame:
    """A window on the country, ``width`` by ``height`` units of a drawing, north is up.

    ``west`` and ``north`` are the degrees of its upper left corner, ``scale`` the units of one
    degree of latitude, ``narrow`` how much shorter a degree of longitude is here.
    """

    west: float
    north: float
    scale: float
    narrow: float
    width: float
    height: float

    @classmethod
    def around(
        cls,
        points: Iterable[Located],
        width: float,
        height: float,
        *,
        margin: float = 0,
        least_km: float = 0,
    ) -> Self:
        """The closest window with all points, ``margin`` units of room and ``least_km`` across."""
        places = [(point.longitude, point.latitude) for point in points]
        return cls.holding(places, width, height, margin=margin, least_km=least_km)

    @classmethod
    def holding(
        cls,
        points: Iterable[Point],
        width: float,
        height: float,
        *,
        margin: float = 0,
        least_km: float = 0,
    ) -> Self:
        """Like ``around`` for pairs of (longitude, latitude)."""
        easts, norths = zip(*points, strict=True)
        west, east, south, north = min(easts), max(easts), min(norths), max(norths)
        narrow = cos(radians((south + north) / 2))
        least = least_km / KM_OF_A_DEGREE
        across, upward = max((east - west) * narrow, least), max(north - south, least)
        if not across and not upward:
            raise ValueError("one single point needs least_km")
        scales = [(width - 2 * margin) / across] if across else []
        scales += [(height - 2 * margin) / upward] if upward else []
        scale = min(scales)
        return cls(
            west=(west + east) / 2 - width / 2 / scale / narrow,
            north=(south + north) / 2 + height / 2 / scale,
            scale=scale,
            narrow=narrow,
            width=width,
            height=height,
        )

    @property
    def units_of_a_km(self) -> float:
        return self.scale / KM_OF_A_DEGREE

    def at(self, longitude: float, latitude: float) -> Point:
        return (
            (longitude - self.west) * self.narrow * self.scale,
            (self.north - latitude) * self.scale,
        )

    def window(self, beyond: float = 0) -> tuple[float, float, float, float]:
        """The degrees of its western, southern, eastern and northern edge."""
        upward = 1 / self.scale
        across = upward / self.narrow
        return (
            self.west - beyond * across,
            self.north - (self.height + beyond) * upward,
            self.west + (self.width + beyond) * across,
            self.north + beyond * upward,
        )

    def holds(self, point: Point, margin: float = 0) -> bool:
        """Whether a point of the drawing lies inside, ``margin`` units from the edge."""
        x, y = point
        return margin <= x <= self.width - margin and margin <= y <= self.height - margin
