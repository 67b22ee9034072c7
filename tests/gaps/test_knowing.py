"""What the report knows of all offers, against loops over whole listings, also after changes."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from directory.config import CHECKOUT
from directory.content import generated_listings
from directory.gaps.near import Floats, great_circle_km
from directory.geo import Gazetteer
from directory.model import (
    Contact,
    Known,
    Listing,
    Need,
    Role,
    Status,
    Verification,
    needs_of,
)
from directory.model.ladder import Ladder, counts_from, oldest_day
from directory.submissions import Store
from directory.web.gaps.knowing import CHILDREN, Picture, Watch
from tests.databases import new_database

CONTENT = CHECKOUT / "content"
NOW = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)
TODAY = NOW.date()
NEEDS = ("", *(need.value for need in Need), CHILDREN)
SPORTS = ("", "boccia", "judo", "nobody")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load(CONTENT / "places")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(new_database(tmp_path, NOW), clock=lambda: NOW)
    yield store
    store.close()


def varied(count: int, seed: int = 1) -> list[Listing]:
    """Generated offers, of which some are real, old, ended, for children or nowhere."""
    dice = random.Random(seed)
    return [_varied(one, dice) for one in generated_listings(CONTENT, count, seed)]


def put(store: Store, listings: Sequence[Listing]) -> None:
    # Several share a hall, and the last one says how it is.
    store.publish_many(listings, replaces=True)


def _varied(listing: Listing, dice: random.Random) -> Listing:
    offer, venue = listing.offer, listing.venue
    assert offer and venue
    age = timedelta(days=dice.choice([3, 200, 364, 365, 366, 400]))
    verified_on = dice.choice([None, TODAY - age])
    offer = replace(
        offer,
        example=dice.random() < 0.3,
        verification=Verification(verified_on),
        changed_at=dice.choice([None, NOW - age]),
        status=dice.choice([Status.RUNNING] * 9 + [Status.ENDED]),
        audience=replace(offer.audience, age_min=dice.choice([None, 0, 12, 13])),
        sports=dice.choice([offer.sports, (*offer.sports, "judo"), ()]),
    )
    where = dice.random()
    if where < 0.1:
        venue = replace(venue, latitude=None, longitude=None)
    elif where < 0.15:
        away = replace(venue.address, ags="")
        venue = replace(venue, latitude=None, longitude=None, address=away)
    return replace(listing, offer=offer, venue=venue)


class Reference:
    """The same figures by plain loops over whole listings, as slow as they are."""

    def __init__(self, listings: Sequence[Listing], gazetteer: Gazetteer) -> None:
        self.towns = gazetteer.towns_in("")
        self.left_out = 0
        self.offers: Counter[str] = Counter()
        self.shown: list[tuple[Listing, Floats]] = []
        since = oldest_day(Ladder().hide_months, TODAY)
        places = np.array([(town.latitude, town.longitude) for town in self.towns])
        for listing in listings:
            if listing.offer is None or listing.offer.status is Status.ENDED:
                continue
            point = _point(listing, gazetteer)
            if point is None:
                self.left_out += 1
            elif (counts_from(listing) or date.max) >= since:
                assert listing.venue
                self.offers[listing.venue.address.ags] += 1
                there = np.broadcast_to(np.array(point), places.shape)
                self.shown.append((listing, great_circle_km(places, there)))

    def nearest(self, sport: str, need: str) -> Floats:
        best = np.full(len(self.towns), np.inf)
        for listing, km in self.shown:
            assert listing.offer
            if sport in ("", *listing.offer.sports) and _meets(listing, need):
                best = np.minimum(best, km)
        best[best > 20] = np.inf
        return best


def _point(listing: Listing, gazetteer: Gazetteer) -> tuple[float, float] | None:
    venue = listing.venue
    if venue and venue.latitude is not None and venue.longitude is not None:
        return venue.latitude, venue.longitude
    place = gazetteer.by_ags(venue.address.ags) if venue and venue.address.ags else None
    return (place.latitude, place.longitude) if place else None


def _meets(listing: Listing, need: str) -> bool:
    assert listing.offer
    if need == CHILDREN:
        youngest = listing.offer.audience.age_min
        return youngest is not None and youngest <= 12
    return not need or needs_of(listing)[Need(need)] is Known.YES


def assert_alike(picture: Picture, slow: Reference) -> None:
    assert len(slow.shown) > 50
    assert picture.left_out == slow.left_out > 0
    assert {ags: count for ags, count in picture.offers.items() if count} == slow.offers
    for sport in SPORTS:
        by_need = picture.world.nearest_by_need(sport)
        for need in NEEDS:
            expected = slow.nearest(sport, need)
            np.testing.assert_allclose(by_need[need], expected, atol=1e-6)
    offered = {sport for one, _ in slow.shown if one.offer for sport in one.offer.sports}
    for need in ("", Need.TOILET.value, CHILDREN):
        by_sport = picture.world.nearest_by_sport(need)
        assert by_sport.keys() == offered
        for sport in sorted(offered)[::9]:
            np.testing.assert_allclose(by_sport[sport], slow.nearest(sport, need), atol=1e-6)


def test_figures_are_those_of_plain_loops_over_whole_listings(
    store: Store, gazetteer: Gazetteer
) -> None:
    put(store, varied(400))
    picture = Watch(store, gazetteer).picture(Ladder(), TODAY)
    assert_alike(picture, Reference(tuple(store.listings()), gazetteer))


def test_they_are_alike_after_every_kind_of_change(store: Store, gazetteer: Gazetteer) -> None:
    before, later = varied(400), varied(400, seed=2)
    put(store, before[:300])
    watch = Watch(store, gazetteer)
    watch.picture(Ladder(), TODAY)
    put(store, before[300:])
    for one in before[:40]:
        store.withdraw(one.id)
    # The same offers with the facts and places of others, some ended, some without a place.
    for one, other in zip(before[40:80], later[40:80], strict=True):
        assert one.offer and other.offer
        moved = replace(other.offer, id=one.id, slug=one.offer.slug, version=1)
        put(store, [replace(other, offer=moved)])
    store.withdraw(before[90].club.id)
    picture = watch.picture(Ladder(), TODAY)
    assert_alike(picture, Reference(tuple(store.listings()), gazetteer))
    assert watch.picture(Ladder(), TODAY) is picture


def test_a_club_is_known_until_it_has_an_offer(store: Store, gazetteer: Gazetteer) -> None:
    listing = varied(1)[0]
    phones = (Contact(phone="+491"), Contact(phone="+493012345", is_public=True))
    club = replace(
        listing.club,
        contacts=phones,
        sports=("rudern",),
        venue_id=listing.venue and listing.venue.id,
    )
    store.publish(Listing(club, None, listing.venue))
    watch = Watch(store, gazetteer)
    (known,) = watch.picture(Ladder(), TODAY).clubs
    assert listing.venue
    assert (known.id, known.slug, known.name) == (club.id, club.slug, club.name)
    assert (known.sports, known.phone) == (("rudern",), "+493012345")
    assert known.town == listing.venue.address.town
    assert known.step_free is listing.venue.access.step_free_entrance.value
    store.publish(replace(listing, club=club), role=Role.EDITOR)
    assert watch.picture(Ladder(), TODAY).clubs == ()
    store.withdraw(listing.id)
    assert watch.picture(Ladder(), TODAY).clubs == (known,)


def test_another_day_hides_what_is_too_old(store: Store, gazetteer: Gazetteer) -> None:
    put(store, varied(100))
    watch = Watch(store, gazetteer)
    today = watch.picture(Ladder(), TODAY)
    later = watch.picture(Ladder(), TODAY + timedelta(days=500))
    assert 0 < sum(later.offers.values()) < sum(today.offers.values())
    assert later.only_examples and not today.only_examples


def test_nothing_is_read_as_whole_listings(
    store: Store, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which would cost twice the time and three times the memory."""
    put(store, varied(20))
    watch = Watch(store, gazetteer)
    monkeypatch.delattr(Store, "listings")
    monkeypatch.delattr(Store, "listing")
    assert sum(watch.picture(Ladder(), TODAY).offers.values()) > 0
