"""Distances on the globe and how one says them."""

import pytest
from geopy.distance import great_circle
from hypothesis import given
from hypothesis import strategies as st

from directory.geo import about_km, distance_km
from directory.geo.place import Place, PlaceKind


def a_point(latitude: float, longitude: float) -> Place:
    kind = PlaceKind.MUNICIPALITY
    return Place("", "", kind, "", "", "", "", "", 0, latitude, longitude)


def test_halle_and_magdeburg_are_75_kilometres_apart():
    halle, magdeburg = a_point(51.4825, 11.9705), a_point(52.1315, 11.6399)
    assert distance_km(halle, magdeburg) == pytest.approx(75.7, abs=0.5)


LATITUDES = st.floats(-90, 90)
LONGITUDES = st.floats(-180, 180)


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES)
def test_the_distance_is_that_of_geopy(lat1, lon1, lat2, lon2):
    expected = great_circle((lat1, lon1), (lat2, lon2)).kilometers
    assert distance_km(a_point(lat1, lon1), a_point(lat2, lon2)) == pytest.approx(
        expected, rel=1e-5, abs=1e-3
    )


@pytest.mark.parametrize(
    ("km", "said"),
    [(0, 1), (0.4, 1), (4.6, 5), (12.3, 12), (19.9, 20), (22, 20), (48, 50), (97, 95), (154, 150)],
)
def test_the_farther_the_rounder(km, said):
    assert about_km(km) == said
