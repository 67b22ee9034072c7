"""Writes offers as OpenActive knows them: session series, pages of a feed, and the data set."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Final
from zoneinfo import ZoneInfo

from directory.formats.bare import bare
from directory.formats.house import House
from directory.formats.of_listing import contacts_of, offer_of
from directory.formats.openly import openly
from directory.formats.told import description as described
from directory.formats.told import (
    filled,
    phrase,
    status_said,
    told,
    topic_said,
    topics_said,
)
from directory.model import (
    Audience,
    Contact,
    Fact,
    Gender,
    Known,
    Level,
    Listing,
    Need,
    Offer,
    Picture,
    Price,
    Schedule,
    SingleDate,
    Slot,
    Status,
    Venue,
    Weekday,
    facts_of,
    needs_of,
)
from directory.model.schedule import takes_place_on
from directory.wording import FACTS, OfferText, Topic, price_sentence

CONTEXT: Final = "https://openactive.io/"
ACTIVITIES: Final = "https://openactive.io/activity-list"
SUPPORT: Final = "https://openactive.io/accessibility-support"
ENCODING: Final = "application/vnd.openactive.rpde+json; version=1"
# The one name of a group of people that we write, and only here: programs ask for it by this id.
LEARNING: Final = ("67902468-fd49-4238-8650-20a22d7f0e40", "Learning impairment")

_ZONE: Final = "Europe/Berlin"
_BERLIN: Final = ZoneInfo(_ZONE)
_LONGEST_PAUSE: Final = timedelta(days=400)
_MOST_DAYS: Final = 31
_STATUS: Final = {
    Status.RUNNING: "EventScheduled",
    Status.PLANNED: "EventScheduled",
    Status.FULL: "EventScheduled",
    Status.PAUSED: "EventPostponed",
    Status.ENDED: "EventCancelled",
}
_GENDER: Final = {Gender.ALL: "NoRestriction", Gender.WOMEN: "FemaleOnly", Gender.MEN: "MaleOnly"}
_LEVEL: Final = {
    Level.TRY_IT: "Beginner",
    Level.HOBBY: "Recreational",
    Level.COMPETITION: "Competitive",
}
_HINDERS: Final = (Topic.ACCESS, Topic.COMPANION, Topic.SUPPORT, Topic.SENSES)
_TO_KNOW: Final = (
    Topic.WAY,
    Topic.TRIAL,
    Topic.BRING,
    Topic.WEAR,
    Topic.PAPERS,
    Topic.FIRST_VISIT,
    Topic.LANGUAGES,
)


class Kind(StrEnum):
    """As what an offer is written; each kind is a feed of its own."""

    SESSION_SERIES = "SessionSeries"
    EVENT_SERIES = "EventSeries"


@dataclass(frozen=True, slots=True)
class Item:
    """One row of a feed; ``listing`` is None for an offer that is gone."""

    id: str
    modified: int
    listing: Listing | None = None


def kind_of(listing: Listing, house: House) -> Kind | None:
    """None where the standard has no place for it.

    A session series must name a price, a place and times; where one of them is unknown, saying 0
    Euro would be a lie, so the offer is an event series. Each must name a sport of the list.
    """
    offer = listing.offer
    if offer is None or not _activities(offer, house):
        return None
    has_times = bool(offer.schedule.slots or _sessions(offer.schedule, ""))
    if _offers(offer, house) and has_times and _place(listing.venue, house):
        return Kind.SESSION_SERIES
    return Kind.EVENT_SERIES


def session_series(listing: Listing, house: House) -> dict[str, Any]:
    """Raises ValueError for a club without an offer."""
    offer = offer_of(listing)
    page = house.addresses.offer(offer.slug)
    return filled(
        {
            **_series(Kind.SESSION_SERIES, listing, house),
            "eventSchedule": [_slot(slot, offer.schedule) for slot in offer.schedule.slots],
            "subEvent": _sessions(offer.schedule, page),
        }
    )


def event_series(listing: Listing, house: House) -> dict[str, Any]:
    """The same with the times in words only; raises ValueError for a club without an offer."""
    return _series(Kind.EVENT_SERIES, listing, house)


def rpde_page(
    items: Sequence[Item], next_url: str, house: House, kind: Kind = Kind.SESSION_SERIES
) -> dict[str, Any]:
    """A page of the feed of one kind; offers of another kind are gone from this one."""
    return {
        "next": next_url,
        "items": [_item(item, house, kind) for item in items],
        "license": house.licence.url,
    }


def dataset_site(
    house: House,
    feeds: Mapping[Kind, str],
    documentation_url: str,
    *,
    url: str,
    discussion_url: str,
    logo_url: str,
    name: str,
    description: str,
    keywords: Sequence[str],
    published_on: date | None = None,
) -> dict[str, Any]:
    """What stands inside the page of the data set; ``discussion_url`` is where to ask.

    The standard allows no licence but CC BY 4.0; with another one, programs refuse the data set.
    """
    return filled(
        {
            "@context": ["https://schema.org/", CONTEXT],
            "@type": "Dataset",
            "@id": url,
            "url": url,
            "name": bare(name),
            "description": bare(description),
            "keywords": [bare(word) for word in keywords],
            "license": house.licence.url,
            "inLanguage": ["de"],
            "schemaVersion": "https://openactive.io/modelling-opportunity-data/2.0/",
            "documentation": documentation_url,
            "discussionUrl": discussion_url,
            "datePublished": published_on.isoformat() if published_on else None,
            "dateModified": house.now.isoformat(),
            "publisher": _publisher(house, logo_url),
            "distribution": [_feed(kind, address) for kind, address in feeds.items()],
        }
    )


def _item(item: Item, house: House, kind: Kind) -> dict[str, Any]:
    row = {"id": item.id, "kind": kind.value, "modified": item.modified}
    if item.listing is None or kind_of(item.listing, house) is not kind:
        return {**row, "state": "deleted"}
    writer = session_series if kind is Kind.SESSION_SERIES else event_series
    return {**row, "state": "updated", "data": writer(item.listing, house)}


def _publisher(house: House, logo_url: str) -> dict[str, Any]:
    return filled(
        {
            "@type": "Organization",
            "name": bare(house.publisher),
            "legalName": bare(house.publisher),
            "logo": {"@type": "ImageObject", "url": logo_url},
            "url": house.addresses.start(),
            "email": house.email,
        }
    )


def _feed(kind: Kind, address: str) -> dict[str, Any]:
    return {
        "@type": "DataDownload",
        "name": kind.value,
        "additionalType": f"https://openactive.io/{kind.value}",
        "encodingFormat": ENCODING,
        "contentUrl": address,
    }


def _series(kind: Kind, listing: Listing, house: House) -> dict[str, Any]:
    """All but the times, which only one of the kinds may have."""
    listing = openly(listing, house.today)
    offer = offer_of(listing)
    page = house.addresses.offer(offer.slug)
    text = told(listing, house)
    return filled(
        {
            "@context": CONTEXT,
            "@type": kind.value,
            "@id": page,
            "identifier": offer.id,
            "url": page,
            "name": bare(text.title.words),
            "description": described(text, Topic.WHAT, listing, house),
            "image": [_image(one, house) for one in offer.pictures],
            "activity": _activities(offer, house),
            "category": [bare(name) for name in house.sport_names(listing)],
            "location": _place(listing.venue, house),
            "organizer": _organizer(listing, house),
            "contributor": [_person(one, house) for one in contacts_of(listing) if one.is_person],
            **_audience(offer.audience),
            "level": [_LEVEL[level] for level in dict.fromkeys(offer.levels)],
            "additionalAdmissionRestriction": list(_conditions(offer, house)),
            "isAccessibleForFree": _yes_or_no(needs_of(listing)[Need.FREE]),
            "offers": _offers(offer, house),
            "eventStatus": f"https://schema.org/{_STATUS[offer.status]}",
            "schedulingNote": _scheduling_note(text),
            "attendeeInstructions": topics_said(text, *_TO_KNOW),
            "meetingPoint": phrase(offer.first_visit.meeting_point, house),
            "accessibilitySupport": [_concept(*LEARNING, SUPPORT)],
            "accessibilityInformation": topics_said(text, *_HINDERS),
        }
    )


def _scheduling_note(text: OfferText) -> str:
    return "\n".join(filter(None, (status_said(text), topic_said(text, Topic.WHEN))))


def _activities(offer: Offer, house: House) -> list[dict[str, Any]]:
    sports = (house.sports.get(id) for id in offer.sports)
    found = {one.openactive_id: one.openactive_label for one in sports if one and one.openactive_id}
    return [_concept(id, label, ACTIVITIES) for id, label in found.items()]


def _concept(id: str, label: str, scheme: str) -> dict[str, Any]:
    return {"@type": "Concept", "@id": f"{scheme}#{id}", "prefLabel": label, "inScheme": scheme}


def _image(picture: Picture, house: House) -> dict[str, Any]:
    return filled(
        {
            "@type": "ImageObject",
            "url": house.addresses.photo(picture.file),
            "schema:caption": phrase(picture.alt, house),
            "schema:creditText": bare(picture.author),
            "schema:license": bare(picture.licence),
        }
    )


def _place(venue: Venue | None, house: House) -> dict[str, Any] | None:
    """None where neither address nor point is known."""
    if venue is None:
        return None
    where = filled({"address": _address(venue), "geo": _geo(venue)})
    if not where:
        return None
    address = venue.address
    street = f"{address.street} {address.house_number}"
    names = (bare(one) for one in (venue.name, street, address.town, address.postcode))
    return filled(
        {
            "@type": "Place",
            "@id": house.addresses.venue(venue.id),
            "identifier": venue.id,
            "name": next(filter(None, names), "Deutschland"),
            "description": phrase(venue.way_in, house),
            **where,
            "image": [_image(one, house) for one in venue.pictures],
            "amenityFeature": list(_features(venue, house)),
        }
    )


def _address(venue: Venue) -> dict[str, Any] | str:
    """In parts where each is known; else in one line, as the standard allows no half address."""
    address = venue.address
    street = bare(f"{address.street} {address.house_number}") if address.street.strip() else ""
    postcode, town = bare(address.postcode), bare(address.town)
    if street and postcode and town and address.state_code:
        return {
            "@type": "PostalAddress",
            "streetAddress": street,
            "postalCode": postcode,
            "addressLocality": town,
            "addressRegion": f"DE-{bare(address.state_code)}",
            "addressCountry": "DE",
        }
    return ", ".join(filter(None, (street, f"{postcode} {town}".strip())))


def _geo(venue: Venue) -> dict[str, Any] | None:
    if venue.latitude is None or venue.longitude is None:
        return None
    point = {"latitude": venue.latitude, "longitude": venue.longitude}
    return {"@type": "GeoCoordinates", **point}


def _features(venue: Venue, house: House) -> Iterator[dict[str, Any]]:
    """A sentence, and whether it is true; of what is unknown there is none."""
    for path, fact in facts_of(venue.access, "access"):
        value = _yes_or_no(fact.value)
        if value is not None:
            name = bare(house.voice.gettext(FACTS[path].yes))
            yield {"@type": "LocationFeatureSpecification", "name": name, "value": value}


def _organizer(listing: Listing, house: House) -> dict[str, Any]:
    club = listing.club
    # The number of a person is not that of a club; who is a person stands under "contributor".
    offices = [one for one in contacts_of(listing) if not one.is_person]
    page = house.addresses.club(club.slug)
    return filled(
        {
            "@type": "Organization",
            "@id": page,
            "identifier": club.id,
            "name": bare(club.name),
            "url": club.website or page,
            "sameAs": [page] if club.website else [],
            "logo": _image(club.logo, house) if club.logo else None,
            "telephone": next((one.phone for one in offices if one.phone), ""),
            "email": next((one.email for one in offices if one.email), ""),
        }
    )


def _person(contact: Contact, house: House) -> dict[str, Any]:
    return filled(
        {
            "@type": "Person",
            "givenName": bare(contact.first_name),
            "jobTitle": phrase(contact.role, house),
            "telephone": contact.phone,
            "email": contact.email,
        }
    )


def _audience(audience: Audience) -> dict[str, Any]:
    gender = _GENDER.get(audience.gender)
    ages = filled({"minValue": audience.age_min, "maxValue": audience.age_max})
    age_range = {"@type": "QuantitativeValue", **ages} if ages else None
    return {
        "ageRange": age_range,
        "ageRestriction": age_range if audience.age_strict.is_yes else None,
        "genderRestriction": f"https://openactive.io/{gender}" if gender else None,
    }


def _conditions(offer: Offer, house: House) -> Iterator[str]:
    """What must be so before somebody may come."""
    conditions: Mapping[str, Fact] = {
        "audience.needs_referral": offer.audience.needs_referral,
        "audience.needs_doctor_note": offer.audience.needs_doctor_note,
        "companion.must_come": offer.companion.must_come,
    }
    for path, fact in conditions.items():
        if fact.is_yes:
            yield bare(house.voice.gettext(FACTS[path].yes))


def _offers(offer: Offer, house: House) -> list[dict[str, Any]]:
    if not offer.prices and offer.is_free.is_yes:
        return [{"@type": "Offer", "price": 0}]
    return [_price(price, house) for price in offer.prices]


def _price(price: Price, house: House) -> dict[str, Any]:
    """For what time one pays, only words can say."""
    said = price_sentence(price.amount, price.per, house.voice)
    return filled(
        {
            "@type": "Offer",
            "name": phrase(price.for_whom, house),
            "description": bare("\n".join((said, phrase(price.includes, house)))),
            "price": float(round(price.amount, 2)),
            "priceCurrency": "EUR",
        }
    )


def _slot(slot: Slot, schedule: Schedule) -> dict[str, Any]:
    """Always partial: in school holidays, and where a part is unknown, days cannot be counted."""
    return filled(
        {
            "@type": "PartialSchedule",
            "scheduleTimezone": _ZONE,
            **_rhythm(slot),
            "startDate": slot.starts_on.isoformat() if slot.starts_on else None,
            "endDate": slot.ends_on.isoformat() if slot.ends_on else None,
            "startTime": f"{slot.start:%H:%M}" if slot.start else None,
            "endTime": f"{slot.end:%H:%M}" if slot.end else None,
            "duration": _duration(slot.start, slot.end),
            "exceptDate": [day.isoformat() for day in sorted(_days_off(slot, schedule))],
        }
    )


def _rhythm(slot: Slot) -> dict[str, Any]:
    if slot.nth_in_month is not None:
        # Only the short names of iCalendar can say "the second Friday".
        short = slot.weekday.name[:2] if slot.weekday is not None else ""
        return {"repeatFrequency": "P1M", "byDay": [f"{slot.nth_in_month}{short}"] if short else []}
    is_known = slot.weekday is not None or slot.every_weeks > 1
    return {
        "repeatFrequency": f"P{max(slot.every_weeks, 1)}W" if is_known else None,
        "byDay": [_day(slot.weekday)] if slot.weekday is not None else [],
    }


def _day(weekday: Weekday) -> str:
    return f"https://schema.org/{weekday.name.title()}"


def _duration(start: time | None, end: time | None) -> str | None:
    if start is None or end is None or start == end:
        return None
    minutes = (end.hour - start.hour) * 60 + end.minute - start.minute
    return f"PT{minutes % (24 * 60)}M"  # past midnight it is negative


def _days_off(slot: Slot, schedule: Schedule) -> set[date]:
    days = set(schedule.exceptions)
    for pause in schedule.pauses:
        length = min(pause.last - pause.first, _LONGEST_PAUSE).days
        days.update(pause.first + timedelta(days=n) for n in range(length + 1))
    return {day for day in days if slot.weekday is None or takes_place_on(slot, day)}


def _sessions(schedule: Schedule, page: str) -> list[dict[str, Any]]:
    """Single days, as far as their hour is known: the standard wants one."""
    return [
        session
        for number, single in enumerate(schedule.single_dates)
        for session in _days_of(single, f"{page}#{number}")
    ]


def _days_of(single: SingleDate, id: str) -> Iterator[dict[str, Any]]:
    if single.start is None:
        return
    days = ((single.last_day or single.day) - single.day).days
    for offset in range(min(max(days, 0), _MOST_DAYS) + 1):
        day = single.day + timedelta(days=offset)
        start = datetime.combine(day, single.start, _BERLIN)
        yield filled(
            {
                "@type": "ScheduledSession",
                "@id": f"{id}-{day.isoformat()}",
                "startDate": start.isoformat(),
                "endDate": _end(day, single),
                "duration": _duration(single.start, single.end),
            }
        )


def _end(day: date, single: SingleDate) -> str | None:
    if single.start is None or single.end is None:
        return None
    if single.end <= single.start:
        day += timedelta(days=1)
    return datetime.combine(day, single.end, _BERLIN).isoformat()


def _yes_or_no(value: Known) -> bool | None:
    """Unknown is nothing; it never becomes false."""
    return None if value is Known.UNKNOWN else value is Known.YES
