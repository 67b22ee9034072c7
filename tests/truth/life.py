"""The same lives with the site that asks clubs whether all is true, months, and taps on answers."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition
from hypothesis.stateful import rule as step
from sqlalchemy import select

from directory.content import SchoolHolidays
from directory.model import How, Role
from directory.model.ladder import SCHOOL_YEAR_WINDOW, Ladder, has_reached
from directory.publishing.caring import LINK_LASTS, CareDone
from directory.submissions import Bounces, Care, Purpose
from directory.submissions.care import Cared
from directory.submissions.tables import CareRow, OutboxRow, OutboxSecretRow
from tests.submissions.life import CHOICE, CLUB, IDS, PEOPLE, Life, Secret, chosen
from tests.truth.conftest import new_caring

LADDER = Ladder()
HOLIDAYS = SchoolHolidays({})
# A mail of the school year may come besides those of a round.
MOST_ASKED = LADDER.asks + 1
WEEKS = st.integers(1, 12)
# Long enough for more questions than there may be.
SILENCE = st.integers(8, 20)
LEAVE = st.sampled_from(["sent", "killed", "refused"])


class LifeInCare(Life):
    def __init__(self) -> None:
        super().__init__()
        both = (self.store.database, self.clock)
        self.care, self.bounces = Care(*both), Bounces(*both)
        self.asks: dict[str, Secret] = {}
        # How many mails of a round asked about an offer, as the mails say.
        self.asked_in: Counter[tuple[str, int]] = Counter()
        self.dead: set[str] = set()

    @property
    def today(self) -> date:
        return self.clock().astimezone().date()

    def keys_of_mails(self) -> dict[str, str]:
        with self.store.database.reading() as connection:
            rows = connection.execute(select(OutboxRow.key, OutboxRow.to)).all()
        return {row.key: row.to for row in rows}

    def cared(self) -> dict[str, Cared]:
        return {one.offer_id: one for one in self.care.of_clubs(f"club-{id}" for id in IDS)}

    # Steps

    @initialize(answers=st.lists(st.integers(0, 3), min_size=2, max_size=3), silence=SILENCE)
    def clubs_have_offers(self, answers: Sequence[int] = (), silence: int = 0) -> None:
        """Otherwise few lives would be long enough to be asked again and again.

        Each answer is a tap so many weeks after a question came; before every second one the
        address was dead for a week. In the end nobody answers.
        """
        super().clubs_have_offers()
        for number, weeks in enumerate(answers):
            self.weeks_until_a_question_comes()
            self.weeks_go_by(weeks, "sent")
            if number % 2 == 0:
                self.a_mail_comes_back(CLUB)
                self.somebody_says_that_it_is_wrong(0)
                self.weeks_go_by(1, "sent")
            self.taps_that_all_is_true(-1)
        self.weeks_until_a_question_comes()
        self.weeks_go_by(silence, "sent")

    def weeks_until_a_question_comes(self) -> None:
        """Or half a year: who is silent is not asked for ever."""
        came = len(self.questions_that_came())
        for _ in range(26):
            self.weeks_go_by(1, "sent")
            if len(self.questions_that_came()) > came:
                return

    @step(weeks=WEEKS, how=LEAVE)
    def weeks_go_by(self, weeks: int, how: str) -> None:
        """Each with its questions, which come, or not."""
        for _ in range(weeks):
            self.clock.go(days=7)
            self.site_asks()
            self.mails_leave(4, how)
        self.site_asks()
        # What was changed elsewhere is put right first, and looked at the next time.
        assert self.site_asks() == CareDone()

    def site_asks(self) -> CareDone:
        public, mails, before = self.public(), self.keys_of_mails(), self.cared()
        caring = new_caring(self.store, self.clock, LADDER, HOLIDAYS)
        done = caring.care(self.today)
        assert self.public() == public
        new = {key: to for key, to in self.keys_of_mails().items() if key not in mails}
        assert all(key.startswith(("ask:", "report:")) for key in new)
        assert not set(new.values()) & self.dead
        assert set(new.values()) <= {email for id in public for email in self.keepers_of(id)}
        for id, after in self.cared().items():
            if after.asked.asked_on and after.asked != getattr(before.get(id), "asked", None):
                self.was_due(id, after)
        for key, to in new.items():
            text = self.text_of(key)
            self.asks[key] = self.secret_in(text, to)
            if key.startswith("ask:"):
                self.asked_in.update(self.rounds_of(text))
        assert max(self.asked_in.values(), default=0) <= MOST_ASKED
        self.queued |= new.keys()
        return done

    def was_due(self, id: str, one: Cared) -> None:
        """Nobody is asked about what they have just said, nor again and again."""
        known = self.store.listing(id)
        assert known and known.offer
        verified = known.offer.verification.verified_on
        assert (
            verified is None
            or has_reached(verified, LADDER.together_months, self.today)
            or (self.is_asked_for_the_school_year() and verified < self.school_began())
        )
        assert one.asked.asked_times <= MOST_ASKED

    def school_began(self) -> date:
        return HOLIDAYS.school_year_began("", self.today)

    def is_asked_for_the_school_year(self) -> bool:
        first = self.school_began() + timedelta(weeks=LADDER.school_year_weeks)
        return first <= self.today < first + SCHOOL_YEAR_WINDOW

    def text_of(self, key: str) -> str:
        """A mail that waits, with its secret address."""
        query = (
            select(OutboxSecretRow.document)
            .join(OutboxRow, OutboxSecretRow.number == OutboxRow.number)
            .where(OutboxRow.key == key)
        )
        with self.store.database.reading() as connection:
            return str(connection.execute(query).scalar_one())

    def secret_in(self, text: str, to: str) -> Secret:
        """The address in the mail, and whose it is."""
        (word,) = set(re.findall(r"/vereine/stimmt/([\w-]+)\?", text))
        return Secret(word, to, self.clock() + LINK_LASTS)

    def rounds_of(self, text: str) -> set[tuple[str, int]]:
        """The offers that the mail asks about, and in which round each of them is."""
        named = set(re.findall(r"/angebot/([\w-]+)", text))
        known = {one.offer.slug: one.id for one in self.store.listings_by_id(IDS) if one.offer}
        cared = self.cared()
        assert named and named <= known.keys()
        return {(known[slug], cared[known[slug]].round) for slug in named}

    def questions_that_came(self) -> list[Secret]:
        return [self.asks[key] for key in self.mailbox if key in self.asks]

    @precondition(lambda self: self.questions_that_came())
    @step(which=CHOICE)
    def taps_that_all_is_true(self, which: int) -> None:
        link = chosen(self.questions_that_came(), which)
        mine = [one.id for one in self.care.offers_of(link.email)]
        used = self.links.use(link.word, Purpose.CONFIRM)
        assert bool(used) is link.works(self.clock())
        if not used:
            return
        assert used.email == link.email
        self.has_used(link)
        done = self.workflow.confirm(mine, by=Role.CLUB, how=How.LINK, day=self.today)
        assert done == len(mine)
        for id in mine:
            del self.open_reports[id]
            now = self.cared()[id].asked
            assert (now.counts_from, now.asked_times) == (self.today, 0)
            assert (now.phone_since, now.archived_on) == (None, None)

    @step(email=PEOPLE)
    def a_mail_comes_back(self, email: str) -> None:
        was_written_to = email in self.keys_of_mails().values()
        jumped = self.bounces.take(email, "5.1.1")
        # When the outbox has forgotten an address, links may still tell that we wrote there.
        assert jumped is not None or not was_written_to
        if jumped is not None:
            self.dead.add(email)

    # What holds at any moment

    @invariant()
    def only_what_is_public_is_to_be_rung_about(self) -> None:
        assert {task.offer_id for task in self.care.phone_tasks()} <= set(self.public())

    @invariant()
    def who_is_known_as_dead_is_noted(self) -> None:
        assert self.care.bounced() == self.dead

    @invariant()
    def who_comes_back_begins_anew(self) -> None:
        """Checks nothing: between two steps it forgets what was asked before an offer ended."""
        with self.store.database.reading() as connection:
            cared_for = set(connection.execute(select(CareRow.offer_id)).scalars())
        for id, round in [*self.asked_in]:
            if id not in cared_for:
                del self.asked_in[id, round]

    # What lives without care know nothing of

    def has_used(self, link: Secret) -> None:
        super().has_used(link)
        self.dead.discard(link.email)

    def secrets(self) -> list[Secret]:
        return [*super().secrets(), *self.asks.values()]

    def may_be_missing(self) -> set[str]:
        return super().may_be_missing() | self.asks.keys()
