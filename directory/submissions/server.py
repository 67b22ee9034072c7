"""Connections to a PostgreSQL that may be far away: nobody waits for ever, and all comes back by
itself.

A line can fail so that nothing is refused and nothing is answered. Then only a clock helps, and one
that does not stand on the server.
"""

import threading
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event

if TYPE_CHECKING:
    import psycopg

CONNECT_SECONDS: Final = 3
# For the small question with which each transaction begins. A healthy server takes a millisecond.
PING_SECONDS: Final = 2.0
# The server itself ends what takes so long. Nothing that we ask takes a tenth of it.
STATEMENT_SECONDS: Final = 20
LOCK_SECONDS: Final = 10
# Longer than the server needs to say that it has given up.
ANSWER_SECONDS: Final = 25.0
# A machine that was cut off in the middle keeps its locks until then, and so long nobody can be
# sure that no change with a smaller number is to come: the indexes of all others wait.
IDLE_SECONDS: Final = 10
# After a failure nobody tries for so long, and then only one; the others need not wait with them.
REST_SECONDS: Final = 1.0

# Any number that is always the same.
_MIGRATION: Final = 7_205_318

_CONNECT: Final = {
    "connect_timeout": CONNECT_SECONDS,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
# The last three let the server notice as soon as we do that the line is dead.
_SESSION: Final = {
    "statement_timeout": f"{STATEMENT_SECONDS}s",
    "lock_timeout": f"{LOCK_SECONDS}s",
    "idle_in_transaction_session_timeout": f"{IDLE_SECONDS}s",
    "tcp_keepalives_idle": "5",
    "tcp_keepalives_interval": "2",
    "tcp_keepalives_count": "3",
}


def server_engine(url: URL) -> Engine:
    """What the operator writes into the address counts more than what stands here."""
    given = url.query.get("options", "")
    ours = " ".join(f"-c{name}={value}" for name, value in _SESSION.items())
    engine = create_engine(
        url,
        pool_pre_ping=True,
        pool_size=5,
        max_overflow=10,
        pool_timeout=5,
        # What people write must not reach a log inside the text of an exception.
        hide_parameters=True,
        connect_args={
            **{name: value for name, value in _CONNECT.items() if name not in url.query},
            "options": f"{ours} {given}".strip(),
        },
    )
    event.listen(engine, "do_connect", _Door())
    event.listen(engine, "checkout", _take_time)
    event.listen(engine, "checkin", _be_quick)
    return engine


def prepare_migration(connection: Connection) -> None:
    """Two machines that start at once migrate one after the other, and each as long as it takes.

    Only for its locks nobody waits long, because whoever reads meanwhile waits behind it.
    """
    raw: Any = connection.connection.driver_connection
    raw.patience = None
    connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
    connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")
    connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATION})")
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'")


class _Door:
    """Lets one in at a time while the server does not answer; all others hear so at once."""

    def __init__(self) -> None:
        self._trying = threading.Lock()
        self._away_until: float | None = None

    def __call__(
        self, _dialect: Any, _record: Any, args: list[Any], settings: dict[str, Any]
    ) -> "psycopg.Connection[Any]":
        import psycopg

        away_until = self._away_until
        if away_until is None:
            return self._opened(args, settings)
        if monotonic() < away_until or not self._trying.acquire(blocking=False):
            raise psycopg.OperationalError("the server did not answer a moment ago")
        try:
            return self._opened(args, settings)
        finally:
            self._trying.release()

    def _opened(self, args: list[Any], settings: dict[str, Any]) -> "psycopg.Connection[Any]":
        import psycopg

        try:
            opened = _patient().connect(*args, **settings)
        except psycopg.OperationalError:
            self._away_until = monotonic() + REST_SECONDS
            raise
        self._away_until = None
        return opened  # type: ignore[no-any-return]


def _patient() -> Any:
    """The class of connections that give up; made late, because only PostgreSQL has the driver."""
    global _Patient  # noqa: PLW0603
    if _Patient is None:
        _Patient = _made_patient()
    return _Patient


_Patient: Any = None


def _made_patient() -> Any:
    import psycopg
    from psycopg.pq import TransactionStatus

    class Patient(psycopg.Connection[Any]):
        """Waits ``patience`` seconds for each answer, then counts as broken."""

        patience: float | None = PING_SECONDS

        def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
            try:
                return super().wait(gen, interval, timeout or self.patience)
            except psycopg.OperationalError:
                if self.pgconn.transaction_status == TransactionStatus.ACTIVE:
                    # Its answer may still come, and would be taken for that to the next question.
                    self.close()
                raise

    return Patient


def _take_time(connection: Any, *_: object) -> None:
    connection.patience = ANSWER_SECONDS


def _be_quick(connection: Any, *_: object) -> None:
    if connection is not None:
        connection.patience = PING_SECONDS
