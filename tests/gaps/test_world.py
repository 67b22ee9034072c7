"""Who has what within reach: small worlds whose answer is known by hand, and a slow reference."""

import math
import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.gaps import REACHES, Offering, Town, World
from directory.gaps.near import great_circle_km, pairs_within

# A degree of latitude is 111.2 km, so this is one kilometre to the north.
KM = 1 / 111.195
# Towns on a line to the north: 0, 4, 8, 15 and 40 km from the first.
LINE = tuple(
    Town(f"0100000{at}", name, people, 50 + km * KM, 10.0)
    for at, (name, people, km) in enumerate(
        [("A", 1000, 0), ("B", 2000, 4), ("C", 3000, 8), ("D", 3500, 15), ("E", 500, 40)]
    )
)


def world(*offers: Offering) -> World:
    return World.of(LINE, offers)


def at(km: float, *sports: str, needs: str = "") -> Offering:
    return Offering(50 + km * KM, 10.0, sports, frozenset(needs.split()))


def test_shares_of_people_as_one_counts_them_by_hand() -> None:
    """Within 5 km of A: A and B, 3,000 of 10,000 people; within 10: C too; within 20: D too."""
    here = world(at(0))
    assert here.shares(here.nearest_km(), here.within(())) == pytest.approx((30.0, 60.0, 95.0))


def test_a_sport_counts_alone() -> None:
    here = world(at(0, "judo"), at(40, "boccia"))
    everybody = here.within(())
    assert here.shares(here.nearest_km("judo"), everybody)[0] == pytest.approx(30.0)
    assert here.shares(here.nearest_km("boccia"), everybody)[0] == pytest.approx(5.0)
    assert here.shares(here.nearest_km("rudern"), everybody) == (0.0, 0.0, 0.0)
    assert here.shares(here.nearest_km(), everybody)[0] == pytest.approx(35.0)


def test_only_a_need_that_is_known_to_be_met_counts() -> None:
    here = world(at(0, "judo"), at(15, "judo", needs="step_free wc"))
    everybody = here.within(())
    assert here.shares(here.nearest_km("judo", "step_free"), everybody)[0] == pytest.approx(35.0)
    assert here.shares(here.nearest_km("", "quiet"), everybody) == (0.0, 0.0, 0.0)


def test_white_spots_are_those_far_away_biggest_first() -> None:
    here = world(at(0))
    spots = here.white_spots(here.nearest_km(), here.within(()), 5, 10)
    assert [(one.town.name, one.km and round(one.km)) for one in spots] == [
        ("D", 15),
        ("C", 8),
        ("E", None),
    ]
    assert here.white_spots(here.nearest_km(), here.within(()), 20, 10)[0].town.name == "E"
    assert len(here.white_spots(here.nearest_km(), here.within(()), 5, 2)) == 2


def test_whom_a_club_would_reach() -> None:
    """Beside D it reaches the 3,500 of D within 5 km; C is 7 km away and counts within 10."""
    here = world(at(0))
    points = np.array([[50 + 15 * KM, 10.0], [50.0, 10.0]])
    everybody, nearest = here.within(()), here.nearest_km()
    assert list(here.newly_reached(points, nearest, everybody, 5)) == [3500.0, 0.0]
    assert list(here.newly_reached(points, nearest, everybody, 10)) == [3500.0, 0.0]


def test_a_region_is_the_beginning_of_a_key() -> None:
    here = world(at(0))
    assert [
        town.name for town, is_in in zip(LINE, here.within(("01000003",)), strict=True) if is_in
    ] == ["D"]
    assert here.within(("99",)).sum() == 0
    assert here.shares(here.nearest_km(), here.within(("99",))) == (0.0, 0.0, 0.0)


def test_nothing_at_all_is_no_fault() -> None:
    empty = World.of((), ())
    assert empty.shares(empty.nearest_km(), empty.within(())) == (0.0, 0.0, 0.0)
    nobody = World.of((Town("1", "Leer", 0, 50.0, 10.0),), (at(0),))
    assert nobody.shares(nobody.nearest_km(), nobody.within(())) == (0.0, 0.0, 0.0)
    assert World.of(LINE, ()).nearest_by_sport() == {}


def test_a_known_distance() -> None:
    """Halle to Berlin is 149 km as the crow flies."""
    halle, berlin = np.array([[51.4825, 11.9697]]), np.array([[52.5200, 13.4050]])
    assert great_circle_km(halle, berlin)[0] == pytest.approx(150, abs=2)


# Against plain loops

POINTS = st.lists(st.tuples(st.floats(47.2, 55.1), st.floats(5.8, 15.1)), max_size=30)


def slow_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    (south, west), (north, east) = one, other
    a = math.sin(math.radians(north - south) / 2) ** 2
    b = math.sin(math.radians(east - west) / 2) ** 2
    both = math.cos(math.radians(south)) * math.cos(math.radians(north))
    return 2 * 6371.0088 * math.asin(math.sqrt(min(1.0, a + both * b)))


