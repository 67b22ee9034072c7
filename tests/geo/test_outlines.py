"""Outlines of states, and frames that show a part of the country."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from directory.geo.frame import Frame, Point
from directory.geo.outlines import Outline, Outlines, path
from directory.geo.reading import PlacesError
from tests.geo.places_for_tests import the_gazetteer

FOLDER = Path(__file__).parents[2] / "content" / "map"
SQUARE = Outline.of("XX", "Viereck", (((10.0, 50.0), (12.0, 50.0), (12.0, 52.0), (10.0, 52.0)),))


@lru_cache(maxsize=1)
def the_outlines() -> Outlines:
    return Outlines.load(FOLDER)


def rings_of(drawn: str) -> list[Any]:
    """Each ring of a path with its corners as rows, from its relative steps."""
    rings = [re.findall(r"-?\d*\.?\d+", ring) for ring in drawn.split("z") if ring]
    return [np.array(ring, float).reshape(-1, 2).cumsum(axis=0) for ring in rings]


def points_of(drawn: str) -> list[Point]:
    """Every corner of a path."""
    return [tuple(point) for ring in rings_of(drawn) for point in ring.tolist()]


def is_land(rings: Iterable[Any], x: float, y: float) -> bool:
    """Whether a line from here to the left crosses their borders an odd number of times."""
    crossed = 0
    for ring in rings:
        start, end = ring, np.roll(ring, -1, axis=0)
        passes = (start[:, 1] > y) != (end[:, 1] > y)
        start, end = start[passes], end[passes]
        part = (y - start[:, 1]) / (end[:, 1] - start[:, 1])
        crossed += int(np.count_nonzero(start[:, 0] + part * (end[:, 0] - start[:, 0]) < x))
    return crossed % 2 == 1


def away_from(rings: Iterable[Any], x: float, y: float) -> float:
    """How far the nearest border is."""
    nearest = np.inf
    for ring in rings:
        start, step = ring, np.roll(ring, -1, axis=0) - ring
        length = np.maximum((step * step).sum(axis=1), 1e-12)
        part = (((x, y) - start) * step).sum(axis=1) / length
        foot = start + np.clip(part, 0, 1)[:, None] * step
        nearest = min(nearest, float(np.hypot(*(foot - (x, y)).T).min()))
    return nearest


def area_of(drawn: str) -> float:
    points = points_of(drawn)
    pairs = zip(points, points[1:] + points[:1], strict=True)
    return abs(sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in pairs)) / 2


def test_all_states_are_there_in_the_order_of_the_alphabet():
    states = the_outlines().states
    assert len(states) == 16
    assert [state.name for state in states] == sorted(state.name for state in states)


def test_a_frame_holds_what_it_is_about_with_its_margin():
    points = [(10.0, 50.0), (12.0, 51.0)]
    frame = Frame.holding(points, 200, 300, margin=20)
    spots = [frame.at(*point) for point in points]
    assert all(frame.holds(spot, margin=19.9) for spot in spots)
    assert not all(frame.holds(spot, margin=20.1) for spot in spots), "no more room than asked for"


def test_a_kilometre_is_as_long_to_the_east_as_to_the_north():
    frame = Frame.holding([(11.9, 51.5)], 200, 200, least_km=20)
    (x, y), (east, _), (_, north) = (
        frame.at(11.9, 51.5),
        frame.at(12.0, 51.5),
        frame.at(11.9, 51.6),
    )
    assert (y - north) / 11.12 == pytest.approx(frame.units_of_a_km, rel=1e-6)
    assert (east - x) / 6.922 == pytest.approx(frame.units_of_a_km, rel=1e-2)


def test_one_point_alone_needs_a_width():
    with pytest.raises(ValueError, match="least_km"):
        Frame.holding([(11.9, 51.5)], 200, 200)


@pytest.mark.parametrize(
    ("around", "across_km"),
    [
        ((10.0, 50.0), 60),  # a corner
        ((12.0, 51.0), 60),  # the eastern edge
        ((11.0, 51.0), 60),  # nothing but land
        ((11.0, 51.0), 1),
        ((11.0, 51.0), 900),  # all of it
    ],
)
def test_a_frame_shows_land_where_land_is(around, across_km):
    frame = Frame.holding([around], 100, 100, least_km=across_km)
    drawn = path(SQUARE, frame)
    west, south, east, north = frame.window()
    for across, upward in product(range(5, 100, 10), repeat=2):
        longitude = west + (east - west) * across / 100
        latitude = north - (north - south) * upward / 100
        should = 10 < longitude < 12 and 50 < latitude < 52
        assert is_land(rings_of(drawn), across, upward) == should, (across, upward)


@pytest.mark.parametrize(
    "town", ["Bremen", "Berlin", "Passau", "Flensburg", "Konstanz", "Cuxhaven"]
)
@pytest.mark.parametrize("across_km", [10, 60, 119, 121, 400])
def test_what_is_left_out_changes_nothing_that_is_seen(town, across_km):
    place = the_gazetteer().find(town).place
    assert place
    frame = Frame.around([place], 288, 264, least_km=across_km)
    drawn = dict(the_outlines().seen_in(frame))
    for rough in the_outlines().states:
        state = the_outlines().state(rough.code) if across_km < 120 else rough
        assert state
        whole = [np.array([frame.at(*point) for point in ring.tolist()]) for ring in state.rings]
        seen = rings_of(drawn.get(state.code, ""))
        for spot in product(range(7, 288, 31), range(7, 264, 31)):
            # Corners stand on whole units, so borders may be a little aside.
            if is_land(seen, *spot) != is_land(whole, *spot):
                assert away_from(whole, *spot) < 1.5, (state.name, spot)


def test_a_part_of_a_state_takes_few_letters():
    town = the_gazetteer().find("Hannover").place
    assert town
    for across_km in (8, 20, 50):
        frame = Frame.around([town], 288, 264, least_km=across_km)
        # Of its outline of thousands of points only those are left that can be seen.
        assert sum(map(len, dict(the_outlines().seen_in(frame)).values())) < 2_000


def test_a_whole_state_is_as_large_as_it_is():
    whole = Frame.holding(SQUARE.rings[0], 100, 100)
    narrow = whole.narrow
    assert area_of(path(SQUARE, whole)) == pytest.approx(100 * 100 * narrow, rel=0.02)


def test_long_steps_are_written_as_short_ones():
    wide = Frame.holding(SQUARE.rings[0], 10_000, 10_000)
    narrow = Frame.holding(SQUARE.rings[0], 100, 100)
    assert len(points_of(path(SQUARE, wide))) == len(points_of(path(SQUARE, narrow))) == 4
    assert area_of(path(SQUARE, wide)) == pytest.approx(
        10_000 * area_of(path(SQUARE, narrow)), rel=0.05
    )


def test_nothing_is_drawn_of_a_state_far_away():
    frame = Frame.holding([(8.0, 53.0)], 100, 100, least_km=60)
    assert path(SQUARE, frame) == ""


def test_a_near_window_shows_fine_lines_and_few_letters():
    town = the_gazetteer().find("Neuruppin").place
    assert town
    frame = Frame.around([town], 288, 264, least_km=100)
    seen = dict(the_outlines().seen_in(frame))
    assert set(seen) >= {"BB", "MV", "ST"}
    assert sum(map(len, seen.values())) < 12_000


def test_the_middle_of_each_state_lies_in_its_window():
    frame = Frame.holding([(5.9, 47.3), (15.0, 55.0)], 288, 400)
    for state in the_outlines().states:
        drawn = points_of(path(state, frame))
        assert len(drawn) > 20, state.name
        assert all(frame.holds(point, margin=-8.1) for point in drawn)


def test_damaged_outlines_are_named(tmp_path):
    (tmp_path / "germany_states_simple.geojson").write_text("{}")
    with pytest.raises(PlacesError, match="germany_states_simple"):
        Outlines.load(tmp_path)


@pytest.mark.parametrize(
    ("place", "longitude", "latitude", "inside"),
    [
        ("Halle", 11.97, 51.48, True),
        ("Helgoland", 7.887, 54.182, True),
        ("Berlin", 13.40, 52.52, True),
        ("Konstanz", 9.17, 47.66, True),
        ("Büsingen", 8.69, 47.697, True),
        ("Paris", 2.35, 48.86, False),
        ("Prag", 14.43, 50.08, False),
        ("Salzburg", 13.05, 47.80, False),
        ("Basel", 7.588, 47.557, False),
        ("in the sea", 7.0, 54.5, False),
    ],
)
def test_what_lies_in_germany(place, longitude, latitude, inside):
    assert the_outlines().holds(longitude, latitude) is inside, place
