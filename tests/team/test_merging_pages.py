"""Offers that may be one: found, compared side by side, joined or told apart."""

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from directory.model import Listing, Role, Schedule, Slot, Verification, Weekday
from directory.model.venue import Precision
from directory.submissions import Audit
from directory.web.desk.doubles import Doubles, Watch
from tests.messages.filling import Person, fields_of
from tests.page_checks import Page
from tests.submissions.examples import a_club
from tests.team.conftest import Crew, sign_in
from tests.team.places import BERLIN, HALLE, at
from tests.team.test_desk import published

QUEUE = "/redaktion/liste/doppelt"
ADDRESS = "/redaktion/doppelt/desk-offer/desk-other"


def two(person: Person, **more: Any) -> None:
    person.parts.store.publish(at(HALLE))
    person.parts.store.publish(at(HALLE, "desk-other", **more))


def pairs(person: Person) -> list[str]:
    return [str(one) for one in person.open(QUEUE).all("//main//a/@href") if "/doppelt/" in one]


def of_another_club(its_name: str, **more: Any) -> Listing:
    listing = at(HALLE, "desk-other")
    assert listing.offer
    club = a_club("club-other", name=its_name)
    return replace(listing, club=club, offer=replace(listing.offer, club_id=club.id, **more))


def doubles(person: Person, *listings: Listing) -> list[tuple[str, str]]:
    found = Doubles(person.parts.sports)
    for listing in listings:
        found.put(listing)
    return [one.ids for one in found.all()]


def with_point(
    listing: Listing, latitude: float, longitude: float, precision: Precision | None
) -> Listing:
    assert listing.venue
    venue = replace(
        listing.venue,
        id=f"venue-{latitude}-{longitude}",
        latitude=latitude,
        longitude=longitude,
        precision=precision,
    )
    return replace(listing, venue=venue)


# Candidates


def test_alike_offers_at_one_place_are_a_pair_until_somebody_says_no(
    person: Person, crew: Crew
) -> None:
    two(person)
    sign_in(person, crew.ben)
    assert "Vielleicht doppelt" in person.open("/redaktion").text
    assert pairs(person) == [ADDRESS]
    page = person.post(ADDRESS, {**fields_of(person.open(ADDRESS)), "schritt": "zwei"})
    assert "Das sind zwei Angebote." in page.text
    assert pairs(person) == []
    current = published(person, "desk-other")
    assert current.offer
    person.parts.store.publish(replace(current, offer=replace(current.offer, is_free=UNCHANGED)))
    assert pairs(person) == []


UNCHANGED = at(HALLE).offer.unified  # type: ignore[union-attr]


def test_the_list_follows_what_changes(person: Person, crew: Crew) -> None:
    two(person)
    sign_in(person, crew.ben)
    assert pairs(person) == [ADDRESS]
    current = published(person, "desk-other")
    assert current.offer
    other = replace(current.offer, name="Etwas ganz anderes", sports=("tanzen",))
    person.parts.store.publish(replace(current, offer=other))
    assert pairs(person) == []
    now = published(person, "desk-other")
    assert now.offer
    person.parts.store.publish(replace(now, offer=replace(current.offer, version=2)))
    assert pairs(person) == [ADDRESS]
    person.parts.store.withdraw("desk-other")
    assert pairs(person) == []


def test_only_who_may_at_both_places_sees_a_pair(person: Person, crew: Crew) -> None:
    two(person)
    store = person.parts.store
    store.publish(at(BERLIN, "desk-berlin"))
    store.publish(at(BERLIN, "desk-berlin-too"))
    sign_in(person, crew.ben)
    assert pairs(person) == [ADDRESS]
    for path in (
        "/redaktion/doppelt/desk-berlin/desk-berlin-too",
        "/redaktion/doppelt/desk-offer/desk-berlin",
    ):
        assert person.client.get(path, base_url="https://sport.example").status_code == 403
        answer = person.client.post(
            path, data={"schritt": "eins"}, base_url="https://sport.example"
        )
        assert answer.status_code == 403
    assert len(store.listed(["desk-offer", "desk-berlin", "desk-berlin-too"])) == 3


