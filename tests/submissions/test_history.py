"""The history: who changed what and when, what stood there, and bringing it back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from directory.model import Consent, Contact, How, Listing, Picture, Role, Status, Verification
from directory.model.inbox import Report, Wrong
from directory.model.merging import differing
from directory.submissions import Audit, Care, ChangedMeanwhile, Inbox, NotStored, Store, Team
from directory.submissions.history import History
from directory.submissions.joining import Joining
from directory.submissions.tables import CareRow, RecordKind, What
from directory.submissions.workflow import Workflow
from tests.databases import new_database
from tests.submissions.clock import Clock
from tests.submissions.examples import a_club, a_listing

OFFER = RecordKind.OFFER
# What a restore leaves as it is today.
KEPT = {"version", "changed_at", "verification", "contacts", "pictures", "slug"}


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 5, 4, 10, 0, tzinfo=UTC))


@pytest.fixture
def history(store: Store, clock: Clock) -> History:
    return History(store.database, clock)


def now(store: Store) -> Listing:
    found = store.listing("offer")
    assert found
    return found


def changed(store: Store, role: Role = Role.EDITOR, **fields: Any) -> Listing:
    current = now(store)
    assert current.offer
    return store.publish(replace(current, offer=replace(current.offer, **fields)), role=role)


def numbers(history: History) -> list[int]:
    """Of the offer itself, the oldest first."""
    return [one.number for one in reversed(history.of(OFFER, "offer"))]


def test_each_change_says_who_when_and_what(store: Store, history: History, clock: Clock) -> None:
    eva = Team(store.database, clock).add("eva@stadt.example", "Eva", ())
    store.publish(a_listing(), role=Role.CLUB)
    changed(store, name="Neuer Name", is_free=now(store).offer.unified)  # type: ignore[union-attr]
    work = Workflow(store.database, clock)
    work.confirm(["offer"], by=Role.EDITOR, how=How.PHONE, day=date(2026, 5, 3), person=eva.id)
    newest, middle, first = history.of(OFFER, "offer")
    assert (newest.role, newest.person, newest.confirms) == (Role.EDITOR, "Eva", True)
    assert newest.at == clock()
    assert (middle.names, middle.what, middle.version) == (("name",), What.CHANGED, 2)
    assert (first.what, first.role, first.names) == (What.PUBLISHED, Role.CLUB, ())


def test_its_club_and_its_place_belong_to_the_history_of_an_offer(
    store: Store, history: History
) -> None:
    store.publish(a_listing())
    current = now(store)
    assert current.venue
    store.publish(replace(current, venue=replace(current.venue, name="Neue Halle")))
    assert [one.kind for one in history.of_offer("offer")] == ["venue", "offer"]
    before, after = (one.number for one in reversed(history.of_offer("offer")))
    old, new = (history.listing_at("offer", number).venue for number in (before, after))
    assert old
    assert new
    assert (old.name, new.name) == ("Turnhalle am Park", "Neue Halle")
    history.restore("offer", before, person="")
    assert now(store).venue.name == "Neue Halle"  # type: ignore[union-attr]


def test_a_place_is_brought_back_by_its_own_revision(store: Store, history: History) -> None:
    store.publish(a_listing())
    for name in ("Neue Halle", "Ganz neue Halle"):
        current = now(store)
        assert current.venue
        store.publish(replace(current, venue=replace(current.venue, name=name)))
    middle = history.of(RecordKind.VENUE, "venue")[1]
    history.restore("offer", middle.number, person="")
    assert now(store).venue.name == "Neue Halle"  # type: ignore[union-attr]


def test_a_restore_is_a_change_and_no_confirmation(
    store: Store, history: History, clock: Clock
) -> None:
    work = Workflow(store.database, clock)
    inbox = Inbox(store.database, clock)
    spring, autumn = date(2026, 5, 3), date(2026, 10, 1)
    store.publish(a_listing(verification=Verification(spring, Role.CLUB, How.FORM)))
    Care(store.database, clock).fill()
    clock.go(days=150)
    changed(store, name="Anders")
    work.confirm(["offer"], by=Role.CLUB, how=How.LINK, day=autumn)
    inbox.report(Report("offer", Wrong.TIME, "", clock()), "r")
    clock.go(days=10)
    history.restore("offer", numbers(history)[0], person="eva")
    offer = now(store).offer
    assert offer
    assert (offer.name, offer.version) == ("Angebot offer", 4)
    assert offer.verification.verified_on == spring
    assert offer.changed_at == clock()
    (newest, *_) = history.of(OFFER, "offer")
    assert (newest.role, newest.what) == (Role.EDITOR, What.CHANGED)
    (entry,) = Audit(store.database, clock).of_record("offer", "offer")
    assert (entry.action, entry.person_id) == ("restored", "eva")
    with store.database.reading() as connection:
        counts = connection.execute(select(CareRow.counts_from)).scalar_one()
    assert counts == spring.isoformat()
    assert len(inbox.reports(offer_id="offer")) == 1


def test_a_change_of_others_meanwhile_is_noticed(store: Store, history: History) -> None:
    store.publish(a_listing())
    changed(store, name="Zwei")
    first = numbers(history)[0]
    changed(store, name="Drei")
    with pytest.raises(ChangedMeanwhile):
        history.restore("offer", first, person="eva", version=2)
    assert now(store).offer.name == "Drei"  # type: ignore[union-attr]
    history.restore("offer", first, person="eva", version=3)


def test_only_revisions_of_the_offer_are_brought_back(store: Store, history: History) -> None:
    store.publish(a_listing())
    store.publish(a_listing("other"))
    theirs = history.of(OFFER, "other")[0].number
    for number in (theirs, 0, 10**9):
        with pytest.raises(NotStored):
            history.restore("offer", number, person="eva")
    store.withdraw("other")
    with pytest.raises(NotStored):
        history.restore("other", theirs, person="eva")


def test_the_same_again_is_no_change(store: Store, history: History) -> None:
    store.publish(a_listing())
    history.restore("offer", numbers(history)[0], person="eva")
    assert len(numbers(history)) == 1


def test_whoever_was_taken_out_does_not_come_back(store: Store, history: History) -> None:
    consent = Consent(date(2026, 1, 1), date(2027, 1, 1), "ja")
    anna = Contact("Anna", email="anna@verein.example", is_person=True, consent=consent)
    office = Contact(phone="+49345111", is_public=True)
    moved = replace(office, phone="+49345222")
    photo = Picture("x.webp", people_agreed=True)
    store.publish(a_listing(contacts=(anna, office), pictures=(photo,)))
    changed(store, contacts=(moved,), pictures=(), name="Zwei")
    history.restore("offer", numbers(history)[0], person="eva")
    offer = now(store).offer
    assert offer
    assert (offer.name, offer.contacts, offer.pictures) == ("Angebot offer", (office,), ())


def test_where_history_has_forgotten_whom_to_ask_they_stay(store: Store, history: History) -> None:
    ben = Contact("Ben", email="ben@verein.example", is_person=True)
    store.publish(a_listing())
    changed(store, contacts=(ben,))
    history.restore("offer", numbers(history)[0], person="eva")
    assert now(store).offer.contacts == (ben,)  # type: ignore[union-attr]


def test_the_club_and_the_address_stay(store: Store, history: History) -> None:
    store.publish(a_listing())
    changed(store, slug="neue-adresse", name="Zwei")
    history.restore("offer", numbers(history)[0], person="eva")
    found = store.listing_by_slug("neue-adresse")
    assert found
    assert found == store.listing_by_slug("slug-offer")
    assert found.offer.name == "Angebot offer"  # type: ignore[union-attr]


def test_what_was_joined_stays_joined(store: Store, history: History, clock: Clock) -> None:
    store.publish(a_listing())
    store.publish(a_listing("other", club=a_club("other-club"), name="Anders"))
    joining = Joining(store.database, clock)
    joining.join("offer", "other", {"name", "club"}, person="eva", clubs_too=True)
    first = numbers(history)[0]
    assert history.listing_at("offer", first).club.id == "club"
    after = history.restore("offer", first, person="eva")
    assert after.offer
    assert (after.offer.name, after.club.id) == ("Angebot offer", "other-club")
    assert after.offer.former_ids == ("other",)
    assert store.club("club") is None
    assert store.listed(["other"]) == frozenset()


_Step = Callable[[Store, History, int], object]


def _by(**fields: Any) -> _Step:
    return lambda store, history, n: changed(
        store, **{name: value(n) for name, value in fields.items()}
    )


def _hall(store: Store, history: History, n: int) -> object:
    current = now(store)
    assert current.venue
    return store.publish(replace(current, venue=replace(current.venue, name=f"Halle {n}")))


def _club(store: Store, history: History, n: int) -> object:
    current = now(store)
    return store.publish(replace(current, club=replace(current.club, name=f"Verein {n}")))


def _confirmed(store: Store, history: History, n: int) -> object:
    day = date(2026, 1, 1 + n)
    work = Workflow(store.database, lambda: datetime(2026, 5, 4, 10, 0, tzinfo=UTC))
    return work.confirm(["offer"], by=Role.CLUB, how=How.LINK, day=day)


def _restored(store: Store, history: History, n: int) -> object:
    known = numbers(history)
    return history.restore("offer", known[n % len(known)], person="eva")


_STEPS: tuple[_Step, ...] = (
    _by(name=lambda n: f"Name {n}"),
    _by(sports=lambda n: ("boccia", f"sport-{n}")),
    _by(status=lambda n: (Status.RUNNING, Status.PAUSED, Status.ENDED)[n % 3]),
    _by(slug=lambda n: f"slug-{n}"),
    _by(contacts=lambda n: (Contact(phone=f"+49345{n}", is_public=True),)),
    _hall,
    _club,
    _confirmed,
    _restored,
)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(_STEPS), st.integers(0, 9)), max_size=8))
def test_any_revision_is_told_and_brought_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[_Step, int]]
) -> None:
    moment = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)
    url = new_database(tmp_path_factory.mktemp("history"), moment)
    store = Store(url, clock=lambda: moment)
    history = History(store.database, lambda: moment)
    store.publish(a_listing())
    told = {}
    for step, n in ((None, 0), *steps):
        if step:
            step(store, history, n)
        told[history.of_offer("offer")[0].number] = now(store)
    for number, then in told.items():
        assert history.listing_at("offer", number) == then
    mine = set(numbers(history))
    for number, then in told.items():
        if number in mine:
            history.restore("offer", number, person="eva")
            paths = differing(then.offer, now(store).offer)
            assert {path.partition(".")[0] for path in paths} <= KEPT
    store.close()
