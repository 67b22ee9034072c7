"""Two years of 50 offers, a tick a day: each step on its day, no mail twice, none missing."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from directory.model import How, Listing, Role
from directory.model.ladder import Reason, Standing, months_later, standing_of
from directory.publishing import CareDone
from tests.submissions.examples import a_club
from tests.truth.conftest import START, Loop, an_aged

DAYS = 730
ANSWERS_AFTER = 3
FIRST = START.date()
# No holidays are known here: school begins on 1 September everywhere, and mails go 2 weeks later.
SCHOOL_MAILS = (date(2027, 9, 15), date(2028, 9, 15))
LAST = FIRST + timedelta(DAYS - 1)


def address(id: str) -> str:
    return f"{id}@verein.example"


def next_question(confirmed: date) -> date:
    """After 5 months, or when a school year has begun meanwhile."""
    school = next(day for day in (*SCHOOL_MAILS, date(2029, 9, 15)) if day > confirmed)
    return min(months_later(confirmed, 5), school)


def questions_to_somebody_who_answers(confirmed: date) -> Iterator[date]:
    day = next_question(confirmed)
    while day <= LAST:
        yield day
        day = next_question(day + timedelta(ANSWERS_AFTER))


class TwoYears:
    """What happened on which day."""

    def __init__(self, loop: Loop) -> None:
        self.loop = loop
        self.mails: dict[str, list[date]] = defaultdict(list)
        self.rung: dict[str, tuple[date, Reason]] = {}
        self.archived: dict[str, date] = {}
        self.standings: dict[str, dict[Standing, date]] = defaultdict(dict)
        self.confirmed = {f"{kind}{n}": FIRST + timedelta(n) for kind in "abcde" for n in range(10)}
        listings = [self._offer(id, day) for id, day in self.confirmed.items()]
        loop.store.publish_many(listings)
        self.clubs = {one.club.id for one in listings}
        loop.keepers.add("c-e", "e@verein.example", confirmed=True)

    def _offer(self, id: str, day: date) -> Listing:
        listing = an_aged(id, day, "" if id[0] in "de" else address(id))
        if id[0] == "e" and listing.offer:
            return replace(listing, club=a_club("c-e"), offer=replace(listing.offer, club_id="c-e"))
        return listing

    def go(self) -> None:
        answers: dict[date, list[str]] = defaultdict(list)
        for _ in range(DAYS):
            today = self.loop.today
            for id in answers.pop(today, ()):
                self._answer(id, today)
            self.loop.tick()
            if today.weekday() == 0:
                # Another process at the same moment has nothing more to do.
                assert self.loop.new_caring().tick() == CareDone()
            for mail in self._new_mails():
                self.mails[mail].append(today)
                if mail[0] in "be":
                    answers[today + timedelta(ANSWERS_AFTER)].append(mail)
                if mail[0] == "c" and len(self.mails[mail]) == 1:
                    self.loop.bounces.take(mail, "5.1.1")
            self._look(today)
            self.loop.clock.go(days=1)

    def _new_mails(self) -> list[str]:
        taken = self.loop.sender.mails
        new = [str(mail["To"]) for mail in taken]
        taken.clear()
        return new

    def _answer(self, mail: str, today: date) -> None:
        """The person says that all their offers are right, so everybody of e at once."""
        ids = [f"e{n}" for n in range(10)] if mail[0] == "e" else [mail.partition("@")[0]]
        self.loop.workflow.confirm(ids, by=Role.CLUB, how=How.LINK, day=today)

    def _look(self, today: date) -> None:
        for task in self.loop.care.phone_tasks():
            self.rung.setdefault(task.offer_id, (task.since, task.reason))
        for listing in self.loop.store.listings_by_id([f"a{n}" for n in range(10)]):
            step = standing_of(listing, today, self.loop.ladder)
            self.standings[listing.id].setdefault(step, today)
        if today >= months_later(FIRST, 17):
            for cared in self.loop.care.of_clubs(self.clubs):
                if cared.asked.archived_on:
                    self.archived.setdefault(cared.offer_id, cared.asked.archived_on)


@pytest.mark.timeout(300)
def test_two_years_of_fifty_offers(loop: Loop) -> None:
    years = TwoYears(loop)
    years.go()

    for n in range(10):
        day = FIRST + timedelta(n)
        asked = months_later(day, 5)
        # Nobody answers: four questions in 3 weeks, one more with the school year, then silence.
        gaps = (0, 7, 14, 21)
        assert years.mails[address(f"a{n}")] == [
            *(asked + timedelta(gap) for gap in gaps),
            SCHOOL_MAILS[0],
        ]
        assert years.rung[f"a{n}"] == (asked + timedelta(28), Reason.SILENT)
        assert years.archived[f"a{n}"] == months_later(day, 18)
        assert years.standings[f"a{n}"] == {
            Standing.FRESH: FIRST,
            **{
                step: months_later(day, months)
                for step, months in zip(list(Standing)[1:], (5, 6, 7, 9, 12, 18), strict=True)
            },
        }
        # Somebody answers each mail.
        assert years.mails[address(f"b{n}")] == list(questions_to_somebody_who_answers(day))
        assert f"b{n}" not in years.rung and f"b{n}" not in years.archived
        # The first mail comes back: somebody rings at once, and no mail goes there again.
        assert years.mails[address(f"c{n}")] == [asked]
        assert years.rung[f"c{n}"] == (asked, Reason.BOUNCED)
        assert years.archived[f"c{n}"] == months_later(day, 18)
        # Nobody can be written to.
        assert years.rung[f"d{n}"] == (asked, Reason.NO_ADDRESS)
        assert years.archived[f"d{n}"] == months_later(day, 18)
        assert f"e{n}" not in years.rung and f"e{n}" not in years.archived
    # One person, ten offers, one mail: from the first answer on all go together.
    assert years.mails["e@verein.example"] == list(questions_to_somebody_who_answers(FIRST))
    written = Counter(mail[0] for mail, days in years.mails.items() for _day in days)
    assert set(written) == set("abce")
