"""The 200 invented offers: complete, possible, easy to read, and never to be taken for real."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

from directory import model
from directory.content.examples import example_listings
from directory.model import Contact, Known, Listing, Need, Picture, Words, facts_of, needs_of

CONTENT = Path(__file__).parents[2] / "content"
TODAY = date(2026, 11, 22)
LISTINGS = example_listings(CONTENT)

# The Bundesnetzagentur keeps these numbers free for films, in the form without spaces.
INVENTED_NUMBER = re.compile(
    r"\+49(3023125\d{3}|6990009\d{3}|4066969\d{3}|2214710\d{3}|8999998\d{3}"
    r"|15228817386|15228895456|17139200\d\d|1729925904)"
)


def rows(*path: str) -> list[dict[str, str]]:
    with CONTENT.joinpath(*path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def things(value: Any) -> Iterator[Any]:
    """A value and everything inside it."""
    yield value
    if is_dataclass(value):
        for field in fields(value):
            yield from things(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from things(item)


ALL = [thing for listing in LISTINGS for thing in things(listing)]
CONTACTS = [thing for thing in ALL if isinstance(thing, Contact)]
VENUES = {listing.venue.id: listing.venue for listing in LISTINGS if listing.venue}


def state(listing: Listing) -> str:
    # An offer without a place still belongs to the state of its file.
    return listing.offer.source.record_id[:2].upper()


def test_120_offers_in_saxony_anhalt_and_80_in_the_other_states():
    counted = Counter(state(listing) for listing in LISTINGS)
    assert len(LISTINGS) == 200
    assert counted["ST"] == 120
    assert len(counted) == 16
    assert min(counted.values()) >= 3


def test_every_district_of_saxony_anhalt_has_offers():
    here = {row["district"] for row in rows("places", "plz.csv") if row["state_code"] == "ST"}
    assert here == {venue.address.district for venue in VENUES.values()} & here
    assert len(here) == 14


def test_everything_is_marked_as_an_example():
    marked = [thing for thing in ALL if hasattr(thing, "example")]
    assert len(marked) > 3 * 190
    assert all(thing.example and thing.source.name == "examples" for thing in marked)


def test_nobody_takes_a_club_for_real():
    for listing in LISTINGS:
        assert "Beispiel" in listing.club.name
        assert listing.club.website.endswith(".beispiel.example") or not listing.club.website
    for venue in VENUES.values():
        assert re.search("Beispiel|Muster|beispiel|muster", venue.address.street or "Beispiel")
        assert venue.osm_id in ("", "way/0")


def test_phones_and_mails_lead_nowhere():
    for contact in CONTACTS:
        assert INVENTED_NUMBER.fullmatch(contact.phone) or not contact.phone
        assert contact.email.endswith(("@example.org", "@beispiel.example")) or not contact.email


def test_every_person_who_is_shown_has_agreed():
    people = [contact for contact in CONTACTS if contact.is_person]
    assert all(person.may_be_shown(TODAY) for person in people if person.is_public)
    assert any(not person.is_public for person in people)


def test_ids_and_addresses_of_pages_are_unique():
    offers = [listing.offer for listing in LISTINGS]
    clubs = {listing.club.id: listing.club for listing in LISTINGS}
    assert len({offer.id for offer in offers}) == len({offer.slug for offer in offers}) == 200
    assert len({club.slug for club in clubs.values()}) == len(clubs)
    assert all(re.fullmatch("[a-z0-9-]+", offer.slug) for offer in offers)


def test_every_sport_is_known_and_there_are_many():
    known = {row["id"] for row in rows("sports", "sports.csv")}
    sports = {sport for listing in LISTINGS for sport in listing.offer.sports}
    assert {sport for listing in LISTINGS for sport in listing.club.sports} | sports <= known
    assert len(sports) >= 40


def test_postcode_town_and_key_belong_together():
    postcodes = {row["plz"]: row for row in rows("places", "plz.csv")}
    towns = {row["ags"]: row for row in rows("places", "places.csv")}
    for venue in VENUES.values():
        address = venue.address
        assert address.town in postcodes[address.postcode]["municipalities"].split("|")
        assert towns[address.ags]["municipality"] == address.town
        assert towns[address.ags]["state_code"] == address.state_code
        assert towns[address.ags]["district"] == address.district


def test_every_point_lies_near_its_postcode():
    from geopy.distance import great_circle

    centres = {row["plz"]: (row["lat"], row["lon"]) for row in rows("places", "plz.csv")}
    far = {
        venue.id: venue.address
        for venue in VENUES.values()
        if venue.latitude
        and great_circle((venue.latitude, venue.longitude), centres[venue.address.postcode]).km > 6
    }
    assert far == {}
    assert any(venue.latitude is None for venue in VENUES.values())


def test_every_fact_is_somewhere_yes_somewhere_no_and_somewhere_unknown():
    found: dict[str, set[Known]] = {}
    for thing in [*(listing.offer for listing in LISTINGS), *VENUES.values()]:
        for path, fact in facts_of(thing):
            found.setdefault(path, set()).add(fact.value)
    for venue in VENUES.values():
        for way in venue.transport:
            found.setdefault("transport.step_free", set()).add(way.step_free.value)
    assert {path: values for path, values in found.items() if len(values) < 3} == {}
    assert {"access.toilet", "companion.may_come", "transport.step_free"} <= found.keys()


def test_every_need_is_somewhere_met_somewhere_not_and_somewhere_unknown():
    answers = {(need, known) for listing in LISTINGS for need, known in needs_of(listing).items()}
    assert answers == {(need, known) for need in Need for known in Known}


def test_every_value_of_every_list_occurs():
    # Members of two lists are equal when their words are, so the list counts too.
    found = {(type(thing), thing) for thing in ALL if isinstance(thing, Enum)}
    derived = {model.TimeOfDay, Need}
    sent_by_visitors = {model.ReachBy, model.Wrong}
    lists = {kind for kind in vars(model).values() if isinstance(kind, type)}
    steps_of_editors = {model.State}
    lists -= derived | sent_by_visitors | steps_of_editors
    wanted = {(kind, value) for kind in lists if issubclass(kind, Enum) for value in kind}
    assert wanted - found == set()


def test_every_field_is_filled_somewhere():
    """Pictures are left out: there are no files that an invented club could show."""
    empty, filled = set(), set()
    for thing in ALL:
        if not is_dataclass(thing):
            continue
        for field in fields(thing):
            if field.name == "version" or Picture.__name__ in str(field.type):
                continue
            name = f"{type(thing).__name__}.{field.name}"
            is_filled = field.default is MISSING or getattr(thing, field.name) != field.default
            (filled if is_filled else empty).add(name)
    assert empty - filled == set()


def test_checked_within_twenty_months_and_mostly_within_six():
    days = [day for listing in LISTINGS if (day := listing.offer.verification.verified_on)]
    assert min(days) >= date(2025, 3, 22)
    assert max(days) <= TODAY
    assert sum(day >= date(2026, 5, 22) for day in days) > len(LISTINGS) / 2
    assert len(days) < len(LISTINGS)


def test_gaps_are_as_wide_as_in_real_life_but_not_wider():
    known = [
        sum(not fact.is_unknown for _, fact in facts_of(listing.offer))
        + sum(not fact.is_unknown for _, fact in facts_of(listing.venue or model.Venue("")))
        for listing in LISTINGS
    ]
    thirds = [sum(count >= 12 for count in known), sum(count < 4 for count in known)]
    assert all(55 <= third <= 75 for third in thirds)


def easy_texts() -> Iterator[str]:
    for listing in LISTINGS:
        if listing.offer.what.easy:
            yield listing.offer.what.easy.words
        yield listing.offer.name_easy
    yield from (thing.easy for thing in ALL if isinstance(thing, Words))


SENTENCES = sorted(
    {sentence for text in easy_texts() for sentence in re.split(r"(?<=[.!?])\s+", text) if sentence}
)
HARD = {
    "a sign": re.compile(r"[()/&%;…*§]"),
    "man": re.compile(r"\bman\b"),
    "a genitive": re.compile(r"\b([Dd]es|[Ee]ines|[Ii]hres|unseres) \w+|\bwegen\b"),
    "a number word": re.compile(r"\b(zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn)\b", re.I),
    "a subordinate clause": re.compile(r"\b(wenn|weil|dass|obwohl|während|bevor|nachdem)\b", re.I),
    "a figure time": re.compile(r"\d[:.]\d"),
    "du": re.compile(r"\b([Dd]u|[Dd]ich|[Dd]ir|[Dd]eine?)\b"),
}


def test_no_easy_sentence_is_long():
    assert [sentence for sentence in SENTENCES if len(sentence.split()) > 12] == []
    assert sum(len(sentence.split()) <= 8 for sentence in SENTENCES) > 0.9 * len(SENTENCES)


@pytest.mark.parametrize("name", HARD)
def test_no_easy_sentence_has(name):
    assert [sentence for sentence in SENTENCES if HARD[name].search(sentence)] == []


def test_descriptions_are_written_one_by_one():
    texts = [listing.offer.what.easy.words for listing in LISTINGS if listing.offer.what.easy]
    sentences = Counter(sentence for text in texts for sentence in re.split(r"(?<=[.!?])\s+", text))
    assert len(set(texts)) == 200
    assert sentences.most_common(1)[0][1] <= 2


def test_about_half_are_in_standard_german_and_in_english_too():
    assert sum(listing.offer.what.de is not None for listing in LISTINGS) >= 90
    assert sum(listing.offer.what.en is not None for listing in LISTINGS) >= 90
