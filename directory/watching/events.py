"""Events that matter, each with a name and a few fields, as one line in the log.

A field is a number, yes or no, or a word of ours such as the name of a purpose: never an address,
a search word, a token or a mail address.
"""

import logging
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from directory.watching.numbers import Counter
from directory.watching.sparing import Sparing

Field = str | int | float | bool

FIELDS: Final = "fields"
# While everything goes wrong at once one line tells as much as thousands.
LINES_A_MINUTE: Final = 60

_log = logging.getLogger("directory.events")


class Event(StrEnum):
    SITE_STARTED = "site_started"
    FOLLOWER_STARTED = "follower_started"
    FOLLOWER_ENDED = "follower_ended"
    INDEX_REBUILT = "index_rebuilt"
    INDEX_CHANGED = "index_changed"
    INDEX_SWITCHED = "index_switched"
    INDEX_DAMAGED = "index_damaged"
    INDEX_STUCK = "index_stuck"
    DEGRADED_BEGUN = "degraded_begun"
    DEGRADED_ENDED = "degraded_ended"
    DATABASE_AWAY = "database_away"
    DATABASE_BACK = "database_back"
    TICK_DONE = "tick_done"
    TICK_FAILED = "tick_failed"
    TICK_LATE = "tick_late"
    MAIL_GIVEN_UP = "mail_given_up"
    MAIL_POSTPONED = "mail_postponed"
    BACKUP_MADE = "backup_made"
    RESTORED = "restored"
    UPGRADED = "upgraded"
    LIMIT_MET = "limit_met"
    PAGE_FAILED = "page_failed"
    SLOW_STATEMENT = "slow_statement"
    SLOW_TRANSACTION = "slow_transaction"
    SLOW_SEARCH = "slow_search"
    SLOW_PAGE = "slow_page"
    LINES_LEFT_OUT = "lines_left_out"


_WORDS: Final[Mapping[Event, str]] = {
    Event.SITE_STARTED: "the site answers",
    Event.FOLLOWER_STARTED: "the follower runs",
    Event.FOLLOWER_ENDED: "the follower has ended and is started again",
    Event.INDEX_REBUILT: "the index was built anew",
    Event.INDEX_CHANGED: "the index has taken in changes",
    Event.INDEX_SWITCHED: "this process reads another state of the index",
    Event.INDEX_DAMAGED: "a state of the index is damaged",
    Event.INDEX_STUCK: "the index cannot follow the database",
    Event.DEGRADED_BEGUN: "search is answered without the index",
    Event.DEGRADED_ENDED: "search is answered by the index again",
    Event.DATABASE_AWAY: "the database does not answer",
    Event.DATABASE_BACK: "the database answers again",
    Event.TICK_DONE: "what was due is done",
    Event.TICK_FAILED: "what is due could not be done",
    Event.TICK_LATE: "what is due is done late",
    Event.MAIL_GIVEN_UP: "a mail cannot be delivered",
    Event.MAIL_POSTPONED: "a mail waits for its next try",
    Event.BACKUP_MADE: "a backup was made",
    Event.RESTORED: "a backup was brought back",
    Event.UPGRADED: "the database is of this version",
    Event.LIMIT_MET: "somebody wanted more than a limit allows",
    Event.PAGE_FAILED: "a page failed",
    Event.SLOW_STATEMENT: "a statement of the database was slow",
    Event.SLOW_TRANSACTION: "a transaction took long",
    Event.SLOW_SEARCH: "a search of the index was slow",
    Event.SLOW_PAGE: "a page was slow",
    Event.LINES_LEFT_OUT: "lines of this kind were left out",
}

_LOUD: Final[Mapping[Event, int]] = {
    Event.FOLLOWER_ENDED: logging.ERROR,
    Event.INDEX_DAMAGED: logging.ERROR,
    Event.INDEX_STUCK: logging.ERROR,
    Event.DEGRADED_BEGUN: logging.ERROR,
    Event.DATABASE_AWAY: logging.ERROR,
    Event.TICK_FAILED: logging.ERROR,
    Event.TICK_LATE: logging.WARNING,
    Event.MAIL_GIVEN_UP: logging.WARNING,
    Event.LIMIT_MET: logging.WARNING,
    Event.PAGE_FAILED: logging.ERROR,
    Event.SLOW_STATEMENT: logging.WARNING,
    Event.SLOW_TRANSACTION: logging.WARNING,
    Event.SLOW_SEARCH: logging.WARNING,
    Event.SLOW_PAGE: logging.WARNING,
    Event.LINES_LEFT_OUT: logging.WARNING,
}

_TOLD: Final = Counter(
    "directory_events", "How often each event was told in the log.", event=tuple(Event)
)

# Anybody can bring these about, as often as they like.
_SPARED: Final = {
    event: Sparing(LINES_A_MINUTE)
    for event in (
        Event.LIMIT_MET,
        Event.SLOW_STATEMENT,
        Event.SLOW_TRANSACTION,
        Event.SLOW_SEARCH,
        Event.SLOW_PAGE,
        Event.MAIL_POSTPONED,
    )
}


def tell(event: Event, /, **fields: Field) -> None:
    """One line in the log, and one more in the numbers."""
    _TOLD.add(event)
    if sparing := _SPARED.get(event):
        left_out = sparing.left_out_before_now()
        if left_out is None:
            return
        if left_out:
            _write(Event.LINES_LEFT_OUT, {"of": event.value, "count": left_out})
    _write(event, fields)


def told_with(event: Event, /, **fields: Field) -> dict[str, dict[str, Field]]:
    """Counts the event; the caller writes the line, with this as its ``extra``."""
    _TOLD.add(event)
    return {FIELDS: {"event": event.value, **fields}}


def _write(event: Event, fields: Mapping[str, Field]) -> None:
    level = _LOUD.get(event, logging.INFO)
    _log.log(level, _WORDS[event], extra={FIELDS: {"event": event.value, **fields}})
