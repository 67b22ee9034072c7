"""A place with a name, and what the gazetteer answers when somebody names one."""

from dataclasses import dataclass
from enum import StrEnum


class PlaceKind(StrEnum):
    """What sort of place it is; a district is a Landkreis or a kreisfreie Stadt.

    A point is where a device says that it is; it has no name of its own.
    """

    MUNICIPALITY = "municipality"
    PART = "part"
    POSTCODE = "postcode"
    DISTRICT = "district"
    STATE = "state"
    POINT = "point"


@dataclass(frozen=True, slots=True)
class Place:
    """``ags`` is the municipality key; of a district its first 5 digits, of a state 2.

    ``latitude`` and ``longitude`` are WGS84 degrees, of an area the middle of its people.
    ``population`` is 0 where nobody counted. ``name`` of a postcode is its town.
    """

    id: str
    name: str
    kind: PlaceKind
    municipality: str
    ags: str
    district: str
    state: str
    state_code: str
    population: int
    latitude: float
    longitude: float
    postcode: str = ""

    @property
    def is_area(self) -> bool:
        """Whether "in" means inside a border here, and not within some kilometres."""
        return self.kind in (PlaceKind.DISTRICT, PlaceKind.STATE)


class How(StrEnum):
    """How a place was found."""

    NAME = "name"
    POSTCODE = "postcode"
    SPELLING = "spelling"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class PlaceAnswer:
    """The likeliest place, and the others that may be meant, likeliest first.

    ``corrected`` says that the words were not written like that and we guessed.
    """

    place: Place | None = None
    others: tuple[Place, ...] = ()
    corrected: bool = False
    how: How = How.NOT


NOWHERE = PlaceAnswer()
