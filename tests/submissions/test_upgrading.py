"""Migrations: they lead to exactly the tables of the program, and a stopped one leaves nothing."""

import ast
import re
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

from directory.submissions import OlderVersion, OtherVersion, Store, init, upgrade, upgrading
from directory.submissions.database import Database
from directory.submissions.tables import SCHEMA, Table
from tests.databases import new_database
from tests.submissions.conftest import NOW
from tests.submissions.examples import a_listing

MIGRATIONS = Path(upgrading.__file__).parent / "migrations" / "versions"


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
            patch.setattr("alembic.command.upgrade", to_the_first_tables)
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


def to_the_first_tables(config: Config, _revision: str) -> None:
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


# What an older program does not notice. A table that is made in the same migration may be anything.
_ADDING = frozenset({"create_table", "create_index", "add_column", "execute", "get_bind"})


@pytest.mark.parametrize("file", sorted(MIGRATIONS.glob("0*.py")), ids=lambda file: file.stem)
def test_within_a_line_migrations_only_add(file: Path) -> None:
    """So that machines can be exchanged one after the other while the older ones go on.

    A migration that takes something away begins a new line, 0100 say, and its release needs a halt.
    """
    assert file.stem[:2] == SCHEMA[:2], "a new line: say in OPERATING.md that this upgrade halts"
    for called in _calls_of(file):
        assert called.func.attr in _ADDING, f"line {called.lineno}: {called.func.attr}"  # type: ignore[attr-defined]
        if called.func.attr == "add_column":  # type: ignore[attr-defined]
            given = {word.arg: ast.unparse(word.value) for word in called.args[1].keywords}  # type: ignore[attr-defined]
            may_be_left_out = given.get("nullable", "True") == "True" or "server_default" in given
            assert may_be_left_out, f"line {called.lineno}: older programs store no such column"
        elif called.func.attr == "execute":  # type: ignore[attr-defined]
            said = ast.unparse(called.args[0])
            assert re.match(r"f?['\"]+CREATE ", said), f"line {called.lineno}"


def _calls_of(file: Path) -> list[ast.Call]:
    """What the upgrade asks of the database."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    wanted = ("op", "batch_op")
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in wanted
    ]


@pytest.mark.parametrize("found", ["0006", "0099"])
def test_a_database_of_a_newer_program_of_the_same_line_is_served(url: str, found: str) -> None:
    """As it is while the machines are exchanged: with a table and a column more."""
    _stamp(url, found, "CREATE TABLE newer (id INTEGER)", "ALTER TABLE offer ADD newer VARCHAR")
    upgrade(url)
    store = Store(url)
    published = store.publish(a_listing())
    assert store.listing(published.id) == published
    with store.database.reading() as connection:
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    assert version == found, "the older program must not turn it back"
    store.close()


def test_a_database_of_another_line_is_refused(url: str) -> None:
    _stamp(url, "0100")
    with pytest.raises(OtherVersion, match="newer"):
        Store(url)


def _stamp(url: str, version: str, *more: str) -> None:
    database = Database(url)
    with database.migrating() as connection:
        for sql in more:
            connection.execute(text(sql))
        connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": version})
    database.close()
