"""Lets years go by over many offers, and counts what the ladder of care achieves and costs."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from directory.content import SchoolHolidays
from directory.model.ladder import (
    Action,
    Asked,
    Ladder,
    Reach,
    Standing,
    due,
    has_reached,
    months_later,
    standing,
)
from tests.simulation.assumptions import Assumptions

CONFIRMED_MONTHS = 6
MONDAY, SUNDAY = 0, 6


@dataclass(slots=True)
class Person:
    """Who looks after one or more offers of a state."""

    state: str
    has_address: bool
    answers_mail: bool
    bounced: bool = False
    offers: list["Offer"] = field(default_factory=list)
    answers_on: date | None = None
    called_on: date | None = None

    @property
    def reach(self) -> Reach:
        return Reach(self.has_address, self.bounced)


@dataclass(slots=True)
class Offer:
    """``is_true``: what is public is what happens in the club; ``is_over``: it is no more."""

    asked: Asked
    is_true: bool = True
    is_over: bool = False
    is_ended: bool = False


@dataclass(frozen=True, slots=True)
class Week:
    """How it looked on its Sunday, and what was done in it."""

    last: date
    shown: int
    confirmed: int
    true: int
    hidden: int
    mails: int
    calls: int
    waiting_calls: int


@dataclass(frozen=True, slots=True)
class Result:
    weeks: tuple[Week, ...]

    @property
    def confirmed(self) -> float:
        """The share of shown offers that were confirmed in the last six months; the mean."""
        return _share(self.weeks, "confirmed")

    @property
    def worst_month(self) -> tuple[str, float]:
        return min(self.months().items(), key=lambda month: month[1])

    def months(self) -> dict[str, float]:
        by_month: dict[str, list[Week]] = defaultdict(list)
        for week in self.weeks:
            by_month[week.last.strftime("%Y-%m")].append(week)
        return {month: _share(weeks, "confirmed") for month, weeks in by_month.items()}

    @property
    def true(self) -> float:
        """The share of shown offers of which every word is true."""
        return _share(self.weeks, "true")

    @property
    def mails(self) -> int:
        return sum(week.mails for week in self.weeks)

    @property
    def calls(self) -> int:
        return sum(week.calls for week in self.weeks)

    @property
    def hidden(self) -> int:
        """Not ended, and yet not to be found at the end: nobody has answered for so long."""
        return self.weeks[-1].hidden


def _share(weeks: Iterable[Week], what: str) -> float:
    weeks = tuple(weeks)
    return sum(getattr(week, what) for week in weeks) / max(1, sum(week.shown for week in weeks))


class World:
    """Clubs, their people, and the directory that asks them."""

    def __init__(self, given: Assumptions, ladder: Ladder, holidays: SchoolHolidays) -> None:
        self._given = given
        self._ladder = ladder
        self._random = Random(given.seed)
        self._holidays = holidays
        self._states = sorted(holidays.by_state)
        self._persons: list[Person] = []
        while sum(len(person.offers) for person in self._persons) < given.offers:
            self._enter(given.first_day, given.spread_months)
        self._mails = self._calls = 0

    def run(self) -> Result:
        first = self._given.first_day
        count = (months_later(first, 12 * self._given.years) - first).days
        weeks = []
        for today in (first + timedelta(number) for number in range(count)):
            self._live(today)
            if today.weekday() == SUNDAY:
                weeks.append(self._seen(today))
                self._mails = self._calls = 0
        return Result(tuple(weeks))

    def _live(self, today: date) -> None:
        self._clubs_change(today)
        self._new_offers(today)
        self._answers_come(today)
        school = {state: self._holidays.school_year_began(state, today) for state in self._states}
        for person in self._persons:
            self._care(person, today, school[person.state])
        if today.weekday() == MONDAY:
            self._advisors_ring(today)

    def _enter(self, today: date, spread_months: int = 0) -> None:
        given, random = self._given, self._random
        person = Person(
            state=random.choice(self._states),
            has_address=random.random() >= given.without_mail,
            answers_mail=random.random() >= given.never_answers_mail,
        )
        sizes = range(1, len(given.persons_with) + 1)
        span = (today - months_later(today, -spread_months)).days
        confirmed = today - timedelta(random.randrange(span + 1))
        for _ in range(random.choices(sizes, given.persons_with)[0]):
            person.offers.append(Offer(Asked(confirmed)))
        self._persons.append(person)

    def _new_offers(self, today: date) -> None:
        wanted = self._given.offers * self._given.new_offers_a_year / 365
        if self._random.random() < wanted / _mean(self._given.persons_with):
            self._enter(today)

    # What happens in the clubs

    def _clubs_change(self, today: date) -> None:
        given, random = self._given, self._random
        change, end, bounce = map(
            _a_day, (given.changes_a_year, given.ends_a_year, given.bounces_a_year)
        )
        for person in self._persons:
            if random.random() < bounce:
                person.bounced = True
            for offer in person.offers:
                happened = random.random()
                if offer.is_over or happened >= change + end:
                    continue
                offer.is_true = False
                offer.is_over = happened < end
                if random.random() < given.tells_unasked:
                    self._confirm(offer, today)

    def _answers_come(self, today: date) -> None:
        for person in self._persons:
            if person.answers_on == today:
                person.answers_on = None
                for offer in person.offers:
                    self._confirm(offer, today)

    def _confirm(self, offer: Offer, today: date) -> None:
        """Whatever was wrong is put right, or the offer ends."""
        if offer.is_ended:
            return
        offer.is_ended = offer.is_over
        offer.is_true = not offer.is_over
        offer.asked = Asked(today, school_year=offer.asked.school_year)

    # What the directory does

    def _care(self, person: Person, today: date, school: date) -> None:
        mail: Action | None = None
        for offer in person.offers:
            if offer.is_ended:
                continue
            for action, _ in due(offer.asked, today, self._ladder, person.reach, school):
                if action is Action.PHONE:
                    offer.asked = replace(offer.asked, phone_since=today)
                elif action is Action.ARCHIVE:
                    offer.asked = replace(offer.asked, archived_on=today)
                else:
                    mail = action
        if mail:
            self._write(person, mail, today, school)

    def _write(self, person: Person, mail: Action, today: date, school: date) -> None:
        """One mail for all offers of the person that are old enough to ask about."""
        self._mails += 1
        times = 0
        for offer in person.offers:
            asked = offer.asked
            if offer.is_ended or not self._may_come_along(asked, today):
                continue
            times = max(times, asked.asked_times)
            offer.asked = replace(
                asked,
                asked_on=today,
                asked_times=asked.asked_times + 1,
                school_year=school.year if mail is Action.SCHOOL_YEAR else asked.school_year,
            )
        shares = (
            self._given.answers_first_mail,
            self._given.answers_second_mail,
            self._given.answers_third_mail,
        )
        share = shares[min(times, len(shares) - 1)]
        if person.answers_mail and person.answers_on is None and self._random.random() < share:
            later = self._random.expovariate(1 / self._given.days_until_answer)
            person.answers_on = today + timedelta(1 + int(later))

    def _may_come_along(self, asked: Asked, today: date) -> bool:
        is_old = has_reached(asked.counts_from, self._ladder.together_months, today)
        return is_old and not asked.archived_on and asked.asked_times < self._ladder.asks

    def _advisors_ring(self, today: date) -> None:
        """The oldest first; who was not reached is rung again later."""
        given = self._given
        rest = timedelta(given.days_until_next_call)
        waiting = [
            person
            for person in self._persons
            if _is_to_be_rung(person) and (not person.called_on or person.called_on + rest <= today)
        ]
        waiting.sort(key=lambda person: min(_ages(person)))
        for person in waiting[: given.advisors * given.calls_of_an_advisor_a_week]:
            self._calls += 1
            person.called_on = today
            if self._random.random() >= given.answers_call:
                continue
            person.called_on = None
            if not person.reach.by_mail and self._random.random() < given.names_new_address:
                person.has_address, person.bounced = True, False
            for offer in person.offers:
                self._confirm(offer, today)

    def _seen(self, today: date) -> Week:
        shown = confirmed = true = hidden = 0
        for offer in _offers(self._persons):
            if offer.is_ended:
                continue
            if standing(offer.asked.counts_from, today, self._ladder) >= Standing.HIDDEN:
                hidden += 1
                continue
            shown += 1
            confirmed += not has_reached(offer.asked.counts_from, CONFIRMED_MONTHS, today)
            true += offer.is_true
        return Week(
            today,
            shown,
            confirmed,
            true,
            hidden,
            self._mails,
            self._calls,
            sum(map(_is_to_be_rung, self._persons)),
        )


def _offers(persons: Iterable[Person]) -> Iterator[Offer]:
    for person in persons:
        yield from person.offers


def _is_to_be_rung(person: Person) -> bool:
    return any(offer.asked.phone_since and not offer.is_ended for offer in person.offers)


def _ages(person: Person) -> list[date]:
    return [offer.asked.counts_from for offer in person.offers if not offer.is_ended]


def _a_day(share_of_a_year: float) -> float:
    """How likely on one day what so many have met after a year."""
    return -math.expm1(math.log1p(-share_of_a_year) / 365)


def _mean(weights: tuple[float, ...]) -> float:
    return sum((place + 1) * weight for place, weight in enumerate(weights)) / sum(weights)
