"""Turns short German times such as "di 17:00-18:30" or "jeden 2. mi im monat" into a schedule."""

import re
from datetime import time

from directory.content.entry import Entry
from directory.content.example_facts import fact, words
from directory.model import Period, Schedule, SingleDate, Slot, Weekday

_WEEKDAYS = dict(zip(("mo", "di", "mi", "do", "fr", "sa", "so"), Weekday, strict=True))
_DAY = r"\d{4}-\d{2}-\d{2}"
_CLOCK = r"\d{1,2}:\d{2}"
_SLOT = re.compile(
    r"(?:jeden (?:(?P<nth>[1-5])\.|(?P<last>letzten)) )?"
    r"(?:alle (?P<weeks>\d) wochen ?)?"
    r"(?:(?P<weekday>mo|di|mi|do|fr|sa|so)\b ?)?"
    r"(?:im monat ?)?"
    rf"(?:(?P<start>{_CLOCK})(?:-(?P<end>{_CLOCK}))? ?)?"
    rf"(?:ab (?P<first>{_DAY}) ?)?"
    rf"(?:bis (?P<until>{_DAY}))?",
    re.IGNORECASE,
)
_SINGLE = re.compile(
    rf"(?P<day>{_DAY})(?: bis (?P<last>{_DAY}))?"
    rf"(?: (?P<start>{_CLOCK})(?:-(?P<end>{_CLOCK}))?)?"
)
_PERIOD = re.compile(rf"(?P<first>{_DAY}) bis (?P<last>{_DAY})")


def schedule(entry: Entry) -> Schedule:
    """All times of an offer: rhythms, single dates, holidays, exceptions and pauses."""
    return Schedule(
        slots=tuple(_slot(item) for item in entry.sections("times", "when", "note")),
        single_dates=tuple(_single(item) for item in entry.sections("dates", "when", "note")),
        in_school_holidays=fact(entry, "holidays"),
        exceptions=tuple(entry.as_day("except", day) for day in entry.texts("except")),
        pauses=tuple(period(item) for item in entry.sections("pauses", "when", "note")),
        by_appointment=fact(entry, "by_appointment"),
    )


def period(entry: Entry) -> Period:
    found = _match(entry, _PERIOD, "2026-12-20 bis 2027-01-05")
    first = entry.as_day("when", found["first"])
    last = entry.as_day("when", found["last"])
    if last < first:
        raise entry.fault("when", "ends before it begins")
    note = words(entry, "note")
    entry.nothing_else()
    return Period(first, last, note)


def _slot(entry: Entry) -> Slot:
    found = _match(entry, _SLOT, "di 17:00-18:30, jeden 2. mi im monat, alle 2 wochen do 18:00")
    nth = -1 if found["last"] else int(found["nth"]) if found["nth"] else None
    if (nth or found["weeks"]) and not found["weekday"]:
        raise entry.fault("when", "names a rhythm but no weekday")
    if found["weeks"] and not found["first"]:
        raise entry.fault("when", 'needs "ab" and a day, or the rhythm has no beginning')
    slot = Slot(
        weekday=_WEEKDAYS[found["weekday"].lower()] if found["weekday"] else None,
        start=_clock(entry, found["start"]),
        end=_clock(entry, found["end"]),
        every_weeks=int(found["weeks"] or 1),
        nth_in_month=nth,
        starts_on=entry.as_day("when", found["first"]) if found["first"] else None,
        ends_on=entry.as_day("when", found["until"]) if found["until"] else None,
        note=words(entry, "note"),
    )
    entry.nothing_else()
    return slot


def _single(entry: Entry) -> SingleDate:
    found = _match(entry, _SINGLE, "2027-05-08 10:00-16:00")
    single = SingleDate(
        day=entry.as_day("when", found["day"]),
        start=_clock(entry, found["start"]),
        end=_clock(entry, found["end"]),
        last_day=entry.as_day("when", found["last"]) if found["last"] else None,
        note=words(entry, "note"),
    )
    if single.last_day and single.last_day < single.day:
        raise entry.fault("when", "ends before it begins")
    entry.nothing_else()
    return single


def _match(entry: Entry, pattern: re.Pattern[str], example: str) -> re.Match[str]:
    # A slot may say nothing at all about its time: then only its note is known.
    text = entry.text("when", "")
    found = pattern.fullmatch(text)
    if not found:
        raise entry.fault("when", f'is "{text}", but must look like {example}')
    return found


def _clock(entry: Entry, text: str | None) -> time | None:
    if text is None:
        return None
    hour, minute = text.split(":")
    try:
        return time(int(hour), int(minute))
    except ValueError as error:
        raise entry.fault("when", f'names a time that no clock shows: "{text}"') from error
