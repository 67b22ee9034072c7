"""What is known about each need."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from directory.model import (
    Access,
    Audience,
    Club,
    Consent,
    Contact,
    Fact,
    Form,
    Gender,
    Known,
    Level,
    Listing,
    Need,
    Offer,
    Price,
    PricePeriod,
    Venue,
    facts_of,
    needs_of,
)

YES, NO, UNKNOWN = Known.YES, Known.NO, Known.UNKNOWN
OFFER = Offer("o1", "boccia", "Boccia", "c1", "v1")


def need(need: Need, offer: Offer = OFFER, access: Access | None = None) -> Known:
    venue = Venue("v1", access=access or Access())
    return needs_of(Listing(Club("c1", "club", "Club"), offer, venue))[need]


def test_an_offer_that_says_nothing_is_unknown_in_every_need() -> None:
    answers = needs_of(Listing(Club("c1", "club", "Club"), OFFER, Venue("v1")))
    assert set(answers) == set(Need)
    assert set(answers.values()) == {UNKNOWN}


@pytest.mark.parametrize(
    ("entrance", "hall", "expected"),
    [
        (YES, YES, YES),
        (YES, UNKNOWN, YES),
        (YES, NO, NO),
        (NO, YES, NO),
        (UNKNOWN, YES, UNKNOWN),
        (UNKNOWN, UNKNOWN, UNKNOWN),
    ],
)
def test_step_free_needs_the_door_and_no_steps_inside(
    entrance: Known, hall: Known, expected: Known
) -> None:
    access = Access(step_free_entrance=Fact(entrance), step_free_hall=Fact(hall))
    assert need(Need.STEP_FREE, access=access) is expected


@pytest.mark.parametrize(
    ("form", "together", "own_group"),
    [
        (Form.TOGETHER, YES, NO),
        (Form.OWN_GROUP, NO, YES),
        (Form.BOTH, YES, YES),
        (Form.UNKNOWN, UNKNOWN, UNKNOWN),
    ],
)
def test_together_and_own_group(form: Form, together: Known, own_group: Known) -> None:
    offer = replace(OFFER, form=form)
    assert (need(Need.TOGETHER, offer), need(Need.OWN_GROUP, offer)) == (together, own_group)


def test_a_price_says_no_to_free_unless_somebody_pays_nothing() -> None:
    five, nothing = (Price(Decimal(amount), PricePeriod.MONTH) for amount in ("5", "0"))
    assert need(Need.FREE, replace(OFFER, prices=(five,))) is NO
    assert need(Need.FREE, replace(OFFER, prices=(five, nothing))) is UNKNOWN
    assert need(Need.FREE, replace(OFFER, prices=(five,), is_free=Fact(YES))) is YES


def test_levels_and_gender() -> None:
    assert need(Need.BEGINNERS, replace(OFFER, levels=(Level.COMPETITION,))) is NO
    assert need(Need.BEGINNERS, replace(OFFER, levels=(Level.TRY_IT,))) is YES
    for gender, expected in ((Gender.WOMEN, YES), (Gender.ALL, NO), (Gender.UNKNOWN, UNKNOWN)):
        assert need(Need.WOMEN, replace(OFFER, audience=Audience(gender=gender))) is expected


def test_every_fact_of_an_offer_is_found_by_its_path() -> None:
    paths = {path for path, _ in facts_of(OFFER)}
    assert {"unified", "companion.may_come", "schedule.in_school_holidays"} <= paths
    assert len(paths) == 33


def test_a_person_is_shown_only_while_the_consent_lasts() -> None:
    consent = Consent(date(2026, 1, 1), date(2026, 12, 31), "2026-1")
    person = Contact("Kim", is_person=True, is_public=True, consent=consent)
    assert person.may_be_shown(date(2026, 12, 31))
    assert not person.may_be_shown(date(2027, 1, 1))
    assert not replace(person, consent=None).may_be_shown(date(2026, 6, 1))
    assert not replace(person, is_public=False).may_be_shown(date(2026, 6, 1))
    assert Contact(phone="+4934512345", is_public=True).may_be_shown(date(2026, 6, 1))
