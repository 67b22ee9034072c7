"""Remembers which web addresses of public records answered when they were last asked."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from sqlalchemy import Row, delete, select

from directory.submissions.database import Database, insert_into
from directory.submissions.moment import read, stored
from directory.submissions.tables import LinkCheckRow, RecordKind
from directory.submissions.uses import AT_ONCE

__all__ = ["LinkCheck", "LinkChecks", "LinkState", "RecordKind", "Verdict", "WebLink", "Why"]

# One bad day of a server says nothing.
FEWEST_FAILS: Final = 2
ASKED_AGAIN: Final = timedelta(days=7)


_Row = Row[str, str, str, str, str, int, str]


class LinkState(StrEnum):
    """``BROKEN`` stays so, ``UNREACHABLE`` may pass."""

    OK = "ok"
    BROKEN = "broken"
    UNREACHABLE = "unreachable"


class Why(StrEnum):
    """What is wrong with an address."""

    NOTHING = ""
    GONE = "gone"
    ILL = "ill"
    SLOW = "slow"
    SILENT = "silent"
    NO_NAME = "no-name"
    INSIDE = "inside"
    WRONG = "wrong"
    CERTIFICATE = "certificate"
    CIRCLE = "circle"


class Verdict(NamedTuple):
    """What became of an address."""

    state: LinkState
    why: Why = Why.NOTHING


class WebLink(NamedTuple):
    """An address of the web as it stands in a public record."""

    kind: RecordKind
    record_id: str
    url: str

    @property
    def key(self) -> str:
        return hashlib.sha256("\n".join(self).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class LinkCheck:
    """``fails`` are days in a row on which it did not answer."""

    link: WebLink
    verdict: Verdict
    fails: int
    checked_at: datetime


class LinkChecks:
    """What was asked, and since when something is wrong."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def due(self, links: Iterable[WebLink]) -> tuple[WebLink, ...]:
        """Those not asked for a week, and those that failed and were not asked today."""
        now = self._clock()
        known = {one.link: one for one in self._all()}
        return tuple(
            link
            for link in dict.fromkeys(links)
            if (one := known.get(link)) is None
            or now - one.checked_at >= ASKED_AGAIN
            or (one.fails and one.checked_at.date() != now.date())
        )

    def note(self, link: WebLink, verdict: Verdict) -> LinkCheck:
        """Two fails on one day count as one."""
        now = self._clock()
        with self._database.writing() as connection:
            before = connection.execute(_ROWS.where(LinkCheckRow.id == link.key)).first()
            check = LinkCheck(link, verdict, _fails(before, verdict, now), now)
            row = {
                "kind": link.kind.value,
                "record_id": link.record_id,
                "url": link.url,
                "state": verdict.state.value,
                "detail": verdict.why.value,
                "fails": check.fails,
                "checked_at": stored(now),
            }
            add = insert_into(connection, LinkCheckRow).values(id=link.key, **row)
            connection.execute(add.on_conflict_do_update(index_elements=["id"], set_=row))
        return check

    def broken(self) -> tuple[LinkCheck, ...]:
        """Those that failed on different days, the longest first."""
        failed = (one for one in self._all() if one.fails >= FEWEST_FAILS)
        return tuple(sorted(failed, key=lambda one: (-one.fails, one.link)))

    def last(self) -> datetime | None:
        """When any address was asked last; None: never."""
        return max((one.checked_at for one in self._all()), default=None)

    def keep(self, links: Iterable[WebLink]) -> int:
        """Forgets addresses that stand in no public record any more; how many."""
        named = {link.key for link in links}
        gone = [one.link.key for one in self._all() if one.link.key not in named]
        if not gone:
            return 0
        with self._database.writing() as connection:
            for first in range(0, len(gone), AT_ONCE):
                some = LinkCheckRow.id.in_(gone[first : first + AT_ONCE])
                connection.execute(delete(LinkCheckRow).where(some))
        return len(gone)

    def _all(self) -> tuple[LinkCheck, ...]:
        with self._database.reading() as connection:
            return tuple(map(_check, connection.execute(_ROWS)))


_ROWS = select(
    LinkCheckRow.kind,
    LinkCheckRow.record_id,
    LinkCheckRow.url,
    LinkCheckRow.state,
    LinkCheckRow.detail,
    LinkCheckRow.fails,
    LinkCheckRow.checked_at,
)


def _check(row: _Row) -> LinkCheck:
    kind, record_id, url, state, detail, fails, checked_at = row
    return LinkCheck(
        WebLink(RecordKind(kind), record_id, url),
        Verdict(LinkState(state), Why(detail)),
        fails,
        read(checked_at),
    )


def _fails(row: _Row | None, verdict: Verdict, now: datetime) -> int:
    if verdict.state is LinkState.OK:
        return 0
    before = _check(row) if row else None
    if before is None or not before.fails:
        return 1
    return before.fails + (before.checked_at.date() != now.date())
