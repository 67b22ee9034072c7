"""The outlines of the states, and frames that turn degrees into the coordinates of a drawing."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import cos, radians
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from directory.geo.distance import Located
from directory.geo.reading import PlacesError

Point = tuple[float, float]
Ring = NDArray[np.float64]

KM_OF_A_DEGREE = 111.2
# Below this width of a window the fine lines are drawn; above it nobody can see the difference.
_FINE_BELOW_KM = 120


@dataclass(frozen=True, slots=True)
class Outline:
    """One state: its land as closed rings of (longitude, latitude); islands are rings too.

    A ring has a row for each point; ``boxes`` are the western, southern, eastern and northern end
    of each ring.
    """

    code: str
    name: str
    rings: tuple[Ring, ...] = field(compare=False, repr=False)
    boxes: tuple[tuple[float, float, float, float], ...]

    @classmethod
    def of(cls, code: str, name: str, rings: Iterable[Iterable[Point]]) -> Self:
        arrays = tuple(np.array(list(ring), dtype=np.float64) for ring in rings)
        return cls(code, name, arrays, tuple(_box(ring) for ring in arrays))

    @property
    def corners(self) -> Iterator[Point]:
        """Points that reach as far as the land does."""
        for west, south, east, north in self.boxes:
            yield west, south
            yield east, north


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


class Outlines:
    """All states, rough for the whole country and fine for a part of it."""

    def __init__(self, rough: Sequence[Outline], fine: Sequence[Outline]) -> None:
        self.states = tuple(sorted(rough, key=lambda state: state.name))
        self._fine = tuple(sorted(fine, key=lambda state: state.name))
        # Many people look at the same towns; an answer takes about 5 kB.
        self.seen_in = lru_cache(maxsize=200)(self._seen_in)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """From the files of content/map; raises PlacesError when they cannot be read."""
        return cls(
            _read(folder / "germany_states_simple.geojson"),
            _read(folder / "germany_states.geojson"),
        )

    def state(self, code: str) -> Outline | None:
        """The fine outline of one state."""
        return next((state for state in self._fine if state.code == code), None)

    def holds(self, longitude: float, latitude: float) -> bool:
        """Whether a point lies in one of the states."""
        return any(_is_inside(state, longitude, latitude) for state in self._fine)

    def _seen_in(self, frame: Frame) -> tuple[tuple[str, str], ...]:
        """The code of each state that the frame shows a part of, and its path there."""
        is_near = frame.width / frame.units_of_a_km < _FINE_BELOW_KM
        found = (
            (state.code, path(state, frame)) for state in (self._fine if is_near else self.states)
        )
        return tuple((code, drawn) for code, drawn in found if drawn)


def _is_inside(state: Outline, longitude: float, latitude: float) -> bool:
    """A line from here to the east crosses the border an odd number of times."""
    crossed = 0
    for ring, (_west, south, east, north) in zip(state.rings, state.boxes, strict=True):
        if not south <= latitude <= north or longitude > east:
            continue
        x, y = ring[:, 0], ring[:, 1]
        next_x, next_y = np.roll(x, -1), np.roll(y, -1)
        passes = (y > latitude) != (next_y > latitude)
        x, y, next_x, next_y = x[passes], y[passes], next_x[passes], next_y[passes]
        crossed += int(
            np.count_nonzero(longitude < x + (latitude - y) / (next_y - y) * (next_x - x))
        )
    return crossed % 2 == 1


def path(state: Outline, frame: Frame) -> str:
    """The land of a state inside the frame, for the ``d`` of an SVG path; "" where none is seen."""
    west, south, east, north = frame.window(_BEYOND)
    return "".join(
        _ring(ring, frame)
        for ring, box in zip(state.rings, state.boxes, strict=True)
        if box[0] <= east and box[2] >= west and box[1] <= north and box[3] >= south
    )


# Fewer points, or points that are nearly all seen, are not worth sorting out.
_FEW_POINTS = 60
_MOSTLY_SEEN_KM = 300
# So much is drawn beyond the frame that the cut itself is never seen.
_BEYOND = 8.0


def _ring(ring: Ring, frame: Frame) -> str:
    thin = _on_grid(_cut(_near(ring, frame), frame))
    if len(thin) < 3:
        return ""
    (x, y), *others = thin
    drawn = f"M{x} {y}l"
    for next_x, next_y in others:
        east, south = next_x - x, next_y - y
        # A number needs a blank before it only where it does not begin with a minus.
        drawn += f"{'' if east < 0 or drawn[-1] == 'l' else ' '}{east}"
        drawn += f"{'' if south < 0 else ' '}{south}"
        x, y = next_x, next_y
    return drawn + "z"


def _near(ring: Ring, frame: Frame) -> list[Point]:
    """The points of a ring in units of the frame, without those that cannot change what is seen.

    Of points in a row that all lie beyond the same side only the first and the last matter. A
    state has some thousand, a frame shows some dozen.
    """
    if len(ring) < _FEW_POINTS or frame.width / frame.units_of_a_km > _MOSTLY_SEEN_KM:
        return [frame.at(longitude, latitude) for longitude, latitude in ring.tolist()]
    x = (ring[:, 0] - frame.west) * (frame.narrow * frame.scale)
    y = (frame.north - ring[:, 1]) * frame.scale
    beyond = (x < -_BEYOND) + 2 * (x > frame.width + _BEYOND)
    beyond = beyond + 4 * (y < -_BEYOND) + 8 * (y > frame.height + _BEYOND)
    turns = beyond != np.roll(beyond, 1)
    matter = (beyond == 0) | turns | np.roll(turns, -1)
    return list(zip(x[matter].tolist(), y[matter].tolist(), strict=True))


def _on_grid(points: list[Point]) -> list[tuple[int, int]]:
    """Whole units, without corners on a straight line.

    Neighbours snap to the same corners, so their common border stays one line.
    """
    kept: list[tuple[int, int]] = []
    for x, y in points:
        here = round(x), round(y)
        if kept and here == kept[-1]:
            continue
        if len(kept) > 1 and _is_straight(kept[-2], kept[-1], here):
            kept.pop()
        kept.append(here)
    return kept


def _is_straight(first: tuple[int, int], middle: tuple[int, int], last: tuple[int, int]) -> bool:
    east, south = middle[0] - first[0], middle[1] - first[1]
    on_east, on_south = last[0] - middle[0], last[1] - middle[1]
    return east * on_south == south * on_east and east * on_east + south * on_south > 0


def _cut(points: list[Point], frame: Frame) -> list[Point]:
    """The part of a ring that lies in the frame or a little beyond: side by side, as Sutherland
    and Hodgman do it."""
    sides = (
        (0, 1, -_BEYOND),
        (0, -1, -(frame.width + _BEYOND)),
        (1, 1, -_BEYOND),
        (1, -1, -(frame.height + _BEYOND)),
    )
    for axis, sign, limit in sides:
        values = [sign * point[axis] for point in points]
        if not values or min(values) >= limit:
            continue
        if max(values) < limit:
            return []
        points = list(_cut_side(points, values, limit))
    return points


def _cut_side(points: list[Point], values: list[float], limit: float) -> Iterable[Point]:
    before, value_before = points[-1], values[-1]
    for point, value in zip(points, values, strict=True):
        if (value >= limit) != (value_before >= limit):
            part = (limit - value_before) / (value - value_before)
            yield (
                before[0] + part * (point[0] - before[0]),
                before[1] + part * (point[1] - before[1]),
            )
        if value >= limit:
            yield point
        before, value_before = point, value


def _read(file: Path) -> list[Outline]:
    try:
        features = json.loads(file.read_text(encoding="utf-8"))["features"]
        return [_outline(feature) for feature in features]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PlacesError(f"{file.name} cannot be read.") from error


def _box(ring: Ring) -> tuple[float, float, float, float]:
    west, south = ring.min(axis=0).tolist()
    east, north = ring.max(axis=0).tolist()
    return west, south, east, north


def _outline(feature: dict[str, Any]) -> Outline:
    shape = feature["geometry"]
    areas = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    rings = [ring for area in areas for ring in area]
    return Outline.of(feature["properties"]["code"], feature["properties"]["name"], rings)
