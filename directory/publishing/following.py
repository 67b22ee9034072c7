"""Brings the index to where the store is: by few changes, or anew from the beginning."""

import logging
import signal
from collections.abc import Iterable, Iterator
from threading import Event as Flag
from time import monotonic, perf_counter, time

from directory.catalogue.builder import Builder
from directory.catalogue.faults import IndexUnusable
from directory.catalogue.index import Index
from directory.catalogue.record import Record
from directory.catalogue.recording import RecordOf
from directory.model import Listing
from directory.publishing.away import DatabaseWatch
from directory.submissions import Store, StoringFailed, UnknownPosition
from directory.watching import CELLS, Asking, Event, asked_by, tell, told_with
from directory.watching import counted as counts

# So many changes go into one new state of the index.
STEP = 1000
# From this share of changed listings on, building anew is quicker than changing.
REBUILD_SHARE = 0.3
LONGEST_PAUSE_SECONDS = 60.0
# So often the numbers say that the follower lives, though nothing changes.
NOTED_EVERY_SECONDS = 10.0

_log = logging.getLogger(__name__)


def catch_up(store: Store, index: Index, builder: Builder, record_of: RecordOf) -> int:
    """How many listings were brought up to date, or all of them when the index was built anew.

    It is built anew when it is missing, damaged, of another program version, of another era of
    the database, when somebody asked for it, or when too much has changed.
    """
    try:
        if not index.rebuild_wanted():
            return _apply_changes(store, index, builder, record_of)
    except (IndexUnusable, UnknownPosition, _TooMuch) as reason:
        _log.info("building the index anew: %s", reason)
    return rebuild(store, builder, record_of)


def rebuild(store: Store, builder: Builder, record_of: RecordOf) -> int:
    """Builds the whole index anew, while the old one goes on answering."""
    begun = perf_counter()
    # Read before the first listing: what changes meanwhile is then taken in once more.
    position = store.position()
    counted = _Counted(_records(store.listings(), record_of))
    builder.rebuild(counted, position)
    seconds = perf_counter() - begun
    counts.REBUILT.add()
    counts.REBUILD_SECONDS.add(count=seconds)
    tell(Event.INDEX_REBUILT, count=counted.count, seconds=round(seconds, 2))
    return counted.count


def follow(
    store: Store,
    index: Index,
    builder: Builder,
    record_of: RecordOf,
    stop: Flag,
    *,
    poll_seconds: float = 0.2,
) -> None:
    """Catches up until ``stop`` is set. An error is logged once, and tried again ever more rarely.

    To be run by one process of its own, never inside a request.
    """
    pause, noted_until = poll_seconds, 0.0
    database = DatabaseWatch()
    while not stop.wait(pause):
        try:
            with asked_by(Asking("follow")):
                taken_in = catch_up(store, index, builder, record_of)
            database.is_back()
            counts.FOLLOWED_AT.note(time())
            if taken_in or pause != poll_seconds or monotonic() >= noted_until:
                CELLS.write()
                noted_until = monotonic() + NOTED_EVERY_SECONDS
            pause = poll_seconds
        except Exception as error:
            pause = min(max(1.0, pause * 2), LONGEST_PAUSE_SECONDS)
            if isinstance(error, StoringFailed):
                database.is_away(error)
            kind = type(error).__name__
            extra = told_with(Event.INDEX_STUCK, error=kind, next_try_seconds=int(pause))
            _log.error("the index cannot follow, next try in %d s: %s", pause, kind, extra=extra)


def stop_on_signals() -> Flag:
    """An event that is set when the process is asked to end."""
    stop = Flag()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop


class _TooMuch(Exception):
    """Changing would take longer than building anew."""


def _apply_changes(store: Store, index: Index, builder: Builder, record_of: RecordOf) -> int:
    searcher = index.searcher()
    position, most = searcher.position, max(STEP, searcher.count * REBUILD_SHARE)
    done = 0
    while True:
        changes = store.changes_after(position, STEP)
        done += len(changes.ids)
        if done > most:
            raise _TooMuch(f"{done} or more changes")
        if changes.position != position:
            listings = store.listings_by_id(changes.ids)
            gone = set(changes.ids) - {listing.id for listing in listings}
            begun = perf_counter()
            builder.apply(list(_records(listings, record_of)), gone, changes.position)
            counts.TAKEN_IN.add(count=len(changes.ids))
            seconds = round(perf_counter() - begun, 3)
            tell(Event.INDEX_CHANGED, count=len(changes.ids), seconds=seconds)
        if changes.is_all:
            return done
        position = changes.position


def _records(listings: Iterable[Listing], record_of: RecordOf) -> Iterator[Record]:
    for listing in listings:
        try:
            yield record_of(listing)
        except Exception:
            # One that cannot be taken in must not keep all others out.
            _log.exception("listing %s stays out of the index", listing.id)


class _Counted:
    """Counts what passes by."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._records = records
        self.count = 0

    def __iter__(self) -> Iterator[Record]:
        for record in self._records:
            self.count += 1
            yield record
