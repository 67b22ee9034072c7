"""How many misspelt and everyday questions are understood; a third was never looked at."""

from collections import Counter

from directory.geo import PlaceKind
from tests.geo.places_for_tests import the_gazetteer
from tests.quality.recovery import asked, missed, the_sports, understood
from tests.quality.slips import slips


def share(missing: int, all_: int) -> float:
    return 1 - missing / all_


def test_the_set_is_large_and_a_third_is_held_out():
    dev, held_out = asked("dev"), asked("held_out")
    assert len(dev) + len(held_out) >= 300
    assert 3 * len(held_out) >= len(dev) + len(held_out) - 2


def test_the_questions_that_we_tuned_on_are_understood():
    questions = asked("dev")
    lost = missed(questions)
    assert share(len(lost), len(questions)) >= 0.98, lost


def test_the_questions_that_we_never_tuned_on_are_understood():
    questions = asked("held_out")
    assert share(len(missed(questions)), len(questions)) >= 0.95


def test_usual_slips_in_all_sports_are_mended():
    tried, lost = Counter[str](), list[str]()
    for sport in the_sports().all():
        for kind, wrong in slips(sport.name_de):
            tried[kind] += 1
            if sport.id not in understood(wrong).sports:
                lost.append(wrong)
    assert share(len(lost), tried.total()) >= 0.97, lost


def test_usual_slips_in_the_300_biggest_towns_are_mended():
    towns = [p for p in the_gazetteer().all() if p.kind is PlaceKind.MUNICIPALITY]
    towns = sorted(towns, key=lambda town: -town.population)[:300]
    tried, lost = Counter[str](), list[str]()
    for town in towns:
        for kind, wrong in slips(town.name.partition(" (")[0]):
            tried[kind] += 1
            place = understood(f"schwimmen in {wrong}").place
            if place is None or place.ags != town.ags:
                lost.append(wrong)
    # What is lost are mostly short names that become another correct word: Mainz, main.
    assert share(len(lost), tried.total()) >= 0.95, lost
