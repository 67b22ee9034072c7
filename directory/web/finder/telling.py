"""What the heads of offers, clubs and results tell machines, and the files of a list of results."""

from collections.abc import Iterator, Sequence

from directory.catalogue.query import OfferQuery
from directory.formats.atom import MEDIA_TYPE
from directory.formats.brief import brief_sentence
from directory.formats.openly import openly_one
from directory.formats.schema_org import club_node, offer_node
from directory.model import Club, Listing, Venue
from directory.web.addresses import asked
from directory.web.found_today import is_found_today
from directory.web.house import house
from directory.web.languages import _
from directory.web.machine_head import Alternate, Told
from directory.web.page import Link


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
    open_club = openly_one(club, ours.today)
    return Told(
        things=(club_node(open_club, ours, venue, offers=addresses),),
        description=brief_sentence(Listing(open_club, None, venue), ours),
        checked_on=club.verification.verified_on,
        changed_at=club.changed_at,
    )


def told_of_search(query: OfferQuery) -> Told:
    kinds = {
        "open_data.feed": MEDIA_TYPE,
        "open_data.calendar": "text/calendar",
        "open_data.map_file": "application/geo+json",
        "open_data.table": "text/csv",
    }
    found = {link.href.partition("?")[0]: link for link in files_of_search(query)}
    return Told(
        alternates=tuple(
            Alternate(kind, link.href, link.words)
            for endpoint, kind in kinds.items()
            if (link := found.get(asked(endpoint, ())))
        )
    )


def files_of_search(query: OfferQuery) -> Iterator[Link]:
    """The same results as files: what is told to people stands in the order of its use."""
    pairs = query.without("sort").to_args()
    yield Link(_("Tabelle für Excel"), asked("open_data.workbook", pairs))
    yield Link(_("Termine für den Kalender"), asked("open_data.calendar", pairs))
    yield Link(_("Neue Angebote mit einem Feed lesen"), asked("open_data.feed", pairs))
    yield Link(_("Tabelle für Programme"), asked("open_data.table", pairs))
    yield Link(_("Daten für Karten"), asked("open_data.map_file", pairs))
