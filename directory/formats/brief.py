"""An offer in a few lines: enough to know whether to open its page."""

from collections.abc import Iterator

from directory.formats.house import House
from directory.formats.signs import one_line
from directory.model import Listing
from directory.wording import address_lines, when_lines, where_line


def brief_lines(listing: Listing, house: House) -> Iterator[str]:
    """Who, which sport, where with the street, and when."""
    if (listing.offer or listing.club).example:
        yield house.voice.gettext("Das ist ein Beispiel.")
    yield from filter(None, (one_line(listing.club.name), _sports(listing, house)))
    if listing.venue:
        yield from (said.words for said in address_lines(listing.venue, house.voice))
    yield from _times(listing, house)


def brief_sentence(listing: Listing, house: House) -> str:
    """The same in one line, with the town alone, for readers of links."""
    place = where_line(listing.venue.address, house.voice) if listing.venue else ""
    words = (_sports(listing, house), place, *_times(listing, house), one_line(listing.club.name))
    return one_line(" · ".join(filter(None, words)))


def _sports(listing: Listing, house: House) -> str:
    return ", ".join(house.sport_names(listing))


def _times(listing: Listing, house: House) -> tuple[str, ...]:
    if listing.offer is None:
        return ()
    return tuple(when_lines(listing.offer.schedule, house.voice, house.today))
