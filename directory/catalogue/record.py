"""What search keeps of one listing: words by section, a few numbers, and the stored card."""

from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum
from typing import Any, Final

# The day of what never ages: an example, a club of which no offer is known.
NEVER_AGES: Final = date.max.toordinal()


class Kind(IntEnum):
    """Offers, and clubs of which no inclusive offer is known; never mixed in one list."""

    OFFER = 0
    CLUB = 1


class Section(StrEnum):
    """Where a word stands; a word in the name weighs more than one in a description."""

    NAME = "name"
    SPORT = "sport"
    CLUB = "club"
    PLACE = "place"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Record:
    """One document of the index, the same for every engine that answers a question.

    ``sections``: plain words by section, not yet analysed.
    ``sports``: sport ids; the first is the main one.
    ``slots``: bit ``weekday * 3 + time of day`` (0 morning, 1 afternoon, 2 evening; a slot whose
    time is unknown sets all three of its day; a slot without a weekday sets none).
    ``yes`` and ``no``: one bit for each ``Need`` in its order; neither bit means unknown.
    ``age_min``, ``age_max``: whole years, None where nobody said.
    ``verified_day``, ``changed_day``: ``date.toordinal()``, 0 for never.
    ``counts_from``: the day from which its age counts, 0 for what is no more.
    ``latitude_e6``, ``longitude_e6``: millionths of a degree, None without a point.
    ``ags``: 8-digit municipality key or "". ``card``: plain JSON values for cards and the API.
    """

    id: str
    kind: Kind
    sections: dict[Section, str]
    sports: tuple[str, ...] = ()
    slots: int = 0
    yes: int = 0
    no: int = 0
    age_min: int | None = None
    age_max: int | None = None
    verified_day: int = 0
    changed_day: int = 0
    counts_from: int = NEVER_AGES
    latitude_e6: int | None = None
    longitude_e6: int | None = None
    state_code: str = ""
    ags: str = ""
    example: bool = False
    card: dict[str, Any] = field(default_factory=dict)
