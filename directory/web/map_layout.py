"""Where numbers and names stand on a map so that they can be read: apart, and inside the frame."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from math import cos, pi, sin
from typing import NamedTuple

from directory.geo.frame import Frame, Point

# Units of a drawing; text on it is 20 units high, as on the page.
SIGN_HEIGHT = 30.0
_SIGN_WIDTH = 30.0
_WIDTH_OF_A_DIGIT = 11.5
_WIDTH_OF_A_LETTER = 11.8
_TEXT_HEIGHT = 22.0
_GAP = 3.0
_GAP_TO_DOT = 8.0
# Points nearer than this are one sign: pushed apart, their lines could not be told from each other.
_SAME = 9.0
_LONGEST_SIGN = 9
# Signs that had to go farther than this show by a line where they belong.
_MOVED = 7.0
# Free spots are looked for in rings around a place, as wide as the map in the end.
_STEP = 6.0
_RINGS = 64
_DIRECTIONS = tuple((cos(at * pi / 8), sin(at * pi / 8)) for at in range(16))
_FARTHER_AND_FARTHER = tuple(
    (across * (ring * _STEP), upward * (ring * _STEP))
    for ring in range(1, _RINGS)
    for across, upward in _DIRECTIONS
)
# So far from the edge of the frame.
_MARGIN = 2.0


# A rectangle by its middle: x, y, width, height. Plain, because a map tries two hundred of them.
Place = tuple[float, float, float, float]


class Box(NamedTuple):
    """A rectangle by its middle, where something stands."""

    x: float
    y: float
    width: float
    height: float


class Sign(NamedTuple):
    """Numbers that belong to one spot, and the box in which they stand."""

    words: str
    spot: Point
    box: Box

    @property
    def is_moved(self) -> bool:
        return abs(self.box.x - self.spot[0]) + abs(self.box.y - self.spot[1]) > _MOVED


class Name(NamedTuple):
    """A name beside its spot; ``side`` is where it starts: start, middle or end."""

    words: str
    spot: Point
    box: Box
    side: str


def signs(
    numbered: Sequence[tuple[int, Point]], frame: Frame, taken: Sequence[Box] = ()
) -> tuple[Sign, ...]:
    """All numbers as signs that do not cover each other, nor what is ``taken``."""
    wanted = [
        (words, spot) for spot, numbers in _grouped(numbered) for words in number_words(numbers)
    ]
    places = [(*spot, _width_of_sign(words), SIGN_HEIGHT) for words, spot in wanted]
    boxes = _pushed_apart(places, taken, frame)
    return tuple(Sign(words, spot, box) for (words, spot), box in zip(wanted, boxes, strict=True))


def number_words(numbers: Sequence[int]) -> Iterator[str]:
    """ "3–5" for numbers in a row, "1, 4" for others; more than one text where it gets long."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    line = ""
    for run in runs:
        words = _run_words(run)
        if line and len(line) + 2 + len(words) > _LONGEST_SIGN:
            yield line
            line = ""
        line = f"{line}, {words}" if line else words
    if line:
        yield line


def _run_words(run: Sequence[int]) -> str:
    if len(run) == 1:
        return str(run[0])
    return f"{run[0]}, {run[1]}" if len(run) == 2 else f"{run[0]}–{run[-1]}"


def _grouped(numbered: Sequence[tuple[int, Point]]) -> Iterator[tuple[Point, list[int]]]:
    groups: list[tuple[Point, list[int]]] = []
    for number, spot in numbered:
        for other, numbers in groups:
            if abs(spot[0] - other[0]) < _SAME and abs(spot[1] - other[1]) < _SAME:
                numbers.append(number)
                break
        else:
            groups.append((spot, [number]))
    yield from groups


def _width_of_sign(words: str) -> float:
    return max(_SIGN_WIDTH, 10 + _WIDTH_OF_A_DIGIT * len(words))


def _pushed_apart(places: Sequence[Place], taken: Sequence[Box], frame: Frame) -> list[Box]:
    """Each at the free spot that is nearest to its own, one after the other."""
    placed: list[Place] = list(taken)
    for place in places:
        # A map full of signs has no free spot; then they are better crowded than missing.
        found = _kept_inside(place, frame)
        if not _is_free(found, placed):
            found = _nearest_free(place, placed, frame) or found
        placed.append(found)
    return [Box(*found) for found in placed[len(taken) :]]


