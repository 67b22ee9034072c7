"""The answers that a stored offer would have given: where somebody begins who changes it."""

from collections.abc import Iterator, Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from directory.model import Contact, Listing, Offer, Schedule, Status, Text, Venue
from directory.model.venue import Precision
from directory.web.clubs import values
from directory.web.clubs.contacts_of import those_meant
from directory.web.clubs.filled import said_fact, said_words
from directory.web.clubs.names import (
    ACCESS,
    ANSWERS_BY,
    BRING,
    BY_APPOINTMENT,
    COMPANION,
    COST_HELP,
    FIRST_STEPS,
    FORMS,
    GENDERS,
    LEVELS,
    LICENCES,
    NO,
    ON_DATES,
    PERIODS,
    PICTURES,
    RHYTHMS,
    SENSES,
    STATES_OF_OFFER,
    SUPPORT,
    TIMES,
    TRIAL,
    WAYS,
    WEEKDAYS,
    WEEKLY,
    YES,
)
from directory.web.forms import Typed

Said = Iterator[tuple[str, str]]
_EXACT = (Precision.DOOR, Precision.ADDRESS)


def answers_of(listing: Listing) -> Typed:
    """What is unknown has no answer. Further prices, contacts and ways are asked nowhere."""
    said = [("verein", listing.club.name), ("website", listing.club.website)]
    if listing.offer:
        said += _offer(listing.offer)
    if listing.venue:
        said += _venue(listing.venue)
    answers: Typed = MultiDict()
    for name, value in said:
        if value:
            answers.add(name, value)
    return answers


def _offer(offer: Offer) -> Said:
    yield from (("sport", key) for key in offer.sports)
    yield "name", offer.name
    yield from _times(offer.schedule)
    yield "lage", _key(STATES_OF_OFFER, offer.status)
    if offer.status is Status.PAUSED:
        yield "pausebis", values.day_text(offer.paused_until)
    yield "form", _key(FORMS, offer.form)
    yield "geschlecht", _key(GENDERS, offer.audience.gender)
    yield "alter_von", values.number_text(offer.audience.age_min)
    yield "alter_bis", values.number_text(offer.audience.age_max)
    yield from (("koennen", key) for key, level in LEVELS.items() if level in offer.levels)
    yield from (("hilfe", name) for name in SUPPORT if getattr(offer.support, name).is_yes)
    yield "helfer", values.number_text(offer.support.helpers_count)
    yield "gruppe", values.number_text(offer.support.group_size)
    yield from _facts(COMPANION, offer.companion)
    yield from _facts(SENSES, offer.senses)
    yield from _costs(offer)
    yield from _facts(TRIAL, offer.trial)
    yield "probe_wie", said_words(offer.trial.how)
    yield from _first_visit(offer)
    yield "text_leicht", _words(offer.what.easy)
    yield "text_deutsch", _words(offer.what.de)
    yield "text_englisch", _words(offer.what.en)
    yield from _pictures(offer)
    yield from _contacts(those_meant(offer.contacts))


def _key(known: Mapping[str, Any], value: Any) -> str:
    return next((key for key, one in known.items() if one == value), "")


def _facts(names: Mapping[str, str], group: Any) -> Said:
    yield from ((name, said_fact(getattr(group, inside))) for name, inside in names.items())


def _words(text: Text | None) -> str:
    return text.words if text else ""


