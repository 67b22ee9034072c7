"""The outlines of the states, drawn as far as a frame shows them."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from directory.geo.drawing import Shapes
from directory.geo.frame import Frame, Point
from directory.geo.reading import PlacesError

Ring = NDArray[np.float64]

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


class Outlines:
    """All states, rough for the whole country and fine for a part of it."""

    def __init__(self, rough: Sequence[Outline], fine: Sequence[Outline]) -> None:
        self.states = tuple(sorted(rough, key=lambda state: state.name))
        self._fine = tuple(sorted(fine, key=lambda state: state.name))
        self._rough_shapes, self._fine_shapes = _shapes(self.states), _shapes(self._fine)
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
        states = self._fine if is_near else self.states
        shapes = self._fine_shapes if is_near else self._rough_shapes
        drawn = shapes.paths(frame)
        return tuple((states[at].code, drawn[at]) for at in sorted(drawn))


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
    return _shapes((state,)).paths(frame).get(0, "")


def _shapes(states: Sequence[Outline]) -> Shapes:
    return Shapes.of([(state.rings, state.boxes) for state in states])


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