@pytest.mark.parametrize(
    ("club", "more", "is_pair"),
    [
        ("TSV Halle e. V.", {}, True),
        ("Turnverein Fortuna", {}, False),
        ("TSV Halle (Saale)", {"name": "Kugel-Sport", "sports": ("boccia",)}, True),
        ("TSV Halle (Saale)", {"name": "Kugel-Sport", "sports": ("tanzen",)}, False),
    ],
)
def test_other_clubs_must_sound_alike(
    person: Person, club: str, more: dict[str, Any], is_pair: bool
) -> None:
    assert bool(doubles(person, at(HALLE), of_another_club(club, **more))) is is_pair


def test_the_name_of_the_town_makes_no_clubs_alike(person: Person) -> None:
    def of(name: str, listing: Listing) -> Listing:
        return replace(listing, club=replace(listing.club, name=name))

    rot = of("Rot Halle (Saale)", at(HALLE))
    blau = of("Blau Halle (Saale)", of_another_club("x"))
    assert doubles(person, rot, blau) == []


def test_groups_of_one_club_are_no_pair(person: Person) -> None:
    monday, friday = (
        Schedule(slots=(Slot(day, time(16), time(17)),)) for day in (Weekday.MONDAY, Weekday.FRIDAY)
    )
    first = at(HALLE, schedule=monday)
    assert doubles(person, first, at(HALLE, "desk-other", schedule=friday)) == []
    assert doubles(person, first, at(HALLE, "desk-other", schedule=monday))
    numbered = [at(HALLE, f"desk-{n}", schedule=monday) for n in (1, 2)]
    assert doubles(person, *numbered) == []


@pytest.mark.parametrize(
    ("latitude", "longitude", "precision", "is_pair"),
    [
        (51.4801, 11.9701, Precision.DOOR, True),
        (51.4885, 11.97, Precision.DOOR, True),
        (51.48, 11.983, Precision.ADDRESS, True),
        (51.4895, 11.97, Precision.DOOR, False),
        (51.48, 11.985, Precision.DOOR, False),
        # Only the town is known.
        (51.6, 12.2, Precision.TOWN, True),
        (51.6, 12.2, None, True),
    ],
)
def test_the_same_place_is_a_kilometre_wide(
    person: Person, latitude: float, longitude: float, precision: Precision | None, is_pair: bool
) -> None:
    here = with_point(at(HALLE), 51.48, 11.97, Precision.DOOR)
    there = with_point(at(HALLE, "desk-other"), latitude, longitude, precision)
    assert bool(doubles(person, here, there)) is is_pair
    assert bool(doubles(person, there, here)) is is_pair


def test_a_page_waits_only_so_long_and_the_next_goes_on(person: Person) -> None:
    two(person)
    watch = Watch(person.parts.store, person.parts.sports)
    rounds = 0
    while not watch.is_all:
        watch.doubles(seconds=0)
        rounds += 1
    assert rounds > 1
    assert ("desk-offer", "desk-other") in [one.ids for one in watch.doubles()]


# Joining


def joined(person: Person, **answers: str) -> Page:
    page = person.open(ADDRESS)
    return person.post(ADDRESS, {**fields_of(page), "schritt": "eins", **answers})


def test_two_become_one_and_old_addresses_lead_to_it(person: Person, crew: Crew) -> None:
    two(person)
    sign_in(person, crew.ben)
    page = joined(person, bleibt="erstes", name="zweites")
    assert page.heading == "Boccia desk-other"
    assert "Aus zwei Angeboten ist eins geworden." in page.text
    answer = person.client.get("/angebot/desk-other", base_url="https://sport.example")
    assert answer.status_code in (301, 302, 303, 308)
    assert answer.headers["Location"].endswith("/angebot/desk-offer")
    assert person.open("/angebot/desk-offer").heading == "Boccia desk-other"
    assert person.open("/redaktion/angebot/desk-other").heading == "Boccia desk-other"
    assert person.client.get(ADDRESS, base_url="https://sport.example").status_code == 404
    audit = Audit(person.parts.store.database, person.clock)
    entry = audit.of_record("offer", "desk-offer")[0]
    assert (entry.action, entry.person_id) == ("joined", crew.ben.id)


