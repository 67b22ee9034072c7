"""From the answers about times to a schedule."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from directory.model import UNKNOWN, Fact, Known, Period, Schedule, SingleDate, Slot
from directory.web.clubs import values
from directory.web.clubs.filled import Filled
from directory.web.clubs.names import (
    BY_APPOINTMENT,
    MOST_TIMES,
    ON_DATES,
    RHYTHMS,
    TIMES,
    WEEKDAYS,
    WEEKLY,
)

SLOT = ("tag", "von", "bis", "alle", "ab")
DATE = ("datum", "datumbis", "uhr", "uhrbis")
BREAK = ("pause_von", "pause_bis")


def schedule_of(filled: Filled, old: Schedule) -> Schedule:
    same_kind = filled.unchanged("art")
    kind = filled.line("art")
    return replace(
        old,
        slots=_slots(filled, old, same_kind) if kind == WEEKLY or same_kind else (),
        single_dates=_dates(filled, old, same_kind) if kind == ON_DATES or same_kind else (),
        in_school_holidays=filled.fact("ferien", old.in_school_holidays),
        exceptions=_exceptions(filled, old),
        pauses=_pauses(filled, old),
        by_appointment=old.by_appointment if same_kind else _by_appointment(filled, kind),
    )


def _by_appointment(filled: Filled, kind: str) -> Fact:
    return filled.known(Known.YES) if kind == BY_APPOINTMENT else UNKNOWN


def row(names: tuple[str, ...], number: int) -> tuple[str, ...]:
    return tuple(f"{name}_{number}" for name in names)


def _slots(filled: Filled, old: Schedule, same_kind: bool) -> tuple[Slot, ...]:
    if same_kind and filled.line("art") != WEEKLY:
        return old.slots
    found = []
    for number in TIMES:
        known = old.slots[number - 1] if number <= len(old.slots) else None
        if known and filled.unchanged(*row(SLOT, number)):
            found.append(known)
        elif slot := _slot(filled, number, known or Slot()):
            found.append(slot)
    return (*found, *old.slots[MOST_TIMES:])


def _slot(filled: Filled, number: int, known: Slot) -> Slot | None:
    weekday, start, end, rhythm, first = map(filled.line, row(SLOT, number))
    begins, ends = values.clock(start), values.clock(end)
    if weekday not in WEEKDAYS and not begins:
        return None
    weeks, nth = RHYTHMS.get(rhythm, (1, None))
    return replace(
        known,
        weekday=WEEKDAYS.get(weekday),
        start=begins,
        end=ends,
        every_weeks=weeks,
        nth_in_month=nth,
        starts_on=values.day(first, filled.today) if first else None,
    )


def _dates(filled: Filled, old: Schedule, same_kind: bool) -> tuple[SingleDate, ...]:
    if same_kind and filled.line("art") != ON_DATES:
        return old.single_dates
    found = []
    for number in TIMES:
        known = old.single_dates[number - 1] if number <= len(old.single_dates) else None
        if known and filled.unchanged(*row(DATE, number)):
            found.append(known)
        elif single := _date(filled, number, known):
            found.append(single)
    return (*found, *old.single_dates[MOST_TIMES:])


def _date(filled: Filled, number: int, known: SingleDate | None) -> SingleDate | None:
    first, last, start, end = map(filled.line, row(DATE, number))
    day = values.day(first, filled.today)
    if day is None:
        return None
    last_day = values.day(last, filled.today) if last else None
    return replace(
        known or SingleDate(day),
        day=day,
        start=values.clock(start),
        end=values.clock(end),
        last_day=last_day if last_day and last_day > day else None,
    )


def _exceptions(filled: Filled, old: Schedule) -> tuple[date, ...]:
    if filled.unchanged("ausfall"):
        return old.exceptions
    return values.days(filled.text("ausfall"), filled.today) or ()


def _pauses(filled: Filled, old: Schedule) -> tuple[Period, ...]:
    if filled.unchanged(*BREAK):
        return old.pauses
    return (*_first_pause(filled), *old.pauses[1:])


def _first_pause(filled: Filled) -> Iterator[Period]:
    first, last = (values.day(filled.line(name), filled.today) for name in BREAK)
    if first and last and first <= last:
        yield Period(first, last)
