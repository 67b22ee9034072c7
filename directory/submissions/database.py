"""Connections to the database; SQL that only SQLite or only PostgreSQL knows stands here alone."""

import os
import sqlite3
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from sqlalchemy import (
    URL,
    BigInteger,
    ColumnElement,
    Connection,
    Engine,
    Integer,
    QueuePool,
    String,
    create_engine,
    delete,
    event,
    func,
    literal,
    make_url,
    select,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DatabaseError, DBAPIError, IntegrityError, OperationalError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from directory.submissions.errors import (
    CopyFailed,
    DamagedDatabase,
    NoDatabase,
    NotOfServers,
    TracesLeft,
)
from directory.submissions.server import prepare_migration, server_engine
from directory.submissions.timing import timed, watch_statements

# In WAL both FULL and NORMAL survive a killed process, but at a power cut NORMAL may lose the last
# commits although people have already read "thank you".
PRAGMAS: Final = {
    "busy_timeout": 10_000,  # milliseconds; first, because changing the journal needs a lock
    "journal_mode": "wal",
    "synchronous": 2,  # FULL
    "foreign_keys": 1,
    "trusted_schema": 0,
    "secure_delete": 1,  # what is erased is overwritten with zeros
}

# Numbers of rows. SQLite counts up by itself only in a column that is called INTEGER.
NUMBER: Final = BigInteger().with_variant(Integer(), "sqlite")
# Ids and slugs, ordered by code point as Python orders them, whatever language the server speaks.
KEY: Final = String(200).with_variant(String(200, collation="C"), "postgresql")
# Without this SQLite gives the number of a deleted last row to the next one.
NEVER_USED_AGAIN: Final = {"sqlite_autoincrement": True}
# Serialisation and deadlock, in the words of PostgreSQL.
_UNLUCKY: Final = ("40001", "40P01")


class current_transaction(FunctionElement[int]):
    """The number of this transaction; SQLite has one writer at a time and needs none."""

    type = BigInteger()
    inherit_cache = True


class oldest_running_transaction(FunctionElement[int]):
    """Everything below this number is finished: nothing can appear there any more."""

    type = BigInteger()
    inherit_cache = True


@compiles(current_transaction)
def _no_number(_element: Any, _compiler: SQLCompiler, **_: Any) -> str:
    return "0"


@compiles(current_transaction, "postgresql")
def _number(_element: Any, _compiler: SQLCompiler, **_: Any) -> str:
    return "pg_current_xact_id()::text::bigint"


@compiles(oldest_running_transaction)
def _nothing_runs(_element: Any, _compiler: SQLCompiler, **_: Any) -> str:
    return "1"


@compiles(oldest_running_transaction, "postgresql")
def _oldest(_element: Any, _compiler: SQLCompiler, **_: Any) -> str:
    return "pg_snapshot_xmin(pg_current_snapshot())::text::bigint"


class Writing(StrEnum):
    """Whether the database takes changes; ``LOCKED``: somebody else is changing something."""

    POSSIBLE = "possible"
    LOCKED = "locked"
    REFUSED = "refused"


class Database:
    """Two ways in: ``reading`` sees one moment and cannot write, ``writing`` is one at a time.

    A transaction that reads first and writes later fails at once with "locked", however long it
    may wait; so whatever may write says so when it begins. Safe to share between threads, and
    after a fork the child opens connections of its own.
    """

    def __init__(self, url: str) -> None:
        self.url = _complete(url)
        self.file = Path(self.url.database or "") if _is_sqlite(self.url) else None
        if self.file:
            self._reads = _sqlite_engine(self.file, pool_size=8, writes=False)
            # One connection: the writers of a process queue here, which is fairer than locks.
            self._writes = _sqlite_engine(self.file, pool_size=1, writes=True)
        else:
            self._writes = server_engine(self.url)
            self._reads = self._writes.execution_options(postgresql_readonly=True)
        watch_statements(self._writes)
        if self.file:  # else both are one engine, and each statement would be told twice
            watch_statements(self._reads)
        self._watch = _Watch(self.file) if self.file else None
        _begin_anew_after_fork(self)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with timed("read"), self._reads.begin() as connection:
            yield connection

    @contextmanager
    def reading_one_moment(self) -> Iterator[Connection]:
        """For more than one question: none of them sees what others store meanwhile."""
        with self.reading() as connection:
            if not self.file:
                connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Commits at the end, or rolls back when an exception leaves the block."""
        with timed("write"), self._writes.begin() as connection:
            yield connection

    def forget(self, table: type[Any], *conditions: ColumnElement[bool]) -> int:
        """Deletes these rows; how many. Looks first, because whoever only looks holds up nobody."""
        look = select(literal(True)).select_from(table).where(*conditions).limit(1)
        with self.reading() as connection:
            if not connection.execute(look).first():
                return 0
        with self.writing() as connection:
            return connection.execute(delete(table).where(*conditions)).rowcount

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """Like writing; SQLite then allows tables to be made anew and checks links at the end."""
        if not self.file:
            with self.writing() as connection:
                prepare_migration(connection)
                yield connection
            return
        with self._writes.connect() as connection:
            connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
            try:
                with connection.begin():
                    yield connection
                    broken = connection.execute(text("PRAGMA foreign_key_check")).all()
                    if broken:
                        raise DamagedDatabase(f"The upgrade would break links: {broken[:3]}.")
            finally:
                # Never back into the pool: this one does not watch over links.
                connection.invalidate()

    def stamp(self) -> int | None:
        """A number that changes with each commit of anybody; None where only a query can tell.

        Takes 5 microseconds, so it may be asked before each search.
        """
        return self._watch.stamp() if self._watch else None

    def cut_log(self) -> bool:
        """Empties the log of SQLite, where erased text stays readable; false while it is in use.

        Only shortly: writers wait meanwhile.
        """
        if not self.file:
            return True
        log = self.file.with_name(f"{self.file.name}-wal")
        if not log.exists() or not log.stat().st_size:
            return True
        opened = _opened(self.file, writes=True)
        try:
            opened.execute("PRAGMA busy_timeout=1000")
            return bool(opened.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0)
        except sqlite3.OperationalError:  # locked
            return False
        finally:
            opened.close()

    def copy_into(self, target: Path) -> None:
        """A copy of one moment, while others read and write; ``target`` must not be there yet.

        In one go: a copy in steps begins again with each change that somebody else makes.
        """
        if not self.file:
            raise NotOfServers("A database server has tools of its own for copies.")
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        opened = _opened(self.file, writes=True)
        try:
            opened.execute("VACUUM INTO ?", (str(target),))
        except sqlite3.Error as error:  # no room on the disk, or a damaged page
            raise CopyFailed(f"The database cannot be copied: {error}.") from error
        finally:
            opened.close()

    def write_anew(self) -> None:
        """Leaves no trace of what was deleted. SQLite zeroes deleted rows, but where it once moved
        rows about, copies of them may stay in the gaps."""
        if not self.file:
            return
        opened = _opened(self.file, writes=True)
        try:
            opened.execute("VACUUM")
        except sqlite3.OperationalError as error:  # locked for long, or no room on the disk
            raise TracesLeft(
                f"All is taken out, but traces may be left in {self.file} ({error})."
                " Type the same command again."
            ) from error
        finally:
            opened.close()
        self.cut_log()

    def is_in_use(self) -> bool:
        """Whether any other connection is open; if not, everything stands in the one file then."""
        if not self.file:
            return True
        opened = sqlite3.connect(self.file, isolation_level=None)
        try:
            opened.execute("PRAGMA busy_timeout=2000")
            return bool(opened.execute("PRAGMA journal_mode=DELETE").fetchone()[0] != "delete")
        except sqlite3.OperationalError:  # locked
            return True
        except sqlite3.DatabaseError:  # so damaged that nobody can work with it
            return False
        finally:
            opened.close()

    def begin_anew(self) -> None:
        """In a forked child: leaves every connection to the parent."""
        for engine in self.engines():
            _parents.append(engine.pool)
            engine.dispose(close=False)
        if self.file:
            _parents.append(self._watch)
            self._watch = _Watch(self.file)

    def may_write(self, wait_seconds: float) -> "Writing":
        """Whether a change could begin now; nothing is changed. Raises when nobody answers."""
        if not self.file:
            with self.reading() as connection:
                refused = "pg_is_in_recovery() OR current_setting('default_transaction_read_only')"
                found = connection.exec_driver_sql(f"SELECT {refused} = 'on'").scalar()
            return Writing.REFUSED if found else Writing.POSSIBLE
        opened = _opened(self.file, writes=True)
        try:
            opened.execute(f"PRAGMA busy_timeout={int(wait_seconds * 1000)}")
            opened.execute("BEGIN IMMEDIATE")
            opened.execute("ROLLBACK")
        except sqlite3.OperationalError as error:
            return Writing.LOCKED if "locked" in str(error) else Writing.REFUSED
        finally:
            opened.close()
        return Writing.POSSIBLE

    def clock(self) -> datetime | None:
        """What time it is there; None for SQLite, which has no clock of its own."""
        if self.file:
            return None
        with self.reading() as connection:
            found: datetime = connection.execute(select(func.clock_timestamp())).scalar_one()
        return found

    def engines(self) -> tuple[Engine, ...]:
        return (self._reads, self._writes)

    def close(self) -> None:
        if self._watch:
            self._watch.close()
        for engine in self.engines():
            engine.dispose()

    def require(self, *, may_be_empty: bool = False) -> None:
        """Raises :class:`NoDatabase` or :class:`DamagedDatabase`, each with a clear sentence."""
        # SQLite would take an empty file for an empty database.
        if self.file and not may_be_empty and not _has_content(self.file):
            raise NoDatabase(f"There is no database at {self.file}.")
        try:
            with self.reading() as connection:
                if self.file:
                    _require_sound(connection)
        except OperationalError as error:
            raise NoDatabase(f"The database {self.name} cannot be opened: {error.orig}.") from error
        except DatabaseError as error:
            raise DamagedDatabase(
                f"The database {self.name} is damaged ({error.orig}); restore it from a backup."
            ) from error

    @property
    def name(self) -> str:
        """What to call it in a message; never with a password."""
        return str(self.file) if self.file else self.url.render_as_string(hide_password=True)

    def create_file(self) -> None:
        """Makes the empty file of SQLite; the only place that does."""
        if self.file:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            # Names and addresses of people lie in it: nobody else on the machine may read them.
            os.close(os.open(self.file, os.O_CREAT | os.O_RDWR, 0o600))


def insert_into(connection: Connection, table: type[Any]) -> postgresql.Insert | sqlite.Insert:
    """An insert that can say what happens when the row is there: both databases know that."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def stored_once(
    connection: Connection, table: type[Any], row: dict[str, Any], *unique: str
) -> bool:
    """Whether this row is new; where one with the same ``unique`` columns is there, it stays."""
    query = insert_into(connection, table).values(row)
    query = query.on_conflict_do_nothing(index_elements=unique)
    # Asked by what comes back: the driver of PostgreSQL does not count such rows.
    return connection.execute(query.returning(getattr(table, unique[0]))).first() is not None


