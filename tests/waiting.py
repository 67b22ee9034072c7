"""Waits for what other processes and threads do by themselves, as long as a busy machine needs."""

import time
from collections.abc import Callable

_PATIENCE_SECONDS = 120.0
_LOOK_SECONDS = 0.05


def becomes_true(question: Callable[[], object], seconds: float = _PATIENCE_SECONDS) -> bool:
    """Whether it was true within that time; it is asked once more when the time is over."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if question():
            return True
        time.sleep(_LOOK_SECONDS)
    return bool(question())


def until(
    question: Callable[[], object],
    seconds: float = _PATIENCE_SECONDS,
    log: Callable[[], str] = lambda: "",
) -> float:
    """How long it took until it was true; whoever waits in vain reads the end of the log."""
    begun = time.monotonic()
    if not becomes_true(question, seconds):
        raise AssertionError(f"not true within {seconds} s: {question}\n{log()[-3000:]}")
    return time.monotonic() - begun
