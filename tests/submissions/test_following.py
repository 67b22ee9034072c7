"""Safe change numbers on PostgreSQL: a slow transaction is never overtaken unseen."""

import pytest
from sqlalchemy import text

from directory.model import Role
from directory.submissions import Store
from directory.submissions.saving import Saving
from tests.submissions.conftest import NOW
from tests.submissions.examples import a_club_listing


@pytest.fixture
def url(url: str) -> str:
    if url.startswith("sqlite"):
        pytest.skip("SQLite has one writer at a time")
    return url


def test_a_slow_transaction_is_not_lost(store: Store) -> None:
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
    store.publish(a_club_listing("gone"))
    start = store.position()
    with store.database.writing() as slow:
        slow.execute(text("SELECT pg_current_xact_id()"))
        store.withdraw("gone")
        changes = store.changes_after(start, unsettled=True)
        assert changes.ids == ("gone",)
        assert changes.position == start
    assert store.changes_after(start).ids == ("gone",)
