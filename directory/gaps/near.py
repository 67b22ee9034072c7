"""Which points lie near each other, and how far: for a whole country at once, or a part of it."""

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]
EARTH_KM: Final = 6371.0088
# A degree of latitude; of longitude it is this at the equator and less elsewhere.
_DEGREE_KM: Final = EARTH_KM * np.pi / 180
_WIDE: Final = 100_000
# Points of one block lie in a square about so wide: smaller ones are more steps, in wider ones
# more is compared in vain.
_BLOCK_KM: Final = 33.0


def great_circle_km(one: Floats, other: Floats) -> Floats:
    """Rows of latitude and longitude in degrees, against rows of the same length."""
    south, north = np.radians(one[:, 0]), np.radians(other[:, 0])
    across = np.sin((north - south) / 2) ** 2
    along = np.sin(np.radians(other[:, 1] - one[:, 1]) / 2) ** 2
    part = np.minimum(1.0, across + np.cos(south) * np.cos(north) * along)
    found: Floats = 2 * EARTH_KM * np.arcsin(np.sqrt(part))
    return found


def in_space(points: Floats) -> Floats:
    """Rows of latitude and longitude as points on a ball of radius 1, a row for each axis."""
    north, east = np.radians(points[:, 0]), np.radians(points[:, 1])
    return np.array([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)])


def squared_chords(some: Floats, others: Floats) -> Floats:
    """Straight through the ball from each of ``some`` to each of ``others``, squared.

    The nearest by this is the nearest on the ground, without a sine for every pair.
    """
    total = np.zeros((some.shape[1], others.shape[1]))
    for axis in range(3):
        apart = np.subtract.outer(some[axis], others[axis])
        apart *= apart
        total += apart
    return total


def squared_chord(km: float) -> float:
    """Of such a way on the ground."""
    return float(4 * np.sin(km / EARTH_KM / 2) ** 2)


def chord_km(squared: Floats) -> Floats:
    """The way on the ground for such a chord."""
    found: Floats = 2 * EARTH_KM * np.arcsin(np.minimum(1.0, np.sqrt(squared) / 2))
    return found


def blocks(points: Floats) -> Iterator[Numbers]:
    """The points in groups of those that lie near each other."""
    if not len(points):
        return
    size = np.array([_BLOCK_KM / _DEGREE_KM, 1.5 * _BLOCK_KM / _DEGREE_KM])
    cells = np.floor(points / size).astype(np.int64)
    keys = cells[:, 0] * _WIDE + cells[:, 1]
    order = np.argsort(keys, kind="stable")
    yield from np.split(order, np.flatnonzero(np.diff(keys[order])) + 1)


def around(points: Floats, by_latitude: Floats, km: float) -> Numbers:
    """Which of the points that stand in the order of their latitude may lie within ``km`` of one
    of ``points``; all that do are among them."""
    high = 1.000001 * km / _DEGREE_KM
    (south, west), (north, east) = points.min(axis=0) - high, points.max(axis=0) + high
    # As wide as it must be where meridians are nearest to each other.
    more = high / float(np.cos(np.radians(min(89.0, max(-south, north))))) - high
    first, last = np.searchsorted(by_latitude[:, 0], (south, north))
    longitude = by_latitude[first:last, 1]
    is_near = (longitude >= west - more) & (longitude <= east + more)
    found: Numbers = first + np.flatnonzero(is_near)
    return found


def expanded(first: Numbers, count: Numbers) -> Numbers:
    """``count`` numbers from each ``first`` on, one range after the other."""
    within = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
    return np.repeat(first, count) + within


def pairs_within(some: Floats, others: Floats, km: float) -> tuple[Numbers, Numbers, Floats]:
    """Places in ``some`` and in ``others`` whose distance is at most ``km``, and that distance.

    Points fall into cells as high and wide as ``km``, so each meets its neighbours only; time and
    memory grow with the number of pairs.
    """
    if not len(some) or not len(others):
        nothing = np.empty(0, np.int64)
        return nothing, nothing.copy(), np.empty(0)
    high = km / _DEGREE_KM
    # As wide as it must be where meridians are nearest to each other.
    most_north = min(89.0, float(max(np.abs(some[:, 0]).max(), np.abs(others[:, 0]).max())) + high)
    wide = high / float(np.cos(np.radians(most_north)))
    size = np.array([high, wide])
    cell_of_some = np.floor(some / size).astype(np.int64)
    cells = np.floor(others / size).astype(np.int64)
    keys = cells[:, 0] * _WIDE + cells[:, 1]
    order = np.argsort(keys, kind="stable")
    sorted_keys = keys[order]
    found: list[tuple[Numbers, Numbers, Floats]] = []
    for step_north in (-1, 0, 1):
        for step_east in (-1, 0, 1):
            wanted = (cell_of_some[:, 0] + step_north) * _WIDE + cell_of_some[:, 1] + step_east
            first = np.searchsorted(sorted_keys, wanted, "left")
            count = np.searchsorted(sorted_keys, wanted, "right") - first
            ours = np.repeat(np.arange(len(some)), count)
            theirs = order[expanded(first, count)]
            far = great_circle_km(some[ours], others[theirs])
            near = far <= km
            found.append((ours[near], theirs[near], far[near]))
    ours_found, theirs_found, far_found = zip(*found, strict=True)
    return np.concatenate(ours_found), np.concatenate(theirs_found), np.concatenate(far_found)
