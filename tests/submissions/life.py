"""A club, a stranger, readers, an editor, mails and a clock, in any order, over a real database.

Beside the database stands what somebody who had watched all steps would expect of it.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition
from hypothesis.stateful import rule as step
from sqlalchemy import select

from directory.catalogue.builder import Builder
from directory.catalogue.index import Index
from directory.model import How, Listing, OutgoingMail, Role, Status, Text, Texts
from directory.model.inbox import Report, Wrong
from directory.model.submission import BY_CLUB, OPEN, State, Submission, WrongStep
from directory.publishing import Finder
from directory.submissions import (
    ChangedTwice,
    Claimed,
    Inbox,
    Keepers,
    Links,
    NotStored,
    Outbox,
    Purpose,
    Store,
    Workflow,
)
from directory.submissions.history import History
from directory.submissions.joining import Joining, StillWaiting
from directory.submissions.links import KEPT
from directory.submissions.tables import OutboxRow, RecordKind, ReportRow
from tests.databases import new_database
from tests.publishing.conftest import RECORD_OF, Bridge
from tests.submissions.clock import Clock
from tests.submissions.examples import a_club, a_listing

NOW = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)
IDS = ("first", "second", "third")
OFFERS = st.sampled_from(IDS)
CLUB, STRANGER = "anna@verein.example", "eve@anders.example"
PEOPLE = st.sampled_from([CLUB, STRANGER])
CHOICE = st.integers(0, 5)
A_DAY = timedelta(days=1)


@dataclass
class Secret:
    """A link or a visit as whoever has it knows it."""

    word: str
    email: str
    until: datetime
    is_over: bool = False

    def works(self, now: datetime) -> bool:
        return not self.is_over and now < self.until


class Life(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.clock = Clock(NOW)
        self.store = Store(new_database(Path(self.folder.name), NOW), clock=self.clock)
        both = (self.store.database, self.clock)
        self.workflow, self.joining, self.history = Workflow(*both), Joining(*both), History(*both)
        self.inbox, self.outbox = Inbox(*both), Outbox(*both)
        self.links, self.keepers = Links(*both), Keepers(*both)
        place = Path(self.folder.name) / "index"
        index = Index(place)
        finder = Finder(self.store, index, RECORD_OF)
        self.bridge = Bridge(self.store, place, index, Builder(place), finder)
        self.words = count()
        self.looked_at: set[str] = set()
        self.states: dict[str, State] = {}
        self.offer_of: dict[str, str] = {}
        self.hidden: set[str] = set()
        self.joined: dict[str, str] = {}
        self.versions = 0
        self.forms: list[Listing] = []
        self.reported = 0
        self.open_reports: Counter[str] = Counter()
        self.queued: set[str] = set()
        self.for_nobody: set[str] = set()
        self.mailbox: dict[str, Claimed] = {}
        self.arrived: Counter[str] = Counter()
        self.died: Counter[str] = Counter()
        self.letters: dict[str, Secret] = {}
        self.visits: list[Secret] = []
        self.proven: set[str] = set()

    def teardown(self) -> None:
        try:
            self.every_mail_has_come_in_the_end()
            self.the_index_says_what_is_public_in_the_end()
        finally:
            self.bridge.close()
            self.folder.cleanup()

    @initialize()
    def clubs_have_offers(self) -> None:
        """Otherwise most short lives would end before anything can happen to one."""
        for one in ("first", "second"):
            self.sends(one, CLUB)
            self.approves(0)
        self.asks_for_a_link(CLUB, really=True)
        while not self.letters_that_came():
            self.mails_leave(1, "sent")
        self.opens_a_link(0)
        self.the_index_follows()

    def public(self) -> list[str]:
        return sorted(self.store.listed(IDS))

    def waiting(self) -> list[Submission]:
        """In an order that is the same when a life is lived again; ids are random."""
        return sorted(self.workflow.waiting(), key=lambda one: one.offer_id)

    # What clubs do

    def a_proposal(self, id: str) -> Listing:
        """The offer with words that nobody has used before."""
        said = f"Wir spielen {next(self.words)}."
        new = {"name": said, "what": Texts(Text(said))}
        known = self.store.listing(id)
        if known and known.offer:
            return replace(known, offer=replace(known.offer, **new))
        return a_listing(id, club=a_club(f"club-{id}"), **new)

    @step(id=OFFERS, email=PEOPLE)
    def sends(self, id: str, email: str) -> None:
        proposal = self.a_proposal(id)
        key = f"form-{next(self.words)}"
        act: Any = self.workflow.change if self.store.listing(id) else self.workflow.submit
        before = len(self.workflow.waiting())
        # Pressed twice it is one, with one mail.
        for _ in range(2):
            act(proposal, key=key, email=email, mails=[a_mail(f"got:{key}", email)])
        assert len(self.workflow.waiting()) <= before + 1
        self.queued.add(f"got:{key}")
        self.now_waits(proposal.id)

    def now_waits(self, offer_id: str) -> None:
        """The newest takes the place of those that nobody had the last word on."""
        mine = [one for one in self.states if self.offer_of[one] == offer_id]
        self.states |= {one: State.REPLACED for one in mine if self.states[one] in OPEN}
        (new,) = (one for one in self.workflow.waiting() if one.offer_id == offer_id)
        self.states[new.id] = State.WAITING
        self.offer_of[new.id] = offer_id

    @precondition(lambda self: self.public())
    @step(which=CHOICE)
    def opens_a_form(self, which: int) -> None:
        self.forms += self.store.listings_by_id([chosen(self.public(), which)])

    @precondition(lambda self: self.forms)
    @step(which=CHOICE, email=PEOPLE, until=st.dates(date(2026, 6, 1), date(2026, 6, 3)))
    def sends_a_pause(self, which: int, email: str, until: date) -> None:
        """By a form that may have been open for long."""
        form = chosen(self.forms, which)
        assert form.offer
        paused = replace(form.offer, status=Status.PAUSED, paused_until=until)
        key = f"pause-{next(self.words)}"
        may = email in self.proven and email in self.keepers_of(form.id)
        was_public = form.id in self.store.listed([form.id])
        both = {"mails": [a_mail(f"got:{key}", email)], "notices": [a_mail(f"live:{key}", email)]}
        try:
            for _ in range(2):
                done = self.workflow.change(
                    replace(form, offer=paused), key=key, email=email, **both
                )
        except ChangedTwice:
            return
        except NotStored:
            assert form.id in self.joined
            return
        assert (may and was_public) or not done.live
        if done.live:
            self.queued.add(f"live:{key}")
            known = self.workflow.of_offer(form.id)
            (at_once,) = (
                one for one in known if one.decided_by == BY_CLUB and one.id not in self.states
            )
            self.states[at_once.id] = State.APPROVED
            self.offer_of[at_once.id] = form.id
        if done.waits:
            self.queued.add(f"got:{key}")
            self.now_waits(form.id)

    def keepers_of(self, offer_id: str) -> set[str]:
        known = self.store.listing(offer_id)
        return {one.email for one in self.keepers.of_club(known.club.id)} if known else set()

    @precondition(lambda self: self.public())
    @step(which=CHOICE)
    def ends(self, which: int) -> None:
        id, key = chosen(self.public(), which), f"ended:{next(self.words)}"
        if self.workflow.end(id, mails=[a_mail(key, CLUB)]):
            self.queued.add(key)
            del self.open_reports[id]
        assert not self.workflow.end(id, mails=[a_mail(f"again:{key}", CLUB)])

    # What editors do

    @precondition(lambda self: self.workflow.waiting())
    @step(which=CHOICE)
    def approves(self, which: int) -> None:
        waits = chosen(self.waiting(), which)
        key = f"approved:{waits.id}"
        try:
            self.workflow.approve(waits.id, mails=[a_mail(key, waits.email)])
        except ChangedTwice:
            return  # Both are shown, and it waits for another decision.
        except NotStored:
            assert waits.offer_id in self.joined
            return
        self.decided(waits, State.APPROVED, key)
        self.looked_at.add(words_of(waits.listing))
        self.hidden.discard(waits.offer_id)
        del self.open_reports[waits.offer_id]

    @precondition(lambda self: self.workflow.waiting())
    @step(which=CHOICE, sends_back=st.booleans())
    def refuses(self, which: int, sends_back: bool) -> None:
        waits = chosen(self.waiting(), which)
        answer = self.workflow.send_back if sends_back else self.workflow.decline
        key = f"answer:{waits.id}"
        answer(waits.id, "Um wie viel Uhr?", mails=[a_mail(key, waits.email)])
        self.decided(waits, State.SENT_BACK if sends_back else State.DECLINED, key)

    def decided(self, one: Submission, state: State, mail_key: str) -> None:
        self.states[one.id] = state
        self.queued.add(mail_key)

    @step(which=CHOICE)
    def decides_twice(self, which: int) -> None:
        final = [id for id, state in self.states.items() if state not in OPEN]
        if id := chosen(final, which):
            with pytest.raises(WrongStep):
                self.workflow.decline(id, "Doch nicht.", mails=[a_mail(f"twice:{id}", CLUB)])

    @precondition(lambda self: self.public())
    @step(which=CHOICE)
    def is_withdrawn(self, which: int) -> None:
        id = chosen(self.public(), which)
        assert self.store.withdraw(id)
        self.hidden.add(id)

    @precondition(lambda self: len(self.public()) > 1)
    @step(
        pair=st.tuples(CHOICE, CHOICE),
        taken=st.sets(st.sampled_from(["club", "what", "status"])),
        clubs_too=st.booleans(),
    )
    def are_joined(self, pair: tuple[int, int], taken: set[str], clubs_too: bool) -> None:
        stays = chosen(self.public(), pair[0])
        goes = chosen([id for id in self.public() if id != stays], pair[1])
        two = self.joining.two(stays, goes)
        assert two
        clubs = [one.club.id for one in two.listings]
        gone_club = clubs[0] if "club" in taken else clubs[1]
        both_clubs = clubs_too and clubs[0] != clubs[1]
        waits = any(
            one.offer_id == goes or (both_clubs and one.club_id == gone_club)
            for one in self.workflow.waiting()
        )
        try:
            self.joining.join(stays, goes, taken, person="eva", clubs_too=clubs_too)
        except StillWaiting:
            assert waits
            return
        assert not waits
        self.joined[goes] = stays
        self.open_reports[stays] += self.open_reports.pop(goes, 0)

    @precondition(lambda self: self.public())
    @step(which=CHOICE, back=st.integers(0, 20))
    def an_earlier_version_comes_back(self, which: int, back: int) -> None:
        id = chosen(self.public(), which)
        turn = chosen(self.history.of_offer(id), back)
        then = self.history.listing_at(id, turn.number)
        after = self.history.restore(id, turn.number, person="eva")
        if turn.kind is RecordKind.OFFER:
            assert words_of(after) == words_of(then)

    # What readers do

    @precondition(lambda self: self.public())
    @step(which=CHOICE)
    def somebody_says_that_it_is_wrong(self, which: int) -> None:
        id = chosen(self.public(), which)
        report = Report(id, Wrong.TIME, "Um 17 Uhr war niemand da.", self.clock())
        key = f"report-{next(self.words)}"
        assert self.inbox.report(report, key)
        assert not self.inbox.report(report, key)
        self.reported += 1
        self.open_reports[id] += 1

    # Links and visits

    @step(email=PEOPLE, really=st.booleans())
    def asks_for_a_link(self, email: str, really: bool) -> None:
        key = f"link:{next(self.words)}"
        until = self.clock() + A_DAY

        def letter(to: str, token: str) -> OutgoingMail:
            self.letters[key] = Secret(token, to, until)
            return OutgoingMail(key, to, "Ihr Link", token, expires_at=until, sensitive=True)

        self.links.mail(Purpose.OWN, "", email, A_DAY, letter, really=really)
        self.queued.add(key)
        if not really:
            self.for_nobody.add(key)

    @precondition(lambda self: self.letters_that_came())
    @step(which=CHOICE)
    def a_program_looks_at_a_link(self, which: int) -> None:
        link = chosen(self.letters_that_came(), which)
        works = link.works(self.clock())
        assert bool(self.links.look(link.word, Purpose.OWN)) is works
        assert self.links.look(link.word, Purpose.SIGN_IN) is None

    @precondition(lambda self: self.letters_that_came())
    @step(which=CHOICE)
    def opens_a_link(self, which: int) -> None:
        link = chosen(self.letters_that_came(), which)
        assert self.links.use(link.word, Purpose.SIGN_IN, Purpose.JOIN) is None
        used = self.links.use(link.word, Purpose.OWN)
        assert bool(used) is link.works(self.clock())
        if used:
            assert used.email == link.email
            self.has_used(link)
        assert self.links.use(link.word) is None

    def has_used(self, link: Secret) -> None:
        """Whoever uses a link has the mailbox, and comes to visit."""
        link.is_over = True
        self.proven.add(link.email)
        self.visits.append(Secret(self.links.visit(link.email), link.email, self.clock() + A_DAY))

    def letters_that_came(self) -> list[Secret]:
        return [self.letters[key] for key in self.mailbox if key in self.letters]

    @precondition(lambda self: self.visits)
    @step(which=CHOICE)
    def says_on_a_visit_that_all_is_true(self, which: int) -> None:
        visit = chosen(self.visits, which)
        who = self.links.visitor(visit.word)
        assert bool(who) is visit.works(self.clock())
        # The key of a visit opens nothing else.
        assert self.links.look(visit.word) is self.links.was(visit.word) is None
        if who:
            clubs = self.keepers.clubs_of(who.email)
            mine = [one.id for club in clubs for one in self.store.offers_of_club(club)]
            today = self.clock().date()
            assert self.workflow.confirm(mine, by=Role.CLUB, how=How.LINK, day=today) == len(mine)
            for id in mine:
                del self.open_reports[id]

    @precondition(lambda self: self.visits)
    @step(which=CHOICE)
    def ends_a_visit(self, which: int) -> None:
        visit = chosen(self.visits, which)
        self.links.end_visit(visit.word)
        visit.is_over = True

    # What machines do

    @step(most=st.integers(1, 4), how=st.sampled_from(["sent", "killed", "refused"]))
    def mails_leave(self, most: int, how: str) -> None:
        for _ in range(most):
            if mail := self.outbox.claim():
                self.is_handed_over(mail, how)

    def is_handed_over(self, claimed: Claimed, how: str) -> None:
        key = claimed.mail.key
        if how == "refused":
            self.outbox.postpone(claimed, "421 later")
            return
        self.arrived[key] += 1
        first = self.mailbox.setdefault(key, claimed)
        assert (first.message_id, first.mail) == (claimed.message_id, claimed.mail)
        if how == "killed":
            self.died[key] += 1
        else:
            self.outbox.sent(claimed)

    @step()
    def what_is_old_is_forgotten(self) -> None:
        self.outbox.erase()
        self.links.erase()
        for secret in self.secrets():
            secret.is_over |= secret.until <= self.clock() - KEPT

    def secrets(self) -> list[Secret]:
        return [*self.letters.values(), *self.visits]

    @step()
    def the_index_follows(self) -> None:
        self.bridge.follow()
        assert self.bridge.indexed() == self.bridge.stored()

    @step(hours=st.integers(-48, 400))
    def time_goes_by(self, hours: int) -> None:
        self.clock.go(hours=hours)

    # What holds at any moment

    @invariant()
    def only_what_was_looked_at_is_public(self) -> None:
        for listing in self.store.listings():
            if listing.offer:
                assert words_of(listing) in self.looked_at

    @invariant()
    def what_was_sent_is_there_as_it_was_decided(self) -> None:
        found = {one.id: one.state for id in IDS for one in self.workflow.of_offer(id)}
        assert found == self.states

    @invariant()
    def what_is_hidden_stays_hidden_until_an_editor_shows_it(self) -> None:
        assert self.store.listed(self.hidden | self.joined.keys()) == frozenset()

    @invariant()
    def what_was_joined_leads_to_what_stayed(self) -> None:
        for goes in self.joined:
            there = goes
            while there in self.joined:
                there = self.joined[there]
            found = self.store.listing(goes), self.store.listing_by_slug(f"slug-{goes}")
            assert found == (self.store.listing(there),) * 2
            assert found[0] or there in self.hidden

    @invariant()
    def the_history_only_grows(self) -> None:
        kept = sum(len(self.history.of(RecordKind.OFFER, id)) for id in IDS)
        assert kept >= self.versions
        self.versions = kept

    @invariant()
    def no_report_is_lost(self) -> None:
        with self.store.database.reading() as connection:
            rows = list(connection.execute(select(ReportRow.offer_id, ReportRow.is_open)))
        assert len(rows) == self.reported
        assert Counter(id for id, is_open in rows if is_open) == +self.open_reports

    @invariant()
    def each_reason_has_its_one_mail(self) -> None:
        with self.store.database.reading() as connection:
            keys = list(connection.execute(select(OutboxRow.key)).scalars())
        assert len(keys) == len(set(keys))
        assert set(keys) == self.queued

    @invariant()
    def nobody_gets_a_mail_twice(self) -> None:
        for key, times in self.arrived.items():
            # A worker that dies after it has handed over cannot know better.
            assert times <= 1 + self.died[key]
            assert key not in self.for_nobody

    @invariant()
    def nobody_finds_what_is_hidden(self) -> None:
        assert self.bridge.found() <= self.bridge.stored()

    # What holds in the end

    def every_mail_has_come_in_the_end(self) -> None:
        # Workers never rest: what a clock that was ahead made due for later leaves at once, or is
        # due within two hours.
        for hours in (0, 3):
            self.clock.go(hours=hours)
            while mail := self.outbox.claim():
                self.is_handed_over(mail, "sent")
        self.nobody_gets_a_mail_twice()
        assert self.queued - self.may_be_missing() <= self.arrived.keys()

    def may_be_missing(self) -> set[str]:
        """What nobody needs any more after its time."""
        return set(self.letters)

    def the_index_says_what_is_public_in_the_end(self) -> None:
        self.the_index_follows()
        said = {hit.id: hit.card["name"] for hit in self.bridge.find().hits}
        for listing in self.store.listings():
            if listing.offer and listing.id in said:
                assert said[listing.id] == listing.offer.name


def a_mail(key: str, to: str) -> OutgoingMail:
    return OutgoingMail(key, to, "Ihr Angebot", key)


def chosen(things: Iterable[Any], which: int) -> Any:
    """One of them; None where there are none."""
    known = list(things)
    return known[which % len(known)] if known else None


def words_of(listing: Listing) -> str:
    assert listing.offer
    return listing.offer.what.easy.words if listing.offer.what.easy else ""
