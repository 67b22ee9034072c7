"""A listing as everybody may have it: without people who did not agree to be shown."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from directory.model import Club, Contact, Listing, Offer, Picture, Venue

Thing = TypeVar("Thing", Offer, Club)
Photographed = TypeVar("Photographed", Offer, Club, Venue)


# These people were asked about this site alone, not about what others make of its data.
_OF_PAGES_ONLY = frozenset({"club-2026-11"})


def openly(listing: Listing, today: date) -> Listing:
    """Of contacts only those that readers see today: who agreed, or who is an office."""
    offer = openly_one(listing.offer, today) if listing.offer else None
    return replace(listing, club=openly_one(listing.club, today), offer=offer)


def openly_one(thing: Thing, today: date) -> Thing:
    return replace(thing, contacts=tuple(one for one in thing.contacts if may_go(one, today)))


def may_go(contact: Contact, today: date) -> bool:
    """Whether readers see it, and whether the person said yes to its going on from here."""
    is_of_pages = contact.consent is not None and contact.consent.wording in _OF_PAGES_ONLY
    return contact.may_be_shown(today) and not (contact.is_person and is_of_pages)


def with_photo_addresses(thing: Photographed, address: Callable[[str], str]) -> Photographed:
    """The same with the whole address of each photo in the place of its file name."""

    def addressed(picture: Picture | None) -> Picture | None:
        return replace(picture, file=address(picture.file)) if picture else None

    def of_contacts(contacts: tuple[Contact, ...]) -> tuple[Contact, ...]:
        return tuple(replace(one, picture=addressed(one.picture)) for one in contacts)

    def of_all(pictures: tuple[Picture, ...]) -> tuple[Picture, ...]:
        return tuple(found for found in map(addressed, pictures) if found)

    match thing:
        case Venue():
            return replace(thing, pictures=of_all(thing.pictures))
        case Club():
            return replace(thing, logo=addressed(thing.logo), contacts=of_contacts(thing.contacts))
        case _:
            visit = thing.first_visit
            steps = tuple(replace(one, picture=addressed(one.picture)) for one in visit.steps)
            return replace(
                thing,
                pictures=of_all(thing.pictures),
                contacts=of_contacts(thing.contacts),
                first_visit=replace(visit, steps=steps),
            )
