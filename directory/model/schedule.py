"""Times: weekly, every n weeks, the nth weekday of a month, single days, holidays, breaks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import IntEnum, StrEnum

from directory.model.fact import UNKNOWN, Fact
from directory.model.text import NO_WORDS, Words


class Weekday(IntEnum):
    """As in ``date.weekday()``: Monday is 0."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6


class TimeOfDay(StrEnum):
    """When a slot begins: before 12, from 12 to before 17, from 17 on."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"

    @classmethod
    def of(cls, start: time) -> "TimeOfDay":
        if start.hour < 12:
            return cls.MORNING
        return cls.AFTERNOON if start.hour < 17 else cls.EVENING


@dataclass(frozen=True, slots=True)
class Slot:
    """A repeated time. OpenActive and schema.org ``Schedule``, HSDS ``schedule``.

    A slot is local time in Germany by definition. Each part may be missing (clubs often publish a
    weekday without a time). ``nth_in_month`` is 1 to 5, or -1 for the last; with it
    ``every_weeks`` has no meaning. With ``every_weeks`` above 1, ``starts_on`` fixes the rhythm.
    """

    weekday: Weekday | None = None
    start: time | None = None
    end: time | None = None
    every_weeks: int = 1
    nth_in_month: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    note: Words = NO_WORDS


@dataclass(frozen=True, slots=True)
class SingleDate:
    """One event; with ``last_day`` it lasts several days."""

    day: date
    start: time | None = None
    end: time | None = None
    last_day: date | None = None
    note: Words = NO_WORDS


@dataclass(frozen=True, slots=True)
class Period:
    """From a first to a last day, both included."""

    first: date
    last: date
    note: Words = NO_WORDS

    def contains(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Schedule:
    """All times of an offer.

    ``in_school_holidays``: yes, no, or unknown (then ask). ``exceptions`` are days on which a slot
    falls out (OpenActive ``exceptDate``); ``pauses`` are longer breaks.
    """

    slots: tuple[Slot, ...] = ()
    single_dates: tuple[SingleDate, ...] = ()
    in_school_holidays: Fact = UNKNOWN
    exceptions: tuple[date, ...] = ()
    pauses: tuple[Period, ...] = ()
    by_appointment: Fact = UNKNOWN


@dataclass(frozen=True, slots=True, order=True)
class Date:
    """One day on which the offer takes place; ``sure`` is false where holidays are unknown."""

    day: date
    start: time | None = None
    end: time | None = None
    last_day: date | None = None
    sure: bool = True


def no_school_holidays(_day: date) -> bool:
    return False


def next_dates(
    schedule: Schedule,
    today: date,
    count: int = 3,
    *,
    is_school_holiday: Callable[[date], bool] = no_school_holidays,
    horizon_days: int = 400,
) -> tuple[Date, ...]:
    """The next days from ``today`` on, at most ``count``, none later than the horizon.

    An event of several days that has begun is given with the day on which it began.

    Slots without a weekday give no day. In school holidays a slot falls out if the club says so;
    if the club says nothing, the day is given with ``sure=False``.
    """
    days: list[Date] = []
    for offset in range(horizon_days + 1):
        day = today + timedelta(days=offset)
        days.extend(_dates_on(schedule, day, today, is_school_holiday(day)))
        if len(days) >= count:
            break
    return tuple(sorted(days, key=_order)[:count])


def _order(found: Date) -> tuple[date, time]:
    return found.day, found.start or time.min


def _dates_on(schedule: Schedule, day: date, today: date, holiday: bool) -> Iterator[Date]:
    for single in schedule.single_dates:
        last = single.last_day or single.day
        runs_already = day == today and single.day < today <= last
        if single.day == day or runs_already:
            yield Date(single.day, single.start, single.end, single.last_day)
    if day in schedule.exceptions or any(pause.contains(day) for pause in schedule.pauses):
        return
    if holiday and schedule.in_school_holidays.is_no:
        return
    sure = not (holiday and schedule.in_school_holidays.is_unknown)
    for slot in schedule.slots:
        if takes_place_on(slot, day):
            yield Date(day, slot.start, slot.end, sure=sure)


def takes_place_on(slot: Slot, day: date) -> bool:
    """Whether the rhythm of a slot meets a day; breaks and holidays are not looked at."""
    if slot.weekday is None or day.weekday() != slot.weekday:
        return False
    if slot.starts_on and day < slot.starts_on:
        return False
    if slot.ends_on and day > slot.ends_on:
        return False
    if slot.nth_in_month is not None:
        return _is_nth(day, slot.nth_in_month)
    if slot.every_weeks > 1 and slot.starts_on:
        return (_monday(day) - _monday(slot.starts_on)).days // 7 % slot.every_weeks == 0
    return True


def _is_nth(day: date, nth: int) -> bool:
    if nth == -1:
        return (day + timedelta(days=7)).month != day.month
    return (day.day - 1) // 7 + 1 == nth


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
