"""The ladder itself: each step on the day on which it is due, and never the same step twice."""

from datetime import date, timedelta

import pytest

from directory.model.ladder import (
    Action,
    Asked,
    Ladder,
    Reach,
    Reason,
    Standing,
    counts_from,
    due,
    months_later,
    oldest_day,
    standing,
)
from directory.model.verification import Verification
from tests.submissions.examples import a_club_listing, a_listing

LADDER = Ladder()
CONFIRMED = date(2026, 1, 15)
HERE = Reach()


def actions(
    asked: Asked, today: date, reach: Reach = HERE, school: date | None = None
) -> list[str]:
    return [action.value for action, _ in due(asked, today, LADDER, reach, school)]


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -13, date(2024, 12, 15)),
    ],
)
def test_months_are_those_of_the_calendar(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 6, 14), Standing.FRESH),
        (date(2026, 6, 15), Standing.ASKED),
        (date(2026, 7, 15), Standing.CALL_FIRST),
        (date(2026, 8, 15), Standing.PHONE),
        (date(2026, 10, 14), Standing.PHONE),
        (date(2026, 10, 15), Standing.SUNK),
        (date(2027, 1, 14), Standing.SUNK),
        (date(2027, 1, 15), Standing.HIDDEN),
        (date(2027, 7, 14), Standing.HIDDEN),
        (date(2027, 7, 15), Standing.ARCHIVED),
        (date(2040, 1, 1), Standing.ARCHIVED),
    ],
)
def test_each_step_begins_on_its_day(day: date, expected: Standing) -> None:
    assert standing(CONFIRMED, day, LADDER) is expected


def test_mail_that_comes_back_jumps_to_the_telephone() -> None:
    assert standing(CONFIRMED, CONFIRMED, LADDER, bounced=True) is Standing.PHONE
    assert standing(CONFIRMED, date(2027, 2, 1), LADDER, bounced=True) is Standing.HIDDEN


def test_the_border_in_search_is_the_border_on_the_page() -> None:
    """The day that search compares with, for every day of four years and every step."""
    for number in range(4 * 366):
        today = date(2026, 1, 1) + timedelta(number)
        for months in (6, 9, 12):
            border = oldest_day(months, today)
            assert months_later(border, months) > today
            assert months_later(border - timedelta(1), months) <= today


def test_what_is_invented_or_no_offer_never_ages() -> None:
    old = Verification(date(2020, 1, 1))
    assert counts_from(a_listing(example=True, verification=old)) is None
    assert counts_from(a_club_listing()) is None
    assert counts_from(a_listing(verification=old)) == date(2020, 1, 1)
    assert standing(None, date(2040, 1, 1), LADDER) is Standing.FRESH


def test_asks_at_five_months_and_reminds_three_times_then_somebody_rings() -> None:
    asked, seen = Asked(CONFIRMED), []
    for number in range(300):
        today = CONFIRMED + timedelta(number)
        for action, reason in due(asked, today, LADDER, HERE):
            seen.append((action.value, reason.value if reason else "", today.isoformat()))
            if action is Action.PHONE:
                asked = Asked(CONFIRMED, asked.asked_on, asked.asked_times, phone_since=today)
            else:
                asked = Asked(
                    CONFIRMED, today, asked.asked_times + 1, phone_since=asked.phone_since
                )
    assert seen == [
        ("ask", "", "2026-06-15"),
        ("remind", "", "2026-06-22"),
        ("remind", "", "2026-06-29"),
        ("remind", "", "2026-07-06"),
        ("phone", "silent", "2026-07-13"),
    ]


def test_without_a_mail_address_somebody_rings_when_the_mail_would_go() -> None:
    nowhere = Reach(has_address=False)
    assert due(Asked(CONFIRMED), date(2026, 6, 14), LADDER, nowhere) == ()
    assert due(Asked(CONFIRMED), date(2026, 6, 15), LADDER, nowhere) == (
        (Action.PHONE, Reason.NO_ADDRESS),
    )


def test_mail_that_comes_back_means_ringing_at_once_and_no_mail() -> None:
    bounced = Reach(bounced=True)
    assert due(Asked(CONFIRMED), CONFIRMED, LADDER, bounced) == ((Action.PHONE, Reason.BOUNCED),)
    rung = Asked(CONFIRMED, phone_since=CONFIRMED)
    assert due(rung, date(2026, 6, 15), LADDER, bounced) == ()


def test_archives_once_and_then_leaves_it_alone() -> None:
    assert actions(Asked(CONFIRMED), date(2027, 7, 15)) == ["archive"]
    gone = Asked(CONFIRMED, archived_on=date(2027, 7, 15))
    assert actions(gone, date(2027, 7, 16)) == []


SCHOOL = date(2026, 9, 1)


@pytest.mark.parametrize(
    ("asked", "day", "expected"),
    [
        (Asked(date(2026, 6, 1)), date(2026, 9, 14), []),
        (Asked(date(2026, 6, 1)), date(2026, 9, 15), ["school_year"]),
        (Asked(date(2026, 6, 1)), date(2026, 10, 26), ["school_year"]),
        (Asked(date(2026, 6, 1)), date(2026, 10, 27), []),
        (Asked(date(2026, 6, 1), school_year=2026), date(2026, 9, 15), []),
        (Asked(date(2026, 6, 1), school_year=2025), date(2026, 9, 15), ["school_year"]),
        (Asked(date(2026, 9, 1)), date(2026, 9, 15), []),
        (Asked(date(2026, 6, 1), asked_on=date(2026, 9, 1)), date(2026, 9, 20), []),
    ],
)
def test_asks_once_after_the_school_year_has_begun(
    asked: Asked, day: date, expected: list[str]
) -> None:
    assert actions(asked, day, school=SCHOOL) == expected


def test_steps_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(ValueError, match="each step"):
        Ladder(hide_months=20)
