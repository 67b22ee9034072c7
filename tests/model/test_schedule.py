"""When an offer takes place."""

from datetime import date, time

import pytest

from directory.model import (
    Fact,
    Known,
    Period,
    Schedule,
    SingleDate,
    Slot,
    TimeOfDay,
    Weekday,
    next_dates,
)

SUNDAY = date(2026, 11, 22)


def days(schedule: Schedule, today: date = SUNDAY, count: int = 3, **more: object) -> list[str]:
    found = next_dates(schedule, today, count, **more)  # type: ignore[arg-type]
    return [f"{when.day:%d.%m.}" for when in found]


@pytest.mark.parametrize(
    ("slot", "expected"),
    [
        (Slot(Weekday.TUESDAY), ["24.11.", "01.12.", "08.12."]),
        (Slot(Weekday.SUNDAY), ["22.11.", "29.11.", "06.12."]),
        (
            Slot(Weekday.TUESDAY, every_weeks=2, starts_on=date(2026, 11, 17)),
            ["01.12.", "15.12.", "29.12."],
        ),
        (
            # The rhythm counts weeks, not days: it was fixed on a Thursday.
            Slot(Weekday.TUESDAY, every_weeks=2, starts_on=date(2026, 11, 19)),
            ["01.12.", "15.12.", "29.12."],
        ),
        (Slot(Weekday.MONDAY, nth_in_month=1), ["07.12.", "04.01.", "01.02."]),
        (Slot(Weekday.MONDAY, nth_in_month=5), ["30.11.", "29.03.", "31.05."]),
        (Slot(Weekday.MONDAY, nth_in_month=-1), ["30.11.", "28.12.", "25.01."]),
        (Slot(Weekday.FRIDAY, starts_on=date(2026, 12, 5)), ["11.12.", "18.12.", "25.12."]),
        (Slot(Weekday.FRIDAY, ends_on=date(2026, 12, 4)), ["27.11.", "04.12."]),
        (Slot(None, time(17)), []),
    ],
)
def test_a_slot_gives_the_days_of_its_rhythm(slot: Slot, expected: list[str]) -> None:
    assert days(Schedule(slots=(slot,))) == expected


def test_exceptions_and_breaks_fall_out() -> None:
    schedule = Schedule(
        slots=(Slot(Weekday.TUESDAY),),
        exceptions=(date(2026, 12, 1),),
        pauses=(Period(date(2026, 12, 20), date(2027, 1, 5)),),
    )
    assert days(schedule, count=4) == ["24.11.", "08.12.", "15.12.", "12.01."]


@pytest.mark.parametrize(
    ("value", "expected", "sure"),
    [
        (Known.YES, ["24.11.", "01.12."], [True, True]),
        (Known.NO, ["01.12.", "08.12."], [True, True]),
        (Known.UNKNOWN, ["24.11.", "01.12."], [False, True]),
    ],
)
def test_school_holidays_fall_out_stay_or_make_unsure(
    value: Known, expected: list[str], sure: list[bool]
) -> None:
    schedule = Schedule(slots=(Slot(Weekday.TUESDAY),), in_school_holidays=Fact(value))
    found = next_dates(schedule, SUNDAY, 2, is_school_holiday=lambda day: day < date(2026, 11, 29))
    assert [f"{when.day:%d.%m.}" for when in found] == expected
    assert [when.sure for when in found] == sure


def test_single_days_stand_among_the_weekly_ones_in_order() -> None:
    schedule = Schedule(
        slots=(Slot(Weekday.TUESDAY, time(17)),),
        single_dates=(SingleDate(date(2026, 11, 28), last_day=date(2026, 11, 29)),),
    )
    assert days(schedule) == ["24.11.", "28.11.", "01.12."]


def test_an_event_of_several_days_that_has_begun_is_still_there() -> None:
    camp = SingleDate(date(2026, 11, 20), last_day=date(2026, 11, 24))
    assert days(Schedule(single_dates=(camp,))) == ["20.11."]
    assert days(Schedule(single_dates=(camp,)), today=date(2026, 11, 25)) == []


def test_two_slots_on_one_day_follow_each_other_in_time() -> None:
    schedule = Schedule(slots=(Slot(Weekday.MONDAY, time(18)), Slot(Weekday.MONDAY, time(9))))
    found = next_dates(schedule, SUNDAY, 2)
    assert [when.start for when in found] == [time(9), time(18)]


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (time(11, 59), TimeOfDay.MORNING),
        (time(12), TimeOfDay.AFTERNOON),
        (time(16, 59), TimeOfDay.AFTERNOON),
        (time(17), TimeOfDay.EVENING),
    ],
)
def test_the_day_has_three_parts(start: time, expected: TimeOfDay) -> None:
    assert TimeOfDay.of(start) is expected
