"""Answers of the interface for programs, version 1: one class for each."""

from datetime import date, datetime
from typing import Annotated

from msgspec import Meta, Struct

from directory.formats.api.questions import DayName, NeedName, TimeName
from directory.formats.api.records import Club, Degrees, Id, Url, Venue


class SportName(Struct, frozen=True):
    """A sport by its id, see /sports."""

    id: str
    name: str


class ShortPlace(Struct, frozen=True):
    """Where an offer is, roughly."""

    name: str | None
    postcode: str | None
    state: str | None
    lat: Degrees | None
    lon: Degrees | None


class ShortClub(Struct, frozen=True):
    """Who makes an offer."""

    name: str
    slug: str


class Session(Struct, frozen=True):
    """A repeated time, in short."""

    weekday: Annotated[int, Meta(ge=0, le=6, description="0 is Monday.")] | None
    start: Annotated[str, Meta(description="Such as 17:00.")] | None
    end: str | None
    every_weeks: int
    nth_in_month: int | None


class NeedsKnown(Struct, frozen=True):
    """What is known to be so and not to be so; a need in neither list is unknown."""

    yes: tuple[NeedName, ...]
    no: tuple[NeedName, ...]


class ShortOffer(Struct, frozen=True):
    """An offer as a card; /offers/{id} has all of it."""

    id: Id
    name: str
    url: Url
    sports: tuple[SportName, ...]
    club: ShortClub | None
    place: ShortPlace | None
    distance_km: float | None
    sessions: tuple[Session, ...]
    needs: NeedsKnown
    status: str
    verified_at: date | None
    example: bool


class KnownClub(Struct, frozen=True):
    """A club of which no inclusive offer is known; ask it."""

    id: Id
    name: str
    url: Url
    sports: tuple[SportName, ...]
    place: ShortPlace | None
    distance_km: float | None
    example: bool


class Place(Struct, frozen=True):
    """A municipality, a part of one, a district, a state or a postcode."""

    id: str
    name: str
    kind: str
    postcode: str
    district: str
    state: str
    state_code: str
    ags: str
    population: int
    lat: Degrees
    lon: Degrees


class Correction(Struct, frozen=True):
    """A word that was read as another."""

    typed: str
    meant: str


class Understood(Struct, frozen=True):
    """How the question was read, and how far we had to go from it."""

    sport: SportName | None
    sports: tuple[SportName, ...]
    place: Place | None
    places: tuple[Place, ...]
    days: tuple[DayName, ...]
    times: tuple[TimeName, ...]
    needs: tuple[NeedName, ...]
    age: int | None
    corrected: tuple[Correction, ...]
    without_words: Annotated[tuple[str, ...], Meta(description="Words that found nothing.")]
    without_filters: Annotated[bool, Meta(description="All wishes had to be left out.")]
    widened_to_km: Annotated[int, Meta(description="0: all of Germany.")] | None
    radius_km: float | None


class FacetCounts(Struct, frozen=True):
    """How many results each further choice would leave."""

    sports: dict[str, int]
    days: dict[str, int]
    times: dict[str, int]
    needs: dict[str, int]
    needs_unknown: dict[str, int]
    states: dict[str, int]
    distances: dict[str, int]
    confirmed: int


class FoundOffers(Struct, frozen=True):
    """One page of a search. `degraded`: the index is being built, some may be missing. `stale`: the
    database cannot be reached, some may have been withdrawn."""

    total: int
    page: int
    pages: int
    degraded: bool
    stale: bool
    understood: Understood
    offers: tuple[ShortOffer, ...]
    clubs_without_known_offer: tuple[KnownClub, ...]
    facets: FacetCounts
    licence: Url = ""
    attribution: tuple[str, ...] = ()


class Clubs(Struct, frozen=True):
    """Clubs in the order of their ids; `next` is the address of the next page."""

    clubs: tuple[Club, ...]
    next: Url | None
    licence: Url = ""
    attribution: tuple[str, ...] = ()


class Venues(Struct, frozen=True):
    """Places in the order of their ids; `next` is the address of the next page."""

    venues: tuple[Venue, ...]
    next: Url | None
    licence: Url = ""
    attribution: tuple[str, ...] = ()


class Sport(Struct, frozen=True):
    """One sport; `name` is in easy German. Of federations only yes is known, never no."""

    id: str
    name: str
    name_de: str
    name_en: str
    category: str
    synonyms: tuple[str, ...]
    openactive_id: str
    osm_tag: str
    url: Url
    offers: int


class SportsAnswer(Struct, frozen=True):
    """All sports, in the order of the site."""

    sports: tuple[Sport, ...]


class Places(Struct, frozen=True):
    """Places that somebody may mean, likeliest first."""

    places: tuple[Place, ...]


class Region(Struct, frozen=True):
    """A part of the country with a network: all keys that begin with one of `ags`."""

    key: str
    name: str
    ags: tuple[str, ...]
    url: Url
    feed: Url
    offers: int
    example: bool


class RegionsAnswer(Struct, frozen=True):
    """All regions by name."""

    regions: tuple[Region, ...]


class Change(Struct, frozen=True):
    """One record that readers now see differently. `gone`: it is no longer public."""

    id: Id
    kind: Annotated[str, Meta(pattern="^(offer|club)$")]
    what: Annotated[str, Meta(pattern="^(published|changed|withdrawn)$")]
    at: datetime
    gone: bool


class ChangesAnswer(Struct, frozen=True):
    """What happened after a position. Ask again with `position`, at once while there is `more`."""

    changes: tuple[Change, ...]
    position: str
    more: bool
    next: Url


class Counts(Struct, frozen=True):
    """How many offers there are today, as the search counts them."""

    offers: int
    confirmed: Annotated[int, Meta(description="Confirmed in the last six months.")]
    clubs_without_known_offer: int
    states: dict[str, int]
    sports: dict[str, int]


class Fault(Struct, frozen=True):
    """What was wrong with a question."""

    status: int
    message: str
    parameter: str = ""


class FaultAnswer(Struct, frozen=True):
    """Every answer that is not 200."""

    error: Fault


class Start(Struct, frozen=True):
    """What there is: name, version, licence and addresses."""

    name: str
    version: str
    documentation: Url
    description: Url
    licence: Url
    attribution: tuple[str, ...]
    links: dict[str, str]
