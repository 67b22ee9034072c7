"""What a file says of the site that wrote it: who, under which licence, and where things are."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from directory.content import DataSource, Sport
from directory.formats.licences import Licence
from directory.formats.signs import one_line
from directory.model import Listing
from directory.wording import Voice


class Addresses(Protocol):
    """Whole addresses of pages, with scheme and host, for readers who are elsewhere."""

    def start(self) -> str: ...
    def offer(self, slug: str) -> str: ...
    def club(self, slug: str) -> str: ...
    def sport(self, sport_id: str) -> str: ...
    def venue(self, venue_id: str) -> str: ...
    def photo(self, file: str) -> str: ...


@dataclass(frozen=True, slots=True)
class House:
    """Who publishes these files, in which voice, and on which day.

    ``host`` stands in ids that outlive addresses. ``licence`` is for what clubs told us; records of
    a source keep the licence of that source. ``is_school_holiday`` takes a state and a day.
    """

    name: str
    operator: str
    host: str
    addresses: Addresses
    licence: Licence
    voice: Voice
    today: date
    now: datetime
    sports: Mapping[str, Sport]
    sources: Mapping[str, DataSource]
    is_school_holiday: Callable[[str, date], bool]
    email: str = ""

    @property
    def publisher(self) -> str:
        return self.operator or self.name

    def title(self, listing: Listing) -> str:
        """The name of an offer in the language of the voice, else of the club."""
        offer = listing.offer
        easy = offer.name_easy if offer and self.voice.is_easy else ""
        return one_line(easy) or one_line(listing.name)

    def sport_name(self, sport_id: str) -> str:
        """In the language of the voice; an id that nobody knows stands for itself."""
        sport = self.sports.get(sport_id)
        if sport is None:
            return sport_id
        names = {"easy": sport.name, "de": sport.name_de, "en": sport.name_en}
        return names.get(self.voice.key, sport.name)

    def sport_names(self, listing: Listing) -> tuple[str, ...]:
        ids = listing.offer.sports if listing.offer else listing.club.sports
        return tuple(map(self.sport_name, ids))

    def has_school_holidays(self, listing: Listing) -> Callable[[date], bool]:
        """Of the state in which the place lies."""
        state = listing.venue.address.state_code if listing.venue else ""
        return lambda day: self.is_school_holiday(state, day)

    def attribution(self, used: Collection[str] | None = None) -> Iterator[str]:
        """The lines that whoever passes a file on must keep; ``used`` are names of sources.

        Without ``used`` all sources of records are named, for files that are written bit by bit.
        """
        yield f"{self.publisher}, {self.licence.name}, {self.addresses.start()}"
        for key, source in self.sources.items():
            if key in used if used is not None else key not in NOT_OF_RECORDS:
                told = source.licence in source.attribution
                yield source.attribution if told else f"{source.attribution} ({source.licence})"

    def licence_of(self, source: str) -> str:
        """The address of the licence of one record, or its name where it has none."""
        found = self.sources.get(source)
        if found is None:
            return self.licence.url
        return found.licence_url or found.licence


# What comes with the program and describes places, pictures and letters. Every other source is one
# of records, also those that an operator's imports have added.
NOT_OF_RECORDS = frozenset(
    {
        "places",
        "map",
        "sports",
        "sports_distribution",
        "school_holidays",
        "openmoji",
        "own_pictures",
        "material_design_icons",
        "andika",
    }
)
