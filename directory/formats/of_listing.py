"""What every format asks of a listing: its offer, whom one can ask, and where it comes from."""

from directory.model import Contact, Listing, Offer


def offer_of(listing: Listing) -> Offer:
    """Raises ValueError for a club without an offer, which formats of offers have no place for."""
    if listing.offer is None:
        raise ValueError("a club without an offer is an organization: no service and no series")
    return listing.offer


def contacts_of(listing: Listing) -> tuple[Contact, ...]:
    """Of the offer, then of the club, each once; who may be named, :func:`openly` says."""
    of_offer = listing.offer.contacts if listing.offer else ()
    return tuple(dict.fromkeys((*of_offer, *listing.club.contacts)))


def sources_of(*listings: Listing) -> frozenset[str]:
    """Names of the sources that they draw on."""
    things = (thing for one in listings for thing in (one.offer, one.club, one.venue))
    return frozenset(thing.source.name for thing in things if thing)
