"""Migrations: they lead to exactly the tables of the program, and a stopped one leaves nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.command import upgrade as real_upgrade
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, column, create_engine, event, insert, inspect, select, text

from directory.submissions import OlderVersion, Store, init, upgrade, upgrading
from directory.submissions.database import Database
from directory.submissions.tables import SCHEMA, Table
from tests.databases import new_database
from tests.submissions.conftest import NOW
from tests.submissions.examples import a_listing


def test_the_migrations_lead_to_the_tables_of_the_program(url: str) -> None:
    database = Database(url)
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Table.metadata) == []
        for table in Table.metadata.tables.values():
            named = {key["name"] for key in inspect(connection).get_foreign_keys(table.name)}
            assert named == {key.name for key in table.foreign_key_constraints}
    database.close()


def test_the_program_knows_its_newest_migration() -> None:
    config = Config()
    folder = Path(upgrading.__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder))
    assert ScriptDirectory.from_config(config).get_heads() == [SCHEMA]


def test_upgrading_what_is_up_to_date_changes_nothing(url: str) -> None:
    store = Store(url)
    store.publish(a_listing())
    before = store.position()
    upgrade(url)
    assert store.position() == before and store.count() == 1
    store.close()


@pytest.mark.parametrize("step", range(1, 18, 4))
def test_a_start_that_is_stopped_anywhere_can_be_tried_again(empty_url: str, step: int) -> None:
    with _stopped_at(step), pytest.raises(KeyboardInterrupt):
        init(empty_url, NOW)
    init(empty_url, NOW)
    store = Store(empty_url)
    store.publish(a_listing())
    with store.database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM era")).scalar() == 1
    store.close()


class TestFromTheFirstTables:
    """A database of the first version, with records in it."""

    @pytest.fixture
    def old_url(self, empty_url: str) -> str:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("alembic.command.upgrade", _to_the_first_tables)
            init(empty_url, NOW)
        return empty_url

    def test_it_is_refused_until_it_is_upgraded(self, old_url: str) -> None:
        with pytest.raises(OlderVersion):
            Store(old_url)
        upgrade(old_url)
        store = Store(old_url)
        store.publish(a_listing())
        assert store.count() == 1
        store.close()

    def test_its_records_stay(self, old_url: str, tmp_path: Path) -> None:
        store = Store(new_database(tmp_path / "new", NOW))
        published = store.publish(a_listing())
        _copied(store, old_url)
        store.close()
        upgrade(old_url)
        store = Store(old_url)
        assert (store.count(), store.listing(published.id)) == (1, published)
        with store.database.reading() as connection:
            assert connection.execute(text("SELECT count(*) FROM revision")).scalar() == 3
        store.close()

    @pytest.mark.parametrize("step", range(1, 16, 3))
    def test_an_upgrade_that_is_stopped_anywhere_can_be_tried_again(
        self, old_url: str, step: int
    ) -> None:
        with _stopped_at(step), pytest.raises(KeyboardInterrupt):
            upgrade(old_url)
        with pytest.raises(OlderVersion):
            Store(old_url)
        upgrade(old_url)
        Store(old_url).close()


def _copied(new: Store, old_url: str) -> None:
    """The rows of a database as it is today, in the columns that an older one has."""
    old = create_engine(Database(old_url).url)
    known = MetaData()
    known.reflect(old)
    with new.database.reading() as here, old.begin() as there:
        for name in ("venue", "club", "offer", "change", "revision"):
            table = known.tables[name]
            columns = (column(one.name) for one in table.columns)
            rows = here.execute(select(*columns).select_from(text(name)))
            there.execute(insert(table), [dict(row) for row in rows.mappings()])
    old.dispose()


def _to_the_first_tables(config: Config, _revision: str) -> None:
    real_upgrade(config, "0001")


@contextmanager
def _stopped_at(step: int) -> Iterator[None]:
    """Whoever talks to a database is stopped at this statement."""
    seen = 0

    def stop(*_: object) -> None:
        nonlocal seen
        seen += 1
        if seen == step:
            raise KeyboardInterrupt

    made = Database.__init__

    def watched(self: Database, url: str) -> None:
        made(self, url)
        event.listen(self.engines()[1], "before_cursor_execute", stop)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Database, "__init__", watched)
        yield
