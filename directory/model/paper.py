"""Long papers, which are made aside while somebody waits."""

from dataclasses import dataclass
from enum import StrEnum


class JobState(StrEnum):
    """How far a paper is."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PaperOrder:
    """What is to be made: the booklet of a part of the country, in one language."""

    scope: str
    language: str


@dataclass(frozen=True, slots=True)
class PaperJob:
    """``done`` of ``total`` offers are on paper; ``size`` is that of the file in bytes."""

    id: str
    order: PaperOrder
    state: JobState
    done: int
    total: int
    size: int