def test_each_difference_is_a_choice_and_the_trusted_side_is_chosen(
    person: Person, crew: Crew
) -> None:
    monday = Schedule(slots=(Slot(Weekday.MONDAY, time(16), time(17)),))
    checked = Verification(date(2026, 11, 1), Role.CLUB)
    two(person, schedule=monday, verification=checked)
    sign_in(person, crew.ben)
    page = person.open(ADDRESS)
    assert {"Name", "Zeiten"} <= set(page.texts("//legend"))
    assert "Kosten" not in page.texts("//legend")
    assert page.all("//input[@name='schedule'][@value='zweites'][@checked]")
    joined(person)
    offer = published(person, "desk-offer").offer
    assert offer
    assert offer.schedule == monday


def test_the_second_may_stay(person: Person, crew: Crew) -> None:
    two(person)
    sign_in(person, crew.ben)
    joined(person, bleibt="zweites", name="erstes")
    offer = published(person, "desk-offer").offer
    assert offer
    assert (offer.id, offer.slug, offer.name) == ("desk-other", "desk-other", "Boccia desk-offer")


def test_what_changed_meanwhile_is_seen_first(person: Person, crew: Crew) -> None:
    two(person)
    sign_in(person, crew.ben)
    typed = {**fields_of(person.open(ADDRESS)), "schritt": "eins", "name": "zweites"}
    current = published(person, "desk-other")
    assert current.offer
    person.parts.store.publish(replace(current, offer=replace(current.offer, name="Neu")))
    page = person.post(ADDRESS, typed, status=409)
    assert "Jemand hat eines der Angebote gerade geändert." in page.text
    assert page.all("//input[@name='name'][@value='zweites'][@checked]")
    person.post(ADDRESS, {**fields_of(page), "schritt": "eins"})
    assert published(person, "desk-other").id in ("desk-offer", "desk-other")
    assert len(person.parts.store.listed(["desk-offer", "desk-other"])) == 1


def test_what_waits_is_decided_first(person: Person, crew: Crew) -> None:
    two(person)
    work = person.parts.workflow
    assert work
    work.submit(at(HALLE, "desk-other"), key="k", email="anna@verein.example")
    sign_in(person, crew.ben)
    page = person.post(
        ADDRESS,
        {**fields_of(person.open(ADDRESS)), "schritt": "eins", "bleibt": "erstes"},
        status=409,
    )
    assert "Entscheiden Sie bitte zuerst im Eingang." in page.text
    assert len(person.parts.store.listed(["desk-offer", "desk-other"])) == 2


def test_clubs_are_joined_only_by_who_looks_after_all_their_offers(
    person: Person, crew: Crew
) -> None:
    store = person.parts.store
    store.publish(at(HALLE))
    other = of_another_club("TSV Halle")
    store.publish(other)
    sign_in(person, crew.ben)
    assert person.open(ADDRESS).all("//input[@name='vereine']")
    berlin = at(BERLIN, "desk-berlin")
    assert berlin.offer
    club = store.club("club-other")
    assert club
    store.publish(replace(berlin, club=club, offer=replace(berlin.offer, club_id=club.id)))
    page = person.open(ADDRESS)
    assert page.all("//input[@name='vereine']") == []
    typed = {**fields_of(page), "schritt": "eins", "vereine": "ja"}
    answer = person.client.post(ADDRESS, data=typed, base_url="https://sport.example")
    assert answer.status_code == 403
    store.withdraw("desk-berlin")
    joined(person, bleibt="erstes", club="erstes", vereine="ja")
    assert store.club("club-other") is None
    found = store.club_by_slug("slug-club-other")
    assert found
    assert found.id == published(person, "desk-offer").club.id


def test_nonsense_changes_nothing(person: Person, crew: Crew) -> None:
    two(person)
    sign_in(person, crew.ben)
    for typed in ({}, {"schritt": "x"}, {"schritt": "eins"}, {"schritt": "eins", "stand": "x y"}):
        assert "Sie haben nichts ausgewählt." in person.post(ADDRESS, typed).text
    for path in ("desk-offer/desk-offer", "desk-offer/niemand", "niemand/desk-offer"):
        answer = person.client.get(f"/redaktion/doppelt/{path}", base_url="https://sport.example")
        assert answer.status_code == 404
    assert len(person.parts.store.listed(["desk-offer", "desk-other"])) == 2
