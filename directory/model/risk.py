"""Which part of a change may be live at once, and which part somebody has to look at first."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, NamedTuple

from directory.model.contact import Contact
from directory.model.listing import Listing
from directory.model.merging import proposed
from directory.model.offer import Offer, Status
from directory.model.text import Words

# Nobody is misled or put at risk by these: they are true or they are corrected with one call.
_LOW = ("schedule", "is_free", "prices", "paused_until")
# Ended takes an offer out of the search, planned brings promises: both are no matter of a pause.
_LOW_STATUS = (Status.RUNNING, Status.PAUSED, Status.FULL)


class Parted(NamedTuple):
    """``low`` is what readers may see at once, None where nothing of low risk has changed.

    ``rest`` says whether more has changed than that.
    """

    low: Listing | None
    rest: bool


def parted(before: Listing, after: Listing) -> Parted:
    """Times, prices, pause and phone numbers of known contacts go ahead; all else waits.

    Times and prices with new words in them wait, as all words do. Addresses of mail wait:
    questions of visitors go there.
    """
    after = proposed(before, after)
    low = before
    if before.offer and after.offer:
        club = replace(
            before.club, contacts=_with_phones(before.club.contacts, after.club.contacts)
        )
        low = replace(before, offer=_low(before.offer, after.offer), club=club)
    return Parted(low if low != before else None, rest=after != low)


def _low(before: Offer, after: Offer) -> Offer:
    changes = {name: _without_new_words(before, after, name) for name in _LOW}
    if before.status in _LOW_STATUS and after.status in _LOW_STATUS:
        changes["status"] = after.status
    else:
        changes["paused_until"] = before.paused_until
    return replace(before, **changes, contacts=_with_phones(before.contacts, after.contacts))


def _without_new_words(before: Offer, after: Offer, name: str) -> Any:
    old, new = getattr(before, name), getattr(after, name)
    return new if set(_words(new)) <= set(_words(old)) else old


def _words(thing: Any) -> Iterator[Words]:
    """All that somebody wrote into it."""
    if isinstance(thing, Words):
        if thing:
            yield thing
    elif isinstance(thing, tuple):
        for part in thing:
            yield from _words(part)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from _words(getattr(thing, field.name))


def _with_phones(before: tuple[Contact, ...], after: tuple[Contact, ...]) -> tuple[Contact, ...]:
    """The old contacts with the new numbers, as far as they are the same people or roles."""
    if len(before) != len(after):
        return before
    return tuple(
        replace(old, phone=new.phone) if _is_same(old, new) else old
        for old, new in zip(before, after, strict=True)
    )


def _is_same(old: Contact, new: Contact) -> bool:
    # A number that is taken away may have been the only way to reach somebody.
    who = (old.first_name, old.role, old.is_person, old.is_public)
    return bool(new.phone) and who == (new.first_name, new.role, new.is_person, new.is_public)
