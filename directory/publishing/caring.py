"""Keeps offers true: asks clubs by mail, has somebody ring, archives; any number of times a day."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from directory.content import SchoolHolidays
from directory.mailing.club_mails import Post, Site
from directory.mailing.truth_mails import REPORT, Answers, OfferFacts, Why, ask_mail, report_mail
from directory.model import Listing
from directory.model.ladder import (
    SCHOOL_YEAR_WINDOW,
    Action,
    Ladder,
    Reach,
    Reason,
    due,
    has_reached,
    oldest_day,
)
from directory.model.mail import OutgoingMail
from directory.model.mailbox import mailbox
from directory.submissions import Care, Cared, Inbox, Keepers, Store, StoredReport
from directory.wording import tell, voice_of
from directory.wording.confirming import lines_to_confirm
from directory.wording.voice import EASY

LINK_LASTS: Final = timedelta(days=30)
# A tick comes every few seconds; nothing of this is so urgent.
PAUSE: Final = timedelta(minutes=1)
REPORTS_APART: Final = timedelta(days=7)
# More at once look like mass mail to the servers that take them; the others follow a minute later.
MOST_AT_ONCE: Final = 200
ONE_DAY: Final = timedelta(days=1)

_MAILS = {
    Action.ASK: Why.AGE,
    Action.REMIND: Why.REMINDER,
    Action.SCHOOL_YEAR: Why.SCHOOL_YEAR,
}


@dataclass(frozen=True, slots=True)
class CareDone:
    """How many mails were queued, calls asked for, offers archived."""

    asked: int = 0
    phone_tasks: int = 0
    archived: int = 0


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the pages are that mails lead to; ``base`` is the public address of the site."""

    base: str

    def offer(self, slug: str) -> str:
        return f"{self.base}/angebot/{slug}"

    def answers(self, token: str) -> Answers:
        page = f"{self.base}/vereine/stimmt/{token}"
        return Answers(f"{page}?antwort=stimmt", f"{page}?antwort=anders", f"{page}?antwort=ende")


@dataclass(frozen=True, slots=True)
class _ToDo:
    cared: Cared
    listing: Listing
    action: Action


