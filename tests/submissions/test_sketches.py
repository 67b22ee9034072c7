"""Sketches: the same listings as whole ones, with the same values under the same names."""

from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from msgspec import Struct
from sqlalchemy import update

from directory.config import CHECKOUT
from directory.content import generated_listings
from directory.model import (
    Club,
    Contact,
    Fact,
    Known,
    Offer,
    Price,
    PricePeriod,
    Venue,
    Verification,
)
from directory.submissions import Store
from directory.submissions.documents import Unreadable
from directory.submissions.sketches import ClubSketch, OfferSketch, Sketch, VenueSketch
from directory.submissions.tables import OfferRow
from tests.submissions.examples import a_club, a_club_listing, a_listing


def by_id(sketches: Any) -> dict[str, Sketch]:
    return {one.id: one for one in sketches}


def assert_part(sketch: Any, whole: Any) -> None:
    """Every field of the sketch, however deep, is what the model says."""
    if isinstance(sketch, Struct):
        for name in sketch.__struct_fields__:
            assert_part(getattr(sketch, name), getattr(whole, name))
    elif isinstance(sketch, tuple):
        assert len(sketch) == len(whole)
        for one, other in zip(sketch, whole, strict=True):
            assert_part(one, other)
    else:
        assert sketch == whole


def assert_sketched(store: Store) -> None:
    sketches = by_id(store.sketches())
    listings = list(store.listings())
    assert sketches.keys() == {one.id for one in listings}
    assert by_id(store.sketches_by_id([*sketches, "x"])) == sketches
    for listing in listings:
        found = sketches[listing.id]
        assert (found.offer is None) == (listing.offer is None) != (found.club is None)
        if found.offer:
            assert_part(found.offer, listing.offer)
        else:
            assert_part(found.club, listing.club)
        assert (found.venue is None) == (listing.venue is None)
        assert_part(found.venue, listing.venue)


def test_they_say_what_whole_listings_say(store: Store) -> None:
    store.publish_many(generated_listings(CHECKOUT / "content", 300, 1), replaces=True)
    told = a_listing(
        "told",
        club=a_club("far"),
        prices=(Price(Decimal("12.50"), PricePeriod.MONTH),),
        is_free=Fact(Known.NO),
        verification=Verification(date(2026, 2, 28)),
        example=True,
    )
    store.publish_many([told, replace(a_listing("nowhere"), venue=None)], replaces=True)
    contacts = (Contact(phone="+491", is_public=True), Contact(email="a@example.org"))
    store.publish(a_club_listing("alone", contacts=contacts, sports=("judo",)))
    assert_sketched(store)


def test_what_readers_may_not_see_is_not_sketched(store: Store) -> None:
    store.publish_many([a_listing("seen"), a_listing("gone", club=a_club("other"))])
    store.publish(a_listing("hidden", club=a_club("left")))
    store.withdraw("gone")
    store.withdraw("left")
    assert by_id(store.sketches()).keys() == {"seen", "other"}
    assert_sketched(store)


def test_a_document_that_makes_no_sense_is_told(store: Store) -> None:
    store.publish(a_listing())
    with store.database.writing() as connection:
        connection.execute(update(OfferRow).values(document='{"sports": 7}'))
    with pytest.raises(Unreadable):
        list(store.sketches())


@pytest.mark.parametrize(
    ("sketch", "kind"), [(OfferSketch, Offer), (ClubSketch, Club), (VenueSketch, Venue)]
)
def test_what_is_left_out_of_a_document_means_the_same(sketch: Any, kind: Any) -> None:
    """Documents hold no defaults, so those of a sketch must be those of the model."""
    nothing = {field.name: "" for field in fields(kind) if field.name in ("id", "slug", "name")}
    if kind is Offer:
        nothing |= {"club_id": "", "venue_id": ""}
    needed = {name: "" for name in ("slug", "name") if name in sketch.__struct_fields__}
    whole = kind(**nothing)
    assert is_dataclass(whole)
    assert_part(sketch(**needed), whole)
