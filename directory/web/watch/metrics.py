"""The state of the site, and what its processes have counted, as numbers for programs.

What the database says is the same on every machine; what was counted, memory and disk are those
of the machine that is asked.
"""

from collections.abc import Iterator
from contextlib import suppress

from directory.publishing.state import SiteState, Trouble
from directory.submissions import StoringFailed
from directory.watching import CELLS
from directory.watching.numbers import METRICS, Process
from directory.web.parts import Parts
from directory.web.watch.exposition import Family, gauge, gauges, of_metric


def families(parts: Parts, found: SiteState) -> Iterator[Family]:
    yield from _state(found)
    if found.database and not found.is_older:
        yield from _database(parts, found)
    shared = CELLS.read()
    yield from _processes(shared.processes)
    for metric in METRICS:
        yield of_metric(metric, shared.values)


def _state(found: SiteState) -> Iterator[Family]:
    yield gauge("directory_ready", "Whether pages can be served.", found.is_ready)
    count = len(found.troubles)
    yield gauge("directory_attention", "How many things somebody should look at.", count)
    states = [({"trouble": one.value}, one in found.troubles) for one in Trouble]
    yield gauges("directory_trouble", "Whether this is something to look at.", states)
    if found.free_bytes is not None:
        words = "What is free on the disk where the database lies."
        yield gauge("directory_disk_free_bytes", words, found.free_bytes)


def _database(parts: Parts, found: SiteState) -> Iterator[Family]:
    with suppress(StoringFailed):
        words = "Offers, and clubs without one, that are public."
        yield gauge("directory_listings", words, parts.store.count())
        if parts.workflow:
            waiting = len(parts.workflow.waiting())
            yield gauge("directory_submissions_waiting", "What editors have to decide.", waiting)
    mails = found.mails
    yield gauge("directory_mails_waiting", "Mails that have not left yet.", mails.waiting)
    yield gauge(
        "directory_mails_oldest_seconds",
        "How long the oldest of them waits.",
        int(mails.oldest.total_seconds()),
    )
    yield gauge("directory_mails_failed", "Mails of seven days that nobody took.", mails.failed)
    usable = found.index_behind is not None
    yield gauge("directory_index_usable", "Whether search is answered by the index.", usable)
    if found.index_behind is not None:
        yield gauge(
            "directory_index_behind_seconds",
            "How long the oldest change waits for it.",
            int(found.index_behind.total_seconds()),
        )
    if found.tick_ago is not None:
        yield gauge(
            "directory_tick_seconds",
            "How long ago chores were last done.",
            int(found.tick_ago.total_seconds()),
        )
    off = found.clock_off.total_seconds()
    yield gauge("directory_clock_off_seconds", "How far our clock is from the database.", off)


def _processes(processes: tuple[Process, ...]) -> Iterator[Family]:
    kinds = sorted({process.kind for process in processes})
    counts = [({"kind": kind}, _count(processes, kind)) for kind in kinds]
    yield gauges("directory_processes", "Processes of this machine that live.", counts)
    memory = [
        ({"kind": one.kind, "place": str(at)}, one.memory_bytes or 0)
        for at, one in enumerate(processes)
    ]
    yield gauges("directory_process_memory_bytes", "Memory of each of them.", memory)


def _count(processes: tuple[Process, ...], kind: str) -> int:
    return sum(process.kind == kind for process in processes)