@settings(max_examples=30)
@given(POINTS, POINTS, st.sampled_from([1.0, 20.0, 90.0]))
def test_pairs_are_those_that_plain_loops_find(
    some: list[tuple[float, float]], others: list[tuple[float, float]], km: float
) -> None:
    a = np.array(some, dtype=np.float64).reshape(-1, 2)
    b = np.array(others, dtype=np.float64).reshape(-1, 2)
    ours, theirs, far = pairs_within(a, b, km)
    found = {(int(x), int(y)): float(z) for x, y, z in zip(ours, theirs, far, strict=True)}
    slow = {
        (i, j): slow_km(x, y)
        for i, x in enumerate(some)
        for j, y in enumerate(others)
        if slow_km(x, y) <= km
    }
    near_the_border = {
        (i, j)
        for i, x in enumerate(some)
        for j, y in enumerate(others)
        if abs(slow_km(x, y) - km) < 1e-6
    }
    assert set(found) ^ set(slow) <= near_the_border
    assert all(
        found[key] == pytest.approx(slow[key], abs=1e-6) for key in found.keys() & slow.keys()
    )


def made_up(seed: int, offers: int) -> tuple[list[Town], list[Offering]]:
    dice = random.Random(seed)
    towns = [
        Town(
            f"{at:08d}",
            str(at),
            dice.randrange(0, 9000),
            dice.uniform(51, 52),
            dice.uniform(11, 12),
        )
        for at in range(120)
    ]
    made = [
        Offering(
            dice.uniform(51, 52),
            dice.uniform(11, 12),
            tuple(dice.sample(["a", "b", "c"], dice.randrange(0, 3))),
            frozenset(dice.sample(["x", "y"], dice.randrange(0, 3))),
        )
        for _number in range(offers)
    ]
    return towns, made


def slow_share(
    towns: list[Town], offers: list[Offering], sport: str, need: str, reach: int
) -> float:
    people = sum(town.population for town in towns)
    reached = 0
    for town in towns:
        for offer in offers:
            fits = (not sport or sport in offer.sports) and (not need or need in offer.needs)
            way = slow_km((town.latitude, town.longitude), (offer.latitude, offer.longitude))
            if fits and way <= reach:
                reached += town.population
                break
    return 100 * reached / people


@pytest.mark.parametrize("seed", range(3))
def test_every_share_is_that_of_plain_loops(seed: int) -> None:
    towns, offers = made_up(seed, 25)
    fast = World.of(towns, offers)
    everybody = fast.within(())
    for sport in ("", "a", "b", "c", "none"):
        for need in ("", "x", "y", "none"):
            shares = fast.shares(fast.nearest_km(sport, need), everybody)
            slow = [slow_share(towns, offers, sport, need, reach) for reach in REACHES]
            assert shares == pytest.approx(slow)
    for need in ("", "x"):
        for sport, nearest in fast.nearest_by_sport(need).items():
            assert np.array_equal(nearest, fast.nearest_km(sport, need))


def test_among_very_many_offers_the_rare_ones_are_found_too() -> None:
    """So many that most are looked for close by only; "x" and "c" are rare."""
    towns, many = made_up(7, 15_000)
    often = [
        replace(one, sports=("a", "b")[at % 2 :], needs=frozenset("xy"[at % 150 > 0 :]))
        for at, one in enumerate(many)
    ]
    rare = [Offering(51.5, 11.5, ("c",), frozenset({"x"})), Offering(51.1, 11.2, ("c", "a"))]
    here = World.of(towns, [*often, *rare])
    places = np.array([(town.latitude, town.longitude) for town in towns])

    def slow(sport: str, need: str) -> list[float]:
        best = np.full(len(towns), np.inf)
        for one in [*often, *rare]:
            if sport in ("", *one.sports) and need in ("", *one.needs):
                there = np.broadcast_to([one.latitude, one.longitude], places.shape)
                best = np.minimum(best, great_circle_km(places, there))
        best[best > max(REACHES)] = np.inf
        return list(best)

    half = here.within([town.ags for town in towns[:60]])
    for sport in ("", "a", "c"):
        for need, nearest in here.nearest_by_need(sport).items():
            assert nearest == pytest.approx(slow(sport, need))
            assert here.nearest_by_need(sport, half)[need][half] == pytest.approx(nearest[half])
    for need in ("", "x"):
        for sport, nearest in here.nearest_by_sport(need).items():
            assert nearest == pytest.approx(slow(sport, need))
    assert set(here.sports) == {"a", "b", "c"}


def test_towns_that_are_not_asked_for_cost_nothing_and_stay_unknown() -> None:
    here = world(at(0), at(40))
    only = here.within(("01000004",))
    assert [float(km) for km in here.nearest_km(towns=only)] == [np.inf] * 4 + [0.0]


@settings(max_examples=20)
@given(st.integers(0, 1000), st.integers(0, 20))
def test_more_offers_and_wider_reaches_never_lower_a_share(seed: int, count: int) -> None:
    towns, offers = made_up(seed, count + 1)
    fewer, more = World.of(towns, offers[:-1]), World.of(towns, offers)
    before = fewer.shares(fewer.nearest_km(), fewer.within(()))
    after = more.shares(more.nearest_km(), more.within(()))
    assert all(a <= b + 1e-9 for a, b in zip(before, after, strict=True))
    assert list(after) == sorted(after)
    assert all(0 <= share <= 100 for share in after)
    assert more.population.sum() == fewer.population.sum()
