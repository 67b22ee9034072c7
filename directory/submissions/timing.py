"""Times each statement and each transaction, and tells of slow ones: with gaps, never values."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter, time
from typing import Any, Final

from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError

from directory.watching import Event, counted, is_slow, tell_slow

LONGEST_SQL: Final = 600
_BEGUN: Final = "directory_begun"
# Our statements have gaps for all that comes from outside; what is written out is replaced too.
_QUOTED: Final = re.compile(r"'(?:[^']|'')*'")
_NUMBER: Final = re.compile(r"(?<![\w$:%.])\d+(?:\.\d+)?\b")
_MANY_GAPS: Final = re.compile(r"\((?:\s*(?:\?|%\(\w+\)s(?:::\w+)?)\s*,?){3,}\)")
_BLANKS: Final = re.compile(r"\s+")


def watch_statements(engine: Engine) -> None:
    """Two looks at the clock for each statement."""
    event.listen(engine, "before_cursor_execute", _begin)
    event.listen(engine, "after_cursor_execute", _end)


def _begin(_connection: Any, _cursor: Any, _sql: str, _values: Any, context: Any, _: bool) -> None:
    if context is not None:
        context.directory_begun = perf_counter()


def _end(_connection: Any, cursor: Any, sql: str, _values: Any, context: Any, _: bool) -> None:
    begun = getattr(context, _BEGUN, None)
    if begun is None:
        return
    seconds = perf_counter() - begun
    counted.STATEMENT_SECONDS.note(seconds)
    if is_slow(seconds):
        rows = getattr(cursor, "rowcount", -1)
        known = {"rows": rows} if rows >= 0 else {}
        tell_slow(Event.SLOW_STATEMENT, seconds, sql=without_values(sql), **known)


def without_values(sql: str) -> str:
    """On one line, not too long, with gaps for everything that may differ."""
    told = _MANY_GAPS.sub("(?, …)", _NUMBER.sub("?", _QUOTED.sub("?", sql)))
    told = _BLANKS.sub(" ", told).strip()
    return told if len(told) <= LONGEST_SQL else told[:LONGEST_SQL] + " …"


@contextmanager
def timed(kind: str) -> Iterator[None]:
    """A whole transaction: waiting for others, fetching rows and what is done between."""
    begun = perf_counter()
    try:
        yield
    except OperationalError:
        if kind == "write":
            counted.WRITE_FAILED_AT.note(time())
        raise
    finally:
        seconds = perf_counter() - begun
        counted.TRANSACTION_SECONDS.note(seconds, kind)
        if is_slow(seconds):
            tell_slow(Event.SLOW_TRANSACTION, seconds, kind=kind)
    if kind == "write":
        counted.WRITTEN_AT.note(time())
