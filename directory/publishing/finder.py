"""Always finds an answer: by the index, else in memory, else by plain SQL."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from time import monotonic

from directory.catalogue.criteria import Answer, Criteria
from directory.catalogue.faults import IndexUnusable
from directory.catalogue.generations import KEPT
from directory.catalogue.index import Index
from directory.catalogue.recording import RecordOf
from directory.model.ladder import Ladder, oldest_day
from directory.publishing.gone import Gone
from directory.publishing.stand_in import StandIn
from directory.submissions import Store

# A search that fails for another reason would otherwise have the index built without end.
SECONDS_BETWEEN_REQUESTS = 600.0

_log = logging.getLogger(__name__)


class Finder:
    """One for each process; threads may share it."""

    def __init__(
        self,
        store: Store,
        index: Index,
        record_of: RecordOf,
        ladder: Ladder | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        """Without a ladder nothing is too old to be found."""
        self._store = store
        self._index = index
        self._ladder = ladder
        self._today = today
        self._position: tuple[int | None, str] = None, ""
        self._gone = Gone(store)
        self._stand_in = StandIn(store, record_of)
        self._asked_at = -SECONDS_BETWEEN_REQUESTS

    def find(self, criteria: Criteria, confirmed_since: date | None = None) -> Answer:
        """Never raises, and never shows what was withdrawn, however late the index is.

        ``degraded`` then says that the answer came from plain SQL and is rough. What nobody has
        confirmed for long is left out or stands last, unless the question says from when on.
        """
        criteria = self._of_today(criteria)
        try:
            answer = self._by_index(criteria, confirmed_since)
        except IndexUnusable as reason:
            return self._without_index(criteria, confirmed_since, str(reason))
        except Exception as error:
            _log.exception("the index failed")
            return self._without_index(criteria, confirmed_since, repr(error))
        self._stand_in.rest()
        return answer

    def _of_today(self, criteria: Criteria) -> Criteria:
        if self._ladder is None:
            return criteria
        today = self._today()
        shown = criteria.shown_since or oldest_day(self._ladder.hide_months, today)
        fresh = criteria.fresh_since or oldest_day(self._ladder.sink_months, today)
        return replace(criteria, shown_since=shown, fresh_since=fresh)

    def state(self) -> str:
        """Changes whenever an answer may; empty while the index cannot be read.

        Takes microseconds on SQLite, one small query on PostgreSQL.
        """
        try:
            read_to = self._index.searcher().position
            return "" if self._stand_in.is_needed else f"{read_to} {self._stored()}"
        except Exception:
            # Whoever asks for a page meets the reason, and is told kindly.
            _log.debug("nobody can say what state the answers are in", exc_info=True)
            return ""

    def _stored(self) -> str:
        stamp = self._store.stamp()
        known_stamp, position = self._position
        if stamp is None or stamp != known_stamp:
            position = self._store.position()
            self._position = stamp, position
        return position

    def close(self) -> None:
        """To be called before the store is closed."""
        self._stand_in.finish()

    def _by_index(self, criteria: Criteria, confirmed_since: date | None) -> Answer:
        for _ in range(KEPT):
            searcher = self._index.searcher()
            gone = self._gone.since(searcher.position)
            try:
                return searcher.search(criteria, gone, confirmed_since)
            except IndexUnusable as fault:
                # The index now offers an older state.
                _log.warning("damaged index: %s", fault)
        raise IndexUnusable("every state of the index is damaged")

    def _without_index(
        self, criteria: Criteria, confirmed_since: date | None, reason: str
    ) -> Answer:
        self._request_rebuild(reason)
        try:
            return self._stand_in.find(criteria, confirmed_since)
        except Exception:
            _log.exception("neither index nor database can answer")
            return Answer(0, (), degraded=True)

    def _request_rebuild(self, reason: str) -> None:
        now = monotonic()
        if now - self._asked_at < SECONDS_BETWEEN_REQUESTS:
            return
        self._asked_at = now
        _log.warning("answering without the index: %s", reason)
        self._index.request_rebuild()
