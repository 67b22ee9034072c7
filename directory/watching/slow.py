"""What counts as slow, and the line that tells of it: which page or chore asked, and how long."""

from dataclasses import dataclass

from directory.watching.asking import asking_now
from directory.watching.events import Event, Field, tell


@dataclass(frozen=True, slots=True)
class Slowness:
    """From so many milliseconds on; 0: nothing is slow."""

    query_ms: int = 500
    page_ms: int = 2000


_now = Slowness()


def set_slowness(slowness: Slowness) -> None:
    """For this process."""
    global _now  # noqa: PLW0603 - like the level of a log
    _now = slowness


def is_slow(seconds: float) -> bool:
    """Whether a statement or a search that took so long is to be told of."""
    return 0 < _now.query_ms <= seconds * 1000


def is_slow_page(seconds: float) -> bool:
    return 0 < _now.page_ms <= seconds * 1000


def tell_slow(event: Event, seconds: float, **fields: Field) -> None:
    asking = asking_now()
    tell(event, ms=round(seconds * 1000, 1), by=asking.name if asking else "-", **fields)
