"""From answers to an offer and back: nothing is lost, nothing is invented."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from directory.model import (
    Fact,
    Form,
    Gender,
    How,
    Known,
    Level,
    Listing,
    Offer,
    PinBy,
    Precision,
    PricePeriod,
    Role,
    Slot,
    Status,
    Trust,
    Weekday,
)
from directory.web.clubs import names
from directory.web.clubs.answers_of import answers_of
from directory.web.clubs.listing_of import listing_of
from directory.web.forms import Typed
from tests.web.listings import full_listing
from tests.wording.any_listing import NAMES, listings

TODAY = date(2026, 11, 28)


def made(answers: dict[str, object] | Typed, before: Listing | None = None) -> Listing:
    return listing_of(
        MultiDict(answers), today=TODAY, new_id=lambda kind: f"new-{kind}", before=before
    )


def offer_of(answers: dict[str, object]) -> Offer:
    offer = made({"sport": "schwimmen", "verein": "SV Blau", **answers}).offer
    assert offer
    return offer


WEEKLY = {"art": "woche", "tag_1": "di", "von_1": "17", "bis_1": "18.30 Uhr"}
ENOUGH = {
    "sport": ["schwimmen", "boccia"],
    "verein": "SV Blau",
    "plz": "06108",
    "stadt": "Halle",
    "telefon": "0345 123456",
    "zeigen": "telefon",
    "meine_mail": "eva@web.de",
    **WEEKLY,
}


def test_few_answers_make_an_offer(in_site: Flask) -> None:
    listing = made(ENOUGH)
    offer, venue = listing.offer, listing.venue
    assert offer and venue
    assert offer.name == "Schwimmen und Boccia in Halle"
    assert offer.slug == "schwimmen-und-boccia-in-halle"
    assert (offer.id, offer.club_id, offer.venue_id) == ("new-offer", "new-club", "new-venue")
    assert offer.schedule.slots == (Slot(Weekday.TUESDAY, time(17), time(18, 30)),)
    assert offer.source.trust is Trust.CLUB
    assert listing.club.slug == "sv-blau"
    assert (venue.address.ags, venue.address.state_code) == ("15002000", "ST")
    assert (venue.precision, venue.pin_by) == (Precision.POSTCODE, PinBy.GEOCODER)
    assert [(one.phone, one.is_public, one.is_person) for one in offer.contacts] == [
        ("+49345123456", True, False)
    ]


def test_what_was_answered_was_checked_today_and_by_the_club(in_site: Flask) -> None:
    offer = offer_of({"begleitung_darf": "ja", "begleitung_frei": "nein", "begleitung_muss": "x"})
    assert offer.companion.may_come == Fact(Known.YES, checked_on=TODAY, checked_by=Role.CLUB)
    assert offer.companion.free.is_no
    assert offer.companion.must_come == Fact()
    assert offer.companion.club_can_provide == Fact()


def test_the_door_is_where_the_club_says(in_site: Flask) -> None:
    pin = {"breite": "51.4969", "laenge": "11.9688"}
    venue = made({**ENOUGH, **pin, "tuer": "ja"}).venue
    assert venue
    assert (venue.precision, venue.pin_by) == (Precision.DOOR, PinBy.CLUB)
    assert (venue.latitude, venue.longitude) == (51.4969, 11.9688)
    unsure = made({**ENOUGH, **pin, "tuer": "weiss"}).venue
    assert unsure and unsure.precision is Precision.ADDRESS
    no = made({**ENOUGH, **pin, "tuer": "nein"}).venue
    assert no and no.precision is Precision.POSTCODE


def test_only_a_town_gives_the_middle_of_the_town(in_site: Flask) -> None:
    venue = made({**ENOUGH, "plz": "", "stadt": "Magdeburg"}).venue
    assert venue and venue.precision is Precision.TOWN
    assert venue.address.ags == "15003000"


def test_a_person_needs_consent_which_ends(in_site: Flask) -> None:
    (contact,) = offer_of(
        {"vorname": "Eva", "telefon": "0345 123456", "zeigen": "telefon", "einwilligung": "ja"}
    ).contacts
    assert contact.consent and contact.consent.ends_on == date(2027, 11, 28)
    assert contact.may_be_shown(TODAY)
    (other,) = offer_of({"vorname": "Eva", "telefon": "0345 123456", "zeigen": "telefon"}).contacts
    assert not other.may_be_shown(TODAY)


def test_what_is_not_to_be_shown_is_kept_apart(in_site: Flask) -> None:
    answers = {"telefon": "0345 123456", "mail": "a@web.de", "zeigen": "telefon"}
    shown, hidden = offer_of(answers).contacts
    assert (shown.phone, shown.email, shown.is_public) == ("+49345123456", "", True)
    assert (hidden.phone, hidden.email, hidden.is_public) == ("", "a@web.de", False)


def test_prices_ages_levels_and_times(in_site: Flask) -> None:
    offer = offer_of(
        {
            **{"preis": "8,50 €", "preis_je": "quartal", "kostenlos": "nein"},
            **{"alter_von": "6", "alter_bis": "12 Jahre", "geschlecht": "frauen"},
            **{"koennen": ["probieren", "hobby"], "form": "gemeinsam"},
            **{"art": "termine", "datum_1": "3.5.2027", "datumbis_1": "5.5.27", "uhr_1": "10 Uhr"},
            **{"ausfall": "24.12.2026, 31.12.2026", "ferien": "nein", "text_leicht": "Wir toben."},
        }
    )
    (price,) = offer.prices
    assert (price.amount, price.per) == (Decimal("8.50"), PricePeriod.QUARTER)
    assert (offer.audience.age_min, offer.audience.age_max) == (6, 12)
    assert offer.audience.gender is Gender.WOMEN
    assert offer.levels == (Level.TRY_IT, Level.HOBBY)
    assert offer.form is Form.TOGETHER
    (single,) = offer.schedule.single_dates
    assert (single.day, single.last_day) == (date(2027, 5, 3), date(2027, 5, 5))
    assert offer.schedule.exceptions == (date(2026, 12, 24), date(2026, 12, 31))
    assert offer.what.easy and offer.what.easy.rule_score


@pytest.mark.parametrize("value", [Known.YES, Known.NO, Known.UNKNOWN])
def test_an_offer_that_is_not_changed_stays_as_it_is(in_site: Flask, value: Known) -> None:
    listing = full_listing(value)
    assert made(answers_of(listing), before=listing) == listing


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(listings(text=st.text(max_size=20), names=NAMES))
def test_whatever_an_offer_says_it_says_unchanged(in_site: Flask, listing: Listing) -> None:
    assert listing.venue is None or listing.venue.id
    if listing.offer is None:
        return
    kept = made(answers_of(listing), before=listing)
    ids = {"club_id": "c", "venue_id": listing.venue.id if listing.venue else ""}
    assert kept == replace(listing, offer=replace(listing.offer, **ids))


def test_one_changed_answer_changes_one_thing(in_site: Flask) -> None:
    listing = full_listing()
    answers = answers_of(listing)
    answers["von_1"] = "16:00"
    changed = made(answers, before=listing).offer
    assert changed and listing.offer
    slots = listing.offer.schedule.slots
    expected = replace(slots[0], start=time(16))
    assert changed.schedule.slots == (expected, *slots[1:])
    schedule = listing.offer.schedule
    assert replace(changed, schedule=schedule) == listing.offer


def test_pausing_and_going_on(in_site: Flask) -> None:
    listing = full_listing()
    answers = answers_of(listing)
    answers["lage"], answers["pausebis"] = "pause", "1.2.2027"
    paused = made(answers, before=listing)
    assert paused.offer and paused.offer.status is Status.PAUSED
    assert paused.offer.paused_until == date(2027, 2, 1)
    again = answers_of(paused)
    assert again["pausebis"] == "1.2.2027"
    again["lage"] = "laeuft"
    offer = made(again, before=paused).offer
    assert offer and (offer.status, offer.paused_until) == (Status.RUNNING, None)


_THREE = st.sampled_from(("", *names.THREE))
_CLOCK = st.sampled_from(("9:00", "17:30", "23:59"))


@st.composite
def filled(draw: st.DrawFn) -> Typed:
    """Answers as the pages give them, in the spelling that we write ourselves."""
    said: list[tuple[str, str]] = [("verein", "SV Blau"), ("plz", "06108")]
    said += [("stadt", "Halle (Saale)"), ("sport", "schwimmen"), ("name", "Baden")]
    groups = (names.COMPANION, names.SENSES, names.ACCESS, names.COST_HELP, names.TRIAL)
    said += [(name, draw(_THREE)) for group in groups for name in group]
    said += [("ferien", draw(_THREE)), ("kostenlos", draw(st.sampled_from(("", "nein"))))]
    several = {"hilfe": names.SUPPORT, "koennen": names.LEVELS, "schritt": names.FIRST_STEPS}
    for name, known in {**several, "mitbringen": names.BRING}.items():
        said += [(name, value) for value in known if draw(st.booleans())]
    one = {"form": names.FORMS, "geschlecht": names.GENDERS}
    said += [(name, draw(st.sampled_from(("", *known)))) for name, known in one.items()]
    for number in range(1, draw(st.integers(1, 6)) + 1):
        said += [("art", "woche")] if number == 1 else []
        said += [(f"tag_{number}", draw(st.sampled_from(tuple(names.WEEKDAYS))))]
        said += [(f"von_{number}", draw(_CLOCK)), (f"alle_{number}", draw(_RHYTHM))]
        said += [(f"ab_{number}", draw(st.sampled_from(("", "3.5.2027"))))]
    said += [("telefon", "+49345123456"), ("zeigen", "telefon"), ("helfer", "3")]
    said += [("text_leicht", "Wir baden.\nKommen Sie!"), ("preis", "8,50"), ("preis_je", "jahr")]
    said += [("lage", "laeuft"), ("mitbringen_mehr", "Ein Seil\nEine Uhr"), ("weg", "Am Tor.")]
    said += [("vorname", "Eva"), ("einwilligung", "ja"), ("treffpunkt", "Am Tor.")]
    answers: Typed = MultiDict()
    for name, value in said:
        if value not in ("", "weiss"):
            answers.add(name, value)
    return answers


_RHYTHM = st.sampled_from(("", *(key for key in names.RHYTHMS if key != "1")))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(filled())
def test_answers_come_back_as_they_were_given(in_site: Flask, answers: Typed) -> None:
    back = answers_of(made(answers))
    assert {name: sorted(back.getlist(name)) for name in back} == {
        name: sorted(answers.getlist(name)) for name in answers
    }


def test_nothing_is_verified_by_filling_in(in_site: Flask) -> None:
    """Only approving says so."""
    assert offer_of({}).verification.how is not How.FORM
