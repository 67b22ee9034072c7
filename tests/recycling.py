"""Databases of PostgreSQL for tests, used again: to empty one takes a tenth of making one."""

from datetime import datetime
from functools import cache

from sqlalchemy import Connection, text

from directory.submissions import init
from directory.submissions.upgrading import new_era
from tests.postgres import Server

# Whoever still works with it is sent away, and would otherwise meet the rows of the next test.
_SEND_AWAY = """
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""
# What a test may have changed about the tables themselves.
_SHAPE = """
SELECT (SELECT string_agg(concat(relname, relnatts, relkind), ' ' ORDER BY relname) FROM pg_class
        WHERE relnamespace = 'public'::regnamespace)
    || (SELECT string_agg(concat(conname, contype), ' ' ORDER BY conname) FROM pg_constraint)
    || (SELECT string_agg(version_num, ' ') FROM alembic_version)
"""
_EMPTY = """
DO $$
DECLARE one record;
BEGIN
    SET LOCAL session_replication_role = replica;  -- rows go in any order
    FOR one IN SELECT relname, relkind, oid FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'S')
    LOOP
        IF one.relkind = 'S' THEN
            PERFORM setval(one.oid::regclass, 1, false);
        ELSIF one.relname <> 'alembic_version' THEN
            EXECUTE format('DELETE FROM %I', one.relname);
        END IF;
    END LOOP;
END $$
"""
_free: list[str] = []
_shapes: dict[str, str] = {}


def filled_anew(server: Server, now: datetime) -> str:
    """The name of a database with the tables of an empty directory, and an era of its own."""
    name = _free.pop() if _free else server.make(_template(server))
    with server.connected(name) as connection:
        _shapes[name] = _shape(connection)
        new_era(connection, now)
    return name


def emptied(server: Server, name: str) -> None:
    """Nobody needs it any more. One that is not as it was made goes for good."""
    if name in _shapes:
        with server.connected(name) as connection:
            connection.execute(text(_SEND_AWAY))
            if _shape(connection) == _shapes[name]:
                connection.execute(text(_EMPTY))
                _free.append(name)
                return
    server.drop(name)


def _shape(connection: Connection) -> str:
    if not connection.dialect.has_table(connection, "alembic_version"):
        return ""
    return str(connection.execute(text(_SHAPE)).scalar())


@cache
def _template(server: Server) -> str:
    name = server.make()
    init(server.url_of(name), datetime.now().astimezone())
    return name
