"""The point on the map: where it is in words, and ways to put it to the door without a script."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import atan2, cos, degrees, radians

from directory.geo import Place, distance_km
from directory.geo.frame import KM_OF_A_DEGREE
from directory.geo.pasted import Spot, pasted_point
from directory.web.clubs import values
from directory.web.clubs.filled import Filled
from directory.web.clubs.names import NO, UNSURE, YES
from directory.web.clubs.venue_of import town_of
from directory.web.forms import Typed
from directory.web.languages import _, ngettext
from directory.web.maps import Here, MapDrawing, sketch
from directory.web.messages.present import Option
from directory.web.parts import parts
from directory.wording.voice import N_

LATITUDE, LONGITUDE, DOOR, PASTED = "breite", "laenge", "tuer", "punkt"
SHORT, LONG = "schiebe_50", "schiebe_500"
SET = "setze"
"""The name of buttons that set a point: the pasted one, or the one that a script put in."""

FARTHEST_KM = 30
_METRES = {SHORT: 50, LONG: 500}
# North and east of one step.
_WAYS = {"nord": (1, 0), "ost": (0, 1), "sued": (-1, 0), "west": (0, -1)}
_AT_THE_MIDDLE_KM = 0.03
# Outlines are drawn a little simpler than the land; a door at the water lies inside all the same.
_BEYOND_KM = 1.5

_WHERE = (
    N_("Der Punkt ist {distance} nördlich von der Mitte von {place}."),
    N_("Der Punkt ist {distance} nord-östlich von der Mitte von {place}."),
    N_("Der Punkt ist {distance} östlich von der Mitte von {place}."),
    N_("Der Punkt ist {distance} süd-östlich von der Mitte von {place}."),
    N_("Der Punkt ist {distance} südlich von der Mitte von {place}."),
    N_("Der Punkt ist {distance} süd-westlich von der Mitte von {place}."),
    N_("Der Punkt ist {distance} westlich von der Mitte von {place}."),
    N_("Der Punkt ist {distance} nord-westlich von der Mitte von {place}."),
)


@dataclass(frozen=True, slots=True)
class Moved:
    """The answers after a button was pressed; with a ``fault`` the point stayed where it was."""

    answers: Typed
    fault: str = ""


@dataclass(frozen=True, slots=True)
class PinShown:
    """What ``components/pin.html`` and ``components/pin_moves.html`` show.

    ``lines`` say where the point is, for who does not see the map. ``moved`` says that a button
    was pressed, so the focus belongs to these lines.
    """

    drawing: MapDrawing | None
    lines: tuple[str, ...]
    latitude: str
    longitude: str
    options: tuple[Option, ...]
    short: tuple[Option, ...]
    long: tuple[Option, ...]
    pasted: str = ""
    fault: str = ""
    moved: bool = False
    opened: bool = False

    @property
    def unit_metres(self) -> float:
        return self.drawing.unit_metres if self.drawing else 0


def is_pressed(posted: Typed) -> bool:
    """Whether the same page comes again: a button of the pin was pressed, or a point was pasted."""
    return any(name in posted for name in (SHORT, LONG, SET)) or bool(
        posted.get(PASTED, "").strip()
    )


def moved(answers: Typed) -> Moved:
    """The answers with the point where the button puts it.

    ``answers`` hold those of this page too. Whether it is the door must be said anew.
    """
    middle, here = _middle(answers), point_of(answers)
    wanted = _wanted(answers, here)
    if wanted is None:
        return Moved(_with_point(answers, here), _unreadable(answers))
    fault = _fault(wanted, middle)
    if fault:
        return Moved(_with_point(answers, here), fault)
    return Moved(_with_point(answers, wanted))


def point_of(answers: Typed) -> Spot | None:
    """The point that was set and is still possible, else the middle of the place."""
    middle = _middle(answers)
    given = values.point(answers.get(LATITUDE, ""), answers.get(LONGITUDE, ""))
    if given and not _fault(Spot(*given), middle):
        return Spot(*given)
    return Spot(middle.latitude, middle.longitude) if middle else None


def pin_shown(answers: Typed, fault: str = "", *, has_moved: bool = False) -> PinShown | None:
    """None where no place is known."""
    here = point_of(answers)
    if here is None:
        return None
    middle = _middle(answers)
    said = answers.get(DOOR, "")
    lines = tuple(_lines(here, middle)) if middle else ()
    return PinShown(
        drawing=sketch(
            _("Karte"), Here(here.longitude, here.latitude, _("Das ist der Punkt für Ihr Angebot."))
        ),
        lines=lines,
        latitude=values.point_text(here.latitude),
        longitude=values.point_text(here.longitude),
        options=(
            Option(YES, _("Ja, hier ist die Tür."), chosen=said == YES),
            Option(NO, _("Nein, die Tür ist an einem anderen Ort."), chosen=said == NO),
            Option(UNSURE, _("Weiß ich nicht."), chosen=said == UNSURE),
        ),
        short=tuple(_ways(_METRES[SHORT])),
        long=tuple(_ways(_METRES[LONG])),
        pasted=answers.get(PASTED, "") if fault else "",
        fault=fault,
        moved=has_moved,
        opened=has_moved or said == NO,
    )


def _ways(metres: int) -> Iterator[Option]:
    yield Option("nord", _("{count} Meter nach Norden", count=metres))
    yield Option("ost", _("{count} Meter nach Osten", count=metres))
    yield Option("sued", _("{count} Meter nach Süden", count=metres))
    yield Option("west", _("{count} Meter nach Westen", count=metres))


def _middle(answers: Typed) -> Place | None:
    rough = parts().gazetteer.postcode(answers.get("plz", ""))
    return rough or town_of(Filled(answers, None, parts().today()))


def _wanted(answers: Typed, here: Spot | None) -> Spot | None:
    for name, metres in _METRES.items():
        way = _WAYS.get(answers.get(name, ""))
        if way and here:
            return _shifted(here, way[0] * metres, way[1] * metres)
    if answers.get(PASTED, "").strip():
        return pasted_point(answers[PASTED])
    return here


def _shifted(spot: Spot, north: float, east: float) -> Spot:
    """So many metres away."""
    latitude = spot.latitude + north / 1000 / KM_OF_A_DEGREE
    across = KM_OF_A_DEGREE * cos(radians(spot.latitude))
    return Spot(round(latitude, 6), round(spot.longitude + east / 1000 / across, 6))


def _with_point(answers: Typed, spot: Spot | None) -> Typed:
    changed = answers.copy()
    before = answers.get(LATITUDE, ""), answers.get(LONGITUDE, "")
    if spot:
        changed[LATITUDE] = values.point_text(spot.latitude)
        changed[LONGITUDE] = values.point_text(spot.longitude)
    if before != (changed.get(LATITUDE, ""), changed.get(LONGITUDE, "")):
        changed.poplist(DOOR)
    return changed


def _unreadable(answers: Typed) -> str:
    if "://" in answers.get(PASTED, ""):
        return _("Dieser Link sagt uns keinen Punkt. Nehmen Sie bitte die 2 Zahlen.")
    return _("Schreiben Sie bitte 2 Zahlen mit einem Komma dazwischen.")


def _fault(spot: Spot, middle: Place | None) -> str:
    if not _is_in_germany(spot):
        return _("Dieser Punkt ist außerhalb von Deutschland. Prüfen Sie bitte die Zahlen.")
    if middle and distance_km(spot, middle) > FARTHEST_KM:
        return _(
            "Dieser Punkt ist sehr weit weg von {place}. Prüfen Sie bitte die Adresse.",
            place=_name(middle),
        )
    return ""


def _is_in_germany(spot: Spot) -> bool:
    outlines = parts().outlines
    if outlines is None:
        return values.point(str(spot.latitude), str(spot.longitude)) is not None
    metres = _BEYOND_KM * 1000
    around = (spot, *(_shifted(spot, n * metres, e * metres) for n, e in _WAYS.values()))
    return any(outlines.holds(one.longitude, one.latitude) for one in around)


def _lines(here: Spot, middle: Place) -> Iterator[str]:
    km = distance_km(here, middle)
    if km < _AT_THE_MIDDLE_KM:
        yield _("Der Punkt ist in der Mitte von {place}.", place=_name(middle))
        return
    sentence = _WHERE[_eighth(here, middle)]
    yield _(sentence, distance=_distance(km), place=_name(middle))


def _eighth(here: Spot, middle: Place) -> int:
    """The direction from the middle: 0 is north, 2 east, 4 south, 6 west."""
    north = here.latitude - middle.latitude
    east = (here.longitude - middle.longitude) * cos(radians(middle.latitude))
    return round(degrees(atan2(east, north)) / 45) % 8


def _distance(km: float) -> str:
    metres = km * 1000
    step = 10 if metres < 100 else 50 if metres < 1000 else 100
    if metres < 3000:
        return _("{count} Meter", count=step * round(metres / step))
    return ngettext("{count} Kilometer", "{count} Kilometer", round(km))


def _name(middle: Place) -> str:
    return f"{middle.postcode} {middle.name}".strip()
