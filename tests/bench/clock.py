"""Processor time of pieces of work, and what the middle and the slow ones of many cost."""

import time
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

import numpy as np

Result = TypeVar("Result")


class Spread(NamedTuple):
    """The time that half, 95 and 99 of a hundred do not exceed."""

    p50: float
    p95: float
    p99: float

    @classmethod
    def of(cls, values: Sequence[float]) -> "Spread":
        p50, p95, p99 = np.percentile(np.array(values), [50, 95, 99])
        return cls(float(p50), float(p95), float(p99))


def thread_ms(work: Callable[[], object]) -> float:
    """Of this thread alone, so other processes on the machine disturb little."""
    start = time.thread_time_ns()
    work()
    return (time.thread_time_ns() - start) / 1e6


def process_seconds(work: Callable[[], Result]) -> tuple[float, Result]:
    """Of all threads: some engines build with helpers in the background."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def wall_ms(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000
