"""How an offer ages: when its club is asked again, and what readers see while nobody answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum, StrEnum
from functools import lru_cache
from typing import Final

from directory.model.listing import Listing
from directory.model.offer import Status

# Mails about the school year go out only so long after it began: later ones would only surprise.
SCHOOL_YEAR_WINDOW: Final = timedelta(weeks=6)


@dataclass(frozen=True, slots=True)
class Ladder:
    """Every threshold, in months since somebody last confirmed the offer unless it says else.

    ``together_months``: what is as old as this goes into a mail to the same person that another
    offer of theirs has set off. ``asks`` is how often we ask in one round.
    """

    ask_months: int = 5
    call_first_months: int = 6
    phone_months: int = 7
    sink_months: int = 9
    hide_months: int = 12
    archive_months: int = 18
    together_months: int = 2
    school_year_weeks: int = 2
    remind_days: int = 7
    asks: int = 4

    def __post_init__(self) -> None:
        steps = (
            self.ask_months,
            self.call_first_months,
            self.phone_months,
            self.sink_months,
            self.hide_months,
            self.archive_months,
        )
        if list(steps) != sorted(steps) or steps[0] < 1:
            raise ValueError(f"each step must come after the one before: {steps}")


class Standing(IntEnum):
    """How far up the ladder an offer is; higher is older."""

    FRESH = 0
    ASKED = 1
    CALL_FIRST = 2
    PHONE = 3
    SUNK = 4
    HIDDEN = 5
    ARCHIVED = 6


class Action(StrEnum):
    """What is to be done about an offer today."""

    ASK = "ask"
    REMIND = "remind"
    SCHOOL_YEAR = "school_year"
    PHONE = "phone"
    ARCHIVE = "archive"


class Reason(StrEnum):
    """Why somebody is to be rung up."""

    BOUNCED = "bounced"
    NO_ADDRESS = "no_address"
    SILENT = "silent"
    AGE = "age"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was done in this round; ``school_year`` is the last year whose mail has gone out."""

    counts_from: date
    asked_on: date | None = None
    asked_times: int = 0
    school_year: int = 0
    phone_since: date | None = None
    archived_on: date | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """Whether a mail can reach anybody: an address is known, and it takes mail."""

    has_address: bool = True
    bounced: bool = False

    @property
    def by_mail(self) -> bool:
        return self.has_address and not self.bounced


# Many offers share a day, and each is looked at again and again.
@lru_cache(maxsize=10_000)
def months_later(day: date, months: int) -> date:
    """The same day of another month, or its last one: 31 August and 6 months are 28 February."""
    month = day.year * 12 + day.month - 1 + months
    year, month = month // 12, month % 12 + 1
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, min(day.day, (first_of_next - timedelta(1)).day))


def counts_from(listing: Listing) -> date | None:
    """The day from which the age of an offer counts; None for what never ages.

    Examples are invented, and of a club without an offer nothing is promised.
    """
    offer = listing.offer
    if offer is None:
        return None
    return ages_from(offer.verification.verified_on, offer.changed_at, example=offer.example)


def ages_from(
    verified_on: date | None, changed_at: datetime | None, *, example: bool
) -> date | None:
    """The same from the facts that decide."""
    if example:
        return None
    return verified_on or (changed_at.date() if changed_at else None)


def has_reached(day: date, months: int, today: date) -> bool:
    return months_later(day, months) <= today


@lru_cache(maxsize=64)
def oldest_day(months: int, today: date) -> date:
    """The first day that is less than so many months ago; all from it on are younger."""
    day = months_later(today, -months) - timedelta(2)
    while has_reached(day, months, today):
        day += timedelta(1)
    return day


def standing(
    counts_from: date | None, today: date, ladder: Ladder, *, bounced: bool = False
) -> Standing:
    """Where it stands by the clock; mail that comes back means that somebody has to ring."""
    if counts_from is None:
        return Standing.FRESH
    steps = (
        (ladder.archive_months, Standing.ARCHIVED),
        (ladder.hide_months, Standing.HIDDEN),
        (ladder.sink_months, Standing.SUNK),
        (ladder.phone_months, Standing.PHONE),
        (ladder.call_first_months, Standing.CALL_FIRST),
        (ladder.ask_months, Standing.ASKED),
    )
    by_age = next(
        (step for months, step in steps if has_reached(counts_from, months, today)), Standing.FRESH
    )
    return max(by_age, Standing.PHONE) if bounced else by_age


def standing_of(listing: Listing, today: date, ladder: Ladder) -> Standing:
    """What readers are told of it; an offer that is no more tells so by its status."""
    if listing.offer and listing.offer.status is Status.ENDED:
        return Standing.FRESH
    return standing(counts_from(listing), today, ladder)


def due(
    asked: Asked,
    today: date,
    ladder: Ladder,
    reach: Reach,
    school_began: date | None = None,
) -> tuple[tuple[Action, Reason | None], ...]:
    """What is to be done today. Done and stored, the same day has nothing more to do.

    ``school_began``: the first day of the newest school year in the state of the offer.
    """
    return tuple(_due(asked, today, ladder, reach, school_began))


def _due(
    asked: Asked, today: date, ladder: Ladder, reach: Reach, school_began: date | None
) -> Iterator[tuple[Action, Reason | None]]:
    age_of = asked.counts_from
    if asked.archived_on is not None:
        return
    if has_reached(age_of, ladder.archive_months, today):
        yield Action.ARCHIVE, None
        return
    if asked.phone_since is None and (reason := _why_ring(asked, today, ladder, reach)):
        yield Action.PHONE, reason
    if reach.by_mail and (action := _mail(asked, today, ladder, school_began)):
        yield action, None


def _why_ring(asked: Asked, today: date, ladder: Ladder, reach: Reach) -> Reason | None:
    if reach.bounced:
        return Reason.BOUNCED
    if not has_reached(asked.counts_from, ladder.ask_months, today):
        return None
    if not reach.has_address:
        return Reason.NO_ADDRESS
    if has_reached(asked.counts_from, ladder.phone_months, today):
        return Reason.AGE
    return Reason.SILENT if _is_silent(asked, today, ladder) else None


def _is_silent(asked: Asked, today: date, ladder: Ladder) -> bool:
    """As often asked as we ask, and the time to answer the last question has gone by."""
    return (
        asked.asked_times >= ladder.asks
        and asked.asked_on is not None
        and asked.asked_on + timedelta(ladder.remind_days) <= today
    )


def _mail(asked: Asked, today: date, ladder: Ladder, school_began: date | None) -> Action | None:
    rested = asked.asked_on is None or asked.asked_on + timedelta(ladder.remind_days) <= today
    if not rested:
        return None
    if has_reached(asked.counts_from, ladder.ask_months, today) and asked.asked_times < ladder.asks:
        return Action.REMIND if asked.asked_times else Action.ASK
    if school_began and _asks_for_school_year(asked, today, ladder, school_began):
        return Action.SCHOOL_YEAR
    return None


def _asks_for_school_year(asked: Asked, today: date, ladder: Ladder, school_began: date) -> bool:
    first = school_began + timedelta(weeks=ladder.school_year_weeks)
    return (
        first <= today < first + SCHOOL_YEAR_WINDOW
        and asked.school_year < school_began.year
        and asked.counts_from < school_began
        and (asked.asked_on is None or asked.asked_on < school_began)
    )
