"""Offers, clubs and trails as schema.org (JSON-LD), for search engines and previews of links."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, Final

from directory.formats.house import House
from directory.formats.of_listing import offer_of
from directory.formats.openly import may_go
from directory.formats.signs import clean, one_line
from directory.formats.told import filled
from directory.model import (
    Club,
    Contact,
    Fact,
    Gender,
    Listing,
    Offer,
    Picture,
    Price,
    Schedule,
    SingleDate,
    Slot,
    Status,
    Venue,
)
from directory.model.fact import facts_of
from directory.model.text import Words
from directory.wording.own_words import nearest, text_of

Node = dict[str, Any]
CONTEXT: Final = "https://schema.org"
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_STATUS: Final = {Status.ENDED: "EventCancelled", Status.PAUSED: "EventPostponed"}
_GENDER: Final = {Gender.WOMEN: "female", Gender.MEN: "male"}


def graph(*nodes: Node) -> Node:
    return {"@context": CONTEXT, "@graph": list(nodes)}


def page_node(
    address: str,
    title: str,
    house: House,
    main: Node | None = None,
    *,
    checked_on: date | None = None,
    changed_at: datetime | None = None,
) -> Node:
    """The page itself, which carries licence and days: an event or a club cannot."""
    node: Node = {
        "@type": "WebPage",
        "@id": f"{address}#page",
        "url": address,
        "name": one_line(title),
        "inLanguage": house.voice.tag,
        "license": house.licence.url,
        "publisher": {"@type": "Organization", "name": house.publisher},
        "isPartOf": {"@type": "WebSite", "name": house.name, "url": house.addresses.start()},
    }
    node["mainEntity"] = {"@id": main["@id"]} if main else None
    node["lastReviewed"] = checked_on.isoformat() if checked_on else None
    node["dateModified"] = changed_at.isoformat() if changed_at else None
    return filled(node)


def trail_node(steps: Sequence[tuple[str, str]]) -> Node:
    """The way to a page; ``steps`` are names with whole addresses."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": one_line(name), "item": address}
            for number, (name, address) in enumerate(steps, 1)
        ],
    }


def offer_node(listing: Listing, house: House) -> Node:
    """A weekly offer is a series of events. Raises ValueError for a club without one."""
    offer = offer_of(listing)
    address = house.addresses.offer(offer.slug)
    return filled(
        {
            "@type": "EventSeries",
            "@id": address,
            "url": address,
            "identifier": offer.id,
            "name": house.title(listing),
            "alternateName": [
                name
                for name in dict.fromkeys((one_line(offer.name), one_line(offer.name_easy)))
                if name != house.title(listing)
            ],
            "description": _description(offer, house),
            "disambiguatingDescription": _example(offer, house),
            "eventStatus": f"{CONTEXT}/{_STATUS.get(offer.status, 'EventScheduled')}",
            "eventAttendanceMode": f"{CONTEXT}/OfflineEventAttendanceMode",
            "keywords": list(house.sport_names(listing)),
            "organizer": club_node(listing.club, house, contacts=offer.contacts),
            "location": _place(listing.venue, house) if listing.venue else None,
            "eventSchedule": [_schedule(slot, offer.schedule) for slot in offer.schedule.slots],
            "subEvent": [
                _single(one, listing, house, address) for one in offer.schedule.single_dates
            ],
            "isAccessibleForFree": _known(offer.is_free),
            "offers": [_price(price, address, house) for price in offer.prices],
            "typicalAgeRange": _ages(offer),
            "audience": _audience(offer, house),
            "maximumAttendeeCapacity": offer.support.group_size,
            "inLanguage": list(offer.languages),
            "image": [_image(one, house) for one in offer.pictures],
        }
    )


def club_node(
    club: Club,
    house: House,
    venue: Venue | None = None,
    contacts: tuple[Contact, ...] = (),
    offers: Sequence[str] = (),
) -> Node:
    """``offers`` are addresses of pages."""
    address = house.addresses.club(club.slug)
    shown = [one for one in (*contacts, *club.contacts) if may_go(one, house.today)]
    place = _place(venue, house) if venue else {}
    return filled(
        {
            "@type": "SportsClub",
            "@id": address,
            "url": address,
            "identifier": club.id,
            "name": one_line(club.name),
            "disambiguatingDescription": _example(club, house),
            "legalName": one_line(f"{club.name} {club.legal_form}") if club.legal_form else "",
            "sameAs": club.website if club.website.startswith("http") else "",
            "knowsAbout": [house.sport_name(key) for key in club.sports],
            "memberOf": [
                {"@type": "Organization", "identifier": one_line(one)}
                for one in club.federation_ids
            ],
            "logo": _image(club.logo, house) if club.logo else None,
            "contactPoint": [_contact(one, house) for one in shown],
            "event": [{"@id": one} for one in offers],
            **{key: place.get(key) for key in ("address", "geo", "amenityFeature", "photo")},
        }
    )


def _example(thing: Offer | Club, house: House) -> str:
    """What is invented must not be taken for real by a program that shows no page."""
    return house.voice.gettext("Das ist ein Beispiel.") if thing.example else ""


