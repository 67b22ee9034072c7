"""To which region something belongs, and whether it is one of somebody's own."""

from directory.model import Listing
from directory.model.team import Duty, Person
from directory.web.parts import parts

BOTH = (Duty.EDITOR, Duty.ADVISOR)


def ags_of(listing: Listing) -> str:
    """The key of the municipality where it takes place, else where its club is at home."""
    if listing.venue and listing.venue.address.ags:
        return listing.venue.address.ags
    known = parts().store.listing(listing.club.id) if listing.venue is None else None
    return known.venue.address.ags if known and known.venue else ""


def is_mine(person: Person, listing: Listing, *duties: Duty) -> bool:
    """Whether this person looks after the place of it, with one of these duties."""
    if person.is_admin:
        return True
    ags = ags_of(listing)
    return any(person.may(duty, ags) for duty in duties or BOTH)
