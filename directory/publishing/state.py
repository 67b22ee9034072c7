"""How the site is: what somebody should look at, found the same way for everybody who asks.

`/readyz`, `/metrics`, the page for visitors and `directory check` all tell what stands here.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from threading import Lock, Thread
from time import monotonic, time
from typing import Final

from directory.submissions import (
    DISTURBED,
    TICK,
    DatabaseProblem,
    Heartbeats,
    Outbox,
    OutboxHealth,
    Store,
    StoringFailed,
    Writing,
    is_older,
)
from directory.watching import CELLS, counted

# Longer than building the index anew takes with 300,000 offers.
LATE_INDEX: Final = timedelta(minutes=10)
# The third try of a mail is after 6 minutes; later it is no short disturbance any more.
LATE_MAIL: Final = timedelta(minutes=25)
# Noted once a minute; the longest pause after an error is a minute too.
LATE_TICK: Final = timedelta(minutes=10)
# A change takes 20 milliseconds, an import less than a second a step.
LONG_LOCK: Final = timedelta(seconds=5)
# Computers that ask for the time differ by less than a second.
WRONG_CLOCK: Final = timedelta(minutes=2)
# So long storing is believed to fail after it failed; the tick stores something each minute.
FAILED_LATELY_SECONDS: Final = 900.0
LOOK_SECONDS: Final = 0.7
SHORT_WAIT_SECONDS: Final = 0.2


class Trouble(StrEnum):
    """What somebody should look at, in the order in which it matters."""

    DATABASE = "database"
    UPGRADE_MISSING = "upgrade_missing"
    NOT_STORING = "database_not_storing"
    LOCKED = "database_locked"
    DISK_NEARLY_FULL = "disk_nearly_full"
    INDEX_UNUSABLE = "index_unusable"
    INDEX_LATE = "index_late"
    MAILS_WAIT = "mails_wait"
    MAILS_FAIL = "mails_fail"
    TICK_LATE = "tick_late"
    CLOCK_WRONG = "clock_wrong"


@dataclass(frozen=True, slots=True)
class SiteState:
    """``index_behind`` is None where the index cannot be used, ``tick_ago`` where none is known,
    ``free_bytes`` where nobody looked. ``clock_off`` is how far our clock is from others."""

    database: bool = False
    is_older: bool = False
    writing: Writing = Writing.POSSIBLE
    has_failed_to_store: bool = False
    locked_for: timedelta = timedelta(0)
    free_bytes: int | None = None
    least_free_bytes: int = 0
    index_behind: timedelta | None = None
    mails: OutboxHealth = field(default_factory=OutboxHealth)
    tick_ago: timedelta | None = None
    clock_off: timedelta = timedelta(0)
    disturbed_at: datetime | None = None

    @property
    def is_ready(self) -> bool:
        """Whether pages can be served."""
        return self.database and not self.is_older

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        seen = {Trouble.DATABASE: not self.database, Trouble.DISK_NEARLY_FULL: self._is_full}
        seen[Trouble.UPGRADE_MISSING] = self.is_older
        if self.is_ready:
            seen |= {
                Trouble.NOT_STORING: self.writing is Writing.REFUSED or self.has_failed_to_store,
                Trouble.LOCKED: self.locked_for >= LONG_LOCK,
                Trouble.INDEX_UNUSABLE: self.index_behind is None,
                Trouble.INDEX_LATE: self.index_behind is not None
                and self.index_behind > LATE_INDEX,
                Trouble.MAILS_WAIT: self.mails.oldest > LATE_MAIL,
                Trouble.MAILS_FAIL: self.mails.failed_today > 0,
                Trouble.TICK_LATE: self.tick_ago is None or self.tick_ago > LATE_TICK,
                Trouble.CLOCK_WRONG: abs(self.clock_off) > WRONG_CLOCK,
            }
        return tuple(trouble for trouble in Trouble if seen.get(trouble))

    @property
    def _is_full(self) -> bool:
        return self.free_bytes is not None and self.free_bytes < self.least_free_bytes


@dataclass(frozen=True, slots=True)
class Sight:
    """What is looked at. ``indexed`` is the position of the index; empty: it cannot be used."""

    store: Store
    indexed: Callable[[], str]
    clock: Callable[[], datetime]
    disk: Path | None = None
    least_free_bytes: int = 0
    machine_clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    def look(self, wait_seconds: float = SHORT_WAIT_SECONDS) -> SiteState:
        """``wait_seconds``: after so long whoever else is changing something is told of."""
        found = SiteState(
            free_bytes=_free(self.disk),
            least_free_bytes=self.least_free_bytes,
            has_failed_to_store=_has_failed_to_store(),
        )
        try:
            return self._database(found, wait_seconds)
        except (StoringFailed, DatabaseProblem, OSError):
            return found

    def _database(self, found: SiteState, wait_seconds: float) -> SiteState:
        database, now = self.store.database, self.clock()
        older = is_older(database)
        if older:
            return replace(found, database=True, is_older=True)
        tick = Heartbeats(database, self.clock).last(TICK)
        disturbed_at = Heartbeats(database, self.clock).last(DISTURBED)
        writing = database.may_write(wait_seconds)
        locked_for = timedelta(seconds=wait_seconds if writing is Writing.LOCKED else 0)
        return replace(
            found,
            database=True,
            writing=writing,
            locked_for=locked_for,
            index_behind=self._behind(now),
            mails=Outbox(database, self.clock).health(),
            tick_ago=max(timedelta(0), now - tick) if tick else None,
            clock_off=self._clock_off(now, tick),
            disturbed_at=disturbed_at,
        )

    def _behind(self, now: datetime) -> timedelta | None:
        """How long the oldest change waits for the index."""
        indexed = self.indexed()
        if not indexed:
            return None
        since = self.store.waiting_since(indexed)
        return max(timedelta(0), now - since) if since else timedelta(0)

    def _clock_off(self, now: datetime, tick: datetime | None) -> timedelta:
        """From the clock of the database, or from what was stored in our future."""
        there = self.store.database.clock()
        if there is not None:
            return self.machine_clock() - there
        return min(timedelta(0), now - tick) if tick else timedelta(0)


class Looks:
    """One for each process: looks, but never longer than a visitor or a monitor would wait."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._current: _Look | None = None
        self._locked_since: float | None = None

    def look(self, sight: Sight) -> SiteState:
        """A database that does not answer within ``LOOK_SECONDS`` is away. Who asks meanwhile waits
        for the same look, so however often somebody asks, one thread waits for it."""
        with self._lock:
            if self._current is None or self._current.is_done:
                self._current = _Look(sight)
            current = self._current
        found = current.wait(LOOK_SECONDS)
        if found is None:
            return SiteState(free_bytes=_free(sight.disk), least_free_bytes=sight.least_free_bytes)
        return self._locked(found)

    def _locked(self, found: SiteState) -> SiteState:
        """Since when it has been locked each time that somebody looked."""
        if found.writing is not Writing.LOCKED:
            self._locked_since = None
            return found
        now = monotonic()
        if self._locked_since is None:
            self._locked_since = now - found.locked_for.total_seconds()
        return replace(found, locked_for=timedelta(seconds=now - self._locked_since))


class _Look:
    def __init__(self, sight: Sight) -> None:
        self._sight = sight
        self._found: SiteState | None = None
        self._thread = Thread(target=self._run, name="look at the state", daemon=True)
        self._thread.start()

    @property
    def is_done(self) -> bool:
        return not self._thread.is_alive()

    def wait(self, seconds: float) -> SiteState | None:
        self._thread.join(seconds)
        return self._found

    def _run(self) -> None:
        self._found = self._sight.look()


def _free(disk: Path | None) -> int | None:
    if disk is None:
        return None
    try:
        return shutil.disk_usage(disk).free
    except OSError:
        return None


def _has_failed_to_store() -> bool:
    """Whether the last try of any process of this machine failed, a short while ago."""
    values = CELLS.read().values
    failed_at = counted.WRITE_FAILED_AT.of(values)
    is_recent = time() - failed_at < FAILED_LATELY_SECONDS
    return is_recent and failed_at > counted.WRITTEN_AT.of(values)