class Caring:
    """One for each process; any number of processes may care at the same time."""

    def __init__(
        self,
        *,
        store: Store,
        care: Care,
        keepers: Keepers,
        inbox: Inbox,
        holidays: SchoolHolidays,
        ladder: Ladder,
        site: Site,
        addresses: Addresses,
        clock: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._care = care
        self._keepers = keepers
        self._inbox = inbox
        self._holidays = holidays
        self._ladder = ladder
        self._site = site
        self._addresses = addresses
        self._clock = clock
        self._done_at: datetime | None = None
        self._looked_on = date.min
        self._not_due: set[Cared] = set()

    def tick(self) -> CareDone:
        """Does what is due, but looks only once a minute."""
        now = self._clock()
        if self._done_at and abs(now - self._done_at) < PAUSE:
            return CareDone()
        done = self.care(now.astimezone().date())
        self._done_at = now
        return done

    def care(self, today: date) -> CareDone:
        """Everything that is due on this day and was not done yet."""
        self._care.fill()
        counted = dict.fromkeys(("phone_tasks", "archived"), 0)
        mails: dict[str, list[_ToDo]] = defaultdict(list)
        bounced = self._care.bounced()
        for cared, listing in self._candidates(today):
            addresses = self._addresses_of(listing, today)
            usable = tuple(one for one in addresses if one not in bounced)
            reach = Reach(has_address=bool(addresses), bounced=bool(addresses) and not usable)
            actions = self._due(cared, listing, today, reach)
            if not actions:
                # While schools begin, hundreds wait for their day: each is read once a day.
                self._not_due.add(cared)
            for action, reason in actions:
                match action:
                    case Action.ARCHIVE:
                        counted["archived"] += self._care.archive(cared)
                    case Action.PHONE:
                        counted["phone_tasks"] += self._care.to_be_rung(cared, reason or Reason.AGE)
                    case _:
                        # Several people look after a club: a reminder goes to the next of them.
                        to = usable[cared.asked.asked_times % len(usable)]
                        mails[to].append(_ToDo(cared, listing, action))
        now = sorted(mails.items())[:MOST_AT_ONCE]
        asked = sum(self._ask(to, todo, today, bounced) for to, todo in now)
        return CareDone(asked + self._ask_about_reports(today, bounced), **counted)

    # Who is due

    def _candidates(self, today: date) -> Iterator[tuple[Cared, Listing]]:
        """Offers about which something may be due, as they are now; nobody else's are read."""
        if self._looked_on != today:
            self._looked_on, self._not_due = today, set()
        border = None if self._is_school_time(today) else self._oldest(self._ladder.ask_months)
        found = [
            one
            for one in self._care.not_archived(border(today) if border else None)
            if one not in self._not_due and self._may_be_due(one, today)
        ]
        listings = {
            one.id: one for one in self._store.listings_by_id([cared.offer_id for cared in found])
        }
        for cared in found:
            listing = listings.get(cared.offer_id)
            # Somebody may have changed it since without saying that all is true.
            if not self._care.settle(cared, listing) and listing is not None:
                yield cared, listing

    def _oldest(self, months: int) -> Callable[[date], date]:
        return lambda today: oldest_day(months, today)

    def _is_school_time(self, today: date) -> bool:
        """Whether mails of the school year may be due anywhere."""
        states = (*self._holidays.by_state, "")
        return any(self._is_in_window(state, today) for state in states)

    def _is_in_window(self, state: str, today: date) -> bool:
        began = self._holidays.school_year_began(state, today)
        first = began + timedelta(weeks=self._ladder.school_year_weeks)
        return first <= today < first + SCHOOL_YEAR_WINDOW

    def _may_be_due(self, cared: Cared, today: date) -> bool:
        """Without reading the offer: whether anything could be due, whoever can be reached."""
        if due(cared.asked, today, self._ladder, Reach()):
            return True
        if due(cared.asked, today, self._ladder, Reach(has_address=False)):
            return True
        if not self._is_school_time(today):
            return False
        began = max(
            (
                self._holidays.school_year_began(state, today)
                for state in (*self._holidays.by_state, "")
                if self._is_in_window(state, today)
            ),
        )
        return cared.asked.counts_from < began and cared.asked.school_year < began.year

    def _due(
        self, cared: Cared, listing: Listing, today: date, reach: Reach
    ) -> tuple[tuple[Action, Reason | None], ...]:
        return due(cared.asked, today, self._ladder, reach, self._school_year(listing, today))

    def _school_year(self, listing: Listing, today: date) -> date:
        state = listing.venue.address.state_code if listing.venue else ""
        return self._holidays.school_year_began(state, today)

    def _addresses_of(self, listing: Listing, today: date) -> tuple[str, ...]:
        """Who looks after the club, the longest first; else the mailbox of its record."""
        keepers = sorted(
            self._keepers.of_club(listing.club.id), key=lambda one: one.confirmed_at is None
        )
        if keepers:
            return tuple(one.email for one in keepers)
        box = mailbox(listing, today).strip().lower()
        return (box,) if box else ()

    # Asking

    def _ask(self, to: str, due_now: Sequence[_ToDo], today: date, bounced: frozenset[str]) -> bool:
        """One mail to a person about all their offers, with those that will be due soon."""
        also = tuple(self._also(to, due_now, today, bounced))
        offers = (*((one.cared, one.listing) for one in due_now), *also)
        actions = {one.action for one in due_now}
        why = next(
            _MAILS[one] for one in (Action.SCHOOL_YEAR, Action.ASK, Action.REMIND) if one in actions
        )
        facts = [self._facts(listing, today) for _cared, listing in offers]
        key = f"ask:{_named(to)}:{today.isoformat()}"

        def letter(token: str) -> OutgoingMail:
            post = Post(key, to, offers[0][0].offer_id)
            answers = self._addresses.answers(token)
            return ask_mail(post, self._site, offers=facts, why=why, answers=answers)

        years = {
            cared.offer_id: self._school_year(listing, today).year
            for cared, listing in offers
            if self._is_asked_by_school_year(listing, today)
        }
        return self._care.ask(
            [cared for cared, _listing in offers],
            to,
            letter,
            lasts=LINK_LASTS,
            school_years=years,
        )

    def _is_asked_by_school_year(self, listing: Listing, today: date) -> bool:
        began = self._school_year(listing, today)
        return began + timedelta(weeks=self._ladder.school_year_weeks) <= today

    def _also(
        self, to: str, due_now: Iterable[_ToDo], today: date, bounced: frozenset[str]
    ) -> Iterator[tuple[Cared, Listing]]:
        """Other offers of this person that are old enough to be asked about on the way."""
        asked = {one.cared.offer_id for one in due_now}
        mine = {one.listing.club.id for one in due_now} | set(self._keepers.clubs_of(to))
        others = {
            one.offer_id: one
            for one in self._care.of_clubs(mine)
            if one.offer_id not in asked and self._may_come_along(one, today)
        }
        for listing in self._store.listings_by_id(list(others)):
            usable = [one for one in self._addresses_of(listing, today) if one not in bounced]
            cared = others[listing.id]
            if to in usable and not self._care.settle(cared, listing):
                yield cared, listing

    def _may_come_along(self, cared: Cared, today: date) -> bool:
        asked = cared.asked
        rested = asked.asked_on is None or asked.asked_on + ONE_DAY <= today
        return (
            asked.archived_on is None
            and rested
            and asked.asked_times < self._ladder.asks
            and has_reached(asked.counts_from, self._ladder.together_months, today)
        )

    def _facts(self, listing: Listing, today: date) -> OfferFacts:
        offer, voice = listing.offer, voice_of(EASY)
        text = tell(listing, voice, today)
        if offer is None:
            raise ValueError("only offers are asked about")
        lines = tuple(lines_to_confirm(offer, text, voice))
        return OfferFacts(text.title.words, self._addresses.offer(offer.slug), lines)

    # Reports

    def _ask_about_reports(self, today: date, bounced: frozenset[str]) -> int:
        by_offer: dict[str, list[StoredReport]] = defaultdict(list)
        for one in self._inbox.reports():
            by_offer[one.report.offer_id].append(one)
        fresh = {
            id: reports for id, reports in by_offer.items() if self._is_new(id, reports, today)
        }
        if not fresh:
            return 0
        listings = {one.id: one for one in self._store.listings_by_id(list(fresh))}
        return sum(
            self._ask_about(listings[id], reports, today, bounced)
            for id, reports in sorted(fresh.items())
            if id in listings
        )

    def _is_new(self, offer_id: str, reports: Sequence[StoredReport], today: date) -> bool:
        """Not told yet, and the last mail about this offer is a week old."""
        for key, day in self._care.mailed_about(offer_id, REPORT):
            if today - day < REPORTS_APART:
                return False
            told = int(key.rpartition(":")[2])
            return reports[-1].number > told
        return True

    def _ask_about(
        self,
        listing: Listing,
        reports: Sequence[StoredReport],
        today: date,
        bounced: frozenset[str],
    ) -> bool:
        usable = [one for one in self._addresses_of(listing, today) if one not in bounced]
        if not usable or listing.offer is None or listing.offer.example:
            return False
        to, newest = usable[0], reports[-1].number
        facts = self._facts(listing, today)

        def letter(token: str) -> OutgoingMail:
            return report_mail(
                Post(f"report:{listing.id}:{newest}", to, listing.id),
                self._site,
                offer=facts,
                wrong=[one.report.what for one in reports],
                notes=[one.report.note for one in reports if one.report.note],
                answers=self._addresses.answers(token),
            )

        return self._care.ask([], to, letter, lasts=LINK_LASTS)


def _named(address: str) -> str:
    """An address in a key: the key stays when the address has long been erased."""
    return hashlib.sha256(address.encode()).hexdigest()[:24]


def why_to_ring() -> Mapping[Reason, str]:
    """For the list of calls, in the language of operators."""
    return {
        Reason.BOUNCED: "mail comes back",
        Reason.NO_ADDRESS: "no mail address",
        Reason.SILENT: "no answer to mails",
        Reason.AGE: "not confirmed for long",
    }
