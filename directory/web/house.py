"""What the files of this request say of the site: addresses for elsewhere, voice, day, licence."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from flask import Flask

from directory.formats import House
from directory.web.addresses import GAP, filled
from directory.web.languages import ROOT
from directory.web.now import this_app, this_request
from directory.web.parts import parts
from directory.web.public_address import public_address
from directory.web.voice import voice


@dataclass(frozen=True, slots=True)
class PublicAddresses:
    """Whole addresses of pages in the language of a request; each is one with a gap."""

    start_page: str
    offers: str
    clubs: str
    sports: str
    venues: str
    photos: str

    @classmethod
    def of_request(cls) -> "PublicAddresses":
        return cls(
            start_page=public_address("finder.start"),
            offers=public_address("finder.offer", slug=GAP),
            clubs=public_address("finder.club", slug=GAP),
            sports=public_address("finder.sport", sport_id=GAP),
            venues=public_address("feeds.venue", id=GAP),
            photos=public_address("photos.photo", file=GAP),
        )

    def start(self) -> str:
        return self.start_page

    def offer(self, slug: str) -> str:
        return filled(self.offers, slug)

    def club(self, slug: str) -> str:
        return filled(self.clubs, slug)

    def sport(self, sport_id: str) -> str:
        return filled(self.sports, sport_id)

    def venue(self, venue_id: str) -> str:
        return filled(self.venues, venue_id)

    def photo(self, file: str) -> str:
        return filled(self.photos, file)


@lru_cache(maxsize=64)
def _addresses(
    _app: Flask, _mount: str, _root: str, _scheme: str, _host: str, _public: str
) -> PublicAddresses:
    """The same for each request that comes the same way: every page has a head for machines."""
    return PublicAddresses.of_request()


def _addresses_here() -> PublicAddresses:
    here = this_request()
    root = str(here.environ.get(ROOT, ""))
    public = parts().site.public_url
    # Not ``host_url``, which is written for people and takes longer than all the rest.
    return _addresses(this_app(), here.script_root, root, here.scheme, here.host, public)


def house() -> House:
    """Made anew for each request that writes a file."""
    here = parts()
    addresses = _addresses_here()
    return House(
        name=here.site.name,
        operator=here.site.operator,
        host=urlsplit(addresses.start()).hostname or "localhost",
        addresses=addresses,
        licence=here.licence,
        voice=voice(),
        today=here.today(),
        now=here.now(),
        sports=here.sports.by_id,
        sources={source.key: source for source in here.sources},
        is_school_holiday=here.school_holidays.is_holiday,
        email=here.site.help_email,
    )
