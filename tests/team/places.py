"""Two regions, and offers in them."""

from dataclasses import replace

from directory.model import Listing
from directory.model.venue import Address
from tests.submissions.examples import a_club, a_listing, a_venue

HALLE = Address("Am Park", "5", "06108", "Halle (Saale)", "", "Halle (Saale)", "ST", "15002000")
BERLIN = Address("Am See", "1", "10115", "Berlin", "", "Berlin", "BE", "11000000")


def at(place: Address, id: str = "desk-offer", **more: object) -> Listing:
    venue = replace(a_venue(f"venue-{place.ags}"), address=place)
    club = a_club(f"club-{place.ags}", slug=f"verein-{place.ags}", name=f"TSV {place.town}")
    listing = a_listing(id, club=club, slug=id, name=f"Boccia {id}", venue_id=venue.id, **more)
    return replace(listing, venue=venue)