def may_be_repeated(error: DBAPIError) -> bool:
    """Whether the same transaction may succeed now: on PostgreSQL somebody else was quicker, or two
    waited for each other and one had to give way."""
    return isinstance(error, IntegrityError) or getattr(error.orig, "sqlstate", "") in _UNLUCKY


def has_one_writer(connection: Connection) -> bool:
    """Then rows are numbered in the order in which they are committed."""
    return connection.dialect.name == "sqlite"


def require_whole(connection: Connection) -> None:
    """Looks at every row and every index, which takes longer than a start may."""
    if connection.dialect.name != "sqlite":
        return
    found = connection.execute(text("PRAGMA integrity_check(1)")).scalar_one()
    if found != "ok":
        raise DamagedDatabase(f"The database is damaged ({found}).")
    if connection.execute(text("PRAGMA foreign_key_check")).first():
        raise DamagedDatabase("The database is damaged (a row names another one that is gone).")


def _has_content(file: Path) -> bool:
    return file.is_file() and file.stat().st_size > 0


def _require_sound(connection: Connection) -> None:
    """Whether every page is where it should be."""
    found = connection.execute(text("PRAGMA quick_check(1)")).scalar_one()
    if found != "ok":
        raise DamagedDatabase(f"The database is damaged ({found}); restore it from a backup.")


