"""What can be said about the state of the site without a word about people."""

from datetime import timedelta
from typing import Any

from flask import current_app

from directory.publishing.state import Looks, Sight, SiteState
from directory.web.parts import parts

EXTENSION = "directory.looks"


def state_now() -> SiteState:
    """How the site is; within a second, also when the database hangs."""
    looks: Looks = current_app.extensions.setdefault(EXTENSION, Looks())
    found = parts()
    return looks.look(
        Sight(
            store=found.store,
            indexed=found.finder.indexed,
            clock=found.now,
            disk=found.disk,
            least_free_bytes=found.least_free_bytes,
        )
    )


def document(found: SiteState) -> dict[str, Any]:
    return {
        "ready": found.is_ready,
        "attention": found.troubles,
        "index_seconds_behind": _seconds(found.index_behind),
        "mails_waiting": found.mails.waiting,
        "mails_oldest_seconds": _seconds(found.mails.oldest),
        "mails_failed_in_7_days": found.mails.failed,
        "tick_seconds_ago": _seconds(found.tick_ago),
        "free_bytes": found.free_bytes,
        "clock_seconds_off": _seconds(found.clock_off),
    }


def _seconds(span: timedelta | None) -> int | None:
    return None if span is None else int(span.total_seconds())
