"""The store: what is published can be read, what changed can be followed."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from directory.model import Address, Listing, Role
from directory.submissions import (
    Box,
    ChangedMeanwhile,
    NotStored,
    SlugTaken,
    Store,
    UnknownPosition,
)
from directory.submissions.tables import ChangeRow, RevisionRow
from directory.submissions.upgrading import new_era
from tests.submissions.conftest import NOW
from tests.submissions.examples import a_club, a_club_listing, a_listing, a_venue


def ids(store: Store) -> list[str]:
    return [listing.id for listing in store.listings()]


def test_a_published_listing_can_be_read_again(store: Store) -> None:
    stored = store.publish(a_listing())
    assert stored == store.listing("offer") == store.listing_by_slug("slug-offer")
    assert store.club("club") == store.club_by_slug("slug-club") == stored.club
    assert store.venue("venue") == stored.venue
    assert store.offers_of_club("club") == (stored,)


def test_what_is_not_there_is_none(store: Store) -> None:
    assert store.listing("x") is store.listing_by_slug("x") is None
    assert store.club("x") is store.club_by_slug("x") is store.venue("x") is None
    assert store.offers_of_club("x") == () == store.listings_by_id(["x"])
    assert ids(store) == [] and store.count() == 0


def test_listings_come_in_the_order_of_their_ids_whatever_the_batch(store: Store) -> None:
    names = ["B", "a", "c-1", "c1", "Ä", "z", "ß", "10", "9"]
    store.publish_many(a_listing(id, club=a_club("with-offers")) for id in names)
    store.publish_many(a_club_listing(f"{id}-club") for id in names)
    expected = sorted([*names, *(f"{id}-club" for id in names)])
    for batch in (1, 2, 5, 100):
        assert [one.id for one in store.listings(batch=batch)] == expected
    assert [one.id for one in store.listings(after_id=expected[6], batch=2)] == expected[7:]
    assert store.count() == len(expected)


def test_more_than_so_many_are_offers_and_clubs_together(store: Store) -> None:
    assert not store.is_more_than(0)
    store.publish_many([a_listing("one"), a_listing("two")])
    store.publish(a_club_listing("alone"))
    store.publish(a_club_listing("gone"))
    store.withdraw("gone")
    assert [store.is_more_than(most) for most in range(5)] == [True, True, True, False, False]


def test_many_ids_are_read_at_once(store: Store) -> None:
    names = [f"offer-{n:04}" for n in range(1200)]
    store.publish_many(a_listing(id) for id in names)
    assert {one.id for one in store.listings_by_id([*names, "x"])} == set(names)
    assert store.listed([*names, "x", "club"]) == set(names)


class TestClubsWithoutOffers:
    def test_a_first_offer_takes_the_place_of_the_club(self, store: Store) -> None:
        store.publish(a_club_listing())
        start = store.position()
        assert ids(store) == ["club"]
        store.publish(a_listing())
        assert ids(store) == ["offer"]
        assert set(store.changes_after(start).ids) == {"offer", "club"}

    def test_the_last_offer_gone_brings_the_club_back(self, store: Store) -> None:
        store.publish_many([a_listing("one"), a_listing("two")])
        assert store.withdraw("one")
        assert ids(store) == ["two"]
        start = store.position()
        assert store.withdraw("two")
        assert ids(store) == ["club"]
        assert set(store.changes_after(start).ids) == {"two", "club"}

    def test_an_offer_that_moves_to_another_club_touches_both(self, store: Store) -> None:
        store.publish_many([a_listing(), a_club_listing("other")])
        start = store.position()
        store.publish(a_listing(club=a_club("other")))
        assert ids(store) == ["club", "offer"]
        assert set(store.changes_after(start).ids) == {"offer", "club", "other"}

    def test_a_club_keeps_its_own_venue(self, store: Store) -> None:
        store.publish(Listing(a_club(venue_id="venue"), venue=a_venue()))
        listing = store.listing("club")
        assert listing and listing.venue and listing.venue.id == "venue"


class TestWithdrawing:
    def test_what_is_withdrawn_is_not_seen_any_more(self, store: Store) -> None:
        store.publish(a_listing())
        store.withdraw("offer")
        assert store.listing("offer") is store.listing_by_slug("slug-offer") is None
        assert store.offers_of_club("club") == () == store.listings_by_id(["offer"])
        assert store.rough_search([["angebot"]]) == ()

    def test_withdrawing_twice_changes_nothing(self, store: Store) -> None:
        store.publish(a_listing())
        assert store.withdraw("offer")
        start = store.position()
        assert not store.withdraw("offer")
        assert store.position() == start

    def test_a_withdrawn_club_takes_its_offers_along(self, store: Store) -> None:
        store.publish_many([a_listing("one"), a_listing("two"), a_listing("three")])
        store.withdraw("three")
        start = store.position()
        store.withdraw("club")
        assert ids(store) == [] and store.club("club") is store.club_by_slug("slug-club") is None
        assert set(store.changes_after(start).ids) == {"club", "one", "two"}

    def test_publishing_again_brings_it_back(self, store: Store) -> None:
        stored = store.publish(a_listing())
        store.withdraw("offer")
        with pytest.raises(ChangedMeanwhile):
            store.publish(stored)
        offer = replace(stored.offer, version=2)  # type: ignore[type-var]
        again = store.publish(replace(stored, offer=offer))
        assert ids(store) == ["offer"]
        assert again.offer and again.offer.version == 3

    def test_nobody_withdraws_what_is_not_there(self, store: Store) -> None:
        with pytest.raises(NotStored):
            store.withdraw("x")

    def test_nobody_withdraws_what_changed_meanwhile(self, store: Store) -> None:
        store.publish(a_listing())
        with pytest.raises(ChangedMeanwhile):
            store.withdraw("offer", version=7)
        assert ids(store) == ["offer"]


class TestVersions:
    def test_each_change_counts_up_what_changed_and_nothing_else(self, store: Store) -> None:
        first = store.publish(a_listing())
        second = store.publish(replace(first, offer=replace(first.offer, name="Neu")))  # type: ignore[type-var]
        assert second.offer and second.offer.version == 2
        assert second.club.version == 1 and second.venue == first.venue
        assert store.listing("offer") == second

    @pytest.mark.parametrize("part", ["offer", "club", "venue"])
    def test_a_change_of_an_old_version_is_refused(self, store: Store, part: str) -> None:
        first = store.publish(a_listing())
        mine = replace(first, **{part: replace(getattr(first, part), name="Mein Name")})
        yours = replace(first, **{part: replace(getattr(first, part), name="Dein Name")})
        store.publish(mine)
        start = store.position()
        with pytest.raises(ChangedMeanwhile) as refusal:
            store.publish(yours)
        assert (refusal.value.kind, refusal.value.given, refusal.value.stored) == (part, 1, 2)
        assert store.position() == start
        read = store.listing("offer")
        assert getattr(read, part).name == "Mein Name"

    def test_the_same_again_changes_nothing(self, store: Store) -> None:
        listing = a_listing()
        stored = store.publish(listing)
        start = store.position()
        assert store.publish(stored) == store.publish(listing) == stored
        assert store.position() == start

    def test_an_import_wins_over_any_version(self, store: Store) -> None:
        stored = store.publish(a_listing())
        store.publish(replace(stored, club=a_club(name="Neu")))
        store.publish_many([a_listing(club=a_club(name="Noch neuer"))], replaces=True)
        club = store.club("club")
        assert club and club.name == "Noch neuer" and club.version == 3

    def test_the_time_of_a_change_is_kept_unless_another_is_given(self, url: str) -> None:
        days = iter(range(1, 9))
        store = Store(url, clock=lambda: datetime(2026, 1, next(days), tzinfo=UTC))
        first = store.publish(a_listing())
        same = store.publish(a_listing())
        renamed = store.publish(replace(first, offer=replace(first.offer, name="Neu")))  # type: ignore[type-var]
        told = datetime(2020, 1, 1, tzinfo=UTC)
        dated = store.publish(a_listing("old", changed_at=told))
        assert first.offer and same.offer and renamed.offer and dated.offer
        assert first.offer.changed_at == same.offer.changed_at == datetime(2026, 1, 1, tzinfo=UTC)
        assert renamed.offer.changed_at == datetime(2026, 1, 3, tzinfo=UTC)
        assert dated.offer.changed_at == told
        store.close()


class TestAddresses:
    def test_an_old_slug_leads_to_the_new_one(self, store: Store) -> None:
        stored = store.publish(a_listing())
        store.publish(
            replace(
                stored,
                offer=replace(stored.offer, slug="neu"),  # type: ignore[type-var]
                club=replace(stored.club, slug="neuer-verein"),
            )
        )
        found = store.listing_by_slug("slug-offer")
        assert found and found.offer and found.offer.slug == "neu"
        club = store.club_by_slug("slug-club")
        assert club and club.slug == "neuer-verein"

    def test_an_old_id_leads_to_the_record_that_took_it_over(self, store: Store) -> None:
        store.publish(a_listing("new", former_ids=("old", "older")))
        for former in ("old", "older"):
            found = store.listing(former)
            assert found and found.id == "new"

    def test_a_slug_belongs_to_one_record(self, store: Store) -> None:
        store.publish(a_listing())
        start = store.position()
        with pytest.raises(SlugTaken):
            store.publish(a_listing("second", slug="slug-offer"))
        assert store.position() == start and ids(store) == ["offer"]

    def test_a_slug_that_somebody_else_took_leads_there(self, store: Store) -> None:
        stored = store.publish(a_listing())
        store.publish(replace(stored, offer=replace(stored.offer, slug="neu")))  # type: ignore[type-var]
        store.publish(a_listing("second", slug="slug-offer"))
        found = store.listing_by_slug("slug-offer")
        assert found and found.id == "second"

    def test_an_offer_names_the_club_it_comes_with(self, store: Store) -> None:
        with pytest.raises(ValueError, match="belongs to club"):
            store.publish(replace(a_listing(), club=a_club("other")))


class TestChanges:
    def test_an_empty_directory_has_a_position(self, store: Store) -> None:
        changes = store.changes_after(store.position())
        assert changes.ids == () and changes.position == store.position() and changes.is_all

    def test_a_change_of_a_club_or_a_venue_is_one_of_all_that_show_it(self, store: Store) -> None:
        store.publish_many([a_listing("one"), a_listing("two"), a_club_listing("far")])
        store.publish(Listing(a_club("at-home", venue_id="venue")))
        stored = store.listing("one")
        assert stored and stored.venue

        start = store.position()
        store.publish(replace(stored, club=replace(stored.club, name="Neu")))
        assert set(store.changes_after(start).ids) == {"one", "two", "club"}

        start = store.position()
        elsewhere = replace(stored.venue, address=Address(town="Bonn"))
        store.publish(Listing(a_club("far"), venue=elsewhere))
        assert set(store.changes_after(start).ids) == {"one", "two", "at-home"}

    def test_following_in_small_steps_meets_everything_once(self, store: Store) -> None:
        start = store.position()
        store.publish_many(a_club_listing(f"{n:02}") for n in range(25))
        met: list[str] = []
        while True:
            changes = store.changes_after(start, limit=7)
            met += changes.ids
            start = changes.position
            if changes.is_all:
                break
        assert met == [f"{n:02}" for n in range(25)]
        assert start == store.position()

    @pytest.mark.parametrize("nonsense", ["", "7", "a.b.c", "1.2.3.4"])
    def test_a_position_of_nobody_is_refused(self, store: Store, nonsense: str) -> None:
        with pytest.raises(UnknownPosition):
            store.changes_after(nonsense)

    def test_after_a_restore_old_positions_do_not_count(self, store: Store) -> None:
        store.publish(a_listing())
        start = store.position()
        with store.database.writing() as connection:
            new_era(connection, NOW)
        with pytest.raises(UnknownPosition):
            store.changes_after(start)
        assert store.changes_after(store.position()).ids == ()

    def test_a_position_from_beyond_the_end_does_not_count(self, store: Store) -> None:
        xid, number, era = store.position().split(".")
        with pytest.raises(UnknownPosition):
            store.changes_after(f"{xid}.{int(number) + 1}.{era}")

    def test_each_change_says_what_it_was(self, store: Store) -> None:
        store.publish(a_listing())
        store.withdraw("offer")
        query = select(ChangeRow.kind, ChangeRow.what, ChangeRow.at).order_by(ChangeRow.number)
        with store.database.reading() as connection:
            told = [tuple(row) for row in connection.execute(query)]
        at = NOW.isoformat()
        assert told == [
            ("venue", "published", at),
            ("club", "published", at),
            ("offer", "published", at),
            ("offer", "withdrawn", at),
            ("club", "changed", at),
        ]


def test_the_history_keeps_who_when_and_what_was_before(store: Store) -> None:
    first = store.publish(a_listing(), role=Role.CLUB)
    store.publish(replace(first, offer=replace(first.offer, name="Neu")), role=Role.ADVISOR)  # type: ignore[type-var]
    store.withdraw("offer")
    query = (
        select(RevisionRow.version, RevisionRow.what, RevisionRow.role, RevisionRow.before)
        .where(RevisionRow.kind == "offer", RevisionRow.record_id == "offer")
        .order_by(RevisionRow.number)
    )
    with store.database.reading() as connection:
        rows = connection.execute(query).all()
    assert [row[:3] for row in rows] == [
        (1, "published", "club"),
        (2, "changed", "advisor"),
        (3, "withdrawn", "editor"),
    ]
    assert rows[0].before is None
    assert '"Angebot offer"' in rows[1].before
    assert '"Neu"' in rows[2].before


class TestRoughSearch:
    @pytest.fixture(autouse=True)
    def a_few(self, store: Store) -> None:
        far = replace(
            a_venue("far"), latitude=53.5, longitude=10.0, address=Address(town="Hamburg")
        )
        store.publish(a_listing("swim", name="Schwimmen für alle", sports=("swimming",)))
        boat = a_listing("boat", club=a_club("north"), venue_id="far").offer
        store.publish(Listing(a_club("north"), boat, far))
        store.publish(a_club_listing("lonely", name="Schwimmverein Nixe", sports=("swimming",)))

    @pytest.mark.parametrize(
        ("words", "sports", "expected"),
        [
            ([], (), {"swim", "boat"}),
            ([["schwimmen"]], (), {"swim"}),
            ([["hamburg"]], (), {"boat"}),
            ([["nichts", "verein"]], (), {"swim", "boat"}),
            ([["schwimmen"], ["hamburg"]], (), set()),
            ([], ("swimming",), {"swim"}),
            ([], ("swim",), set()),
            ([["%"]], (), set()),
            ([["_"]], (), set()),
            ([["'"]], (), set()),
        ],
    )
    def test_every_word_must_occur_somewhere(
        self, store: Store, words: list[list[str]], sports: tuple[str, ...], expected: set[str]
    ) -> None:
        assert {one.id for one in store.rough_search(words, sports=sports)} == expected

    def test_clubs_are_looked_for_apart(self, store: Store) -> None:
        assert [one.id for one in store.rough_search([["nixe"]], clubs=True)] == ["lonely"]

    def test_a_box_holds_what_is_near_nearest_first(self, store: Store) -> None:
        assert [one.id for one in store.rough_search(box=Box(51, 11, 52, 13))] == ["swim"]
        everywhere = Box(50, 8, 57, 12)
        assert [one.id for one in store.rough_search(box=everywhere)] == ["boat", "swim"]

    def test_no_more_than_asked_for(self, store: Store) -> None:
        assert len(store.rough_search(limit=1)) == 1