def _complete(url: str) -> URL:
    parsed = make_url(url)
    if parsed.drivername in ("postgresql", "postgres"):
        return parsed.set(drivername="postgresql+psycopg")
    return parsed


def _is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def _sqlite_engine(file: Path, *, pool_size: int, writes: bool) -> Engine:
    engine = create_engine(
        "sqlite://",
        creator=lambda: _opened(file, writes=writes),
        poolclass=QueuePool,
        pool_size=pool_size,
        max_overflow=0 if writes else 24,
        # With the time at the lock itself, a form answers within 20 seconds whatever happens.
        pool_timeout=10,
        # What people write must not reach a log inside the text of an exception.
        hide_parameters=True,
    )
    begin = "BEGIN IMMEDIATE" if writes else "BEGIN"
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


def _opened(file: Path, *, writes: bool) -> sqlite3.Connection:
    # mode=rw, because plain SQLite makes an empty database where none is; isolation_level=None,
    # because Python's driver must not begin transactions in its own way.
    address = f"file:{_quoted(file)}?mode=rw"
    opened = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
    try:
        for name, value in PRAGMAS.items():
            opened.execute(f"PRAGMA {name}={value}")
        if not writes:
            opened.execute("PRAGMA query_only=1")
    except sqlite3.Error:  # a damaged file is noticed only now
        opened.close()
        raise
    return opened


class _Watch:
    """Sees whether anybody has committed, over a connection that does nothing else."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    def stamp(self) -> int:
        with self._lock:
            if self._connection is None:
                self._connection = _opened(self._file, writes=False)
            return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        if self._connection:
            self._connection.close()
            self._connection = None


def _quoted(file: Path) -> str:
    return str(file.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


# What a child inherited. SQLite forbids even closing a connection of the parent, so these are kept
# and never touched.
_parents: list[Any] = []


def _begin_anew_after_fork(database: Database) -> None:
    reference = weakref.ref(database)

    def in_child() -> None:
        if inherited := reference():
            inherited.begin_anew()

    os.register_at_fork(after_in_child=in_child)
