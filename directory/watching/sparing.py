"""Lets so many through in a minute, and says afterwards how many it left out."""

from collections.abc import Callable
from threading import Lock
from time import monotonic

SECONDS = 60.0


class Sparing:
    """Threads may share it."""

    def __init__(self, most: int, clock: Callable[[], float] = monotonic) -> None:
        self._most = most
        self._clock = clock
        self._lock = Lock()
        self._begun = -SECONDS
        self._count = 0

    def left_out_before_now(self) -> int | None:
        """None: leave this one out too. Else how many the minute before had to be left out."""
        now = self._clock()
        with self._lock:
            if now - self._begun < SECONDS:
                self._count += 1
                return 0 if self._count <= self._most else None
            left_out = max(0, self._count - self._most)
            self._begun, self._count = now, 1
            return left_out
