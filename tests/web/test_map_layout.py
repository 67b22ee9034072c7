"""Numbers and names on a map can be read: they do not cover each other, and stand in the frame."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.geo.frame import Frame
from directory.web.map_layout import Box, names, number_words, round_km, short_name, signs

FRAME = Frame.holding([(10.0, 50.0), (12.0, 52.0)], 288, 264)
inside = st.tuples(st.floats(0, 288), st.floats(0, 264))
few = st.lists(st.one_of(inside, st.just((100.0, 100.0))), max_size=10)


def overlap(one: Box, other: Box) -> bool:
    return (
        abs(one.x - other.x) * 2 < one.width + other.width
        and abs(one.y - other.y) * 2 < one.height + other.height
    )


def lies_in_the_frame(box: Box, gap: float = 2) -> bool:
    across, upward = box.width / 2 + gap, box.height / 2 + gap
    return across <= box.x <= FRAME.width - across and upward <= box.y <= FRAME.height - upward


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ([], []),
        ([3], ["3"]),
        ([3, 4], ["3, 4"]),
        ([5, 3, 4], ["3–5"]),
        ([1, 4, 7], ["1, 4, 7"]),
        ([1, 2, 3, 7], ["1–3, 7"]),
        ([1, 3, 5, 7, 9], ["1, 3, 5", "7, 9"]),
        ([98, 99, 100], ["98–100"]),
    ],
)
def test_numbers_of_one_place_are_said_together(numbers, words):
    assert list(number_words(numbers)) == words


@settings(deadline=None)
@given(few)
def test_every_number_stands_on_the_map_once_and_covers_no_other(spots):
    here = Box(144, 132, 26, 26)
    found = signs(list(enumerate(spots, start=1)), FRAME, [here])
    shown = sorted(n for sign in found for n in _numbers(sign.words))
    assert shown == list(range(1, len(spots) + 1))
    for sign in found:
        assert lies_in_the_frame(sign.box, 1.9)
        assert not overlap(sign.box, here)
    for one, other in combinations(found, 2):
        assert not overlap(one.box, other.box), (one, other)


def _numbers(words):
    for part in words.split(", "):
        first, _, last = part.partition("–")
        yield from range(int(first), int(last or first) + 1)


def test_a_number_alone_stays_where_it_belongs():
    (sign,) = signs([(7, (50.0, 60.0))], FRAME)
    assert (sign.box.x, sign.box.y, sign.is_moved) == (50.0, 60.0, False)


def test_a_number_that_moved_says_so():
    found = signs([(1, (100.0, 100.0)), (2, (112.0, 100.0))], FRAME)
    assert any(sign.is_moved for sign in found)


@settings(deadline=None)
@given(few)
def test_names_cover_nothing(spots):
    taken = [Box(x, y, 30, 30) for x, y in [(60.0, 60.0), (200.0, 200.0)]]
    found = names([(f"Ort {n}", spot) for n, spot in enumerate(spots)], FRAME, taken, 6)
    assert len(found) <= 6
    for name in found:
        assert lies_in_the_frame(name.box)
        assert not any(overlap(name.box, box) for box in taken)
    for one, other in combinations(found, 2):
        assert not overlap(one.box, other.box)


def test_the_town_below_the_sign_is_named_beside_it():
    here = Box(100, 100, 26, 26)
    (name,) = names([("Halle", (101.0, 101.0))], FRAME, [here], 6, here)
    assert name.words == "Halle"
    assert not overlap(name.box, here)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Frankfurt am Main", "Frankfurt"),
        ("Halle (Saale)", "Halle"),
        ("Neumarkt in der Oberpfalz", "Neumarkt"),
        ("Köthen, Anhalt", "Köthen"),
        ("Bad Dürrenberg", "Bad Dürrenberg"),
        ("Berlin", "Berlin"),
    ],
)
def test_a_map_has_room_for_short_names(name, short):
    assert short_name(name) == short


@pytest.mark.parametrize(
    ("longest", "km"), [(0.9, 0.5), (1, 1), (4.9, 2), (5, 5), (37, 20), (199, 100), (480, 200)]
)
def test_the_scale_is_a_round_number(longest, km):
    assert round_km(longest) == km
