"""Draws the land of many outlines at once: each step runs over the points of all their rings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from directory.geo.frame import Frame

Values = NDArray[np.float64]
Numbers = NDArray[np.int64]
Boxes = Sequence[tuple[float, float, float, float]]

# The line along the edge of a land is as thick as this at most, so it is never seen.
_BEYOND = 8.0


@dataclass(frozen=True, slots=True)
class Shapes:
    """The rings of all outlines one after the other: ``spans`` says where the points of each stand,
    ``owner`` to which outline it belongs. ``boxes`` are west, south, east and north of each."""

    longitude: Values
    latitude: Values
    spans: tuple[slice, ...]
    boxes: Values
    owner: tuple[int, ...]

    @classmethod
    def of(cls, outlines: Sequence[tuple[Sequence[Values], Boxes]]) -> Self:
        rings = [ring for some, _ in outlines for ring in some]
        points = np.concatenate(rings) if rings else np.empty((0, 2))
        ends = list(accumulate(len(ring) for ring in rings))
        return cls(
            longitude=np.ascontiguousarray(points[:, 0]),
            latitude=np.ascontiguousarray(points[:, 1]),
            spans=tuple(slice(*ends_of) for ends_of in pairwise([0, *ends])),
            boxes=np.array([box for _, boxes in outlines for box in boxes]).reshape(-1, 4),
            owner=tuple(at for at, (some, _) in enumerate(outlines) for _ in some),
        )

    def paths(self, frame: Frame) -> dict[int, str]:
        """For each outline near the frame the ``d`` of an SVG path.

        It is right inside the frame and may be anything beyond: whoever draws it cuts it off there,
        which programs that draw do better and faster than we.
        """
        found: dict[int, str] = {}
        for ring, drawn in _drawn(*_on_grid(_in_units(self, frame))):
            at = self.owner[ring]
            found[at] = found.get(at, "") + drawn
        return found


class _Points(NamedTuple):
    """Points in units of the frame; those of a ring stand together."""

    x: Values
    y: Values
    ring: Numbers


_NO_POINTS = _Points(np.empty(0), np.empty(0), np.empty(0, dtype=np.int64))


def _in_units(shapes: Shapes, frame: Frame) -> _Points:
    """The points of all rings near the frame, without those that cannot change what is seen.

    Of points in a row that all lie beyond the same side only the first and the last matter. A
    state has some thousand, a frame shows some dozen.
    """
    west, south, east, north = frame.window(_BEYOND)
    boxes = shapes.boxes
    near = (boxes[:, 0] <= east) & (boxes[:, 2] >= west)
    near &= (boxes[:, 1] <= north) & (boxes[:, 3] >= south)
    numbers = near.nonzero()[0]
    spans = [shapes.spans[number] for number in numbers.tolist()]
    if not spans:
        return _NO_POINTS
    longitude = np.concatenate([shapes.longitude[span] for span in spans])
    latitude = np.concatenate([shapes.latitude[span] for span in spans])
    sizes = [span.stop - span.start for span in spans]
    x = (longitude - frame.west) * (frame.narrow * frame.scale)
    y = (frame.north - latitude) * frame.scale
    beyond = (x < -_BEYOND) + 2 * (x > frame.width + _BEYOND)
    beyond = beyond + 4 * (y < -_BEYOND) + 8 * (y > frame.height + _BEYOND)
    # A ring has no end: before its first point comes its last.
    before = np.arange(-1, len(x) - 1)
    ends = list(accumulate(sizes))
    before[[0, *ends[:-1]]] = [end - 1 for end in ends]
    turns = beyond != beyond[before]
    matters = (beyond == 0) | turns
    matters[before[turns]] = True
    return _Points(x[matters], y[matters], np.repeat(numbers, sizes)[matters])


def _ends(ring: Numbers) -> tuple[Numbers, Numbers]:
    """The first and the last point of each ring."""
    if not len(ring):
        return ring, ring
    changes = (ring[1:] != ring[:-1]).nonzero()[0]
    return np.concatenate(([0], changes + 1)), np.concatenate((changes, [len(ring) - 1]))


def _on_grid(points: _Points) -> tuple[Numbers, Numbers, Numbers]:
    """Whole units, without corners on a straight line, and the ring of each point.

    Neighbours snap to the same corners, so their common border stays one line.
    """
    x, y = np.rint(points.x).astype(np.int64), np.rint(points.y).astype(np.int64)
    ring = points.ring
    moved = np.ones(len(x), dtype=bool)
    moved[1:] = (x[1:] != x[:-1]) | (y[1:] != y[:-1]) | (ring[1:] != ring[:-1])
    x, y, ring = x[moved], y[moved], ring[moved]
    if len(x) > 2:
        # Taking a corner out leaves the direction of the line before it as it was.
        east, south = x[1:] - x[:-1], y[1:] - y[:-1]
        straight = east[:-1] * south[1:] == south[:-1] * east[1:]
        straight &= east[:-1] * east[1:] + south[:-1] * south[1:] > 0
        straight &= ring[2:] == ring[:-2]
        kept = np.ones(len(x), dtype=bool)
        kept[1:-1] = ~straight
        x, y, ring = x[kept], y[kept], ring[kept]
    return x, y, ring


def _drawn(x: Numbers, y: Numbers, ring: Numbers) -> Iterator[tuple[int, str]]:
    """Each ring that has an area, as a line of steps."""
    steps = np.empty((max(0, len(x) - 1), 2), dtype=np.int64)
    steps[:, 0], steps[:, 1] = x[1:] - x[:-1], y[1:] - y[:-1]
    words = _as_steps(steps.ravel())
    starts, ends = _ends(ring)
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        if end - start < 2:
            continue
        line = "".join(words[2 * start : 2 * end]).lstrip()
        yield int(ring[start]), f"M{x[start]} {y[start]}l{line}z"


def _as_steps(numbers: Numbers) -> list[str]:
    """A number needs a blank before it only where it does not begin with a minus."""
    is_long = np.abs(numbers) > _LONGEST_STEP
    written: list[str] = _STEPS[np.where(is_long, 0, numbers) + _LONGEST_STEP].tolist()
    for at in is_long.nonzero()[0].tolist():
        written[at] = _step(int(numbers[at]))
    return written


def _step(number: int) -> str:
    return str(number) if number < 0 else f" {number}"


# Nearly all steps of a map are among these: written once, and looked up.
_LONGEST_STEP = 1_000
_STEPS = np.array([_step(number) for number in range(-_LONGEST_STEP, _LONGEST_STEP + 1)], object)
