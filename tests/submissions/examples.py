"""Clubs, venues and offers for tests: name only what the test is about."""

from dataclasses import replace
from typing import Any

from directory.model import Address, Club, Listing, Offer, Venue


def a_venue(id: str = "venue", **fields: Any) -> Venue:
    address = Address(postcode="06108", town="Halle (Saale)", state_code="ST", ags="15002000")
    return replace(Venue(id, "Turnhalle am Park", address, 51.48, 11.97), **fields)


def a_club(id: str = "club", **fields: Any) -> Club:
    return replace(Club(id, f"slug-{id}", f"Verein {id}"), **fields)


def an_offer(id: str = "offer", **fields: Any) -> Offer:
    offer = Offer(id, f"slug-{id}", f"Angebot {id}", club_id="club", venue_id="venue")
    return replace(offer, **{"sports": ("boccia",), **fields})


def a_listing(id: str = "offer", *, club: Club | None = None, **fields: Any) -> Listing:
    """An offer with its club and its venue."""
    club = club or a_club()
    return Listing(club, an_offer(id, club_id=club.id, **fields), a_venue())


def a_club_listing(id: str = "club", **fields: Any) -> Listing:
    """A club of which no offer is known."""
    return Listing(a_club(id, **fields))
