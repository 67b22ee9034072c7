"""Joining two offers that are one: what stays, what leads on, what moves, and what is refused."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import text

from directory.model import (
    Fact,
    How,
    Known,
    Listing,
    Offer,
    Picture,
    Role,
    Source,
    Support,
    Text,
    Texts,
    Trust,
    Verification,
)
from directory.model.check import CheckNote
from directory.model.inbox import Report, Wrong
from directory.model.joining import GROUPS, Side, better_in, joined
from directory.photos import Made
from directory.submissions import (
    Audit,
    ChangedMeanwhile,
    Checks,
    Inbox,
    Keepers,
    NotStored,
    Photos,
    Store,
    Use,
    Used,
    Uses,
    Workflow,
)
from directory.submissions.joining import Joining, StillWaiting
from tests.submissions.clock import Clock
from tests.submissions.examples import a_club, a_listing, an_offer

YES, NO = Fact(Known.YES), Fact(Known.NO)
# The house decides about these itself.
NOT_CHOSEN = {
    "id",
    "slug",
    "former_ids",
    "version",
    "changed_at",
    "verification",
    "source",
    "example",
}


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 5, 4, 10, 0, tzinfo=UTC))


@pytest.fixture
def joining(store: Store, clock: Clock) -> Joining:
    return Joining(store.database, clock)


def two_offers(store: Store, *, two_clubs: bool = False, **fields: Any) -> None:
    store.publish(a_listing("first"))
    club = a_club("other-club") if two_clubs else a_club()
    store.publish(a_listing("second", club=club, **fields))


def offer_of(listing: Listing | None) -> Offer:
    assert listing
    assert listing.offer
    return listing.offer


def a_photo() -> Made:
    return Made(400, 300, b"RIFF" + b"x" * 60)


# Which side


def test_each_field_of_an_offer_is_chosen_or_kept_by_the_house() -> None:
    chosen = {name for names in GROUPS.values() for name in names}
    assert chosen | NOT_CHOSEN == {field.name for field in fields(Offer)}
    assert not chosen & NOT_CHOSEN


def side(said: Mapping[str, Role] | None = None, **changes: Any) -> Side:
    return Side(an_offer(**{"source": Source(trust=Trust.IMPORT), **changes}), said or {})


@pytest.mark.parametrize(
    ("one", "other", "taken"),
    [
        # A person before the club, the club before what was confirmed, that before an import.
        (side({"name": Role.EDITOR}), side({"name": Role.CLUB}, name="B"), False),
        (side({"name": Role.CLUB}), side({"name": Role.EDITOR}, name="B"), True),
        (side({"name": Role.IMPORT}), side({"name": Role.CLUB}, name="B"), True),
        (
            side(verification=Verification(date(2026, 1, 1), Role.CLUB)),
            side(name="B", source=Source(trust=Trust.CLUB)),
            True,
        ),
        (side(), side(name="B", verification=Verification(date(2020, 1, 1), Role.EDITOR)), True),
        # Of two imports the newer one.
        (
            side(changed_at=datetime(2026, 2, 1, tzinfo=UTC)),
            side(name="B", changed_at=datetime(2026, 3, 1, tzinfo=UTC)),
            True,
        ),
        (
            side(changed_at=datetime(2026, 4, 1, tzinfo=UTC)),
            side(name="B", changed_at=datetime(2026, 3, 1, tzinfo=UTC)),
            False,
        ),
        # What others changed elsewhere says nothing about the name.
        (side({"schedule.slots": Role.EDITOR}), side({"name": Role.CLUB}, name="B"), True),
    ],
)
def test_who_is_trusted_more_stays(one: Side, other: Side, taken: bool) -> None:
    assert ("name" in better_in(one, other)) is taken


def test_what_says_something_stays_before_what_says_nothing() -> None:
    what = Texts(easy=Text("Wir spielen."))
    silent, speaking = side({"what": Role.EDITOR}), side(what=what)
    assert "what" in better_in(silent, speaking)
    assert "what" not in better_in(speaking, silent)


def test_facts_that_one_side_does_not_know_come_from_the_other() -> None:
    one = an_offer(support=Support(easy_words=YES))
    other = an_offer("other", support=Support(easy_words=NO, small_group=YES))
    assert joined(one, other, ()).support == Support(easy_words=YES, small_group=YES)
    assert joined(one, other, {"support"}).support == Support(easy_words=NO, small_group=YES)


def test_a_mixture_was_confirmed_by_nobody_later_than_its_older_part() -> None:
    old = Verification(date(2026, 1, 1), Role.CLUB, How.FORM)
    new = Verification(date(2026, 4, 1), Role.CLUB, How.LINK)
    one = an_offer(name="A", sports=("boccia",), verification=new)
    other = an_offer("other", name="B", sports=("tennis",), verification=old)
    assert joined(one, other, ()).verification == new
    assert joined(one, other, {"name", "sports"}).verification == old
    assert joined(one, other, {"name"}).verification == old
    assert joined(other, one, {"name"}).verification == old


# One transaction


def test_what_stays_keeps_id_and_address_and_the_other_leads_to_it(
    store: Store, joining: Joining, clock: Clock
) -> None:
    two_offers(store, name="Anders", slug="anders")
    second = store.listing("second")
    assert second
    store.publish(replace(second, offer=replace(offer_of(second), slug="ganz-anders")))
    after = offer_of(joining.join("first", "second", {"name"}, person="eva"))
    assert (after.id, after.slug, after.name) == ("first", "slug-first", "Anders")
    for former in ("anders", "ganz-anders"):
        assert offer_of(store.listing_by_slug(former)).id == "first"
    assert offer_of(store.listing("second")).id == "first"
    assert after.former_ids == ("second",)
    assert [offer_of(one).id for one in store.offers_of_club("club")] == ["first"]
    (entry,) = Audit(store.database, clock).of_record("offer", "first")
    assert (entry.action, entry.note, entry.person_id) == ("joined", "second", "eva")


def test_addresses_of_earlier_joins_lead_on(store: Store, joining: Joining) -> None:
    two_offers(store)
    store.publish(a_listing("third"))
    joining.join("second", "third", person="eva")
    joining.join("first", "second", person="eva")
    for id in ("second", "third"):
        assert offer_of(store.listing(id)).id == "first"
        assert offer_of(store.listing_by_slug(f"slug-{id}")).id == "first"
    assert offer_of(store.listing("first")).former_ids == ("second", "third")


def test_the_index_hears_of_both(store: Store, joining: Joining) -> None:
    two_offers(store)
    position = store.position()
    joining.join("first", "second", person="eva")
    ids = store.changes_after(position).ids
    assert {"first", "second"} <= set(ids)
    assert {one.id for one in store.listings_by_id(ids)} >= {"first"}
    assert store.listed(["second"]) == frozenset()


def test_nothing_that_belongs_to_it_is_lost(store: Store, joining: Joining, clock: Clock) -> None:
    two_offers(store)
    database = store.database
    inbox, uses = Inbox(database, clock), Uses(database, clock)
    checks, photos = Checks(database, clock), Photos(database, clock)
    day = date(2026, 5, 1)
    inbox.report(Report("second", Wrong.TIME, "", clock()), "r")
    uses.add({Use(day, Used.OPENED, "first"): 2, Use(day, Used.OPENED, "second"): 3})
    uses.add({Use(day, Used.SHOWN, "second"): 5})
    with database.writing() as connection:
        connection.execute(
            text("INSERT INTO inquiry VALUES ('q', 'second', 'k', 'v', :at)"),
            {"at": clock().isoformat()},
        )
    file = photos.put("draft", "second", a_photo())
    second = store.listing("second")
    assert second
    picture = Picture(file, people_agreed=True)
    store.publish(replace(second, offer=replace(offer_of(second), pictures=(picture,))))
    checks.add("second", "eva", How.PHONE, day, CheckNote("c", "Alles gut.", ""))
    joining.join("first", "second", {"pictures"}, person="eva")
    assert len(inbox.reports(offer_id="first")) == 1
    counts = uses.of_offer("first", day)
    assert (counts.opened, counts.shown, counts.asked) == (5, 5, 1)
    assert uses.of_offer("second", day).opened == 0
    assert [one.text for one in checks.of_offer("first")] == ["Alles gut."]
    assert photos.public(file)


def test_a_photo_that_was_not_chosen_is_not_seen(
    store: Store, joining: Joining, clock: Clock
) -> None:
    two_offers(store)
    photos = Photos(store.database, clock)
    file = photos.put("draft", "second", a_photo())
    joining.join("first", "second", person="eva")
    assert photos.public(file) is None


# Clubs


def test_keepers_stay_with_their_club_when_only_the_offers_are_one(
    store: Store, joining: Joining, clock: Clock
) -> None:
    two_offers(store, two_clubs=True)
    keepers = Keepers(store.database, clock)
    keepers.add("other-club", "anna@verein.example", confirmed=True)
    joining.join("first", "second", person="eva")
    assert keepers.of_club("club") == ()
    assert keepers.clubs_of("anna@verein.example") == ("other-club",)
    assert store.club("other-club")


def test_clubs_that_are_one_too_become_one(store: Store, joining: Joining, clock: Clock) -> None:
    two_offers(store, two_clubs=True)
    club = a_club("other-club", website="https://verein.example", sports=("tennis",))
    listing = store.listing("second")
    assert listing
    store.publish(replace(listing, club=replace(club, version=1)))
    store.publish(a_listing("third", club=store.club("other-club")))
    keepers = Keepers(store.database, clock)
    keepers.add("club", "anna@verein.example")
    for email in ("anna@verein.example", "ben@verein.example"):
        keepers.add("other-club", email, confirmed=email.startswith("anna"))
    joining.join("first", "second", person="eva", clubs_too=True)
    kept = store.club("club")
    assert kept
    assert (kept.website, kept.sports, kept.former_ids) == (
        "https://verein.example",
        ("tennis",),
        ("other-club",),
    )
    assert store.club_by_slug("slug-other-club") == kept
    assert store.club("other-club") is None
    assert [offer_of(one).id for one in store.offers_of_club("club")] == ["first", "third"]
    found = {one.email: bool(one.confirmed_at) for one in keepers.of_club("club")}
    assert found == {"anna@verein.example": True, "ben@verein.example": False}
    assert keepers.of_club("other-club") == ()


def test_the_club_of_the_other_may_be_the_one_that_stays(store: Store, joining: Joining) -> None:
    two_offers(store, two_clubs=True)
    after = joining.join("first", "second", {"club"}, person="eva", clubs_too=True)
    assert (after.id, after.club.id) == ("first", "other-club")
    assert store.club_by_slug("slug-club") == store.club("other-club")


# What is refused


def nothing_has_changed(store: Store) -> None:
    assert store.listed(["first", "second"]) == {"first", "second"}
    assert offer_of(store.listing("first")).version == 1


def test_what_changed_meanwhile_is_noticed(store: Store, joining: Joining) -> None:
    two_offers(store)
    for versions in ((2, 1), (1, 2)):
        with pytest.raises(ChangedMeanwhile):
            joining.join("first", "second", person="eva", versions=versions)
    nothing_has_changed(store)
    joining.join("first", "second", person="eva", versions=(1, 1))
    with pytest.raises(NotStored):
        joining.join("first", "second", person="eva", versions=(1, 1))


@pytest.mark.parametrize("clubs_too", [False, True])
def test_what_waits_is_decided_first(
    store: Store, joining: Joining, clock: Clock, clubs_too: bool
) -> None:
    two_offers(store, two_clubs=True)
    work = Workflow(store.database, clock)
    id = "third" if clubs_too else "second"
    club = store.club("other-club")
    work.submit(a_listing(id, club=club, name="Neu"), key="k", email="a@b.de")
    with pytest.raises(StillWaiting):
        joining.join("first", "second", person="eva", clubs_too=clubs_too)
    nothing_has_changed(store)


def test_nothing_happens_when_the_last_part_fails(
    store: Store, joining: Joining, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_offers(store, two_clubs=True)

    def broken(*_: object) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr("directory.submissions.joining._move_keepers", broken)
    with pytest.raises(RuntimeError):
        joining.join("first", "second", person="eva", clubs_too=True)
    nothing_has_changed(store)


def test_what_was_joined_does_not_come_back(store: Store, joining: Joining, clock: Clock) -> None:
    two_offers(store)
    work = Workflow(store.database, clock)
    Keepers(store.database, clock).add("club", "a@b.de", confirmed=True)
    seen = store.listing("second")
    assert seen
    joining.join("first", "second", person="eva")
    wanted = replace(seen, offer=replace(offer_of(seen), name="Wieder da"))
    with pytest.raises(NotStored):
        work.change(wanted, key="k", email="a@b.de")
    sent = work.submit(wanted, key="s", email="a@b.de")
    with pytest.raises(NotStored):
        work.approve(sent.id)
    assert store.listed(["second"]) == frozenset()


# Two that are two


def test_a_pair_that_is_two_is_remembered_once(
    store: Store, joining: Joining, clock: Clock
) -> None:
    joining.tell_apart("second", "first", person="eva")
    joining.tell_apart("first", "second", person="ben")
    assert joining.different() == {("first", "second")}
    assert len(Audit(store.database, clock).latest()) == 1


def test_it_holds_for_what_stays_too(store: Store, joining: Joining) -> None:
    two_offers(store)
    store.publish(a_listing("third"))
    joining.tell_apart("second", "third", person="eva")
    joining.tell_apart("second", "first", person="eva")
    joining.join("first", "second", person="eva")
    assert joining.different() == {("first", "third")}


def test_only_two_public_offers_are_two(store: Store, joining: Joining) -> None:
    two_offers(store)
    found = joining.two("first", "second")
    assert found
    assert [one.id for one in found.listings] == ["first", "second"]
    assert joining.two("first", "first") is None
    assert joining.two("first", "club") is None
    store.withdraw("second")
    assert joining.two("first", "second") is None


def test_who_said_what_is_read_from_the_history(store: Store, joining: Joining) -> None:
    two_offers(store)
    second = store.listing("second")
    assert second
    store.publish(replace(second, offer=replace(offer_of(second), name="X")), role=Role.CLUB)
    found = joining.two("first", "second")
    assert found
    assert found.sides[1].said["name"] is Role.CLUB
    assert "name" not in found.sides[0].said
