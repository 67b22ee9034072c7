"""Whether two ways cost the same: by what the database is asked, and by time of the processor.

Neither grows because the machine is busy, so no test needs a limit in seconds.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from statistics import median
from time import thread_time
from typing import Any

from sqlalchemy import Engine, event

# The slower half of all tries met something else: another program, a collection of garbage.
_QUICKER_HALF = 2


@contextmanager
def statements() -> Iterator[list[str]]:
    """What the database is asked meanwhile, by whomever, without the values."""
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def medians(ways: Mapping[str, Callable[[], object]], rounds: int = 60) -> dict[str, float]:
    """Seconds of the processor that each way takes, in turn, and each as often the first one."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(rounds):
        for name in sorted(ways, reverse=bool(number % 2)):
            start = thread_time()
            ways[name]()
            taken[name].append(thread_time() - start)
    return {name: median(sorted(times)[: rounds // _QUICKER_HALF]) for name, times in taken.items()}
