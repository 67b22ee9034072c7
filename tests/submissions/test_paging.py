"""Reading changes page by page, as programs of others do: nothing is lost, nothing comes twice."""

from dataclasses import replace
from itertools import count

import pytest
from sqlalchemy import event

from directory.model import Listing, Role
from directory.submissions import Latest, Store, UnknownPosition
from directory.submissions.saving import Saving
from directory.submissions.tables import RecordKind, What
from tests.submissions.conftest import NOW
from tests.submissions.examples import a_club, a_club_listing, a_listing, a_venue

BEGIN = (0, "")


def need_several_writers(store: Store) -> None:
    if store.database.file:
        pytest.skip("SQLite has one writer at a time")


def after(latest: Latest) -> tuple[int, str]:
    return latest.modified, latest.id


def walk(store: Store, size: int, start: tuple[int, str] = BEGIN) -> list[Latest]:
    """To the last page, as a program does that keeps only where it was."""
    found: list[Latest] = []
    while page := store.latest_changes(start, size):
        found += page
        start = after(page[-1])
    return found


def rename(store: Store, id: str, name: str) -> None:
    found = store.listing(id)
    assert found
    store.publish(a_listing(id, club=found.club, name=name), role=Role.EDITOR)


def elsewhere(id: str, **fields: str) -> Listing:
    """With a club and a place of its own: whoever writes locks them."""
    listing = a_listing(id, club=a_club(f"club-{id}"), venue_id=f"venue-{id}", **fields)
    return replace(listing, venue=a_venue(f"venue-{id}"))


@pytest.mark.parametrize("size", [1, 2, 7])
def test_a_walk_sees_each_offer_once_and_in_order(store: Store, size: int) -> None:
    store.publish_many(a_listing(f"offer-{n:02}") for n in range(20))
    for turn, n in enumerate((3, 11, 3, 17)):
        store.publish_many([a_listing(f"offer-{n:02}", name=f"Neu {turn}")], replaces=True)
    found = walk(store, size)
    assert sorted(one.id for one in found) == [f"offer-{n:02}" for n in range(20)]
    assert [one.id for one in found][-3:] == ["offer-11", "offer-03", "offer-17"]
    assert found == sorted(found, key=after)


@pytest.mark.parametrize("size", [1, 2, 7])
def test_what_changes_between_pages_comes_again_as_it_is_then(store: Store, size: int) -> None:
    """A copy kept only from what a walk shows is in the end what is stored."""
    store.publish_many(a_listing(f"offer-{n:02}") for n in range(20))
    copy: dict[str, str | None] = {}
    modified: dict[str, int] = {}
    start = BEGIN
    for turn in count():
        page = store.latest_changes(start, size)
        if not page:
            break
        assert all(after(one) > start for one in page)
        assert len({one.id for one in page}) == len(page)
        now = {one.id: one for one in store.listings_by_id([one.id for one in page])}
        for one in page:
            assert one.modified > modified.get(one.id, -1)
            modified[one.id] = one.modified
            copy[one.id] = now[one.id].name if one.id in now else None
        start = after(page[-1])
        if turn < 6:
            name = f"Neu {turn}"
            ids = (f"offer-{turn:02}", f"offer-{19 - turn:02}", f"new-{turn}")
            store.publish_many([a_listing(id, name=name) for id in ids], replaces=True)
        if turn == 2:
            store.withdraw("offer-10")
    assert copy.pop("offer-10") is None
    assert copy == {one.id: one.name for one in store.listings() if one.offer}
    assert walk(store, size, start) == []


def test_withdrawn_offers_are_seen(store: Store) -> None:
    store.publish(a_listing("stays"))
    store.publish(a_listing("goes"))
    store.publish(a_listing("goes-with-its-club", club=a_club("other")))
    store.withdraw("goes")
    store.withdraw("other")
    found = walk(store, 10)
    assert [one.id for one in found] == ["stays", "goes", "goes-with-its-club"]
    assert [one.id for one in store.listings_by_id([one.id for one in found])] == ["stays"]


