"""Always finds an answer: by the index, else in memory, else by plain SQL."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from time import monotonic, perf_counter

from msgspec.structs import replace

from directory.catalogue.criteria import Answer, Criteria
from directory.catalogue.faults import IndexUnusable
from directory.catalogue.generations import KEPT
from directory.catalogue.index import Index
from directory.catalogue.recording import RecordOf
from directory.catalogue.searcher import Searcher
from directory.model.ladder import Ladder, oldest_day
from directory.publishing.gone import Gone, Missing
from directory.publishing.stand_in import StandIn
from directory.submissions import Store
from directory.watching import Event, Field, counted, is_slow, tell, tell_slow

# A search that fails for another reason would otherwise have the index built without end.
SECONDS_BETWEEN_REQUESTS = 600.0

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Moment:
    """How index and database were when somebody looked.

    ``state`` changes whenever an answer may. ``stamp`` is that of the database (see ``Store``).
    ``missing`` is what was withdrawn since the index was written, as soon as somebody has asked.
    """

    finder: "Finder"
    state: str = ""
    searcher: Searcher | None = None
    stamp: int | None = None
    missing: Missing | None = None


_moment: ContextVar[Moment | None] = ContextVar("moment", default=None)


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
        self._degraded_since: float | None = None
        self._read_to = ""
        # For a day: from when on an offer is shown, and from when on it counts as fresh.
        self._oldest: tuple[date, date, date] | None = None

    @contextmanager
    def one_moment(self, begun: Moment | None = None) -> Iterator[None]:
        """Inside, all questions of this thread meet the same state of index and database: no offer
        stands twice on a page because it changed meanwhile, and nobody looks again for each.

        ``begun``: a moment of the same request, so that the page is what its ETag says.
        """
        before = _moment.set(begun or Moment(self))
        try:
            yield
        finally:
            _moment.reset(before)

    def find(self, criteria: Criteria, confirmed_since: date | None = None) -> Answer:
        """Never raises, and never shows what was withdrawn, however late the index is.

        ``degraded`` then says that the answer came from plain SQL and is rough. What nobody has
        confirmed for long is left out or stands last, unless the question says from when on.
        """
        criteria = self._of_today(criteria)
        begun = perf_counter()
        try:
            answer = self._by_index(criteria, confirmed_since)
        except IndexUnusable as reason:
            return self._without_index(criteria, confirmed_since, str(reason))
        except Exception as error:
            _log.exception("the index failed")
            return self._without_index(criteria, confirmed_since, type(error).__name__)
        counted.SEARCHES.add("index")
        if is_slow(seconds := perf_counter() - begun):
            tell_slow(Event.SLOW_SEARCH, seconds, total=answer.total, **_kind_of(criteria))
        self._by_index_again()
        return answer

    def _of_today(self, criteria: Criteria) -> Criteria:
        if self._ladder is None:
            return criteria
        shown, fresh = self._oldest_days(self._ladder)
        return replace(
            criteria,
            shown_since=criteria.shown_since or shown,
            fresh_since=criteria.fresh_since or fresh,
        )

    def _oldest_days(self, ladder: Ladder) -> tuple[date, date]:
        today = self._today()
        known = self._oldest
        if known is None or known[0] != today:
            shown, fresh = (oldest_day(m, today) for m in (ladder.hide_months, ladder.sink_months))
            self._oldest = known = today, shown, fresh
        return known[1], known[2]

    def _by_index_again(self) -> None:
        if self._degraded_since is not None:
            tell(Event.DEGRADED_ENDED, seconds=round(monotonic() - self._degraded_since, 1))
            self._degraded_since = None
        self._stand_in.rest()

    def indexed(self) -> str:
        """How far the index has come; empty while it cannot be read, whoever asked last."""
        try:
            return self._index.searcher().position
        except IndexUnusable:
            return ""

    @property
    def is_sound(self) -> bool:
        """Whether the last question was answered by the index, as far as anybody asked."""
        return not self._stand_in.is_needed

    def state(self) -> str:
        """Changes whenever an answer may; empty while the index cannot be read."""
        moment = self.moment()
        return moment.state if moment else ""

    def moment(self) -> Moment | None:
        """How index and database are now; None while the index cannot be read.

        Takes microseconds on SQLite, one small query on PostgreSQL.
        """
        try:
            searcher = self._index.searcher()
            if self._stand_in.is_needed:
                return None
            # Taken first: what is read afterwards may be newer, never older.
            stamp = self._store.stamp()
            return Moment(self, f"{searcher.position} {self._stored(stamp)}", searcher, stamp)
        except Exception:
            # Whoever asks for a page meets the reason, and is told kindly.
            _log.debug("nobody can say what state the answers are in", exc_info=True)
            return None

    def _stored(self, stamp: int | None) -> str:
        known_stamp, position = self._position
        if stamp is None or stamp != known_stamp:
            position = self._store.position()
            self._position = stamp, position
        return position

    def close(self) -> None:
        """To be called before the store is closed."""
        self._stand_in.finish()

    def _by_index(self, criteria: Criteria, confirmed_since: date | None) -> Answer:
        moment = _moment.get()
        if moment is None or moment.finder is not self:
            moment = Moment(self)
        for _ in range(KEPT):
            searcher, missing = self._of(moment)
            try:
                return missing.left_out(searcher, criteria, confirmed_since)
            except IndexUnusable as fault:
                # The index now offers an older state.
                moment.searcher = moment.missing = None
                _log.warning("damaged index: %s", fault)
                tell(Event.INDEX_DAMAGED, count=searcher.count)
        raise IndexUnusable("every state of the index is damaged")

    def _of(self, moment: Moment) -> tuple[Searcher, Missing]:
        """Looked for once in each moment."""
        searcher = moment.searcher = moment.searcher or self._index.searcher()
        if moment.missing is None:
            if searcher.position != self._read_to:
                if self._read_to:
                    tell(Event.INDEX_SWITCHED, count=searcher.count)
                self._read_to = searcher.position
            moment.missing = self._gone.since(searcher.position, moment.stamp)
        return searcher, moment.missing

    def _without_index(
        self, criteria: Criteria, confirmed_since: date | None, reason: str
    ) -> Answer:
        if self._degraded_since is None:
            self._degraded_since = monotonic()
            tell(Event.DEGRADED_BEGUN)
        self._request_rebuild(reason)
        try:
            answer = self._stand_in.find(criteria, confirmed_since)
            counted.SEARCHES.add("sql" if answer.degraded else "memory")
            return answer
        except Exception:
            counted.SEARCHES.add("nothing")
            _log.exception("neither index nor database can answer")
            return Answer(0, (), degraded=True)

    def _request_rebuild(self, reason: str) -> None:
        now = monotonic()
        if now - self._asked_at < SECONDS_BETWEEN_REQUESTS:
            return
        self._asked_at = now
        _log.warning("answering without the index: %s", reason)
        self._index.request_rebuild()


def _kind_of(criteria: Criteria) -> dict[str, Field]:
    """What kind of question it is, in numbers; never its words or its place."""
    return {
        "words": len(criteria.words),
        "terms": sum(len(word.terms) for word in criteria.words),
        "sports": len(criteria.sports),
        "needs": len(criteria.needs),
        "radius_km": int(criteria.circle.radius_km or 0) if criteria.circle else -1,
        "page": criteria.page,
        "order": criteria.sort.value,
    }
