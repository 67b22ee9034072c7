"""Maps as drawings that the server makes: what lies where, and the same numbers as in the list."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from directory.geo.frame import Frame, Point
from directory.geo.outlines import Outlines, path
from directory.web.attribution import pieces
from directory.web.languages import _, ngettext
from directory.web.map_layout import Box, Name, Sign, names, round_km, short_name, signs
from directory.web.page import Link
from directory.web.parts import parts

# Drawings are as wide as the narrowest screen leaves room, so letters are never smaller than 20.
WIDTH = 288.0
SOURCE = "map"


class Spot(NamedTuple):
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


class Label(NamedTuple):
    """A town for orientation: its point, and its name beside it."""

    words: str
    spot: Spot
    at: Spot
    anchor: str


class Mark(NamedTuple):
    """Numbers of the list at the place where they lie: the sign has its corner and its size.

    ``line_to`` is the place itself where the sign had to move aside.
    """

    words: str
    corner: Spot
    middle: Spot
    width: float
    line_to: Spot | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """A line of this length on the drawing is that far outside."""

    words: str
    length: float


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """Everything that ``components/map.html`` draws.

    ``name`` says what the map shows, for ears too. ``lands`` are outlines that are only seen.
    A map with ``regions`` is made of links; any other one is a picture, in a frame of ``inner``
    height with the scale below it. ``here`` is the one place that matters, named ``here_words``.
    ``unit_metres`` is how long one unit of the drawing is outside.
    """

    name: str
    height: float
    source: tuple[Link, ...]
    width: float = WIDTH
    inner: float = 0
    lands: tuple[str, ...] = ()
    regions: tuple[Region, ...] = ()
    labels: tuple[Label, ...] = ()
    marks: tuple[Mark, ...] = ()
    here: Spot | None = None
    here_words: str = ""
    notes: tuple[str, ...] = ()
    scale: Scale | None = None
    unit_metres: float = 0


# Where the number of each state stands, as (latitude, longitude): inside, and apart from others.
_NUMBER_AT = {
    "BW": (48.55, 9.05),
    "BY": (48.95, 11.5),
    "BE": (52.52, 13.79),
    "BB": (52.9, 12.65),
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
    corners = (corner for state in outlines.states for corner in state.corners)
    frame = Frame.holding(corners, WIDTH, 396, margin=3)
    return frame, {state.code: path(state, frame) for state in outlines.states}


@dataclass(frozen=True, slots=True)
class Numbered:
    """Something in the list beside the map, and where it lies in degrees."""

    number: int
    longitude: float
    latitude: float


@dataclass(frozen=True, slots=True)
class Here:
    """The one place that matters: where somebody looks, or where an offer takes place."""

    longitude: float
    latitude: float
    words: str


_HEIGHT = 264.0
_SCALE_HEIGHT = 36.0
# So much room is left around what the map is about, so that signs can move aside.
_MARGIN = 36.0
_LEAST_KM = 8.0
_MOST_NAMES = 6
_NAMES_TRIED = 40
_HERE_SIZE = 26.0


def state_map(code: str, numbered: Sequence[Numbered]) -> MapDrawing | None:
    """One state with numbered towns in it; None for an unknown code."""
    outlines = parts().outlines
    state = outlines.state(code) if outlines else None
    if state is None:
        return None
    frame = Frame.holding(state.corners, WIDTH, 300, margin=6)
    return _drawing(
        _("Karte: {place}", place=state.name),
        frame,
        (path(state, frame),),
        numbered,
        labels=(),
    )


def places_map(
    name: str,
    numbered: Sequence[Numbered],
    here: Here | None = None,
) -> MapDrawing | None:
    """The part of the country in which the numbers lie; None where no point is known."""
    outlines = parts().outlines
    if outlines is None or not (numbered or here):
        return None
    points = [(one.longitude, one.latitude) for one in numbered]
    if here:
        points.append((here.longitude, here.latitude))
    frame = Frame.holding(points, WIDTH, _HEIGHT, margin=_MARGIN, least_km=_LEAST_KM)
    lands = tuple(drawn for _code, drawn in outlines.seen_in(frame))
    return _drawing(name, frame, lands, numbered, here)


def sketch(
    name: str, here: Here, notes: tuple[str, ...] = (), height: float = _HEIGHT
) -> MapDrawing | None:
    """One place and the names around it: as near as possible, with some names to go by."""
    outlines = parts().outlines
    if outlines is None:
        return None
    frame, labels = _near_enough(here, height)
    lands = tuple(land for _code, land in outlines.seen_in(frame))
    return _drawing(name, frame, lands, (), here, notes=notes, labels=labels)


def _near_enough(here: Here, height: float) -> tuple[Frame, tuple[Name, ...]]:
    """The nearest look at a place that shows names enough; the land is drawn for this one alone."""
    for across_km in _SKETCH_KM:
        point = (here.longitude, here.latitude)
        frame = Frame.holding((point,), WIDTH, height, least_km=across_km)
        box = _here_box(frame, here)
        labels = names(_towns(frame), frame, [box], _MOST_NAMES, box)
        if len(labels) >= _NAMES_WANTED:
            break
    return frame, labels


_SKETCH_KM = (6.0, 12.0, 24.0, 48.0, 96.0)
_NAMES_WANTED = 4


def _drawing(
    name: str,
    frame: Frame,
    lands: tuple[str, ...],
    numbered: Sequence[Numbered],
    here: Here | None = None,
    *,
    notes: tuple[str, ...] = (),
    labels: tuple[Name, ...] | None = None,
) -> MapDrawing:
    """``labels`` are looked for where nobody did before."""
    here_box = _here_box(frame, here) if here else None
    taken = [here_box] if here_box else []
    spots = [(one.number, frame.at(one.longitude, one.latitude)) for one in numbered]
    placed = signs(spots, frame, taken)
    taken += [sign.box for sign in placed]
    if labels is None:
        labels = names(_towns(frame), frame, taken, _MOST_NAMES, here_box)
    return MapDrawing(
        name=_with_names(name, labels),
        height=frame.height + _SCALE_HEIGHT,
        inner=frame.height,
        source=map_source(),
        lands=lands,
        labels=tuple(_label(label) for label in labels),
        marks=tuple(_mark(sign) for sign in placed),
        here=_spot((here_box.x, here_box.y)) if here_box else None,
        here_words=here.words if here else "",
        notes=notes,
        scale=_scale(frame),
        unit_metres=round(1000 / frame.units_of_a_km, 2),
    )


def _here_box(frame: Frame, here: Here) -> Box:
    return Box(*frame.at(here.longitude, here.latitude), _HERE_SIZE, _HERE_SIZE)


def _with_names(name: str, labels: Sequence[Name]) -> str:
    """What eyes read on a picture, ears hear as its name."""
    if not labels:
        return name
    places = ", ".join(label.words for label in labels)
    return _("{map}. Auf der Karte stehen: {places}", map=name, places=places)


def _towns(frame: Frame) -> Iterator[tuple[str, Point]]:
    """The biggest towns that the frame shows, with names short enough for a map."""
    shown = set()
    for place in parts().gazetteer.seen_in(*frame.window(), _NAMES_TRIED):
        name = short_name(place.name)
        if name not in shown:
            shown.add(name)
            yield name, frame.at(place.longitude, place.latitude)


def _label(name: Name) -> Label:
    edge = {"start": -name.box.width / 2, "end": name.box.width / 2, "middle": 0.0}[name.side]
    return Label(name.words, _spot(name.spot), _spot((name.box.x + edge, name.box.y)), name.side)


def _mark(sign: Sign) -> Mark:
    box = sign.box
    return Mark(
        sign.words,
        corner=_spot((box.x - box.width / 2, box.y - box.height / 2)),
        middle=_spot((box.x, box.y)),
        width=round(box.width, 1),
        line_to=_spot(sign.spot) if sign.is_moved else None,
    )


def _scale(frame: Frame) -> Scale:
    km = round_km(frame.width * 0.4 / frame.units_of_a_km)
    if km < 1:
        words = _("{count} Meter", count=round(km * 1000))
    else:
        words = ngettext("{count} Kilometer", "{count} Kilometer", round(km))
    return Scale(words, round(km * frame.units_of_a_km, 1))


def map_source() -> tuple[Link, ...]:
    """The line that the licence of the outlines wants to see, in pieces."""
    for source in parts().sources:
        if source.key == SOURCE:
            return tuple(pieces(source.attribution, source.links))
    return ()


def _spot(point: Sequence[float]) -> Spot:
    return Spot(round(point[0], 1), round(point[1], 1))