def test_a_change_of_a_club_or_a_place_is_one_of_its_offers(store: Store) -> None:
    store.publish(a_listing("a"))
    store.publish(a_listing("b"))
    start = after(walk(store, 10)[-1])
    store.publish_many([a_club_listing(name="Neuer Name")], replaces=True)
    assert [one.id for one in store.latest_changes(start)] == ["a", "b"]


def test_clubs_and_places_are_no_offers(store: Store) -> None:
    store.publish(a_club_listing("club"))
    assert store.latest_changes(BEGIN) == []


def test_offers_of_one_moment_are_parted_by_pages_all_the_same(store: Store) -> None:
    """On PostgreSQL all offers of a transaction have the same number."""
    store.publish_many((a_listing(f"{n}") for n in range(9)), batch=9)
    found = walk(store, 2)
    assert sorted(one.id for one in found) == [f"{n}" for n in range(9)]
    if not store.database.file:
        assert len({one.modified for one in found}) == 1


def test_a_slow_transaction_loses_no_row(store: Store) -> None:
    need_several_writers(store)
    store.publish(elsewhere("first"))
    with store.database.writing() as slow:
        Saving(slow, NOW, Role.EDITOR).publish([elsewhere("slow")])
        store.publish_many([elsewhere("first", name="Neu")], replaces=True)
        # The quick change has the higher number; going on from it would lose the slow offer.
        early = walk(store, 1)
        assert [one.id for one in early] == ["first"]
    late = walk(store, 1, after(early[-1]))
    assert [one.id for one in late] == ["slow", "first"]
    assert all(one.modified > early[-1].modified for one in late)


def test_polling_never_walks_over_all_changes(sqlite_url: str) -> None:
    """Programs ask every few seconds what is new; that must not grow with the history."""
    store = Store(sqlite_url)
    store.publish_many(a_listing(f"{n}") for n in range(300))
    last = after(walk(store, 200)[-1])
    asked: list[tuple[str, object]] = []
    event.listen(
        store.database.engines()[0],
        "before_cursor_execute",
        lambda _c, _cursor, sql, values, *_: asked.append((sql, values)),
    )
    store.latest_changes(last)
    sql, values = next(one for one in asked if "FROM change" in one[0])
    with store.database.reading() as connection:
        plan = str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values).all())
    assert "SEARCH change USING INTEGER PRIMARY KEY (rowid>?)" in plan, plan
    store.close()


@pytest.mark.parametrize("size", [1, 2, 7, 100])
def test_a_page_of_changes_says_what_happened_and_when(store: Store, size: int) -> None:
    position = store.position()
    store.publish(a_listing("offer"))
    rename(store, "offer", "Neuer Name")
    store.withdraw("offer")
    found = []
    is_all = False
    while not is_all:
        page = store.changes_page(position, size)
        assert len(page.happenings) <= size
        found += page.happenings
        position, is_all = page.position, page.is_all
    assert all(one.at == NOW for one in found)
    assert [one.what for one in found if one.kind is RecordKind.OFFER] == [
        What.PUBLISHED,
        What.CHANGED,
        What.WITHDRAWN,
    ]
    assert {one.id for one in found} == {"offer", "club"}
    assert position == store.position()
    assert store.changes_page(position).happenings == ()


def test_a_page_of_changes_waits_for_slow_transactions(store: Store) -> None:
    need_several_writers(store)
    start = store.position()
    with store.database.writing() as slow:
        Saving(slow, NOW, Role.EDITOR).publish([a_club_listing("slow")])
        store.publish(a_club_listing("quick"))
        page = store.changes_page(start)
        assert page.happenings == ()
        assert page.position == start
    assert [one.id for one in store.changes_page(start).happenings] == ["slow", "quick"]


def test_a_position_of_another_era_is_refused(store: Store) -> None:
    assert store.position().endswith(f".{store.era()}")
    with pytest.raises(UnknownPosition):
        store.changes_page("1.1.another")
    with pytest.raises(UnknownPosition):
        store.changes_page("nonsense")
