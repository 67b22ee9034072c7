"""Maps as drawings that the server makes: what lies where, and the same numbers as in the list."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from directory.geo.outlines import Frame, Outlines, path
from directory.web.attribution import pieces
from directory.web.languages import _
from directory.web.page import Link
from directory.web.parts import parts

# Drawings are as wide as the narrowest screen leaves room, so letters are never smaller than 20.
WIDTH = 288.0
SOURCE = "map"


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of the drawing."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Region:
    """A state that can be chosen; ``number`` stands in the list too, ``spot`` is its middle.

    ``finger`` is the radius around the spot that a finger may hit beyond the border.
    """

    name: str
    href: str
    number: str
    outline: str
    spot: Spot
    finger: float = 0


@dataclass(frozen=True, slots=True)
class Label:
    """A town for orientation: its point, and its name on one side of it."""

    words: str
    spot: Spot
    at: Spot
    anchor: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Numbers of the list at the place where they lie; ``spot`` is the place, ``at`` the sign."""

    words: str
    spot: Spot
    at: Spot
    width: float
    moved: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """A line of this length on the drawing is that far outside."""

    words: str
    length: float


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """Everything that ``components/map.html`` draws.

    ``name`` says what the map shows, for ears too. ``lands`` are outlines that are only seen.
    A map with ``regions`` is made of links; any other one is a picture.
    """

    name: str
    height: float
    source: tuple[Link, ...]
    width: float = WIDTH
    lands: tuple[str, ...] = ()
    regions: tuple[Region, ...] = ()
    labels: tuple[Label, ...] = ()
    marks: tuple[Mark, ...] = ()
    here: Spot | None = None
    here_words: str = ""
    scale: Scale | None = None


# Where the number of each state stands, as (latitude, longitude): inside, and apart from others.
_NUMBER_AT = {
    "BW": (48.55, 9.05),
    "BY": (48.95, 11.5),
    "BE": (52.52, 13.6),
    "BB": (51.75, 13.85),
    "HB": (53.02, 8.7),
    "HH": (53.6, 10.08),
    "HE": (50.55, 9.0),
    "MV": (53.75, 12.6),
    "NI": (52.5, 9.6),
    "NW": (51.5, 7.5),
    "RP": (50.1, 7.3),
    "SL": (49.38, 6.95),
    "SN": (51.05, 13.3),
    "ST": (51.95, 11.6),
    "SH": (54.3, 9.6),
    "TH": (50.9, 11.0),
}
# These are smaller than a finger.
_SMALL_STATES = ("BE", "HB", "HH", "SL")
_FINGER = 22.5


def state_numbers() -> dict[str, int]:
    """The code of each state and its number on the map, in the order of the alphabet."""
    outlines = parts().outlines
    states = outlines.states if outlines else ()
    return {state.code: number for number, state in enumerate(states, start=1)}


def germany_map(
    link_for_state: Callable[[str], str], more_of_state: Callable[[str], str] = lambda _code: ""
) -> MapDrawing | None:
    """Germany with 16 states to choose from; None where no outlines are loaded.

    Both functions take the code of a state ("ST"): the address, and words behind its name.
    Numbers are those of ``state_numbers``; the list beside the map shows them too.
    """
    outlines = parts().outlines
    if outlines is None:
        return None
    frame, drawn = _germany(outlines)
    regions = []
    for number, state in enumerate(outlines.states, start=1):
        latitude, longitude = _NUMBER_AT[state.code]
        name = f"{number} {state.name}"
        more = more_of_state(state.code)
        regions.append(
            Region(
                name=f"{name}, {more}" if more else name,
                href=link_for_state(state.code),
                number=str(number),
                outline=drawn[state.code],
                spot=_spot(frame.at(longitude, latitude)),
                finger=_FINGER if state.code in _SMALL_STATES else 0,
            )
        )
    # What is drawn last lies on top: the small states inside the big ones.
    regions.sort(key=lambda region: region.finger > 0)
    return MapDrawing(
        name=_("Karte von Deutschland"),
        height=frame.height,
        source=map_source(),
        regions=tuple(regions),
    )


@lru_cache(maxsize=1)
def _germany(outlines: Outlines) -> tuple[Frame, dict[str, str]]:
    points = [point for state in outlines.states for ring in state.rings for point in ring]
    frame = Frame.holding(points, WIDTH, 396, margin=3)
    return frame, {state.code: path(state, frame) for state in outlines.states}


def map_source() -> tuple[Link, ...]:
    """The line that the licence of the outlines wants to see, in pieces."""
    for source in parts().sources:
        if source.key == SOURCE:
            return tuple(pieces(source.attribution, source.links))
    return ()


def _spot(point: Sequence[float]) -> Spot:
    return Spot(round(point[0], 1), round(point[1], 1))
