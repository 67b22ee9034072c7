"""Writes offers, clubs and places for directories of services: Open Referral HSDS 3.1."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time
from typing import Any, Final
from zoneinfo import ZoneInfo

from directory.formats.bare import bare
from directory.formats.house import House
from directory.formats.hsds_attributes import (
    choice_attributes,
    fact_attributes,
    sport_attributes,
)
from directory.formats.hsds_ids import part_of, uuid_of
from directory.formats.of_listing import contacts_of, offer_of
from directory.formats.openly import openly
from directory.formats.told import description, filled, phrase, status_said, told, topics_said
from directory.model import (
    Club,
    Contact,
    Listing,
    Offer,
    Price,
    SingleDate,
    Slot,
    Status,
    Venue,
    facts_of,
)
from directory.wording import Topic, fact_said, price_sentence, single_line, slot_line
from directory.wording.where import transport_items
from directory.wording.who import language_names

VERSION: Final = "3.1"
PROFILE: Final = "https://docs.openreferral.org/en/3.1/hsds/"

_BERLIN: Final = ZoneInfo("Europe/Berlin")
_STATUS: Final = {
    Status.RUNNING: "active",
    Status.FULL: "active",
    Status.PLANNED: "inactive",
    Status.PAUSED: "temporarily closed",
    Status.ENDED: "defunct",
}
# What has no code of its own in ISO 639.
_CODES: Final = {"de-simple": "de", "dgs": "gsg"}


def api_root(openapi_url: str) -> dict[str, Any]:
    """What the address of the interface itself answers."""
    return {"version": VERSION, "profile": PROFILE, "openapi_url": openapi_url}


def page(
    contents: Sequence[dict[str, Any]], page_number: int, per_page: int, total: int
) -> dict[str, Any]:
    """One page of a list; the first has the number 1, and there is always one."""
    pages = max(-(-total // per_page), 1)
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": page_number,
        "size": len(contents),
        "first_page": page_number <= 1,
        "last_page": page_number >= pages,
        "empty": not contents,
        "contents": list(contents),
    }


def service_small(listing: Listing, house: House) -> dict[str, Any]:
    """For lists. Raises ValueError for a club without an offer."""
    listing = openly(listing, house.today)
    small = {**_service(listing, house), "organization": organization_small(listing, house)}
    return filled(small)


def service(listing: Listing, house: House) -> dict[str, Any]:
    """All that is known. Raises ValueError for a club without an offer."""
    listing = openly(listing, house.today)
    offer = offer_of(listing)
    id = uuid_of(offer.id, "offer")
    return filled(
        {
            **_service(listing, house),
            "additional_urls": _additional_urls(listing.club, id),
            "phones": _phones(offer.contacts, id, house),
            "contacts": _contacts(offer.contacts, id, house),
            "schedules": list(_schedules(offer, id, house)),
            "languages": _languages(offer.languages, id, house),
            "cost_options": list(_costs(offer, id, house)),
            "required_documents": list(_documents(offer, id, house)),
            "service_at_locations": list(_service_at(listing, id, house)),
            "organization": organization(listing, house),
            "attributes": [
                *sport_attributes(offer.sports, id, "service", house),
                *choice_attributes(offer, id, house),
                *fact_attributes(facts_of(offer), id, "service", house),
            ],
            "metadata": _metadata(offer, id, "service", house),
        }
    )


def organization_small(listing: Listing, house: House) -> dict[str, Any]:
    """For lists, and inside a service of a list."""
    listing = openly(listing, house.today)
    club = listing.club
    page_url = house.addresses.club(club.slug)
    of_club = Listing(club)
    return filled(
        {
            "id": uuid_of(club.id, "club"),
            "name": bare(club.name),
            "description": description(told(of_club, house), Topic.CLUB, of_club, house),
            "email": _office_email(club.contacts),
            "website": club.website or page_url,
            "legal_status": bare(club.legal_form),
            "logo": house.addresses.photo(club.logo.file) if club.logo else "",
            "uri": page_url,
        }
    )


def organization(listing: Listing, house: House) -> dict[str, Any]:
    """Its place stands here only for a club without an offer: others tell it at their services."""
    listing = openly(listing, house.today)
    club = listing.club
    id = uuid_of(club.id, "club")
    home = listing.venue if listing.offer is None else None
    return filled(
        {
            **organization_small(listing, house),
            "additional_websites": _own_page(club, id, house),
            "phones": _phones(club.contacts, id, house),
            "contacts": _contacts(club.contacts, id, house),
            "locations": [location(home, house)] if home else [],
            "organization_identifiers": list(_federations(club, id)),
            "attributes": list(sport_attributes(club.sports, id, "organization", house)),
            "metadata": _metadata(club, id, "organization", house),
        }
    )


def location(venue: Venue, house: House) -> dict[str, Any]:
    id = uuid_of(venue.id, "venue")
    return filled(
        {
            "id": id,
            "location_type": "physical",
            "name": bare(venue.name),
            "description": phrase(venue.way_in, house),
            "transportation": _transport(venue, house),
            "latitude": venue.latitude,
            "longitude": venue.longitude,
            "external_identifier": bare(venue.osm_id),
            "external_identifier_type": "OpenStreetMap" if venue.osm_id else "",
            "addresses": _addresses(venue, id),
            "accessibility": _accessibility(venue, id, house),
            "attributes": list(fact_attributes(facts_of(venue), id, "location", house)),
        }
    )


def _service(listing: Listing, house: House) -> dict[str, Any]:
    offer = offer_of(listing)
    text = told(listing, house)
    checked_on, changed_at = offer.verification.verified_on, offer.changed_at
    return {
        "id": uuid_of(offer.id, "offer"),
        "organization_id": uuid_of(listing.club.id, "club"),
        "name": bare(offer.name),
        "alternate_name": bare(offer.name_easy),
        "description": description(text, Topic.WHAT, listing, house),
        "url": house.addresses.offer(offer.slug),
        "email": _office_email(contacts_of(listing)),
        "status": _STATUS[offer.status],
        "application_process": topics_said(text, Topic.TRIAL, Topic.FIRST_VISIT, Topic.BRING),
        "fees_description": topics_said(text, Topic.COST),
        "eligibility_description": topics_said(text, Topic.WHO, Topic.COMPANION, Topic.PAPERS),
        "minimum_age": offer.audience.age_min,
        "maximum_age": offer.audience.age_max,
        "assured_date": checked_on.isoformat() if checked_on else None,
        "last_modified": changed_at.isoformat(timespec="milliseconds") if changed_at else None,
        "alert": status_said(text) if text.status and text.status.matters else "",
    }


def _office_email(contacts: Iterable[Contact]) -> str:
    """A person has no part of its own in the small form, and must not look like an office."""
    return next((one.email for one in contacts if one.email and not one.is_person), "")


def _additional_urls(club: Club, id: str) -> list[dict[str, Any]]:
    if not club.website:
        return []
    return [{"id": part_of(id, "url/club"), "label": bare(club.name), "url": club.website}]


def _own_page(club: Club, id: str, house: House) -> list[dict[str, Any]]:
    url = house.addresses.club(club.slug)
    return [{"id": part_of(id, "url/page"), "label": bare(house.name), "url": url}]


def _phones(contacts: Sequence[Contact], id: str, house: House) -> list[dict[str, Any]]:
    """Of offices; those of people stand with the people."""
    return [
        _phone(contact, part_of(id, f"phone/{number}"), house)
        for number, contact in enumerate(contacts)
        if contact.phone and not contact.is_person
    ]


def _phone(contact: Contact, id: str, house: House) -> dict[str, Any]:
    return filled(
        {
            "id": id,
            "number": contact.phone,
            "description": phrase(contact.best_time, house),
            "languages": _languages(contact.languages, id, house),
        }
    )


def _contacts(contacts: Sequence[Contact], id: str, house: House) -> list[dict[str, Any]]:
    return [
        _contact(contact, part_of(id, f"contact/{number}"), house)
        for number, contact in enumerate(contacts)
    ]


def _contact(contact: Contact, id: str, house: House) -> dict[str, Any]:
    phone = _phone(contact, part_of(id, "phone"), house)
    return filled(
        {
            "id": id,
            "name": bare(contact.first_name),
            "title": phrase(contact.role, house),
            "email": contact.email,
            "phones": [phone] if contact.phone else [],
        }
    )


def _languages(codes: Iterable[str], id: str, house: House) -> list[dict[str, Any]]:
    return [
        {
            "id": part_of(id, f"language/{code}"),
            "name": bare(language_names((code,), house.voice)[0]),
            "code": _CODES.get(code, code),
        }
        for code in dict.fromkeys(codes)
    ]


def _schedules(offer: Offer, id: str, house: House) -> Iterator[dict[str, Any]]:
    for number, slot in enumerate(offer.schedule.slots):
        yield _slot(slot, part_of(id, f"slot/{number}"), house)
    for number, single in enumerate(offer.schedule.single_dates):
        yield _single(single, part_of(id, f"date/{number}"), house)


def _slot(slot: Slot, id: str, house: House) -> dict[str, Any]:
    return filled(
        {
            "id": id,
            **_rhythm(slot),
            "dtstart": _day(slot.starts_on),
            "valid_from": _day(slot.starts_on),
            "valid_to": _day(slot.ends_on),
            "until": _day(slot.ends_on),
            **_hours(slot.start, slot.end, house),
            "description": bare(slot_line(slot, house.voice)),
            "notes": phrase(slot.note, house),
        }
    )


def _rhythm(slot: Slot) -> dict[str, Any]:
    short = slot.weekday.name[:2] if slot.weekday is not None else ""
    if slot.nth_in_month is not None:
        return {"freq": "MONTHLY", "byday": f"{slot.nth_in_month}{short}" if short else ""}
    if not short and slot.every_weeks <= 1:
        return {}
    return {"freq": "WEEKLY", "interval": max(slot.every_weeks, 1), "byday": short}


def _single(single: SingleDate, id: str, house: House) -> dict[str, Any]:
    return filled(
        {
            "id": id,
            "dtstart": _day(single.day),
            "valid_from": _day(single.day),
            "valid_to": _day(single.last_day or single.day),
            "count": ((single.last_day or single.day) - single.day).days + 1,
            **_hours(single.start, single.end, house),
            "description": bare(single_line(single, house.voice)),
            "notes": phrase(single.note, house),
        }
    )


def _hours(start: time | None, end: time | None, house: House) -> dict[str, Any]:
    """With the offset of today, summer or winter: the standard cannot name a time zone."""
    if start is None and end is None:
        return {}
    here = house.now.astimezone(_BERLIN)
    offset = here.isoformat()[-len("+01:00") :]
    return {
        "opens_at": f"{start:%H:%M}{offset}" if start else None,
        "closes_at": f"{end:%H:%M}{offset}" if end else None,
        "timezone": 2 if here.dst() else 1,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _costs(offer: Offer, id: str, house: House) -> Iterator[dict[str, Any]]:
    if not offer.prices and offer.is_free.is_yes:
        yield {"id": part_of(id, "cost/free"), "currency": "EUR", "amount": 0}
    for number, price in enumerate(offer.prices):
        yield _cost(price, part_of(id, f"cost/{number}"), house)


def _cost(price: Price, id: str, house: House) -> dict[str, Any]:
    said = (price_sentence(price.amount, price.per, house.voice), phrase(price.includes, house))
    return filled(
        {
            "id": id,
            "option": phrase(price.for_whom, house),
            "currency": "EUR",
            "amount": float(round(price.amount, 2)),
            "amount_description": bare("\n".join(said)),
        }
    )


def _documents(offer: Offer, id: str, house: House) -> Iterator[dict[str, Any]]:
    for number, words in enumerate(offer.audience.documents):
        if said := phrase(words, house):
            yield {"id": part_of(id, f"document/{number}"), "document": said}


def _service_at(listing: Listing, id: str, house: House) -> Iterator[dict[str, Any]]:
    if listing.venue:
        place = location(listing.venue, house)
        yield {
            "id": part_of(id, f"at/{place['id']}"),
            "service_id": id,
            "location_id": place["id"],
            "location": place,
        }


def _transport(venue: Venue, house: House) -> str:
    items = transport_items(venue, house.voice)
    return bare("\n".join(said.words for item in items for said in item.all_said))


def _addresses(venue: Venue, id: str) -> list[dict[str, Any]]:
    """The standard wants each part, so one that is unknown stands empty."""
    address = venue.address
    street = bare(f"{address.street} {address.house_number}") if address.street.strip() else ""
    if not (street or address.town.strip() or address.postcode.strip()):
        return []
    required = {
        "id": part_of(id, "address"),
        "address_1": street,
        "city": bare(address.town),
        "state_province": f"DE-{bare(address.state_code)}" if address.state_code else "",
        "postal_code": bare(address.postcode),
        "country": "DE",
        "address_type": "physical",
    }
    parts = {"address_2": bare(address.part_of_town), "region": bare(address.district)}
    return [{**required, **filled(parts)}]


def _accessibility(venue: Venue, id: str, house: House) -> list[dict[str, Any]]:
    """Only what is known, also where it hinders; nothing where nobody told us."""
    known = [(path, fact) for path, fact in facts_of(venue) if not fact.is_unknown]
    said = [fact_said(path, fact, house.voice) for path, fact in known]
    if not said:
        return []
    return [
        filled(
            {
                "id": part_of(id, "accessibility"),
                "description": bare("\n".join(one.words for one in said)),
                "details": bare("\n".join(note.words for one in said for note in one.notes)),
                "url": house.addresses.venue(venue.id),
            }
        )
    ]


def _federations(club: Club, id: str) -> Iterator[dict[str, Any]]:
    for name in club.federation_ids:
        if said := bare(name):
            yield {
                "id": part_of(id, f"federation/{name}"),
                "identifier_type": "federation",
                "identifier": said,
            }


def _metadata(thing: Offer | Club, id: str, entity: str, house: House) -> list[dict[str, Any]]:
    """Where the record comes from, in the only place that the standard has for it.

    Of places nobody keeps the day; their source is named in the description of the service.
    """
    changed_at = thing.changed_at
    when = changed_at.date() if changed_at else thing.verification.verified_on
    if when is None:
        return []
    known = house.sources.get(thing.source.name)
    return [
        {
            "id": part_of(id, "metadata/source"),
            "resource_id": id,
            "resource_type": entity,
            "last_action_date": when.isoformat(),
            "last_action_type": "update",
            "field_name": "source",
            "previous_value": "",
            "replacement_value": bare(f"{thing.source.name} {thing.source.record_id}"),
            "updated_by": bare(known.attribution if known else house.publisher),
        }
    ]
