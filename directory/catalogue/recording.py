"""Turns a listing into what search keeps of it: words, bits, and the card that is shown."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import date, time
from typing import Any

from directory.catalogue.record import NEVER_AGES, Kind, Record, Section
from directory.content import Sports
from directory.model import (
    Access,
    How,
    Known,
    Listing,
    Need,
    Offer,
    Schedule,
    SingleDate,
    Slot,
    Status,
    TimeOfDay,
    Venue,
    needs_of,
)
from directory.model.ladder import counts_from

RecordOf = Callable[[Listing], Record]

_TIMES = tuple(TimeOfDay)


def sport_words(sports: Sports) -> dict[str, str]:
    """All names of each sport by its id: easy, standard, English, and what people say."""
    return {
        sport.id: " ".join((sport.name, sport.name_de, sport.name_en, *sport.synonyms))
        for sport in sports.all()
    }


def record_of(listing: Listing, names_of_sports: Mapping[str, str]) -> Record:
    """``names_of_sports``: all words for a sport by its id; an unknown sport has only its id."""
    offer, club, venue = listing.offer, listing.club, listing.venue
    answers = needs_of(listing)
    sports = offer.sports if offer else club.sports
    audience = offer.audience if offer else None
    checked = (offer or club).verification.verified_on
    changed = (offer or club).changed_at
    return Record(
        id=listing.id,
        kind=Kind.OFFER if offer else Kind.CLUB,
        sections=_sections(listing, " ".join(names_of_sports.get(id, id) for id in sports)),
        sports=sports,
        slots=_slot_bits(offer.schedule) if offer else 0,
        yes=_bits(answers, Known.YES),
        no=_bits(answers, Known.NO),
        age_min=audience.age_min if audience else None,
        age_max=audience.age_max if audience else None,
        verified_day=checked.toordinal() if checked else 0,
        changed_day=changed.date().toordinal() if changed else 0,
        counts_from=_counts_from(listing),
        latitude_e6=_millionths(venue.latitude) if venue else None,
        longitude_e6=_millionths(venue.longitude) if venue else None,
        state_code=venue.address.state_code if venue else "",
        ags=venue.address.ags if venue else "",
        example=(offer or club).example,
        card=_card(listing, answers),
    )


def _counts_from(listing: Listing) -> int:
    if listing.offer and listing.offer.status is Status.ENDED:
        return 0
    day = counts_from(listing)
    return day.toordinal() if day else NEVER_AGES


def _sections(listing: Listing, sports: str) -> dict[Section, str]:
    offer, club = listing.offer, listing.club
    sections = {
        Section.NAME: _joined((offer.name, offer.name_easy)) if offer else club.name,
        Section.SPORT: sports,
        Section.CLUB: club.name if offer else "",
        Section.PLACE: _place_words(listing.venue) if listing.venue else "",
        Section.TEXT: _text(offer) if offer else "",
    }
    return {section: words for section, words in sections.items() if words}


def _place_words(venue: Venue) -> str:
    place = venue.address
    return _joined((venue.name, place.postcode, place.town, place.part_of_town, place.district))


def _text(offer: Offer) -> str:
    """What is told at length; not English, where "die" and "bad" mean something else."""
    long = [text.words for text in (offer.what.easy, offer.what.de) if text]
    short = [offer.audience.who, offer.trial.how, offer.notice]
    return _joined([*long, *(part for words in short for part in (words.easy, words.de))])


def _joined(texts: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(text for text in texts if text))


def _slot_bits(schedule: Schedule) -> int:
    bits = 0
    for slot in schedule.slots:
        if slot.weekday is not None:
            times = [TimeOfDay.of(slot.start)] if slot.start else _TIMES
            for time_of_day in times:
                bits |= 1 << (slot.weekday * 3 + _TIMES.index(time_of_day))
    return bits


def _bits(answers: Mapping[Need, Known], wanted: Known) -> int:
    return sum(1 << place for place, need in enumerate(Need) if answers[need] is wanted)


def _millionths(degrees: float | None) -> int | None:
    return None if degrees is None else round(degrees * 1_000_000)


def _card(listing: Listing, answers: Mapping[Need, Known]) -> dict[str, Any]:
    """Plain JSON values: what a list of results and the interface for programs show."""
    offer, club, venue = listing.offer, listing.club, listing.venue
    card = {
        "id": listing.id,
        "slug": (offer or club).slug,
        "name": (offer or club).name,
        "kind": "offer" if offer else "club",
        "sports": list(offer.sports if offer else club.sports),
        "place": _place(venue) if venue else None,
        "yes": [need.value for need in Need if answers[need] is Known.YES],
        "no": [need.value for need in Need if answers[need] is Known.NO],
        "verified_at": _day((offer or club).verification.verified_on),
        "counts_from": _day(counts_from(listing)),
        "verified_how": _word((offer or club).verification.how),
        "example": (offer or club).example,
    }
    return card | (_offer_card(offer, listing) if offer else _club_card(listing))


def _offer_card(offer: Offer, listing: Listing) -> dict[str, Any]:
    return {
        "name_easy": offer.name_easy,
        "club": {"name": listing.club.name, "slug": listing.club.slug},
        "sessions": [_session(slot) for slot in offer.schedule.slots],
        "dates": [_single(single) for single in offer.schedule.single_dates],
        "status": offer.status.value,
        "paused_until": _day(offer.paused_until),
        "age_min": offer.audience.age_min,
        "age_max": offer.audience.age_max,
        "is_free": offer.is_free.value.value,
        "lowest_price": _lowest_price(offer),
    }


def _club_card(listing: Listing) -> dict[str, Any]:
    access = listing.venue.access if listing.venue else Access()
    facts = {field.name: getattr(access, field.name) for field in fields(access)}
    return {
        "club_kind": listing.club.kind.value,
        "website": listing.club.website,
        "access": {name: fact.value.value for name, fact in facts.items() if not fact.is_unknown},
    }


def _place(venue: Venue) -> dict[str, Any]:
    place = venue.address
    return {
        "venue": venue.name,
        "name": place.town,
        "postcode": place.postcode,
        "part_of_town": place.part_of_town,
        "district": place.district,
        "state": place.state_code,
        "lat": venue.latitude,
        "lon": venue.longitude,
    }


def _session(slot: Slot) -> dict[str, Any]:
    return {
        "weekday": None if slot.weekday is None else int(slot.weekday),
        "start": _clock(slot.start),
        "end": _clock(slot.end),
        "every_weeks": slot.every_weeks,
        "nth_in_month": slot.nth_in_month,
    }


def _single(single: SingleDate) -> dict[str, Any]:
    return {
        "day": single.day.isoformat(),
        "last_day": _day(single.last_day),
        "start": _clock(single.start),
        "end": _clock(single.end),
    }


def _lowest_price(offer: Offer) -> dict[str, str] | None:
    if not offer.prices:
        return None
    lowest = min(offer.prices, key=lambda price: price.amount)
    return {"amount": str(lowest.amount), "per": lowest.per.value}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _clock(moment: time | None) -> str | None:
    return moment.strftime("%H:%M") if moment else None


def _word(how: How | None) -> str | None:
    return how.value if how else None
