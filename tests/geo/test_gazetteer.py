"""The place that is meant is found in the real gazetteer."""

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.geo import Gazetteer, How, PlaceKind, PlacesError, distance_km
from tests.geo.places_for_tests import FOLDER, the_gazetteer

HALLE = "15002000"


@pytest.mark.parametrize(
    ("typed", "name", "ags"),
    [
        ("Halle", "Halle (Saale)", HALLE),
        ("halle saale", "Halle (Saale)", HALLE),
        ("Halle/Saale", "Halle (Saale)", HALLE),
        ("Halle an der Saale", "Halle (Saale)", HALLE),
        ("Halle (Westf.)", "Halle (Westfalen)", "05754012"),
        ("Halle Holzminden", "Halle", "03255016"),
        ("Dölau Halle", "Dölau", HALLE),
        ("Frankfurt", "Frankfurt am Main", "06412000"),
        ("Frankfurt a. Main", "Frankfurt am Main", "06412000"),
        ("Frankfurt Oder", "Frankfurt (Oder)", "12053000"),
        ("MUENCHEN", "München", "09162000"),
        ("munchen", "München", "09162000"),
        ("Weissenfels", "Weißenfels", "15084550"),
        ("Sankt Wendel", "St. Wendel", "10046117"),
        ("Lutherstadt Wittenberg", "Wittenberg", "15091375"),
        ("Neuenkirchen Kreis Steinfurt", "Neuenkirchen", "05566060"),
        ("Köpenick", "Köpenick", "11000000"),
        ("Berlin Köpenick", "Köpenick", "11000000"),
        ("Dudweiler", "Dudweiler", "10041100"),
        ("Pieschen", "Pieschen", "14612000"),
        ("Rath Düsseldorf", "Rath", "05111000"),
        ("Saalekreis", "Saalekreis", "15088"),
        ("Kreis Börde", "Landkreis Börde", "15083"),
        ("Landkreis Leipzig", "Landkreis Leipzig", "14729"),
        ("Sachsen-Anhalt", "Sachsen-Anhalt", "15"),
        ("NRW", "Nordrhein-Westfalen", "05"),
        ("Berlin", "Berlin", "11000000"),
    ],
)
def test_a_name_is_found_as_people_write_it(typed, name, ags):
    answer = the_gazetteer().find(typed)
    assert answer.place is not None
    assert (answer.place.name, answer.place.ags) == (name, ags)
    assert not answer.corrected


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("leipzich", "Leipzig"),
        ("Mackdeburk", "Magdeburg"),
        ("hale an der sale", "Halle (Saale)"),
        ("Kwedlinburg", "Quedlinburg"),
        ("Düseldorf", "Düsseldorf"),
        ("Dudwailer", "Dudweiler"),
        ("Dudwailer Saarbrücken", "Dudweiler"),
    ],
)
def test_a_misspelt_name_is_found_and_said(typed, name):
    answer = the_gazetteer().find(typed)
    assert answer.place is not None
    assert answer.place.name == name
    assert answer.corrected
    assert answer.how is How.SPELLING


@pytest.mark.parametrize(
    "typed", ["06108", "06 108", "D-06108", "D 06 108", "O6108", "o61o8", "06108 Halle", "06lO8"]
)
def test_a_postcode_is_found_as_people_write_it(typed):
    answer = the_gazetteer().find(typed)
    assert answer.place is not None
    assert (answer.place.kind, answer.place.postcode) == (PlaceKind.POSTCODE, "06108")
    assert answer.place.ags == HALLE


def test_a_postcode_that_does_not_exist_gives_a_near_one_and_says_so():
    answer = the_gazetteer().find("06199")
    assert answer.place is not None
    assert answer.place.postcode.startswith("061")
    assert answer.corrected


def test_the_postcode_of_a_big_receiver_gives_its_town():
    place = the_gazetteer().postcode("01053")
    assert place is not None
    assert place.name == "Dresden"


def test_a_bare_halle_prefers_the_biggest_and_names_the_others():
    answer = the_gazetteer().find("Halle")
    assert answer.place is not None
    assert answer.place.ags == HALLE
    districts = [other.district for other in answer.others]
    assert districts[:3] == ["Gütersloh", "Holzminden", "Grafschaft Bentheim"]


def test_near_somewhere_the_nearest_of_that_name_is_meant():
    gazetteer = the_gazetteer()
    bielefeld = gazetteer.find("Bielefeld").place
    answer = gazetteer.find("Halle", near=bielefeld)
    assert answer.place is not None
    assert answer.place.name == "Halle (Westfalen)"