def _has_room(
    place: Place, others: Iterable[Place], frame: Frame, margin: float = _MARGIN, gap: float = _GAP
) -> bool:
    """Whether it lies in the frame, ``margin`` from its edge, and ``gap`` from all others."""
    x, y, width, height = place
    return (
        width / 2 + margin <= x <= frame.width - width / 2 - margin
        and height / 2 + margin <= y <= frame.height - height / 2 - margin
        and _is_free(place, others, gap)
    )


def _is_free(place: Place, others: Iterable[Place], gap: float = _GAP) -> bool:
    # Written out, and a plain loop: it looks at some hundred boxes for each map.
    x, y, width, height = place
    width, height = width + 2 * gap, height + 2 * gap
    for other_x, other_y, other_width, other_height in others:
        if abs(x - other_x) * 2 < width + other_width and abs(y - other_y) * 2 < (
            height + other_height
        ):
            return False
    return True


def _nearest_free(place: Place, others: Sequence[Place], frame: Frame) -> Place | None:
    """The nearest place with room, as ``_has_room`` says it; written out, because a map full of
    signs tries some hundred."""
    x, y, width, height = place
    left, right = width / 2 + _MARGIN, frame.width - width / 2 - _MARGIN
    top, bottom = height / 2 + _MARGIN, frame.height - height / 2 - _MARGIN
    wide, high = width + 2 * _GAP, height + 2 * _GAP
    for across, upward in _FARTHER_AND_FARTHER:
        at_x, at_y = x + across, y + upward
        if not (left <= at_x <= right and top <= at_y <= bottom):
            continue
        for other_x, other_y, other_width, other_height in others:
            if abs(at_x - other_x) * 2 < wide + other_width and abs(at_y - other_y) * 2 < (
                high + other_height
            ):
                break
        else:
            return at_x, at_y, width, height
    return None


def _kept_inside(place: Place, frame: Frame) -> Place:
    x, y, width, height = place
    across, upward = width / 2 + 2, height / 2 + 2
    return (
        min(max(x, across), frame.width - across),
        min(max(y, upward), frame.height - upward),
        width,
        height,
    )


def names(
    named: Iterable[tuple[str, Point]],
    frame: Frame,
    taken: Sequence[Box],
    limit: int,
    here: Box | None = None,
) -> tuple[Name, ...]:
    """As many names as find room, the most important ones come first.

    The sign ``here`` hides the dot of the town in which it lies: its name stands beside the sign.
    """
    filled: list[Place] = list(taken)
    found: list[Name] = []
    is_here_named = here is None
    for words, point in named:
        if len(found) == limit:
            break
        spot, dot, away = point, (*point, 8.0, 8.0), _GAP_TO_DOT
        if here and not is_here_named and not _is_free(dot, (here,), gap=0):
            is_here_named = True
            spot, away = (here.x, here.y), here.width / 2 + _GAP
        elif not _has_room(dot, filled, frame, gap=0):
            continue
        for place, side in _beside(words, spot, away):
            if _has_room(place, filled, frame, margin=5):
                found.append(Name(words, spot, Box(*place), side))
                filled += (place, dot)
                break
    return tuple(found)


def _beside(words: str, spot: Point, away: float) -> Iterator[tuple[Place, str]]:
    x, y = spot
    width = _WIDTH_OF_A_LETTER * len(words)
    yield (x + away + width / 2, y, width, _TEXT_HEIGHT), "start"
    yield (x - away - width / 2, y, width, _TEXT_HEIGHT), "end"
    yield (x, y - away - _TEXT_HEIGHT / 2, width, _TEXT_HEIGHT), "middle"
    yield (x, y + away + _TEXT_HEIGHT / 2, width, _TEXT_HEIGHT), "middle"


_ADDITION = re.compile(r",| \(| (a|am|an|auf|bei|b|der|im|in|ob|unter|vor)\b")


# All of Germany has 16,000 names of places.
@lru_cache(maxsize=20_000)
def short_name(name: str) -> str:
    """ "Frankfurt" for Frankfurt am Main: a map has little room, and shows which one it is."""
    return _ADDITION.split(name, maxsplit=1)[0]


def round_km(longest_km: float) -> float:
    """The greatest round number of kilometres up to this one: 1, 2, 5, 10, 20 …"""
    size = 0.1
    best = size
    while size <= longest_km:
        for step in (1, 2, 5):
            if size * step <= longest_km:
                best = size * step
        size *= 10
    return round(best, 1)
