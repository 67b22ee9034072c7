"""Following changes: quick, and on PostgreSQL a slow transaction is never overtaken unseen."""

import pytest
from sqlalchemy import event, text

from directory.model import Role
from directory.submissions import Store
from directory.submissions.saving import Saving
from tests.submissions.conftest import NOW
from tests.submissions.examples import a_club_listing


def need_several_writers(store: Store) -> None:
    if store.database.file:
        pytest.skip("SQLite has one writer at a time")


def test_a_slow_transaction_is_not_lost(store: Store) -> None:
    need_several_writers(store)
    start = store.position()
    with store.database.writing() as slow:
        Saving(slow, NOW, Role.EDITOR).publish([a_club_listing("slow")])
        store.publish(a_club_listing("quick"))
        # The quick one has the higher number; going on from it would lose the slow one.
        assert store.changes_after(start).ids == ()
        assert store.position() == start
    changes = store.changes_after(start)
    assert changes.ids == ("slow", "quick")
    assert changes.position == store.position()


def test_what_is_stored_but_not_settled_can_be_seen_early(store: Store) -> None:
    """A withdrawn offer must disappear at once, whatever else is running."""
    need_several_writers(store)
    store.publish(a_club_listing("gone"))
    start = store.position()
    with store.database.writing() as slow:
        slow.execute(text("SELECT pg_current_xact_id()"))
        store.withdraw("gone")
        changes = store.changes_after(start, unsettled=True)
        assert changes.ids == ("gone",)
        assert changes.position == start
    assert store.changes_after(start).ids == ("gone",)


def test_following_never_walks_over_all_changes(sqlite_url: str) -> None:
    """Each search asks what is new; that must not grow with the history."""
    store = Store(sqlite_url)
    store.publish_many(a_club_listing(f"{n}") for n in range(300))
    asked: list[tuple[str, object]] = []
    reads = store.database.engines()[0]
    event.listen(
        reads,
        "before_cursor_execute",
        lambda _c, _cursor, sql, values, *_: asked.append((sql, values)),
    )
    store.changes_after(store.position())
    with store.database.reading() as connection:
        plans = [
            str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values).all())
            for sql, values in list(asked)
            if "change" in sql
        ]
    assert any("xid=? AND number>?" in plan for plan in plans), plans
    for plan in plans:
        assert "TEMP B-TREE" not in plan, plan
        assert "SCAN change" not in plan, plan
    store.close()
