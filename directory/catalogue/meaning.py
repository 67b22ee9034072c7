"""What a word of a question can mean."""

from dataclasses import dataclass
from enum import Enum, auto

from directory.geo import Place
from directory.model import Need, TimeOfDay, Weekday


class Little(Enum):
    """Words that name nothing themselves but say how to read the others."""

    FILLER = auto()
    BEFORE_PLACE = auto()
    ARTICLE = auto()
    NEARBY = auto()
    VENUE = auto()


class Soon(Enum):
    """Days that depend on today."""

    TODAY = 0
    TOMORROW = 1
    AFTER_TOMORROW = 2


@dataclass(frozen=True, slots=True)
class Meaning:
    """Usually one field is filled; "Kinderschwimmen" has a sport and an age.

    ``sports`` begins with the one that the words name best. ``label`` is how the page calls it.
    ``only_alone``: counts as a sport only when no other word names one (Schwimmen *gehen*).
    """

    label: str
    sports: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    days: tuple[Weekday, ...] = ()
    soon: Soon | None = None
    times: tuple[TimeOfDay, ...] = ()
    age: int | None = None
    radius_km: int | None = None
    little: Little | None = None
    only_alone: bool = False

    @property
    def is_little(self) -> bool:
        return self.little is not None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Some words of a question that belong together, and how they were read.

    With neither ``meaning`` nor ``places`` they are left for the engine to look up.
    """

    typed: str
    meaning: Meaning | None = None
    places: tuple[Place, ...] = ()
    signalled: bool = False
    corrected_to: str = ""
    known: bool = True
