"""A place where sport happens; several offers may share it."""

from dataclasses import dataclass
from enum import StrEnum

from directory.model.fact import UNKNOWN, Fact
from directory.model.picture import Picture
from directory.model.source import Source
from directory.model.text import NO_WORDS, Words


class PinBy(StrEnum):
    """Who put the point on the map."""

    CLUB = "club"
    EDITOR = "editor"
    GEOCODER = "geocoder"
    IMPORT = "import"


class Precision(StrEnum):
    """How exact the point is."""

    DOOR = "door"
    ADDRESS = "address"
    POSTCODE = "postcode"
    TOWN = "town"


@dataclass(frozen=True, slots=True)
class Address:
    """schema.org ``PostalAddress``; ``ags`` is the 8-digit German municipality key."""

    street: str = ""
    house_number: str = ""
    postcode: str = ""
    town: str = ""
    part_of_town: str = ""
    district: str = ""
    state_code: str = ""
    ags: str = ""


@dataclass(frozen=True, slots=True)
class Access:
    """What somebody finds at the door and inside. A11yJSON, schema.org ``amenityFeature``.

    A11yJSON names: entrances.isLevel, restrooms.isAccessibleWithWheelchair, parking,
    signageSystems.hasPictograms; OpenStreetMap: wheelchair, toilets:wheelchair.
    """

    step_free_entrance: Fact = UNKNOWN
    step_free_hall: Fact = UNKNOWN
    toilet: Fact = UNKNOWN
    changing_room: Fact = UNKNOWN
    changing_bench: Fact = UNKNOWN
    shower: Fact = UNKNOWN
    parking: Fact = UNKNOWN
    lift: Fact = UNKNOWN
    signs_with_pictures: Fact = UNKNOWN


@dataclass(frozen=True, slots=True)
class Transport:
    """One way to get there by bus or train. HSDS ``location.transportation``."""

    mode: str
    stop: str = ""
    line: str = ""
    minutes_on_foot: int | None = None
    step_free: Fact = UNKNOWN


@dataclass(frozen=True, slots=True)
class Venue:
    """schema.org ``SportsActivityLocation``, HSDS ``location``, OpenActive ``Place``.

    ``latitude`` and ``longitude`` are WGS84 degrees.
    """

    id: str
    name: str = ""
    address: Address = Address()
    latitude: float | None = None
    longitude: float | None = None
    pin_by: PinBy | None = None
    precision: Precision | None = None
    osm_id: str = ""
    access: Access = Access()
    transport: tuple[Transport, ...] = ()
    pickup: Fact = UNKNOWN
    way_in: Words = NO_WORDS
    pictures: tuple[Picture, ...] = ()
    source: Source = Source()
    example: bool = False
    version: int = 1
