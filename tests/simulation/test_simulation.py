"""The simulation itself: it may only praise what deserves it."""

from dataclasses import replace
from pathlib import Path

import pytest

from directory.content import SchoolHolidays
from directory.model.ladder import Ladder
from tests.simulation.assumptions import Assumptions
from tests.simulation.run import Result, World

FEW = Assumptions(offers=150)


def simulated(given: Assumptions, ladder: Ladder | None = None) -> Result:
    holidays = SchoolHolidays.load(Path("content"))
    return World(given, ladder or Ladder(), holidays).run()


@pytest.fixture(scope="module")
def usual() -> Result:
    return simulated(FEW)


def test_two_years_of_weeks_are_seen(usual: Result) -> None:
    assert len(usual.weeks) in (104, 105)
    assert len(usual.months()) == 24
    assert all(0 < week.confirmed <= week.shown for week in usual.weeks)


def test_the_same_seed_gives_the_same_years(usual: Result) -> None:
    assert simulated(FEW) == usual
    assert simulated(replace(FEW, seed=2)) != usual


def test_where_nobody_answers_everything_is_hidden_in_the_end() -> None:
    deaf = replace(
        FEW, never_answers_mail=1.0, advisors=0, new_offers_a_year=0.0, tells_unasked=0.0
    )
    result = simulated(deaf)
    assert result.weeks[-1].shown == 0
    assert result.hidden >= FEW.offers, "also those that have ended, because nobody said so"
    assert result.months()["2027-07"] == 0.0


def test_where_all_answer_at_once_all_is_confirmed() -> None:
    eager = replace(
        FEW,
        never_answers_mail=0.0,
        without_mail=0.0,
        bounces_a_year=0.0,
        answers_first_mail=1.0,
        days_until_answer=0.01,
    )
    result = simulated(eager)
    assert result.confirmed == pytest.approx(1.0)
    assert result.calls == 0


def test_advisors_make_no_more_calls_than_they_can() -> None:
    busy = replace(FEW, never_answers_mail=1.0, advisors=1, calls_of_an_advisor_a_week=3)
    assert max(week.calls for week in simulated(busy).weeks) == 3


def test_the_ladder_as_it_stands_reaches_its_aim() -> None:
    """With as few calls for each offer as the whole stock has."""
    result = simulated(replace(FEW, offers=500, advisors=1))
    assert result.confirmed > 0.9
    assert result.worst_month[1] > 0.8
