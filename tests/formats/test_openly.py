"""What leaves the house is what the club agreed to show, and nothing else of people."""

from dataclasses import replace
from datetime import date

import msgspec
import pytest

from directory.formats import api, openly
from directory.model import Consent, Contact, Listing
from tests.formats.houses import TODAY, demonstration, hostile, house
from tests.web.listings import full_listing

YEAR = Consent(date(2026, 1, 1), date(2026, 12, 31), "1")
HIDDEN = {
    "not public": Contact("Geheim", is_person=True, consent=YEAR),
    "no consent": Contact("Geheim", is_person=True, is_public=True),
    "consent has ended": Contact(
        "Geheim", is_person=True, is_public=True, consent=replace(YEAR, ends_on=date(2026, 11, 23))
    ),
    "asked about our pages alone": Contact(
        "Geheim", is_person=True, is_public=True, consent=replace(YEAR, wording="club-2026-11")
    ),
    "consent begins later": Contact(
        "Geheim", is_person=True, is_public=True, consent=replace(YEAR, given_on=date(2026, 11, 25))
    ),
}


@pytest.mark.parametrize("contact", HIDDEN.values(), ids=HIDDEN)
def test_nobody_is_named_who_did_not_agree(contact: Contact) -> None:
    listing = full_listing()
    assert listing.offer
    listing = replace(
        listing,
        offer=replace(listing.offer, contacts=(contact,)),
        club=replace(listing.club, contacts=(contact,)),
    )
    assert "Geheim" not in repr(openly(listing, TODAY))
    assert b"Geheim" not in msgspec.json.encode(api.whole_offer(listing, house()))
    shown = replace(contact, is_public=True, consent=YEAR)
    listing = replace(listing, club=replace(listing.club, contacts=(shown,)))
    assert b"Geheim" in msgspec.json.encode(api.whole_offer(listing, house()))


@pytest.mark.parametrize("listing", (*demonstration(), *hostile()), ids=lambda one: one.id)
def test_every_listing_can_be_written_whole(listing: Listing) -> None:
    written = api.whole_offer if listing.offer else lambda one, at: api.whole_club(one, (), at)
    text = msgspec.json.encode(written(listing, house()))
    back = msgspec.json.decode(text)
    assert back["club"]["name"] == listing.club.name
    assert b"consent" not in text
