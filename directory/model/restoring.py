"""What a record is after its content of an earlier day was brought back."""

from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from directory.model.club import Club
from directory.model.contact import Contact
from directory.model.offer import FirstVisit, Offer, Step
from directory.model.venue import Venue
from directory.model.verification import Verification

Thing = TypeVar("Thing", Club, Venue, Offer)


def restored(old: Thing, now: Thing, at: datetime) -> Thing:
    """``old`` in the place of ``now``: how it is found, whose it is and whom it shows stay.

    Addresses, ids and the club of an offer are no content. Photos and people stay as they are
    today, because whoever was taken out since may have taken back their yes. A restore confirms
    nothing: of the two days on which somebody said "this is true" the older one counts.
    """
    kept: dict[str, Any] = {}
    if not isinstance(now, Venue):
        kept = {"slug": now.slug, "former_ids": now.former_ids}
    old = replace(old, id=now.id, version=now.version, **kept)
    if isinstance(old, Venue) and isinstance(now, Venue):
        return replace(old, pictures=now.pictures)
    if isinstance(old, Club) and isinstance(now, Club):
        return replace(
            old,
            logo=now.logo,
            contacts=whom_to_ask(old.contacts, now.contacts),
            verification=older(old.verification, now.verification),
            changed_at=at,
        )
    if isinstance(old, Offer) and isinstance(now, Offer):
        return replace(
            old,
            club_id=now.club_id,
            pictures=now.pictures,
            first_visit=_with_photos_of_today(old.first_visit, now.first_visit),
            contacts=whom_to_ask(old.contacts, now.contacts),
            verification=older(old.verification, now.verification),
            changed_at=at,
        )
    raise TypeError("both must be records of one kind")


def whom_to_ask(old: tuple[Contact, ...], now: tuple[Contact, ...]) -> tuple[Contact, ...]:
    """The people of today and the offices of then. Where history has forgotten them, or nobody
    would be left, all stay as they are today."""
    people = tuple(one for one in now if _is_somebody(one))
    offices = tuple(one for one in old if not _is_somebody(one))
    return (*people, *offices) if old and (people or offices) else now


def older(one: Verification, other: Verification) -> Verification:
    """Who never confirmed anything is oldest of all."""
    if one.verified_on is None or other.verified_on is None:
        return one if one.verified_on is None else other
    return one if one.verified_on <= other.verified_on else other


def _is_somebody(contact: Contact) -> bool:
    return contact.is_person or bool(contact.first_name)


def _with_photos_of_today(old: FirstVisit, now: FirstVisit) -> FirstVisit:
    known = {step.picture.file: step.picture for step in now.steps if step.picture}

    def shown(step: Step) -> Step:
        return replace(step, picture=known.get(step.picture.file) if step.picture else None)

    return replace(old, steps=tuple(map(shown, old.steps)))