def _times(schedule: Schedule) -> Said:
    yield "art", _kind(schedule)
    for number, slot in zip(TIMES, schedule.slots, strict=False):
        yield f"tag_{number}", _key(WEEKDAYS, slot.weekday)
        yield f"von_{number}", values.clock_text(slot.start)
        yield f"bis_{number}", values.clock_text(slot.end)
        rhythm = _key(RHYTHMS, (1 if slot.nth_in_month else slot.every_weeks, slot.nth_in_month))
        yield f"alle_{number}", "" if rhythm == "1" else rhythm
        yield f"ab_{number}", values.day_text(slot.starts_on)
    for number, single in zip(TIMES, schedule.single_dates, strict=False):
        yield f"datum_{number}", values.day_text(single.day)
        yield f"datumbis_{number}", values.day_text(single.last_day)
        yield f"uhr_{number}", values.clock_text(single.start)
        yield f"uhrbis_{number}", values.clock_text(single.end)
    yield "ferien", said_fact(schedule.in_school_holidays)
    for pause in schedule.pauses[:1]:
        yield "pause_von", values.day_text(pause.first)
        yield "pause_bis", values.day_text(pause.last)
    yield "ausfall", values.days_text(schedule.exceptions)


def _kind(schedule: Schedule) -> str:
    if schedule.slots:
        return WEEKLY
    if schedule.single_dates:
        return ON_DATES
    return BY_APPOINTMENT if schedule.by_appointment.is_yes else ""


def _costs(offer: Offer) -> Said:
    yield "kostenlos", said_fact(offer.is_free)
    for price in offer.prices[:1]:
        yield "preis", values.money_text(price.amount)
        yield "preis_je", _key(PERIODS, price.per)
        yield "preis_fuer", said_words(price.for_whom)
    yield from _facts(COST_HELP, offer.cost_help)


def _first_visit(offer: Offer) -> Said:
    visit = offer.first_visit
    keys = {step.key for step in visit.steps}
    yield from (("schritt", key) for key in FIRST_STEPS if key in keys)
    yield "empfang", visit.greeted_by
    yield "treffpunkt", said_words(visit.meeting_point)
    yield from (("mitbringen", key) for key, words in BRING.items() if words in visit.bring)
    own = (said_words(one) for one in visit.bring if one not in BRING.values())
    yield "mitbringen_mehr", "\n".join(" ".join(line.split()) for line in own)


def _pictures(offer: Offer) -> Said:
    for number, picture in zip(PICTURES, offer.pictures, strict=False):
        yield f"bild_{number}", picture.file
        yield f"bild_alt_{number}", said_words(picture.alt)
        yield f"bild_von_{number}", picture.author
        yield f"bild_lizenz_{number}", _key(LICENCES, picture.licence) or picture.licence
        yield f"bild_menschen_{number}", YES if picture.people_agreed else NO
        yield f"bild_ja_{number}", YES if picture.people_agreed else ""


def _contacts(contacts: tuple[Contact, ...]) -> Said:
    for one in contacts[:1]:
        yield "vorname", one.first_name
        yield "rolle", said_words(one.role)
        yield from (("antwort", key) for key, way in ANSWERS_BY.items() if way in one.answers_by)
        yield "einwilligung", YES if one.consent else ""
    yield "telefon", next((one.phone for one in contacts if one.phone), "")
    yield "mail", next((one.email for one in contacts if one.email), "")
    for name, ways in (("telefon", "phone"), ("mail", "email")):
        if any(one.is_public and getattr(one, ways) for one in contacts):
            yield "zeigen", name


def _venue(venue: Venue) -> Said:
    here = venue.address
    yield "halle", venue.name
    yield "strasse", here.street
    yield "hausnummer", here.house_number
    yield "plz", here.postcode
    yield "stadt", here.town
    yield "teil", here.part_of_town
    if venue.precision in _EXACT and venue.latitude is not None and venue.longitude is not None:
        yield "breite", values.point_text(venue.latitude)
        yield "laenge", values.point_text(venue.longitude)
    if venue.precision is Precision.DOOR:
        yield "tuer", YES
    for way in venue.transport[:1]:
        yield "bus_art", way.mode if way.mode in WAYS else ""
        yield "haltestelle", way.stop
        yield "linie", way.line
        yield "fussweg", values.number_text(way.minutes_on_foot)
    yield "weg", said_words(venue.way_in)
    yield from _facts(ACCESS, venue.access)
