"""What every engine of the comparison can do; all do the same work on the same records."""

from collections.abc import Callable, Iterable, Iterator
from math import cos, degrees, radians
from pathlib import Path
from typing import Protocol

import numpy as np

from directory.catalogue.criteria import DISTANCE_STEPS_KM, Answer, Circle, Criteria
from directory.catalogue.record import Record, Section
from directory.model import Need, TimeOfDay, Weekday

EARTH_RADIUS_KM = 6371.0088

# A word in the name weighs more than one in a description; the same weights for every engine.
WEIGHTS = {
    Section.NAME: 4.0,
    Section.SPORT: 4.0,
    Section.CLUB: 2.0,
    Section.PLACE: 2.0,
    Section.TEXT: 1.0,
}

Terms = Callable[[str], Iterable[str]]


class Engine(Protocol):
    """One way to search. ``build`` writes into a folder, ``open`` reads from it."""

    name: str

    def __init__(self, folder: Path, terms: Terms) -> None: ...

    def build(self, records: Iterable[Record]) -> None: ...

    def open(self) -> None: ...

    def search(self, criteria: Criteria) -> Answer: ...

    def upsert(self, record: Record) -> None:
        """Afterwards ``search`` of this object sees the record."""

    def close(self) -> None: ...


def slot_mask(days: Iterable[Weekday], times: Iterable[TimeOfDay]) -> int:
    """All slots with both a wanted day and a wanted time; no wish means every one."""
    wanted_days = tuple(days) or tuple(Weekday)
    wanted_times = tuple(times) or tuple(TimeOfDay)
    return sum(1 << slot_number(day, time) for day in wanted_days for time in wanted_times)


def slot_number(day: Weekday, time: TimeOfDay) -> int:
    return day * 3 + list(TimeOfDay).index(time)


def need_mask(needs: Iterable[Need]) -> int:
    return sum(1 << list(Need).index(need) for need in needs)


def xyz(latitude: "np.ndarray | float", longitude: "np.ndarray | float") -> "np.ndarray":
    """Points on the unit globe: comparing chords needs no sine for each record."""
    north, east = np.radians(latitude), np.radians(longitude)
    return np.stack([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)])


def squared_chord(radius_km: float) -> float:
    """The straight line through the globe, squared, for a distance on its surface."""
    half_turn = min(radius_km / EARTH_RADIUS_KM, np.pi)
    return float(2 * np.sin(half_turn / 2)) ** 2


def kilometres(chord_squared: float) -> float:
    return float(2 * EARTH_RADIUS_KM * np.arcsin(min(1.0, chord_squared**0.5 / 2)))


def widest_km(radius_km: float) -> float:
    """How far one must look: the counts by distance reach beyond the wanted radius."""
    return max(radius_km, *DISTANCE_STEPS_KM)


def box_around(circle: Circle) -> tuple[float, float, float, float]:
    """South, north, west and east of the widest circle that is counted, a hair too wide."""
    reach = degrees(widest_km(circle.radius_km or 0.0) / EARTH_RADIUS_KM) * 1.0001
    furthest_north = min(89.0, abs(circle.latitude) + reach)
    side = min(360.0, reach / cos(radians(furthest_north)))
    latitude, longitude = circle.latitude, circle.longitude
    return latitude - reach, latitude + reach, longitude - side, longitude + side


def analysed(record: Record, terms: Terms) -> Iterator[str]:
    """The analysed text of each section, in the order of the sections."""
    for section in Section:
        yield " ".join(terms(record.sections.get(section, "")))
