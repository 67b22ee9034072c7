"""What of a change may be live at once, and what somebody has to look at first."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest

from directory.model import (
    Access,
    Consent,
    Contact,
    Fact,
    Known,
    Listing,
    Picture,
    Price,
    PricePeriod,
    Role,
    Schedule,
    Slot,
    Status,
    Support,
    Text,
    Texts,
    Weekday,
    Words,
)
from directory.model.risk import parted
from tests.submissions.examples import a_listing

TODAY = date(2026, 11, 28)
PERSON = Contact(
    "Anna",
    phone="+493451234567",
    email="anna@verein.example",
    is_person=True,
    is_public=True,
    consent=Consent(TODAY, date(2027, 11, 28), "club-2026-11"),
)
BEFORE = a_listing(contacts=(PERSON,))
YES, NO = Fact(Known.YES), Fact(Known.NO)


def with_offer(**changes: Any) -> Listing:
    assert BEFORE.offer
    return replace(BEFORE, offer=replace(BEFORE.offer, **changes))


def with_contact(**changes: Any) -> Listing:
    return with_offer(contacts=(replace(PERSON, **changes),))


@pytest.mark.parametrize(
    "after",
    [
        with_offer(schedule=Schedule(slots=(Slot(Weekday.MONDAY, time(17), time(18)),))),
        with_offer(prices=(Price(Decimal(5), PricePeriod.MONTH),)),
        with_offer(is_free=YES),
        with_offer(status=Status.PAUSED, paused_until=date(2027, 1, 7)),
        with_offer(status=Status.FULL),
        with_contact(phone="+493457654321"),
    ],
)
def test_times_prices_pauses_and_numbers_go_ahead(after: Listing) -> None:
    assert parted(BEFORE, after) == (after, False)


@pytest.mark.parametrize(
    "after",
    [
        with_offer(name="Casino"),
        with_offer(what=Texts(easy=Text("Kommen Sie."))),
        with_offer(notice=Words("Achtung")),
        with_offer(prices=(Price(Decimal(5), PricePeriod.MONTH, Words("www.casino.example")),)),
        with_offer(schedule=Schedule(slots=(Slot(Weekday.MONDAY, note=Words("Bei mir")),))),
        with_offer(is_free=Fact(Known.YES, Words("Rufen Sie 0900 an"))),
        with_offer(pictures=(Picture("x.jpg"),)),
        with_offer(support=Support(easy_words=YES)),
        with_offer(status=Status.ENDED),
        with_offer(status=Status.PLANNED),
        with_offer(venue_id="elsewhere"),
        with_contact(phone=""),
        with_contact(first_name="Ben"),
        with_contact(first_name="Ben", phone="+493457654321"),
        with_contact(email="other@verein.example"),
        with_contact(consent=None),
        with_contact(is_public=False),
        with_contact(role=Words("Chefin")),
        with_offer(contacts=()),
        with_offer(contacts=(PERSON, Contact(phone="+493457654321", is_public=True))),
        replace(BEFORE, club=replace(BEFORE.club, name="Anderer Verein")),
        replace(BEFORE, club=replace(BEFORE.club, website="https://other.example")),
        replace(BEFORE, venue=replace(BEFORE.venue, latitude=51.5)),  # type: ignore[type-var]
        replace(BEFORE, venue=replace(BEFORE.venue, access=Access(toilet=YES))),  # type: ignore[type-var]
    ],
)
def test_all_else_waits(after: Listing) -> None:
    assert parted(BEFORE, after) == (None, True)


def test_words_that_were_looked_at_before_go_with_a_new_price() -> None:
    price = Price(Decimal(5), PricePeriod.MONTH, Words("für Kinder"))
    before = with_offer(prices=(price,))
    after = with_offer(prices=(replace(price, amount=Decimal(6)),))
    assert parted(before, after) == (after, False)


def test_a_change_of_both_sorts_is_parted() -> None:
    after = with_offer(name="Neu", is_free=YES)
    low, rest = parted(BEFORE, after)
    assert low == with_offer(is_free=YES)
    assert rest is True


def test_ending_with_a_new_time_shows_the_time_only() -> None:
    after = with_offer(status=Status.ENDED, is_free=YES, paused_until=TODAY)
    assert parted(BEFORE, after) == (with_offer(is_free=YES), True)


def test_nothing_changed_is_no_change() -> None:
    assert parted(BEFORE, BEFORE) == (None, False)


def test_when_a_fact_was_checked_is_no_change() -> None:
    checked = Fact(Known.YES, checked_on=TODAY, checked_by=Role.CLUB)
    before = with_offer(support=Support(easy_words=checked), is_free=checked)
    after = with_offer(support=Support(easy_words=YES), is_free=YES)
    assert parted(before, after) == (None, False)
    said_anew = with_offer(support=Support(easy_words=NO), is_free=YES)
    low, rest = parted(before, said_anew)
    assert (low, rest) == (None, True)


def test_a_form_cannot_set_when_something_was_confirmed() -> None:
    assert BEFORE.offer
    from directory.model import Verification

    after = with_offer(verification=Verification(TODAY, Role.EDITOR), version=7)
    assert parted(BEFORE, after) == (None, False)
