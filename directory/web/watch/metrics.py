"""The state of the site as numbers in the text format of Prometheus, which many programs read.

Only what the database says, so every process of every machine tells the same; what concerns single
requests stands in the log.
"""

from collections.abc import Iterator
from datetime import timedelta

from directory.web.parts import Parts
from directory.web.watch.present import Readiness

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


def as_text(parts: Parts) -> str:
    return "".join(
        f"# HELP {name} {words}\n# TYPE {name} gauge\n{name} {value}\n"
        for name, words, value in _numbers(parts)
    )


def _numbers(parts: Parts) -> Iterator[tuple[str, str, int]]:
    found = Readiness.of(parts)
    yield "directory_ready", "Whether the database answers.", int(found.database)
    yield "directory_attention", "How many things somebody should look at.", len(found.attention)
    if not found.database:
        return
    yield (
        "directory_listings",
        "Offers, and clubs without one, that are public.",
        (parts.store.count()),
    )
    if parts.workflow:
        waiting = len(parts.workflow.waiting())
        yield "directory_submissions_waiting", "What editors have to decide.", waiting
    yield "directory_mails_waiting", "Mails that have not left yet.", found.mails.waiting
    yield (
        "directory_mails_oldest_seconds",
        "How long the oldest of them waits.",
        (_seconds(found.mails.oldest)),
    )
    yield "directory_mails_failed", "Mails of seven days that nobody took.", found.mails.failed
    usable = found.index_behind is not None
    yield "directory_index_usable", "Whether search is answered by the index.", int(usable)
    if found.index_behind is not None:
        yield (
            "directory_index_behind_seconds",
            "How long the oldest change waits for it.",
            (_seconds(found.index_behind)),
        )
    if found.tick_ago is not None:
        yield (
            "directory_tick_seconds",
            "How long ago chores were last done.",
            (_seconds(found.tick_ago)),
        )


def _seconds(span: timedelta) -> int:
    return int(span.total_seconds())
