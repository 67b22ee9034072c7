"""Any order of steps: nothing that nobody looked at is public, and what is decided stays so."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, run_state_machine_as_test
from hypothesis.stateful import rule as step

from directory.model import Listing, Text, Texts
from directory.model.submission import State, WrongStep
from directory.submissions import Store, Workflow
from directory.submissions.history import History
from directory.submissions.tables import RecordKind
from tests.databases import new_database
from tests.submissions.clock import Clock
from tests.submissions.examples import a_club, a_listing

NOW = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)
OFFERS = st.sampled_from(["first", "second"])
CLUB, STRANGER = "anna@verein.example", "eve@anders.example"
CHOICE = st.integers(0, 5)


class Life(RuleBasedStateMachine):
    """A club, a stranger, an editor and a clock, over a real database."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.clock = Clock(NOW)
        self.store = Store(new_database(Path(self.folder.name), NOW), clock=self.clock)
        self.workflow = Workflow(self.store.database, self.clock)
        self.words = count()
        self.looked_at: set[str] = set()
        self.decided: dict[str, State] = {}
        self.versions = 0

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()

    def a_proposal(self, id: str) -> Listing:
        """The offer with words that nobody has used before."""
        said = Texts(Text(f"Wir spielen {next(self.words)}."))
        known = self.store.listing(id)
        if known and known.offer:
            return replace(known, offer=replace(known.offer, what=said))
        return a_listing(id, club=a_club(f"club-{id}"), what=said)

    @step(id=OFFERS, email=st.sampled_from([CLUB, STRANGER]))
    def sends(self, id: str, email: str) -> None:
        proposal = self.a_proposal(id)
        key = f"form-{next(self.words)}"
        act = self.workflow.change if self.store.listing(id) else self.workflow.submit
        before = len(self.workflow.waiting())
        act(proposal, key=key, email=email)
        act(proposal, key=key, email=email)
        # Pressed twice it is one.
        assert len(self.workflow.waiting()) <= before + 1

    @step(which=CHOICE)
    def approves(self, which: int) -> None:
        waiting = self.workflow.waiting()
        if waiting:
            chosen = waiting[which % len(waiting)]
            self.workflow.approve(chosen.id)
            self.looked_at.add(words_of(chosen.listing))
            self.decided[chosen.id] = State.APPROVED

    @step(which=CHOICE, sends_back=st.booleans())
    def refuses(self, which: int, sends_back: bool) -> None:
        waiting = self.workflow.waiting()
        if waiting:
            chosen = waiting[which % len(waiting)]
            answer = self.workflow.send_back if sends_back else self.workflow.decline
            answer(chosen.id, "Um wie viel Uhr?")
            self.decided[chosen.id] = State.SENT_BACK if sends_back else State.DECLINED

    @step(which=CHOICE)
    def decides_twice(self, which: int) -> None:
        final = [id for id, state in self.decided.items() if state is not State.SENT_BACK]
        if final:
            with pytest.raises(WrongStep):
                self.workflow.decline(final[which % len(final)], "Doch nicht.")

    @step(id=OFFERS)
    def is_withdrawn(self, id: str) -> None:
        if self.store.listing(id):
            self.store.withdraw(id)

    @step(hours=st.integers(-48, 400))
    def time_goes_by(self, hours: int) -> None:
        self.clock.go(hours=hours)

    @invariant()
    def only_what_was_looked_at_is_public(self) -> None:
        for listing in self.store.listings():
            if listing.offer:
                assert words_of(listing) in self.looked_at

    @invariant()
    def what_is_decided_stays_decided(self) -> None:
        for id, state in self.decided.items():
            found = self.workflow.get(id)
            assert found is None or found.state is state

    @invariant()
    def the_history_only_grows(self) -> None:
        history = History(self.store.database, self.clock)
        kept = sum(len(history.of(RecordKind.OFFER, id)) for id in ("first", "second"))
        assert kept >= self.versions
        self.versions = kept


def words_of(listing: Listing) -> str:
    assert listing.offer
    return listing.offer.what.easy.words if listing.offer.what.easy else ""


def lives(examples: int, steps: int) -> settings:
    return settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )


def test_any_life_of_an_offer_keeps_its_promises() -> None:
    run_state_machine_as_test(Life, settings=lives(12, 15))


@pytest.mark.soak
def test_many_lives_of_an_offer_keep_their_promises() -> None:
    run_state_machine_as_test(Life, settings=lives(400, 40))
