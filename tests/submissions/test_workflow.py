"""The steps of what clubs send in: each happens whole or not at all, and once."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from directory.model import (
    Contact,
    Fact,
    How,
    Known,
    Listing,
    Role,
    Schedule,
    Slot,
    Status,
    Support,
    Text,
    Texts,
    Verification,
    Weekday,
)
from directory.model.doubt import Doubt
from directory.model.ladder import Ladder
from directory.model.mail import OutgoingMail
from directory.model.submission import BY_CLUB, State, Submission, WrongStep
from directory.submissions import (
    ChangedTwice,
    Drafts,
    Keepers,
    Links,
    Outbox,
    Purpose,
    Store,
    Workflow,
)
from tests.submissions.clock import Clock
from tests.submissions.conftest import NOW
from tests.submissions.examples import a_club, a_listing, a_venue

ANNA = "anna@verein.example"
BEN = "ben@verein.example"
YES = Fact(Known.YES)
EVENING = Schedule(slots=(Slot(Weekday.MONDAY, time(19), time(20)),))


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


@pytest.fixture
def workflow(store: Store, clock: Clock) -> Workflow:
    return Workflow(store.database, clock)


@pytest.fixture
def keepers(store: Store, clock: Clock) -> Keepers:
    return Keepers(store.database, clock)


@pytest.fixture
def outbox(store: Store, clock: Clock) -> Outbox:
    return Outbox(store.database, clock)


@pytest.fixture
def drafts(store: Store, clock: Clock) -> Drafts:
    return Drafts(store.database, clock)


@pytest.fixture
def public(store: Store, keepers: Keepers) -> Listing:
    """An offer that Anna looks after."""
    keepers.add("club", ANNA, confirmed=True)
    contact = Contact(phone="+493451234567", is_public=True)
    return store.publish(a_listing(contacts=(contact,)))


def a_mail(key: str) -> OutgoingMail:
    return OutgoingMail(key, ANNA, "Ihr Angebot", "Guten Tag.")


def with_offer(listing: Listing, **changes: Any) -> Listing:
    assert listing.offer
    return replace(listing, offer=replace(listing.offer, **changes))


def read(store: Store) -> Listing:
    found = store.listing("offer")
    assert found
    return found


def rows(store: Store, query: str) -> list[Any]:
    with store.database.reading() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


# Sending a new offer


def test_what_was_sent_waits_unseen(workflow: Workflow, store: Store) -> None:
    before = store.position()
    sent = workflow.submit(a_listing(), key="form", email="Anna@Verein.example")
    assert workflow.waiting() == (sent,)
    assert (sent.state, sent.email, sent.offer_id) == (State.WAITING, ANNA, "offer")
    assert store.listing("offer") is None
    assert store.club("club") is None
    assert store.venue("venue") is None
    assert list(store.listings()) == []
    assert store.position() == before


def test_the_same_form_twice_is_one_submission_and_one_mail(
    workflow: Workflow, outbox: Outbox
) -> None:
    first = workflow.submit(a_listing(), key="form", email=ANNA, mails=[a_mail("a")])
    again = workflow.submit(a_listing(name="Anders"), key="form", email=BEN, mails=[a_mail("b")])
    assert again == first
    assert outbox.health().waiting == 1


def test_the_same_form_at_the_same_time_is_one_submission(store: Store, clock: Clock) -> None:
    ready = threading.Barrier(8)

    def send(_: int) -> str:
        workflow = Workflow(store.database, clock)
        ready.wait()
        return workflow.submit(a_listing(), key="form", email=ANNA, mails=[a_mail("a")]).id

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(send, range(8)))) == 1
    assert rows(store, "SELECT count(*) FROM submission") == [(1,)]
    assert rows(store, "SELECT count(*) FROM outbox") == [(1,)]


def test_nothing_is_stored_when_a_mail_cannot_be(
    workflow: Workflow, store: Store, drafts: Drafts, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> bool:
        raise OSError("the disk is full")

    monkeypatch.setattr("directory.submissions.workflow.put", broken)
    _, key = drafts.begin()
    with pytest.raises(OSError, match="full"):
        workflow.submit(a_listing(), key="form", email=ANNA, mails=[a_mail("a")], draft_key=key)
    assert workflow.waiting() == ()
    found = drafts.find(key)
    assert found
    assert found.submission_id == ""


def test_the_draft_knows_that_it_was_sent(workflow: Workflow, drafts: Drafts) -> None:
    _, key = drafts.begin()
    sent = workflow.submit(a_listing(), key="form", email=ANNA, draft_key=key)
    found = drafts.find(key)
    assert found
    assert found.submission_id == sent.id


def test_sent_once_more_it_takes_the_place_of_the_first(workflow: Workflow, clock: Clock) -> None:
    first = workflow.submit(a_listing(), key="1", email=ANNA)
    clock.go(minutes=1)
    second = workflow.submit(a_listing(name="Besser"), key="2", email=ANNA)
    workflow.send_back(second.id, "Wann?")
    clock.go(minutes=1)
    third = workflow.submit(a_listing(name="Gut"), key="3", email=ANNA)
    assert workflow.waiting() == (third,)
    states = [one.state for one in workflow.of_offer("offer")]
    assert states == [State.REPLACED, State.REPLACED, State.WAITING]
    assert workflow.of_email(ANNA) == (third,)
    assert first.id != second.id


def test_tricks_with_letters_are_doubts_and_hidden_signs_are_gone(workflow: Workflow) -> None:
    sent = workflow.submit(
        a_listing(club=a_club(name="Sроrt\u202e")), key="1", email=ANNA, doubts=["duplicate"]
    )
    assert sent.doubts == ("duplicate", Doubt.LOOK_ALIKE)
    assert sent.listing.club.name == "Sроrt"


def test_sent_again_after_it_was_approved_it_is_a_change(workflow: Workflow, store: Store) -> None:
    workflow.approve(workflow.submit(a_listing(), key="1", email=ANNA).id)
    store.publish(with_offer(read(store), is_free=YES))
    again = workflow.submit(a_listing(name="Besser"), key="2", email=ANNA)
    workflow.approve(again.id)
    found = read(store)
    assert found.offer
    assert (found.offer.name, found.offer.is_free) == ("Besser", YES)


# Approving


def test_an_approved_offer_is_public_confirmed_and_looked_after(
    workflow: Workflow, store: Store, keepers: Keepers, outbox: Outbox
) -> None:
    sent = workflow.submit(a_listing(), key="form", email=ANNA)
    published = workflow.approve(sent.id, mails=[a_mail("there")])
    assert published == read(store)
    assert published.offer
    assert published.offer.verification == Verification(
        NOW.date(), Role.CLUB, How.FORM, next_due=date(2026, 10, 4)
    )
    assert [one.email for one in keepers.of_club("club")] == [ANNA]
    assert rows(store, "SELECT offer_id, counts_from, round FROM care") == [
        ("offer", "2026-05-04", 1)
    ]
    assert outbox.health().waiting == 1
    decided = workflow.get(sent.id)
    assert decided
    assert (decided.state, decided.decided_by) == (State.APPROVED, Role.EDITOR)
    assert decided.decided_at == NOW
    assert rows(store, "SELECT kind, role FROM revision ORDER BY kind") == [
        ("club", "editor"),
        ("offer", "editor"),
        ("venue", "editor"),
    ]


def test_what_is_decided_is_decided(workflow: Workflow, outbox: Outbox) -> None:
    sent = workflow.submit(a_listing(), key="form", email=ANNA)
    workflow.approve(sent.id)
    for step in (
        lambda: workflow.approve(sent.id, mails=[a_mail("a")]),
        lambda: workflow.send_back(sent.id, "?", [a_mail("b")]),
        lambda: workflow.decline(sent.id, "?", [a_mail("c")]),
    ):
        with pytest.raises(WrongStep):
            step()
    assert workflow.withdraw(sent.id) is False
    assert outbox.health().waiting == 0


def test_two_editors_approve_once(store: Store, clock: Clock) -> None:
    workflow = Workflow(store.database, clock)
    sent = workflow.submit(a_listing(), key="form", email=ANNA)
    ready = threading.Barrier(6)

    def approve(number: int) -> bool:
        ready.wait()
        try:
            workflow.approve(sent.id, mails=[a_mail(f"there:{number}")])
        except WrongStep:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(approve, range(6))) == [False] * 5 + [True]
    assert rows(store, "SELECT count(*) FROM outbox") == [(1,)]


def test_an_editor_may_mend_it_before(workflow: Workflow, store: Store) -> None:
    sent = workflow.submit(a_listing(), key="form", email=ANNA)
    workflow.approve(sent.id, listing=with_offer(sent.listing, name="Boccia für alle"))
    found = read(store)
    assert found.offer
    assert found.offer.name == "Boccia für alle"


def test_a_taken_readable_address_gets_a_number(workflow: Workflow, store: Store) -> None:
    store.publish(a_listing("first", club=a_club("club")))
    other = a_listing("second", club=a_club("other", slug="slug-club"), slug="slug-first")
    sent = workflow.submit(other, key="form", email=ANNA)
    published = workflow.approve(sent.id)
    assert published.offer
    assert (published.offer.slug, published.club.slug) == ("slug-first-2", "slug-club-2")


def test_a_second_offer_of_a_known_club_changes_nothing_of_the_club(
    workflow: Workflow, store: Store
) -> None:
    known = a_club(website="https://club.example")
    store.publish(Listing(known))
    given = a_listing(club=a_club(name="Schlechter Name", legal_form="e. V."))
    published = workflow.approve(workflow.submit(given, key="1", email=ANNA).id)
    assert published.club.name == known.name
    assert published.club.website == known.website
    assert published.club.legal_form == "e. V."


def test_who_sends_for_a_club_of_others_is_doubted_and_no_keeper(
    workflow: Workflow, keepers: Keepers, public: Listing
) -> None:
    sent = workflow.submit(a_listing("second", club=public.club), key="1", email=BEN)
    assert Doubt.OTHER_ADDRESS in sent.doubts
    workflow.approve(sent.id)
    assert [one.email for one in keepers.of_club("club")] == [ANNA]
    third = workflow.submit(a_listing("third", club=public.club), key="2", email=BEN)
    workflow.approve(third.id, keeper=True)
    assert [one.email for one in keepers.of_club("club")] == [ANNA, BEN]


def test_an_address_that_was_proven_before_makes_a_confirmed_keeper(
    workflow: Workflow, keepers: Keepers, store: Store, clock: Clock
) -> None:
    links = Links(store.database, clock)
    sent = workflow.submit(a_listing(), key="1", email=ANNA)
    links.use(links.make(Purpose.CONFIRM_ADDRESS, sent.id, ANNA, timedelta(days=1)))
    workflow.approve(sent.id)
    assert keepers.of_club("club")[0].confirmed_at == NOW


@pytest.mark.parametrize("step", ["send_back", "decline"])
def test_a_refusal_says_why_and_publishes_nothing(
    workflow: Workflow, store: Store, outbox: Outbox, step: str
) -> None:
    sent = workflow.submit(a_listing(), key="form", email=ANNA)
    answer: Callable[..., Submission] = getattr(workflow, step)
    decided = answer(sent.id, "Wann ist das?", [a_mail("question")])
    assert decided.note == "Wann ist das?"
    assert workflow.waiting() == ()
    assert store.listing("offer") is None
    assert outbox.health().waiting == 1


# Changing


def test_a_new_time_is_live_at_once_with_a_notice(
    workflow: Workflow, store: Store, outbox: Outbox, public: Listing
) -> None:
    changed = workflow.change(
        with_offer(public, schedule=EVENING),
        key="form",
        email=ANNA,
        mails=[a_mail("waits")],
        notices=[a_mail("notice")],
    )
    assert (changed.live, changed.waits) == (True, False)
    found = read(store)
    assert found.offer
    assert found.offer.schedule == EVENING
    assert rows(store, "SELECT role FROM revision WHERE kind='offer' AND version=2") == [("club",)]
    assert rows(store, "SELECT key FROM outbox") == [("notice",)]
    assert workflow.waiting() == ()
    assert workflow.live_changes(NOW - timedelta(days=1)) == (changed.submission,)
    assert changed.submission
    assert changed.submission.decided_by == BY_CLUB
    assert changed.submission.before == public
    assert store.changes_after("0.0." + store.position().rpartition(".")[2]).ids


def test_words_wait_while_the_old_ones_stay_public(
    workflow: Workflow, store: Store, outbox: Outbox, public: Listing
) -> None:
    words = Texts(easy=Text("Alle sind willkommen."))
    changed = workflow.change(
        with_offer(public, what=words), key="form", email=ANNA, mails=[a_mail("waits")]
    )
    assert (changed.live, changed.waits) == (False, True)
    assert read(store) == public
    assert rows(store, "SELECT key FROM outbox") == [("waits",)]
    waiting = workflow.waiting()[0]
    assert (waiting.before, waiting.before_version) == (public, 1)
    workflow.approve(waiting.id)
    found = read(store)
    assert found.offer
    assert found.offer.what == words


def test_a_change_of_both_sorts_is_live_in_part(
    workflow: Workflow, store: Store, public: Listing
) -> None:
    changed = workflow.change(
        with_offer(public, schedule=EVENING, name="Neu"), key="form", email=ANNA
    )
    assert (changed.live, changed.waits) == (True, True)
    half = read(store)
    assert half.offer
    assert (half.offer.schedule, half.offer.name) == (EVENING, "Angebot offer")
    assert changed.submission
    workflow.approve(changed.submission.id)
    whole = read(store)
    assert whole.offer
    assert (whole.offer.schedule, whole.offer.name) == (EVENING, "Neu")


def test_the_same_change_twice_happens_once(
    workflow: Workflow, store: Store, public: Listing
) -> None:
    both = with_offer(public, schedule=EVENING, name="Neu")
    first = workflow.change(both, key="form", email=ANNA)
    position = store.position()
    assert workflow.change(both, key="form", email=ANNA) == first
    assert store.position() == position


def test_nothing_changed_stores_nothing(workflow: Workflow, store: Store, public: Listing) -> None:
    changed = workflow.change(public, key="form", email=ANNA, mails=[a_mail("a")])
    assert (changed.live, changed.waits, changed.submission) == (False, False, None)
    assert rows(store, "SELECT count(*) FROM submission") == [(0,)]
    assert rows(store, "SELECT count(*) FROM outbox") == [(0,)]


def test_typing_the_address_of_a_keeper_proves_nothing(
    workflow: Workflow, store: Store, drafts: Drafts, public: Listing
) -> None:
    for began_by in ("", BEN):
        _, key = drafts.begin(record_id="offer", email=began_by)
        drafts.save(key, [("meine_mail", ANNA)], email=ANNA)
        changed = workflow.change(
            with_offer(public, schedule=EVENING), key=f"1{began_by}", email=ANNA, draft_key=key
        )
        assert (changed.live, changed.waits) == (False, True)
    assert read(store) == public


def test_who_asks_to_look_after_a_club_becomes_a_keeper_by_approval(
    workflow: Workflow, store: Store, keepers: Keepers, public: Listing, outbox: Outbox
) -> None:
    workflow.change(with_offer(public, name="Neu"), key="change", email=ANNA)
    asked = workflow.ask_to_take_over("club", key="1", email=BEN, mails=[a_mail("asked")])
    assert asked
    assert workflow.ask_to_take_over("club", key="1", email=BEN) == asked
    assert workflow.ask_to_take_over("nobody", key="2", email=BEN) is None
    assert len(workflow.waiting()) == 2
    workflow.approve(asked.id)
    assert [one.email for one in keepers.of_club("club")] == [ANNA, BEN]
    assert read(store) == public
    assert len(workflow.waiting()) == 1
    assert outbox.health().waiting == 1


@pytest.mark.parametrize("email", [BEN, ""])
def test_a_stranger_changes_nothing_at_once(
    workflow: Workflow, store: Store, public: Listing, email: str
) -> None:
    changed = workflow.change(with_offer(public, schedule=EVENING), key="1", email=email)
    assert (changed.live, changed.waits) == (False, True)
    assert read(store) == public
    assert changed.submission
    assert Doubt.NOT_KEEPER in changed.submission.doubts


def test_what_was_hidden_while_a_form_was_open_comes_back_by_an_editor_alone(
    workflow: Workflow, store: Store, public: Listing, clock: Clock
) -> None:
    drafts = Drafts(store.database, clock)
    _, key = drafts.begin([], record_id="offer", email=ANNA)
    store.withdraw("offer")
    paused = with_offer(public, status=Status.PAUSED)
    for number, draft_key in enumerate(("", key)):
        changed = workflow.change(paused, key=f"{number}", email=ANNA, draft_key=draft_key)
        assert (changed.live, changed.waits) == (False, True)
        assert store.listing("offer") is None
    assert changed.submission
    workflow.approve(changed.submission.id)
    assert read(store).offer.status is Status.PAUSED  # type: ignore[union-attr]


def test_a_keeper_whose_address_is_not_proven_changes_nothing_at_once(
    workflow: Workflow, store: Store, keepers: Keepers, public: Listing
) -> None:
    keepers.add("club", BEN)
    changed = workflow.change(with_offer(public, schedule=EVENING), key="1", email=BEN)
    assert (changed.live, changed.waits) == (False, True)


def test_a_second_change_keeps_what_waited(
    workflow: Workflow, store: Store, public: Listing
) -> None:
    workflow.change(with_offer(public, name="Neu"), key="1", email=ANNA)
    second = workflow.change(
        with_offer(public, support=Support(easy_words=YES)), key="2", email=BEN
    )
    assert workflow.waiting() == (second.submission,)
    assert second.submission
    workflow.approve(second.submission.id)
    found = read(store)
    assert found.offer
    assert (found.offer.name, found.offer.support.easy_words) == ("Neu", YES)


def test_a_later_word_about_the_same_wins(
    workflow: Workflow, store: Store, public: Listing
) -> None:
    workflow.change(with_offer(public, name="Neu"), key="1", email=ANNA)
    second = workflow.change(with_offer(public, name="Noch neuer"), key="2", email=ANNA)
    assert second.submission
    assert second.submission.listing.offer
    assert second.submission.listing.offer.name == "Noch neuer"


def test_a_live_change_leaves_what_waits_waiting(
    workflow: Workflow, store: Store, public: Listing
) -> None:
    first = workflow.change(with_offer(public, name="Neu"), key="1", email=ANNA)
    workflow.change(with_offer(read(store), schedule=EVENING), key="2", email=ANNA)
    assert workflow.waiting() == (first.submission,)
    assert first.submission
    workflow.approve(first.submission.id)
    found = read(store)
    assert found.offer
    assert (found.offer.name, found.offer.schedule) == ("Neu", EVENING)


def test_what_others_changed_since_the_draft_began_stays(
    workflow: Workflow, store: Store, drafts: Drafts, public: Listing
) -> None:
    _, key = drafts.begin(record_id="offer", email=ANNA)
    store.publish(with_offer(public, is_free=YES))
    workflow.change(with_offer(public, schedule=EVENING), key="1", email=ANNA, draft_key=key)
    found = read(store)
    assert found.offer
    assert (found.offer.is_free, found.offer.schedule) == (YES, EVENING)


def test_the_version_says_what_a_change_was_made_from(
    workflow: Workflow, store: Store, public: Listing
) -> None:
    store.publish(with_offer(public, is_free=YES))
    workflow.change(with_offer(public, schedule=EVENING), key="1", email=ANNA)
    found = read(store)
    assert found.offer
    assert (found.offer.is_free, found.offer.schedule) == (YES, EVENING)


def test_the_same_field_changed_by_two_is_shown_to_the_second(
    workflow: Workflow, store: Store, drafts: Drafts, public: Listing
) -> None:
    _, key = drafts.begin(record_id="offer")
    theirs = store.publish(with_offer(public, schedule=Schedule(exceptions=(date(2026, 5, 5),))))
    mine = with_offer(public, schedule=Schedule(exceptions=(date(2026, 6, 6),)))
    with pytest.raises(ChangedTwice) as problem:
        workflow.change(mine, key="1", email=ANNA, draft_key=key)
    assert problem.value.names == ("offer.schedule.exceptions",)
    assert problem.value.current == theirs
    assert problem.value.proposed == mine
    assert read(store) == theirs


def test_approving_over_a_newer_version_merges_or_says_so(
    workflow: Workflow, store: Store, public: Listing
) -> None:
    renamed = workflow.change(with_offer(public, name="Neu"), key="1", email=ANNA).submission
    store.publish(with_offer(public, name="Von der Redaktion"))
    assert renamed
    with pytest.raises(ChangedTwice) as problem:
        workflow.approve(renamed.id)
    assert problem.value.names == ("offer.name",)
    still = workflow.get(renamed.id)
    assert still
    assert still.state is State.WAITING


def test_with_a_draft_the_whole_offer_counts_as_confirmed(
    workflow: Workflow, store: Store, drafts: Drafts, public: Listing, clock: Clock
) -> None:
    clock.go(days=3)
    _, key = drafts.begin(record_id="offer", email=ANNA)
    changed = workflow.change(public, key="1", email=ANNA, draft_key=key)
    assert (changed.live, changed.waits) == (False, False)
    found = read(store)
    assert found.offer
    assert found.offer.verification.verified_on == date(2026, 5, 7)
    assert found.offer.changed_at == NOW
    assert rows(store, "SELECT counts_from FROM care") == [("2026-05-07",)]


# Confirming and ending


def test_a_confirmation_changes_when_it_was_checked_and_nothing_else(
    workflow: Workflow, store: Store, public: Listing, clock: Clock
) -> None:
    workflow.confirm(["offer"], by=Role.CLUB, how=How.LINK, day=date(2026, 5, 1))
    clock.go(days=10)
    day = date(2026, 5, 14)
    assert workflow.confirm(["offer", "nobody", "offer"], by=Role.CLUB, how=How.LINK, day=day) == 1
    found = read(store)
    assert found.offer
    assert public.offer
    verification = Verification(day, Role.CLUB, How.LINK, next_due=date(2026, 10, 14))
    expected = replace(public.offer, verification=verification, version=3)
    assert found == replace(public, offer=expected)
    assert found.offer.changed_at == public.offer.changed_at == NOW
    assert rows(store, "SELECT counts_from, round FROM care") == [("2026-05-14", 2)]
    revisions = rows(store, "SELECT what, role, version FROM revision WHERE kind='offer'")
    assert revisions[-1] == ("changed", "club", 3)


def test_the_operator_says_when_we_ask_again(store: Store, clock: Clock, public: Listing) -> None:
    workflow = Workflow(store.database, clock, Ladder(ask_months=3))
    workflow.confirm(["offer"], by=Role.CLUB, how=How.LINK, day=date(2026, 5, 14))
    found = read(store)
    assert found.offer
    assert found.offer.verification
    assert found.offer.verification.next_due == date(2026, 8, 14)


def test_the_index_hears_of_a_confirmation(
    workflow: Workflow, store: Store, public: Listing
) -> None:
    position = store.position()
    workflow.confirm(["offer"], by=Role.CLUB, how=How.LINK, day=NOW.date())
    assert store.changes_after(position).ids == ("offer",)


def test_a_confirmation_begins_a_new_round(
    workflow: Workflow, store: Store, public: Listing
) -> None:
    with store.database.writing() as connection:
        connection.execute(
            text(
                "INSERT INTO care (offer_id, counts_from, round, asked_on, asked_times,"
                " school_year, phone_task_since, phone_reason, archived_on) VALUES"
                " ('offer', '2025-01-01', 4, '2025-06-01', 3, 2025, '2025-08-01', 'silent',"
                " '2026-01-01')"
            )
        )
    workflow.confirm(["offer"], by=Role.ADVISOR, how=How.PHONE, day=NOW.date())
    assert rows(store, "SELECT * FROM care") == [
        ("offer", "2026-05-04", 5, None, 0, 2025, None, "", None)
    ]


def test_an_ended_offer_keeps_its_page(workflow: Workflow, store: Store, public: Listing) -> None:
    assert workflow.end("offer", mails=[a_mail("ended")]) is True
    assert workflow.end("offer") is False
    assert workflow.end("nobody") is False
    found = read(store)
    assert found.offer
    assert found.offer.status is Status.ENDED


def test_a_hidden_offer_is_neither_confirmed_nor_ended(
    workflow: Workflow, store: Store, public: Listing
) -> None:
    store.withdraw("offer")
    assert workflow.confirm(["offer"], by=Role.CLUB, how=How.LINK, day=NOW.date()) == 0
    assert workflow.end("offer") is False
    assert store.listing("offer") is None


def test_a_change_of_place_brings_the_new_place(
    workflow: Workflow, store: Store, public: Listing
) -> None:
    moved = replace(with_offer(public, venue_id="park"), venue=a_venue("park", name="Park"))
    changed = workflow.change(moved, key="1", email=ANNA)
    assert (changed.live, changed.waits) == (False, True)
    assert store.venue("park") is None
    assert changed.submission
    workflow.approve(changed.submission.id)
    found = read(store)
    assert found.venue
    assert found.venue.name == "Park"


# Forgetting


def test_what_was_refused_is_forgotten_after_three_months_and_what_is_public_after_a_year(
    workflow: Workflow, store: Store, clock: Clock
) -> None:
    approved = workflow.submit(a_listing("one"), key="1", email=ANNA)
    declined = workflow.submit(a_listing("two"), key="2", email=ANNA)
    sent_back = workflow.submit(a_listing("three"), key="3", email=ANNA)
    waits = workflow.submit(a_listing("four"), key="4", email=ANNA)
    workflow.approve(approved.id)
    workflow.decline(declined.id, "Nein.")
    workflow.send_back(sent_back.id, "Wann?")
    clock.go(days=89)
    assert workflow.erase() == 0
    clock.go(days=1)
    assert workflow.erase() == 2
    clock.go(days=275)
    assert workflow.erase() == 1
    assert store.listing("one")
    clock.go(days=4000)
    assert workflow.erase() == 0
    assert workflow.waiting() == (waits,)
