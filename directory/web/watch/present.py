"""What can be said about the state of the site without a word about people."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from directory.submissions import TICK, Heartbeats, Outbox, OutboxHealth, StoringFailed
from directory.web.parts import Parts

# Longer than building the index anew takes with 300,000 offers.
LATE_INDEX: Final = timedelta(minutes=10)
# The third try of a mail is after 6 minutes; later it is no short disturbance any more.
LATE_MAIL: Final = timedelta(minutes=25)
# Noted once a minute; the longest pause after an error is a minute too.
LATE_TICK: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Readiness:
    """``index_behind`` is None where the index cannot be used, ``tick_ago`` where none is known."""

    database: bool
    index_behind: timedelta | None = None
    mails: OutboxHealth = field(default_factory=OutboxHealth)
    tick_ago: timedelta | None = None

    @classmethod
    def of(cls, parts: Parts) -> "Readiness":
        database, now = parts.store.database, parts.now()
        try:
            tick = Heartbeats(database, parts.now).last(TICK)
            return cls(
                True,
                _behind(parts, now),
                Outbox(database, parts.now).health(),
                max(timedelta(0), now - tick) if tick else None,
            )
        except (StoringFailed, OSError):
            return cls(False)

    @property
    def attention(self) -> tuple[str, ...]:
        """What somebody should look at; pages are answered all the same."""
        if not self.database:
            return ("database",)
        seen = {
            "index_unusable": self.index_behind is None,
            "index_late": self.index_behind is not None and self.index_behind > LATE_INDEX,
            "mails_wait": self.mails.oldest > LATE_MAIL,
            "tick_late": self.tick_ago is None or self.tick_ago > LATE_TICK,
        }
        return tuple(name for name, is_so in seen.items() if is_so)

    def document(self) -> dict[str, Any]:
        return {
            "ready": self.database,
            "attention": self.attention,
            "index_seconds_behind": _seconds(self.index_behind),
            "mails_waiting": self.mails.waiting,
            "mails_oldest_seconds": _seconds(self.mails.oldest),
            "mails_failed_in_7_days": self.mails.failed,
            "tick_seconds_ago": _seconds(self.tick_ago),
        }


def _behind(parts: Parts, now: datetime) -> timedelta | None:
    """How long the oldest change waits for the index."""
    indexed = parts.finder.state().partition(" ")[0]
    if not indexed:
        # A small question that fails when it is the database that does not answer.
        parts.store.position()
        return None
    since = parts.store.waiting_since(indexed)
    return max(timedelta(0), now - since) if since else timedelta(0)


def _seconds(span: timedelta | None) -> int | None:
    return None if span is None else int(span.total_seconds())
