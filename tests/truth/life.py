"""The same lives with the site that asks clubs whether all is true, months, and taps on answers."""

import re
from datetime import date

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition
from hypothesis.stateful import rule as step
from sqlalchemy import select

from directory.content import SchoolHolidays
from directory.model import How, Role
from directory.model.ladder import Ladder, has_reached
from directory.publishing.caring import LINK_LASTS, CareDone
from directory.submissions import Bounces, Care, Purpose
from directory.submissions.care import Cared
from directory.submissions.tables import OutboxRow, OutboxSecretRow
from tests.submissions.life import CHOICE, IDS, PEOPLE, Life, Secret, chosen
from tests.truth.conftest import new_caring

LADDER = Ladder()
# A mail of the school year may come besides those of a round.
MOST_ASKED = LADDER.asks + 1
WEEKS = st.integers(1, 12)
LEAVE = st.sampled_from(["sent", "killed", "refused"])


class LifeInCare(Life):
    def __init__(self) -> None:
        super().__init__()
        both = (self.store.database, self.clock)
        self.care, self.bounces = Care(*both), Bounces(*both)
        self.asks: dict[str, Secret] = {}
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

    @initialize()
    def clubs_have_offers(self) -> None:
        """Otherwise few lives would be long enough to be asked about."""
        super().clubs_have_offers()
        self.weeks_go_by(23, "sent")

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

    @step(weeks=WEEKS, how=LEAVE)
    def weeks_end_with_a_tap(self, weeks: int, how: str) -> None:
        self.weeks_go_by(weeks, how)
        if self.questions_that_came():
            self.taps_that_all_is_true(-1)

    @step(weeks=WEEKS, how=LEAVE, email=PEOPLE)
    def weeks_after_a_mail_came_back(self, weeks: int, how: str, email: str) -> None:
        self.a_mail_comes_back(email)
        self.weeks_go_by(weeks, how)

    def site_asks(self) -> CareDone:
        public, mails, before = self.public(), self.keys_of_mails(), self.cared()
        caring = new_caring(self.store, self.clock, LADDER, SchoolHolidays({}))
        done = caring.care(self.today)
        assert self.public() == public
        new = {key: to for key, to in self.keys_of_mails().items() if key not in mails}
        assert all(key.startswith(("ask:", "report:")) for key in new)
        assert not set(new.values()) & self.dead
        assert set(new.values()) <= {email for id in public for email in self.keepers_of(id)}
        for id, after in self.cared().items():
            if after.asked.asked_on and after.asked != getattr(before.get(id), "asked", None):
                self.was_due(id, after)
        for key in new:
            self.asks[key] = self.secret_in(key)
        self.queued |= new.keys()
        return done

    def was_due(self, id: str, one: Cared) -> None:
        """Nobody is asked about what they have just said, nor again and again."""
        known = self.store.listing(id)
        assert known and known.offer
        verified = known.offer.verification.verified_on
        assert verified is None or has_reached(verified, LADDER.together_months, self.today)
        assert one.asked.asked_times <= MOST_ASKED

    def secret_in(self, key: str) -> Secret:
        """The address in the mail, and whose it is."""
        query = (
            select(OutboxRow.to, OutboxSecretRow.document)
            .join(OutboxSecretRow, OutboxSecretRow.number == OutboxRow.number)
            .where(OutboxRow.key == key)
        )
        with self.store.database.reading() as connection:
            to, text = connection.execute(query).one()
        (word,) = set(re.findall(r"/vereine/stimmt/([\w-]+)\?", text))
        return Secret(word, to, self.clock() + LINK_LASTS)

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

    # What lives without care know nothing of

    def has_used(self, link: Secret) -> None:
        super().has_used(link)
        self.dead.discard(link.email)

    def secrets(self) -> list[Secret]:
        return [*super().secrets(), *self.asks.values()]

    def may_be_missing(self) -> set[str]:
        return super().may_be_missing() | self.asks.keys()
