"""What the index still shows although readers may not see it any more."""

import logging
from dataclasses import dataclass
from datetime import date

from msgspec.structs import replace

from directory.catalogue.criteria import Answer, Criteria
from directory.catalogue.faults import IndexUnusable
from directory.catalogue.searcher import Searcher
from directory.submissions import Store, UnknownPosition

_STEP = 5000

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Known:
    """``ids`` are those gone between ``position`` of the index and ``read_to`` of the store."""

    position: str
    read_to: str
    stamp: int | None
    ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class Missing:
    """``is_sure``: the store could say so just now."""

    ids: frozenset[str]
    is_sure: bool = True

    def left_out(
        self, searcher: Searcher, criteria: Criteria, confirmed_since: date | None
    ) -> Answer:
        """What is found without them; ``stale`` where there may be more of them."""
        answer = searcher.search(criteria, self.ids, confirmed_since)
        return answer if self.is_sure else replace(answer, stale=True)


class Gone:
    """Asks the store before each search, and reads only what is new since the last one."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known = _Known("", "", None, frozenset())

    def since(self, position: str, stamp: int | None = None) -> Missing:
        """``stamp``: that of the database, where somebody has looked already.

        Raises ``IndexUnusable`` for an index that belongs to another state of the database.
        A database that does not answer hides nothing: the index is then all that there is.
        """
        try:
            return Missing(self._since(position, stamp))
        except UnknownPosition as reason:
            raise IndexUnusable(f"it does not belong to this database: {reason}") from reason
        except Exception as error:
            _log.error("the database cannot say what was withdrawn: %s", type(error).__name__)
            return Missing(self._known.ids, is_sure=False)

    def _since(self, position: str, stamp: int | None) -> frozenset[str]:
        known = self._known
        if stamp is None:
            # Taken first: a change that comes while we read is then read the next time.
            stamp = self._store.stamp()
        if known.position != position:
            known = _Known(position, position, None, frozenset())
        elif stamp is not None and stamp == known.stamp:
            return known.ids
        read_to, ids = self._read_on(known.read_to, known.ids)
        self._known = _Known(position, read_to, stamp, ids)
        return ids

    def _read_on(self, read_to: str, ids: frozenset[str]) -> tuple[str, frozenset[str]]:
        while True:
            changes = self._store.changes_after(read_to, _STEP, unsettled=True)
            if changes.ids:
                listed = self._store.listed(changes.ids)
                ids = (ids - listed) | (frozenset(changes.ids) - listed)
            if changes.is_all or changes.position == read_to:
                return changes.position, ids
            read_to = changes.position