@pytest.mark.parametrize("typed", ["", " ", "xyzxyz", "((((", "*a*", "\x00", "😀", "-1", "123"])
def test_what_is_no_place_gives_none(typed):
    assert the_gazetteer().find(typed).place is None


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("hal", "Halle (Saale)"),
        ("magd", "Magdeburg"),
        ("Mün", "München"),
        ("leipzich", "Leipzig"),
        ("dudw", "Dudweiler"),
        ("Halle", "Halle (Saale)"),
    ],
)
def test_suggestions_begin_with_the_likeliest(typed, first):
    suggestions = the_gazetteer().suggest(typed, 5)
    assert suggestions[0].name == first
    assert len(suggestions) <= 5
    assert len({place.id for place in suggestions}) == len(suggestions)


def test_suggestions_for_digits_are_postcodes():
    suggestions = the_gazetteer().suggest("061", 4)
    assert [place.postcode for place in suggestions] == ["06108", "06110", "06112", "06114"]


def test_no_two_places_have_one_id():
    gazetteer = the_gazetteer()
    found = [p.id for key in ("Neustadt", "Neuenkirchen") for p in gazetteer.named(key)]
    assert len(found) == len(set(found)) > 10


@settings(deadline=None)
@given(st.text(max_size=10_000))
def test_any_text_gets_an_answer(text):
    gazetteer = the_gazetteer()
    gazetteer.find(text)
    gazetteer.suggest(text)
    gazetteer.postcode(text)


def test_a_damaged_file_is_named_with_its_line(tmp_path):
    for name in ("places.csv", "plz.csv", "plz_special.csv"):
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes()[:3_000])
    with pytest.raises(PlacesError, match=r"places\.csv"):
        Gazetteer.load(tmp_path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(PlacesError, match=r"places\.csv"):
        Gazetteer.load(tmp_path)


@pytest.mark.parametrize(
    ("ags", "name", "kind"),
    [
        ("15002000", "Halle (Saale)", PlaceKind.MUNICIPALITY),
        ("15002", "Halle (Saale)", PlaceKind.MUNICIPALITY),
        ("15088", "Saalekreis", PlaceKind.DISTRICT),
        ("15", "Sachsen-Anhalt", PlaceKind.STATE),
    ],
)
def test_a_key_leads_to_its_place(ags, name, kind):
    place = the_gazetteer().by_ags(ags)
    assert place is not None
    assert (place.name, place.kind) == (name, kind)


@pytest.mark.parametrize("ags", ["", "1", "99", "15999", "15002001", "halle"])
def test_a_key_that_nobody_has_leads_nowhere(ags):
    assert the_gazetteer().by_ags(ags) is None


def test_every_town_lies_in_its_district_and_state():
    gazetteer = the_gazetteer()
    towns = [place for place in gazetteer.all() if place.kind is PlaceKind.MUNICIPALITY]
    assert len(gazetteer.towns_in("")) == len(towns)
    assert {town.ags for town in gazetteer.towns_in("15088")} == {
        town.ags for town in towns if town.ags.startswith("15088")
    }


@pytest.mark.parametrize("size", [0.1, 1.4, 1.6, 5.0])
def test_the_biggest_places_of_a_window(size):
    west, south, east, north = 11.0, 51.0, 11.0 + size, 51.0 + size
    seen = the_gazetteer().seen_in(west, south, east, north, 5)
    inside = [
        place
        for place in the_gazetteer().all()
        if not place.is_area
        and west <= place.longitude <= east
        and south <= place.latitude <= north
    ]
    towns = [place for place in inside if place.kind is PlaceKind.MUNICIPALITY]
    assert len(seen) == min(5, len(inside))
    wide = the_gazetteer().seen_in(west, south, east, north, 40)
    assert wide[:5] == seen
    everybody = the_gazetteer().seen_in(west, south, east, north, len(inside) + 1)
    assert {place.id for place in everybody} == {place.id for place in inside}
    people = [place.population for place in everybody if place.kind is PlaceKind.MUNICIPALITY]
    assert people == sorted(people, reverse=True)
    assert max(towns, key=lambda town: town.population) in seen
    assert {p.id for p in the_gazetteer().towns_seen_in(west, south, east, north)} == {
        town.id for town in towns
    }


@settings(max_examples=60, deadline=None)
@given(st.floats(46.0, 56.0), st.floats(5.0, 16.0))
def test_the_nearest_postcode_is_the_nearest_of_all(latitude: float, longitude: float) -> None:
    @dataclass
    class Point:
        latitude: float
        longitude: float

    point = Point(latitude, longitude)
    gazetteer = the_gazetteer()
    found = gazetteer.nearest_postcode(point)
    every = (gazetteer.postcode(place.postcode) for place in gazetteer.all() if place.postcode)
    assert all(distance_km(found, point) <= distance_km(area, point) for area in every if area)
