"""Answers from the database while there is no index: exactly in memory, roughly until then."""

import logging
from collections.abc import Iterator
from datetime import date
from math import cos, radians
from threading import Lock, Thread
from time import monotonic

from msgspec.structs import replace

from directory.catalogue.criteria import Answer, Circle, Criteria
from directory.catalogue.memory import MemorySearcher
from directory.catalogue.record import Kind, Record
from directory.catalogue.recording import RecordOf
from directory.publishing.gone import Gone
from directory.submissions import Box, Store

# More listings would cost a web process more memory than it should take (about 4 kB each).
MOST_IN_MEMORY = 50_000
CANDIDATES = 500
# Read anew so often while the index stays away; withdrawals count at once all the same.
SECONDS_UNTIL_OLD = 30.0
_KM_OF_A_DEGREE = 111.2
_WIDEST_KM = 100.0

_log = logging.getLogger(__name__)


class StandIn:
    """Threads may share it."""

    def __init__(self, store: Store, record_of: RecordOf) -> None:
        self._store = store
        self._record_of = record_of
        self._gone = Gone(store)
        self._memory: MemorySearcher | None = None
        self._work: Thread | None = None
        self._read_at = -SECONDS_UNTIL_OLD
        self._lock = Lock()
        self.is_needed = False

    def find(self, criteria: Criteria, confirmed_since: date | None = None) -> Answer:
        """The whole answer once everything is in memory, before that a ``degraded`` one."""
        self.is_needed = True
        try:
            return self._answer(self._memory, criteria, confirmed_since)
        finally:
            # Only now: it would take half of the processor from somebody who waits.
            self._read_in_background()

    def _answer(
        self, memory: MemorySearcher | None, criteria: Criteria, confirmed_since: date | None
    ) -> Answer:
        if memory:
            gone = self._gone.since(memory.position)
            return gone.left_out(memory, criteria, confirmed_since)
        candidates = MemorySearcher.of(self._candidates(criteria))
        answer = candidates.search(criteria, confirmed_since=confirmed_since)
        return replace(answer, degraded=True)

    def rest(self) -> None:
        """The index answers again: gives the memory back."""
        self.is_needed = False
        self._memory = None
        self._read_at = -SECONDS_UNTIL_OLD

    def finish(self) -> None:
        """Waits for what is being read; afterwards the store may be closed."""
        if self._work:
            self._work.join()

    def _candidates(self, criteria: Criteria) -> Iterator[Record]:
        words = [word.terms[:1] if word.prefix else word.terms for word in criteria.words]
        for listing in self._store.rough_search(
            words,
            _box(criteria.circle) if criteria.circle else None,
            CANDIDATES,
            sports=criteria.sports,
            clubs=criteria.kind is Kind.CLUB,
        ):
            yield self._record_of(listing)

    def _read_in_background(self) -> None:
        with self._lock:
            is_reading = self._work is not None and self._work.is_alive()
            if is_reading or monotonic() - self._read_at < SECONDS_UNTIL_OLD:
                return
            self._read_at = monotonic()
            self._work = Thread(target=self._read, name="stand-in for the index", daemon=True)
            self._work.start()

    def _read(self) -> None:
        try:
            if self._store.count() > MOST_IN_MEMORY:
                return
            position = self._store.position()
            records = map(self._record_of, self._store.listings())
            self._memory = MemorySearcher.of(records, position)
        except Exception:
            _log.exception("the listings cannot be read into memory")


def _box(circle: Circle) -> Box:
    north = min(circle.radius_km or _WIDEST_KM, _WIDEST_KM) / _KM_OF_A_DEGREE
    east = north / max(cos(radians(circle.latitude)), 0.1)
    return Box(
        circle.latitude - north,
        circle.longitude - east,
        circle.latitude + north,
        circle.longitude + east,
    )
