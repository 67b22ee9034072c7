"""Says whether schools of a federal state are closed for holidays on a day."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final, Self

from directory.content.table import rows

SUMMER: Final = "Sommerferien"


@dataclass(frozen=True, slots=True)
class Holidays:
    """One stretch of days without school, both ends included; ``name`` such as Herbstferien."""

    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class SchoolHolidays:
    """``school_holidays/school_holidays.csv``: state_code, name, first, last (days as 2026-03-31).

    A file with the heading alone is allowed: then no day is covered, so no answer is sure.
    Holidays of one state must not overlap and stand in the order of time.
    """

    by_state: dict[str, tuple[Holidays, ...]]

    @classmethod
    def load(cls, folder: Path) -> Self:
        """``folder`` is the content folder."""
        file = folder / "school_holidays" / "school_holidays.csv"
        found: dict[str, list[Holidays]] = {}
        for row in rows(file, ("state_code", "name", "first", "last")):
            holidays = Holidays(row.needed("name"), row.day("first"), row.day("last"))
            if holidays.last < holidays.first:
                raise row.fault("the last day lies before the first")
            before = found.setdefault(row.needed("state_code"), [])
            if before and holidays.first <= before[-1].last:
                raise row.fault("the holidays begin before the ones above have ended")
            before.append(holidays)
        return cls({state: tuple(holidays) for state, holidays in found.items()})

    def on(self, state_code: str, day: date) -> Holidays | None:
        """The holidays on that day; None on a school day and where nothing is known."""
        holidays = self.by_state.get(state_code, ())
        place = bisect_right(holidays, day, key=lambda found: found.first) - 1
        if place < 0 or day > holidays[place].last:
            return None
        return holidays[place]

    def is_holiday(self, state_code: str, day: date) -> bool:
        """False also where nothing is known: ask ``covers`` first if that matters."""
        return self.on(state_code, day) is not None

    def school_year_began(self, state_code: str, today: date) -> date:
        """The first day after the newest summer holidays that are over; where nobody knows them,
        the first of September."""
        known = {
            holidays.last.year: holidays.last + timedelta(1)
            for holidays in self.by_state.get(state_code, ())
            if holidays.name == SUMMER
        }
        this_year = known.get(today.year, date(today.year, 9, 1))
        if this_year <= today:
            return this_year
        return known.get(today.year - 1, date(today.year - 1, 9, 1))

    def covers(self, state_code: str, day: date) -> bool:
        """Whether the file knows this day: it lies between the first and the last entry."""
        holidays = self.by_state.get(state_code, ())
        return bool(holidays) and holidays[0].first <= day <= holidays[-1].last
