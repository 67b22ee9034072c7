"""Makes a new database, brings an older one up to date, and refuses what does not fit."""

import secrets
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, delete, insert, inspect, text

from directory.submissions.database import Database
from directory.submissions.errors import (
    DatabaseExists,
    ForeignDatabase,
    NoDatabase,
    OlderVersion,
    OtherVersion,
)
from directory.submissions.tables import SCHEMA, EraRow


def init(url: str, now: datetime) -> None:
    """A new, empty directory. Raises :class:`DatabaseExists` where anything is already."""
    database = Database(url)
    try:
        database.create_file()
        database.require(may_be_empty=True)
        with database.migrating() as connection:
            if inspect(connection).get_table_names():
                raise DatabaseExists(f"There is already a database at {database.name}.")
            _migrate(connection)
            new_era(connection, now)
    finally:
        database.close()


def upgrade(url: str) -> None:
    """All missing migrations in one transaction: killed anywhere, the old state is still there."""
    database = Database(url)
    try:
        database.require()
        with database.migrating() as connection:
            if _found(connection) < SCHEMA:  # else a newer program was here first
                _migrate(connection)
    finally:
        database.close()


def new_era(connection: Connection, now: datetime) -> None:
    """To be called after a restore: every index will then be built anew."""
    connection.execute(delete(EraRow))
    connection.execute(insert(EraRow), {"word": secrets.token_hex(4), "since": now.isoformat()})


def require_schema(connection: Connection, name: str) -> None:
    """Raises unless this program can work with the tables.

    Within a line, which the first two figures name, migrations only add, and what they add may be
    left out. So an older program goes on while the machines are exchanged one after the other.
    """
    tables = inspect(connection).get_table_names()
    if not tables:
        raise NoDatabase(f"The database {name} was never completed.")
    if "alembic_version" not in tables:
        raise ForeignDatabase(f"The database {name} is not one of this directory.")
    found = _found(connection)
    if found < SCHEMA:
        raise OlderVersion(f"The database {name} is older than the program; upgrade it.")
    if _line(found) > _line(SCHEMA):
        raise OtherVersion(f"The database {name} is newer ({found}) than the program ({SCHEMA}).")


def is_older(database: Database) -> bool:
    """Whether an upgrade is missing."""
    with database.reading() as connection:
        return _found(connection) < SCHEMA


def _found(connection: Connection) -> str:
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or ""


def _line(schema: str) -> str:
    return schema[:2]


def _migrate(connection: Connection) -> None:
    # Imported here: a web process never migrates, and the import takes a tenth of a second.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
