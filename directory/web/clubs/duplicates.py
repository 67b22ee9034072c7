"""What the directory knows already: the venue, the club, or even the offer that somebody sends."""

import math
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from flask import g, has_request_context

from directory.geo import Place
from directory.geo.distance import Located
from directory.model import Club, Listing, Venue
from directory.spelling import fold
from directory.submissions import Box
from directory.web.clubs.filled import Filled
from directory.web.clubs.listing_of import sports_of
from directory.web.clubs.values import Spot
from directory.web.clubs.venue_of import town_of
from directory.web.forms import Typed
from directory.web.likeness import ALIKE, alike_clubs, ratio, related, same_place
from directory.web.parts import parts

MOST_SHOWN = 4
_CLUB_KM = 25
_VENUE_KM = 10
_MOST_READ = 400


def known_venues(answers: Typed) -> tuple[Venue, ...]:
    """Known places with the same address, or with a name like this in the same town."""
    names = ("halle", "strasse", "hausnummer", "plz", "stadt", "welcher")
    return _once("venues", answers, names, _venues)


def known_clubs(answers: Typed) -> tuple[Club, ...]:
    """Known clubs with a name like this nearby, the most alike first."""
    return _once("clubs", answers, ("verein", "plz", "stadt", "welcher"), _clubs)


def known_offers(answers: Typed, venue: Venue | None, own_id: str = "") -> tuple[Listing, ...]:
    """Offers that may be this one: same or related sport, near, and a club that sounds alike."""
    at = _town(answers)
    if at is None:
        return ()
    return tuple(_alike(at, sports_of(answers), venue, answers.get("verein", ""), own_id))


def offers_like(listing: Listing) -> tuple[Listing, ...]:
    """Public offers that may be the same as this one, which nobody has published yet."""
    offer, venue = listing.offer, listing.venue
    if offer is None or venue is None or venue.latitude is None or venue.longitude is None:
        return ()
    at = Spot(venue.latitude, venue.longitude)
    return tuple(_alike(at, offer.sports, venue, listing.club.name, offer.id))


def _alike(
    at: Located, sports: tuple[str, ...], venue: Venue | None, club: str, own_id: str
) -> Iterator[Listing]:
    found = (
        one
        for one in _listings_near(at, _VENUE_KM)
        if one.offer
        and one.offer.id != own_id
        and related(parts().sports, sports, one.offer.sports)
        and same_place(venue, one.venue)
        and alike_clubs(club, one.club.name)
    )
    return islice(found, MOST_SHOWN)


def chosen_venue(answers: Typed) -> Venue | None:
    """The known place that somebody chose."""
    wanted = answers.get("ort_id", "")
    return next((venue for venue in known_venues(answers) if venue.id == wanted), None)


def chosen_club(answers: Typed) -> Club | None:
    """The known club that somebody chose."""
    wanted = answers.get("verein_id", "")
    return next((club for club in known_clubs(answers) if club.id == wanted), None)


def _venues(answers: Typed) -> tuple[Venue, ...]:
    filled = Filled(answers, None, parts().today())
    at = _town(answers)
    street, name = fold(_street(filled.line("strasse"))), fold(filled.line("halle"))
    if at is None or not (street or name):
        return ()
    number = fold(filled.line("hausnummer")).replace(" ", "")
    found: dict[str, Venue] = {}
    for listing in _listings_near(at, _VENUE_KM):
        venue = listing.venue
        if venue and _is_the_venue(venue, street, number, name, at):
            found.setdefault(venue.id, venue)
    return tuple(found.values())[:MOST_SHOWN]


def _is_the_venue(venue: Venue, street: str, number: str, name: str, at: Place) -> bool:
    here = venue.address
    if at.ags and here.ags and at.ags != here.ags:
        return False
    same_street = street and fold(_street(here.street)) == street
    if same_street and number and fold(here.house_number).replace(" ", "") == number:
        return True
    known = fold(venue.name)
    return bool(name and known) and ratio(name, known) >= ALIKE


def _street(text: str) -> str:
    """Str. and Straße are one word."""
    return text.lower().replace("straße", "str").replace("strasse", "str").replace("str.", "str")


def _clubs(answers: Typed) -> tuple[Club, ...]:
    name = answers.get("verein", "")
    at = _town(answers)
    if at is None or not name.strip():
        return ()
    found: dict[str, tuple[float, Club]] = {}
    for listing in (*_listings_near(at, _CLUB_KM), *_listings_near(at, _CLUB_KM, clubs=True)):
        club = listing.club
        if club.id not in found and alike_clubs(name, club.name):
            found[club.id] = (ratio(fold(name), fold(club.name)), club)
    ordered = sorted(found.values(), key=lambda pair: (-pair[0], pair[1].name))
    return tuple(club for _, club in ordered[:MOST_SHOWN])


def _town(answers: Typed) -> Place | None:
    return town_of(Filled(answers, None, parts().today()))


def _listings_near(at: Located, km: float, *, clubs: bool = False) -> Iterator[Listing]:
    north = km / 111
    east = north / max(0.2, math.cos(math.radians(at.latitude)))
    box = Box(at.latitude - north, at.longitude - east, at.latitude + north, at.longitude + east)
    yield from parts().store.rough_search(box=box, limit=_MOST_READ, clubs=clubs)


def _once(
    kind: str, answers: Typed, names: tuple[str, ...], find: Callable[[Typed], tuple[Any, ...]]
) -> tuple[Any, ...]:
    """Each step asks for it, and the answer is the same all through a request."""
    if not has_request_context():
        return find(answers)
    known: dict[tuple[str, ...], tuple[Any, ...]] = g.setdefault("known_places", {})
    key = (kind, *(answers.get(name, "") for name in names))
    if key not in known:
        known[key] = find(answers)
    return known[key]
