"""What search keeps of a listing: the right words, bits and values for cards."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from directory.catalogue.record import Kind, Record, Section
from directory.catalogue.recording import record_of
from directory.model import (
    Access,
    Address,
    Audience,
    Fact,
    Form,
    How,
    Known,
    Listing,
    Need,
    Price,
    PricePeriod,
    Schedule,
    SingleDate,
    Slot,
    Text,
    Texts,
    Verification,
    Weekday,
    Words,
)
from tests.submissions.examples import a_club, a_listing, a_venue, an_offer

YES, NO = Fact(Known.YES), Fact(Known.NO)
SPORTS = {"boccia": "Boccia Boule-Spiel", "judo": "Judo"}


def recorded(**fields: Any) -> Record:
    """The record of an offer with these fields."""
    return record_of(a_listing(**fields), SPORTS)


def needs(bits: int) -> set[Need]:
    return {need for place, need in enumerate(Need) if bits >> place & 1}


def test_each_word_stands_in_its_section() -> None:
    offer = an_offer(
        name="Boule im Park",
        name_easy="Kugeln werfen",
        what=Texts(easy=Text("Wir werfen Kugeln."), en=Text("The bad die.")),
        notice=Words(easy="Heute im Saal"),
        sports=("boccia", "unheard-of"),
    )
    place = Address(postcode="06108", town="Halle", part_of_town="Neustadt", district="Saalekreis")
    venue = a_venue(name="Turnhalle", address=place)
    sections = record_of(Listing(a_club(name="SV Nixe"), offer, venue), SPORTS).sections
    assert sections == {
        Section.NAME: "Boule im Park Kugeln werfen",
        Section.SPORT: "Boccia Boule-Spiel unheard-of",
        Section.CLUB: "SV Nixe",
        Section.PLACE: "Turnhalle 06108 Halle Neustadt Saalekreis",
        Section.TEXT: "Wir werfen Kugeln. Heute im Saal",
    }


def test_a_club_without_an_offer_is_recorded_as_what_it_is() -> None:
    club = a_club(name="SV Nixe", sports=("judo",), website="https://nixe.example", example=True)
    access = Access(toilet=YES, lift=NO)
    record = record_of(Listing(club, venue=a_venue(access=access)), SPORTS)
    assert record.kind is Kind.CLUB and record.id == "club" and record.example
    assert record.sections[Section.NAME] == "SV Nixe"
    assert record.sections[Section.SPORT] == "Judo"
    assert Section.CLUB not in record.sections
    assert record.sports == ("judo",)
    assert needs(record.yes) == {Need.TOILET} and record.no == 0
    assert record.card["kind"] == "club"
    assert record.card["website"] == "https://nixe.example"
    assert record.card["access"] == {"toilet": "yes", "lift": "no"}


@pytest.mark.parametrize(
    ("slot", "bits"),
    [
        (Slot(Weekday.MONDAY, time(9)), {0}),
        (Slot(Weekday.MONDAY, time(12)), {1}),
        (Slot(Weekday.MONDAY, time(17)), {2}),
        (Slot(Weekday.SUNDAY, time(23, 59)), {20}),
        (Slot(Weekday.WEDNESDAY), {6, 7, 8}),
        (Slot(None, time(9)), set()),
    ],
)
def test_each_slot_sets_its_bits(slot: Slot, bits: set[int]) -> None:
    record = recorded(schedule=Schedule(slots=(slot,)))
    assert {place for place in range(21) if record.slots >> place & 1} == bits


def test_yes_and_no_are_kept_and_unknown_is_neither() -> None:
    offer = an_offer(is_free=YES, form=Form.TOGETHER)
    venue = a_venue(access=Access(step_free_entrance=YES, toilet=NO))
    record = record_of(Listing(a_club(), offer, venue), SPORTS)
    assert needs(record.yes) == {Need.FREE, Need.TOGETHER, Need.STEP_FREE}
    assert needs(record.no) == {Need.TOILET, Need.OWN_GROUP}
    assert record.card["yes"] == ["step_free", "free", "together"]
    assert record.card["no"] == ["toilet", "own_group"]


def test_numbers_for_filters_and_order() -> None:
    record = recorded(
        audience=Audience(age_min=6, age_max=99),
        verification=Verification(date(2026, 5, 4), how=How.VISIT),
        changed_at=datetime(2026, 5, 5, tzinfo=UTC),
    )
    assert (record.age_min, record.age_max) == (6, 99)
    assert record.verified_day == date(2026, 5, 4).toordinal()
    assert record.changed_day == date(2026, 5, 5).toordinal()
    assert (record.latitude_e6, record.longitude_e6) == (51_480_000, 11_970_000)
    assert (record.state_code, record.ags) == ("ST", "15002000")
    assert record.card["verified_at"] == "2026-05-04"
    assert record.card["verified_how"] == "visit"


def test_what_nobody_told_is_none_or_zero() -> None:
    record = record_of(replace(a_listing(), venue=None), {})
    assert record.latitude_e6 is record.longitude_e6 is record.age_min is record.age_max is None
    assert record.verified_day == record.changed_day == record.slots == record.no == 0
    assert record.card["place"] is record.card["lowest_price"] is record.card["verified_at"] is None
    assert record.sections[Section.SPORT] == "boccia"


def test_the_card_says_when_and_what_it_costs() -> None:
    card = recorded(
        schedule=Schedule(
            slots=(Slot(Weekday.FRIDAY, time(16), time(17, 30), every_weeks=2), Slot()),
            single_dates=(SingleDate(date(2026, 7, 1), time(10)),),
        ),
        prices=(
            Price(Decimal("30.00"), PricePeriod.MONTH),
            Price(Decimal("12.50"), PricePeriod.ONCE),
        ),
    ).card
    assert card["sessions"] == [
        {"weekday": 4, "start": "16:00", "end": "17:30", "every_weeks": 2, "nth_in_month": None},
        {"weekday": None, "start": None, "end": None, "every_weeks": 1, "nth_in_month": None},
    ]
    assert card["dates"] == [{"day": "2026-07-01", "last_day": None, "start": "10:00", "end": None}]
    assert card["lowest_price"] == {"amount": "12.50", "per": "once"}
    assert card["club"] == {"name": "Verein club", "slug": "slug-club"}
    assert card["place"]["name"] == "Halle (Saale)"


def test_a_card_is_plain_json() -> None:
    verified = Verification(date(2026, 5, 4), how=How.PHONE)
    for record in (
        recorded(verification=verified),
        record_of(Listing(a_club(verification=verified), venue=a_venue()), {}),
    ):
        assert json.loads(json.dumps(record.card)) == record.card
        assert type(record.card["verified_how"]) is str
