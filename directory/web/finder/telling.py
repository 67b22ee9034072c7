"""What the heads of offers, clubs and results tell machines, and the files of a list of results."""

from collections.abc import Iterator, Sequence
from typing import Final

from directory.catalogue.query import OfferQuery
from directory.formats.atom import MEDIA_TYPE
from directory.formats.brief import brief_sentence
from directory.formats.geojson import GEOJSON
from directory.formats.schema_org import club_node, offer_node
from directory.formats.tables import CSV
from directory.model import Club, Listing, Venue
from directory.web.addresses import asked
from directory.web.found_today import is_found_today
from directory.web.house import house
from directory.web.languages import _
from directory.web.machine_head import Alternate, Told
from directory.web.page import Link

Pairs = Sequence[tuple[str, str]]

_KINDS: Final = {
    "open_data.feed": MEDIA_TYPE,
    "open_data.calendar": "text/calendar",
    "open_data.map_file": GEOJSON,
    "open_data.table": CSV,
}


def told_of_offer(listing: Listing) -> Told:
    ours, offer = house(), listing.offer
    if offer is None:
        return Told()
    photo = offer.pictures[0].file if offer.pictures else ""
    return Told(
        things=(offer_node(listing, ours),),
        description=brief_sentence(listing, ours),
        image=ours.addresses.photo(photo) if photo else "",
        checked_on=offer.verification.verified_on,
        changed_at=offer.changed_at,
        alternates=(
            Alternate(
                "application/json", asked("feeds.offer", (), id=offer.id), _("Alles als Daten")
            ),
        ),
    )


def told_of_club(club: Club, venue: Venue | None, offers: Sequence[Listing]) -> Told:
    ours = house()
    shown = [one for one in offers if one.offer and is_found_today(one)]
    addresses = [ours.addresses.offer(one.offer.slug) for one in shown if one.offer]
    return Told(
        things=(club_node(club, ours, venue, offers=addresses),),
        description=brief_sentence(Listing(club, None, venue), ours),
        checked_on=club.verification.verified_on,
        changed_at=club.changed_at,
    )


def told_of_search(query: OfferQuery) -> Told:
    return Told(alternates=alternates_of(query.without("sort").to_args()))


def alternates_of(pairs: Pairs) -> tuple[Alternate, ...]:
    """The files of a list for programs that read the head of its page."""
    return tuple(
        Alternate(_KINDS[endpoint], asked(endpoint, pairs), words)
        for endpoint, words in _files()
        if endpoint in _KINDS
    )


def files_of(pairs: Pairs) -> tuple[Link, ...]:
    """The same for people, in the order of their use."""
    return tuple(Link(words, asked(endpoint, pairs)) for endpoint, words in _files())


def _files() -> Iterator[tuple[str, str]]:
    yield "open_data.workbook", _("Tabelle für Excel")
    yield "open_data.calendar", _("Termine für den Kalender")
    yield "open_data.feed", _("Neue Angebote mit einem Feed lesen")
    yield "open_data.table", _("Tabelle für Programme")
    yield "open_data.map_file", _("Daten für Karten")
