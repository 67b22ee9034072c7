"""A question that an advisor and a person sent a club together: what became of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Outcome(StrEnum):
    """How far it has come, as the advisor knows it."""

    WAITING = "waiting"
    ANSWERED = "answered"
    JOINED = "joined"
    NOTHING_CAME = "nothing_came"
    SILENT = "silent"


# With these the club has answered, whatever became of it.
HEARD = frozenset({Outcome.ANSWERED, Outcome.JOINED, Outcome.NOTHING_CAME})


@dataclass(frozen=True, slots=True)
class Together:
    """Of the person who asked nothing is kept, not even a name; ``person_id`` is the advisor's."""

    id: str
    offer_id: str
    person_id: str
    outcome: Outcome
    at: datetime
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class AnswerFigures:
    """How clubs answer, in numbers; ``days`` is the median time to an answer, in whole days."""

    asked: int = 0
    answered: int = 0
    joined: int = 0
    silent: int = 0
    days: int | None = None