def _known(fact: Fact) -> bool | None:
    return None if fact.is_unknown else fact.is_yes


def _words(words: Words, house: House) -> str:
    found = (str(getattr(words, key)).strip() for key in nearest(house.voice.key))
    return clean(next(filter(None, found), ""))


def _description(offer: Offer, house: House) -> str:
    found = text_of(offer.what, house.voice)
    said = clean(found[0].words.strip()) if found else ""
    return "\n".join(filter(None, (said, _words(offer.notice, house))))


def _place(venue: Venue, house: House) -> Node:
    here = venue.address
    known = venue.latitude is not None and venue.longitude is not None
    return filled(
        {
            "@type": "SportsActivityLocation",
            "identifier": venue.id,
            "name": one_line(venue.name) or one_line(here.town),
            "address": filled(
                {
                    "@type": "PostalAddress",
                    "streetAddress": one_line(f"{here.street} {here.house_number}"),
                    "postalCode": one_line(here.postcode),
                    "addressLocality": one_line(here.town),
                    "addressRegion": here.state_code,
                    "addressCountry": "DE",
                }
            ),
            "geo": {
                "@type": "GeoCoordinates",
                "latitude": venue.latitude,
                "longitude": venue.longitude,
            }
            if known
            else None,
            "amenityFeature": list(_amenities(venue, house)),
            "photo": [_image(one, house) for one in venue.pictures],
            "description": _words(venue.way_in, house),
        }
    )


def _amenities(venue: Venue, house: House) -> Iterator[Node]:
    """Only what is known: nothing said is not no."""
    for name, fact in (*facts_of(venue.access), ("pickup", venue.pickup)):
        if not fact.is_unknown:
            note = _words(fact.note, house)
            yield filled(
                {
                    "@type": "LocationFeatureSpecification",
                    "name": name,
                    "value": fact.is_yes,
                    "description": note,
                }
            )


def _schedule(slot: Slot, schedule: Schedule) -> Node:
    monthly = slot.nth_in_month is not None
    return filled(
        {
            "@type": "Schedule",
            "byDay": None if slot.weekday is None else f"{CONTEXT}/{_DAYS[slot.weekday]}",
            "byMonthWeek": slot.nth_in_month,
            "repeatFrequency": "P1M" if monthly else f"P{max(1, slot.every_weeks)}W",
            "startTime": slot.start.isoformat() if slot.start else None,
            "endTime": slot.end.isoformat() if slot.end else None,
            "startDate": slot.starts_on.isoformat() if slot.starts_on else None,
            "endDate": slot.ends_on.isoformat() if slot.ends_on else None,
            "exceptDate": [day.isoformat() for day in schedule.exceptions],
            "scheduleTimezone": "Europe/Berlin",
        }
    )


def _single(single: SingleDate, listing: Listing, house: House, address: str) -> Node:
    last = single.last_day or single.day
    start = f"T{single.start:%H:%M}" if single.start else ""
    end = f"T{single.end:%H:%M}" if single.end else ""
    return filled(
        {
            "@type": "SportsEvent",
            "name": house.title(listing),
            "url": address,
            "startDate": f"{single.day.isoformat()}{start}",
            "endDate": f"{last.isoformat()}{end}" if end or single.last_day else None,
            "location": _place(listing.venue, house) if listing.venue else None,
            "description": _words(single.note, house),
        }
    )


def _price(price: Price, address: str, house: House) -> Node:
    words = (price.per.value, _words(price.for_whom, house), _words(price.includes, house))
    return filled(
        {
            "@type": "Offer",
            "url": address,
            "price": float(price.amount),
            "priceCurrency": "EUR",
            "description": one_line(" · ".join(filter(None, words))),
        }
    )


def _ages(offer: Offer) -> str:
    youngest, oldest = offer.audience.age_min, offer.audience.age_max
    if youngest is None and oldest is None:
        return ""
    return f"{youngest or 0}-{'' if oldest is None else oldest}"


def _audience(offer: Offer, house: House) -> Node:
    ages = offer.audience
    known = filled(
        {
            "suggestedMinAge": ages.age_min,
            "suggestedMaxAge": ages.age_max,
            "suggestedGender": _GENDER.get(ages.gender),
            "audienceType": _words(ages.who, house),
        }
    )
    return {"@type": "PeopleAudience", **known} if known else {}


def _contact(contact: Contact, house: House) -> Node:
    return filled(
        {
            "@type": "ContactPoint",
            "name": one_line(contact.first_name),
            "contactType": one_line(_words(contact.role, house)),
            "telephone": contact.phone,
            "email": contact.email,
            "availableLanguage": list(contact.languages),
        }
    )


def _image(picture: Picture, house: House) -> Node:
    return filled(
        {
            "@type": "ImageObject",
            "contentUrl": house.addresses.photo(picture.file),
            "caption": _words(picture.alt, house),
            "creditText": one_line(picture.author),
            "license": picture.licence if picture.licence.startswith("http") else "",
        }
    )
