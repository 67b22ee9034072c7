"""Invented offers: repeatable, marked, in real places, with the gaps of real ones."""

from collections import Counter
from itertools import islice
from math import cos, hypot, radians
from pathlib import Path

import pytest

from directory.content import Sports, generated_listings
from directory.content.generator.gaps import MISSING
from directory.content.generator.places import Towns
from directory.model import Listing, Offer, Venue

CONTENT = Path(__file__).parents[2] / "content"
COUNT = 4000
SAMPLE = list(generated_listings(CONTENT, COUNT, seed=7))


def offer_of(listing: Listing) -> Offer:
    assert listing.offer is not None
    return listing.offer


def venue_of(listing: Listing) -> Venue:
    assert listing.venue is not None
    return listing.venue


def test_the_same_seed_gives_the_same_offers_and_fewer_give_the_beginning() -> None:
    assert list(generated_listings(CONTENT, 300, seed=7)) == SAMPLE[:300]


def test_another_seed_gives_other_offers() -> None:
    other = list(generated_listings(CONTENT, 300, seed=8))
    assert {listing.id for listing in other}.isdisjoint(listing.id for listing in SAMPLE)


def test_as_many_as_asked_and_none_is_made_before_it_is_needed() -> None:
    assert len(SAMPLE) == COUNT
    assert len(list(islice(generated_listings(CONTENT, 10**12, seed=1), 5))) == 5


def test_everything_is_marked_as_an_example() -> None:
    for listing in SAMPLE:
        offer, venue = offer_of(listing), venue_of(listing)
        assert offer.example and venue.example and listing.club.example
        assert offer.name.startswith("Beispiel: ")
        assert listing.club.name.startswith("Beispiel-Verein ")
        assert not venue.name or venue.name.startswith("Beispiel-Ort ")


def test_ids_and_addresses_are_unique_and_belong_together() -> None:
    assert len({offer_of(listing).id for listing in SAMPLE}) == COUNT
    slugs = {offer_of(listing).slug for listing in SAMPLE}
    slugs |= {club.slug for club in {listing.club.id: listing.club for listing in SAMPLE}.values()}
    assert len(slugs) == COUNT + len({listing.club.id for listing in SAMPLE})
    for listing in SAMPLE:
        assert offer_of(listing).club_id == listing.club.id
        assert offer_of(listing).venue_id == venue_of(listing).id


def test_clubs_and_venues_are_shared() -> None:
    clubs = {listing.club.id for listing in SAMPLE}
    assert 1.5 < COUNT / len(clubs) < 1.7
    clubs_of_venue = Counter(
        venue for venue, _club in {(venue_of(one).id, one.club.id) for one in SAMPLE}
    )
    assert max(clubs_of_venue.values()) > 1


def test_the_home_of_a_club_is_met_with_its_first_offer() -> None:
    met = set()
    for listing in SAMPLE:
        if listing.club.id not in met:
            met.add(listing.club.id)
            assert listing.club.venue_id == venue_of(listing).id


def test_one_thing_that_is_shared_is_the_same_everywhere() -> None:
    clubs = {listing.club.id: listing.club for listing in SAMPLE}
    venues = {venue_of(listing).id: listing.venue for listing in SAMPLE}
    assert all(listing.club == clubs[listing.club.id] for listing in SAMPLE)
    assert all(listing.venue == venues[venue_of(listing).id] for listing in SAMPLE)


def is_missing(what: str, listing: Listing) -> bool:
    offer, venue = offer_of(listing), venue_of(listing)
    slots = offer.schedule.slots
    return {
        "postcode": not venue.address.postcode,
        "house_number": not venue.address.house_number,
        "venue": not venue.name,
        "weekday": not slots,
        "start": not any(slot.start for slot in slots),
        "end": not any(slot.end for slot in slots),
        "holidays": offer.schedule.in_school_holidays.is_unknown,
        "ages": offer.audience.age_min is None and offer.audience.age_max is None,
        "price": not offer.prices and offer.is_free.is_unknown,
        "trial": offer.trial.possible.is_unknown,
        "step_free": venue.access.step_free_entrance.is_unknown,
        "toilet": venue.access.toilet.is_unknown,
        "companion": offer.companion.may_come.is_unknown,
        "bring": not offer.first_visit.bring,
        "point": venue.latitude is None,
    }[what]


@pytest.mark.parametrize("what", MISSING)
def test_facts_are_missing_as_often_as_in_real_offers(what: str) -> None:
    share = sum(is_missing(what, listing) for listing in SAMPLE) / COUNT
    assert share == pytest.approx(MISSING[what], abs=0.03)


def test_one_slot_in_ten_offers_is_not_weekly() -> None:
    odd = sum(
        any(slot.every_weeks > 1 or slot.nth_in_month for slot in offer_of(one).schedule.slots)
        for one in SAMPLE
    )
    assert odd / COUNT == pytest.approx(0.10, abs=0.03)


def test_every_point_lies_near_its_town() -> None:
    towns = {town.ags: town for town in Towns.load(CONTENT).towns}
    for listing in SAMPLE:
        venue = venue_of(listing)
        if venue.latitude is None or venue.longitude is None:
            continue
        town = towns[venue.address.ags]
        assert venue.address.state_code == town.state_code
        nearest = min(
            hypot(
                (venue.latitude - spot.latitude) * 111.2,
                (venue.longitude - spot.longitude) * 111.2 * cos(radians(spot.latitude)),
            )
            for spot in (town.centre, *town.spots)
        )
        assert nearest < 1.05, listing.id


def test_big_towns_have_more_offers() -> None:
    towns = Counter(venue_of(listing).address.town for listing in SAMPLE)
    # Berlin has one of 22 inhabitants.
    assert towns["Berlin"] / COUNT == pytest.approx(1 / 22, abs=0.015)
    assert len({venue_of(listing).address.state_code for listing in SAMPLE}) == 16


def test_sports_of_special_olympics_come_first() -> None:
    sports = Sports.load(CONTENT).by_id
    counted = Counter(offer_of(listing).sports[0] for listing in SAMPLE)
    theirs = sum(count for sport, count in counted.items() if sports[sport].is_special_olympics)
    assert theirs / COUNT > 0.6
    assert len(counted) > 100


def test_contacts_reach_nobody() -> None:
    for listing in SAMPLE:
        for contact in listing.club.contacts:
            assert contact.phone.startswith("+493023125") or not contact.phone
            assert contact.email.endswith(".example") or not contact.email
