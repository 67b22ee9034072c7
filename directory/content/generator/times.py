"""Invents the times of an offer, with the gaps and odd rhythms that real ones have."""

from datetime import date, datetime, time, timedelta

from directory.content.generator.dice import Choice, Dice
from directory.content.generator.gaps import MISSING, missing_although
from directory.model import Schedule, Slot, Weekday

_WEEKDAYS = Choice(dict(zip(Weekday, (18, 20, 20, 19, 13, 7, 3), strict=True)))
_SLOTS = Choice({1: 80, 2: 15, 3: 5})
_HOURS = Choice({9: 3, 10: 6, 14: 6, 15: 12, 16: 20, 17: 22, 18: 18, 19: 10, 20: 3})
_LENGTHS = (45, 60, 60, 90, 90, 120)
# One offer in ten does not take place every week.
_RHYTHMS = Choice({"weekly": 90 - 100 * MISSING["weekday"], "fortnightly": 5, "nth": 5})
# A Monday: fixes the rhythm of fortnightly slots.
_FIRST_MONDAY = date(2026, 1, 5)


def draw_schedule(dice: Dice) -> Schedule:
    holidays = dice.fact(MISSING["holidays"], yes=0.3)
    if dice.chance(MISSING["weekday"]):
        by_appointment = dice.fact(0.8, yes=1.0)
        return Schedule(in_school_holidays=holidays, by_appointment=by_appointment)
    count = dice.weighted(_SLOTS)
    start_known = not dice.chance(missing_although("start", "weekday"))
    end_known = start_known and not dice.chance(missing_although("end", "start"))
    days = sorted({dice.weighted(_WEEKDAYS) for _ in range(count)})
    slots = tuple(_slot(dice, day, start_known, end_known) for day in days)
    return Schedule(slots=slots, in_school_holidays=holidays)


def _slot(dice: Dice, day: Weekday, start_known: bool, end_known: bool) -> Slot:
    start = time(dice.weighted(_HOURS), dice.one_of((0, 0, 15, 30, 30, 45)))
    minutes = timedelta(minutes=dice.one_of(_LENGTHS))
    end = (datetime.combine(_FIRST_MONDAY, start) + minutes).time()
    rhythm = dice.weighted(_RHYTHMS)
    return Slot(
        weekday=day,
        start=start if start_known else None,
        end=end if end_known else None,
        every_weeks=2 if rhythm == "fortnightly" else 1,
        nth_in_month=dice.one_of((1, 2, 3, -1)) if rhythm == "nth" else None,
        starts_on=_FIRST_MONDAY + timedelta(days=int(day)) if rhythm == "fortnightly" else None,
    )
