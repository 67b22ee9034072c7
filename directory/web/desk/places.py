"""To which region something belongs, and whether it is one of somebody's own."""

from dataclasses import dataclass

from flask import abort

from directory.model import Listing, Offer
from directory.model.team import Duty, Person
from directory.web.parts import parts
from directory.web.team.guard import me

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


@dataclass(frozen=True, slots=True)
class OwnOffer:
    """A public offer in one's own region."""

    listing: Listing
    offer: Offer


def own_offer(offer_id: str, *duties: Duty) -> OwnOffer:
    """For whoever is signed in with one of these duties at its place; else the answer is 403, and
    404 for what is no public offer."""
    listing = parts().store.listing(offer_id)
    if listing is None or listing.offer is None:
        abort(404)
    if not is_mine(me(), listing, *duties):
        abort(403)
    return OwnOffer(listing, listing.offer)
