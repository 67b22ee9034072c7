"""The point on the map: said in words, moved by buttons, pasted, and refused kindly."""

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from directory.geo import distance_km
from directory.geo.pasted import Spot
from directory.web.clubs.pin import (
    LONG,
    PASTED,
    SHORT,
    Moved,
    PinShown,
    is_pressed,
    moved,
    pin_shown,
    point_of,
)
from directory.web.forms import Typed
from tests.visiting import built_site

HALLE = {"plz": "06108", "stadt": "Halle"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return built_site(tmp_path_factory.mktemp("pin") / "instance")


@pytest.fixture(autouse=True)
def asked(site: Flask) -> Iterator[None]:
    with site.test_request_context("/vereine/angebot"):
        yield


def answers(**more: str) -> Typed:
    return MultiDict({**HALLE, **more})


def pressed(before: Typed, **button: str) -> Moved:
    return moved(MultiDict([*before.items(multi=True), *button.items()]))


def shown(given: Typed) -> PinShown:
    found = pin_shown(given)
    assert found
    return found


def spot(given: Typed) -> Spot:
    return Spot(float(given["breite"]), float(given["laenge"]))


def test_it_begins_in_the_middle_of_the_postcode_and_says_so() -> None:
    page = shown(answers())
    assert page.lines == ("Der Punkt ist in der Mitte von 06108 Halle (Saale).",)
    assert page.drawing and page.drawing.here
    assert not any(option.chosen for option in page.options)


def test_without_a_place_there_is_no_map() -> None:
    assert pin_shown(MultiDict()) is None


@pytest.mark.parametrize(
    ("way", "word"),
    [("nord", "nördlich"), ("ost", "östlich"), ("sued", "südlich"), ("west", "west")],
)
@pytest.mark.parametrize(("name", "metres"), [(SHORT, 50), (LONG, 500)])
def test_a_button_moves_the_point_so_far(way: str, word: str, name: str, metres: int) -> None:
    done = pressed(answers(), **{name: way})
    middle = point_of(answers())
    assert middle and not done.fault
    assert distance_km(spot(done.answers), middle) * 1000 == pytest.approx(metres, abs=1)
    (line,) = shown(done.answers).lines
    assert line.startswith(f"Der Punkt ist {metres} Meter {word}")


def test_there_and_back_is_where_it_was() -> None:
    here = answers()
    for way in ("nord", "ost", "sued", "west"):
        here = pressed(here, **{LONG: way}).answers
        here.poplist(LONG)
    middle = point_of(answers())
    assert middle and distance_km(spot(here), middle) < 0.002


def test_two_directions_are_said_as_one() -> None:
    here = pressed(answers(), **{LONG: "nord"}).answers
    here.poplist(LONG)
    here = pressed(here, **{LONG: "ost"}).answers
    assert shown(here).lines[0].startswith("Der Punkt ist 700 Meter nord-östlich von")


def test_a_pasted_point_or_link_is_taken() -> None:
    for text in ("51.49, 11.97", "https://www.openstreetmap.org/#map=19/51.49/11.97"):
        done = pressed(answers(), punkt=text, setze="ja")
        assert (spot(done.answers), done.fault) == (Spot(51.49, 11.97), "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Am Markt 5", "Schreiben Sie bitte 2 Zahlen"),
        ("https://maps.app.goo.gl/AbCd", "Dieser Link sagt uns keinen Punkt."),
        ("48.8566, 2.3522", "Dieser Punkt ist außerhalb von Deutschland."),
        ("52.37, 4.89", "Dieser Punkt ist außerhalb von Deutschland."),
        ("50.08, 14.43", "Dieser Punkt ist außerhalb von Deutschland."),
        ("52.52, 13.40", "Dieser Punkt ist sehr weit weg von 06108 Halle (Saale)."),
    ],
)
def test_what_cannot_be_is_refused_kindly_and_the_point_stays(text: str, said: str) -> None:
    here = pressed(answers(), **{LONG: "nord"}).answers
    here.poplist(LONG)
    done = pressed(here, punkt=text)
    assert done.fault.startswith(said)
    assert spot(done.answers) == spot(here)
    again = pin_shown(done.answers, done.fault)
    assert again and (again.pasted, again.fault) == (text, done.fault)


def test_nobody_walks_out_of_the_circle_by_buttons() -> None:
    edge = point_of(answers())
    assert edge
    here = answers(breite=f"{edge.latitude + 0.2695:.6f}", laenge=f"{edge.longitude:.6f}")
    done = pressed(here, **{LONG: "nord"})
    assert done.fault.startswith("Dieser Punkt ist sehr weit weg")
    assert spot(done.answers) == spot(here)


def test_a_moved_point_asks_anew_whether_it_is_the_door() -> None:
    done = pressed(answers(tuer="ja"), **{SHORT: "ost"})
    assert "tuer" not in done.answers
    kept = pressed(answers(tuer="ja", breite="51.49", laenge="11.97"), punkt="51.49, 11.97")
    assert kept.answers.get("tuer", "") in ("", "ja")


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [("", ""), ("abc", "1"), ("nan", "inf"), ("52.52", "13.4"), ("9", "9")],
)
def test_a_point_that_does_not_fit_the_address_is_forgotten(latitude: str, longitude: str) -> None:
    assert point_of(answers(breite=latitude, laenge=longitude)) == point_of(answers())


def test_doors_at_the_water_and_at_the_border_are_in_germany() -> None:
    for code, text in (("18546", "54.5163, 13.6430"), ("26757", "53.5890, 6.7200")):
        done = moved(MultiDict({"plz": code, PASTED: text}))
        assert not done.fault, done.fault


def test_only_buttons_of_the_pin_and_pasted_points_show_the_page_again() -> None:
    for name in (SHORT, LONG, "setze"):
        assert is_pressed(MultiDict({name: "nord"}))
    assert is_pressed(MultiDict({PASTED: "51.4, 11.9"}))
    assert not is_pressed(MultiDict({PASTED: " ", "tuer": "ja"}))


@pytest.mark.parametrize("value", ["", "oben", "nord\x00", "50", "' OR 1=1", "ost, nord"])
def test_a_broken_button_moves_nothing(value: str) -> None:
    done = pressed(answers(), **{SHORT: value})
    middle = point_of(answers())
    assert middle and distance_km(spot(done.answers), middle) < 0.002


def test_the_numbers_of_the_map_tell_how_far_a_tap_is() -> None:
    page = shown(answers())
    assert page.drawing and page.unit_metres > 0
    scale = page.drawing.scale
    assert scale
    km = float(scale.words.partition(" ")[0])
    assert scale.length * page.unit_metres == pytest.approx(1000 * km, rel=0.02)
