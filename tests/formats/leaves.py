"""Every smallest part of a listing, and the same listing with just that part changed."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any

from directory.model import (
    ContactWay,
    Fact,
    How,
    Listing,
    Picture,
    PinBy,
    Precision,
    Role,
    Source,
    Status,
    Texts,
    Verification,
    Words,
)
from tests.web.listings import full_listing, words

FILE = "0123456789abcdef0123456789abcdef-800x600.webp"
PHOTO = Picture(
    "0123456789abcdef0123456789abcdef-800x600.webp",
    words("Ein Becken."),
    "Foto Voll",
    "CC BY 4.0",
    True,
)


# The order matters: a bool is an int, and a datetime is a date.
_OTHERS: dict[type, Callable[[Any], Any]] = {
    bool: lambda value: not value,
    int: lambda value: value + 1,
    float: lambda value: value + 0.05,
    Decimal: lambda value: value + 1,
    date: lambda value: value + timedelta(days=8),
    time: lambda value: value.replace(minute=value.minute + 7),
}


def rich_listing() -> Listing:
    """All fields have a value, so that each can be changed."""
    listing = full_listing()
    assert listing.offer
    assert listing.venue
    step, *rest = listing.offer.first_visit.steps
    amira = replace(listing.offer.contacts[0], picture=PHOTO)
    office = replace(listing.club.contacts[0], phone="+493459876543", best_time=words("Immer."))
    easy = listing.offer.what.easy
    assert easy
    offer = replace(
        listing.offer,
        what=Texts(easy, replace(easy, words="Standard."), replace(easy, words="English.")),
        contacts=(amira,),
        pictures=(PHOTO,),
        network_id="netz-1",
        status=Status.PAUSED,
        example=False,
        paused_until=date(2027, 2, 1),
        first_visit=replace(listing.offer.first_visit, steps=(replace(step, picture=PHOTO), *rest)),
        source=Source("examples", "nr-1"),
    )
    venue = replace(
        listing.venue,
        pictures=(PHOTO,),
        osm_id="way/1",
        example=False,
        pin_by=PinBy.CLUB,
        precision=Precision.DOOR,
        source=Source("examples", "nr-2"),
    )
    club = replace(
        listing.club,
        federation_ids=("LSB 7",),
        example=False,
        logo=PHOTO,
        contacts=(replace(office, answers_by=(ContactWay.PHONE,), languages=("de",)),),
        venue_id=venue.id,
        verification=Verification(date(2026, 5, 6), Role.CLUB, How.LINK, ("name",)),
        changed_at=listing.offer.changed_at,
        source=Source("examples", "nr-3"),
    )
    return Listing(_checked(club), _checked(offer), _checked(venue))


def _checked(thing: Any) -> Any:
    """With a day and a person for each fact."""
    if isinstance(thing, Fact):
        return replace(thing, checked_on=date(2026, 6, 7), checked_by=Role.EDITOR)
    if isinstance(thing, tuple):
        return tuple(map(_checked, thing))
    if not is_dataclass(thing):
        return thing
    return replace(thing, **{one.name: _checked(getattr(thing, one.name)) for one in fields(thing)})


def leaves(listing: Listing) -> Iterator[tuple[str, Listing]]:
    """Dotted names with the listing in which that one part is another; lists by their first."""
    for name in ("offer", "club", "venue"):
        for path, changed in _changes(getattr(listing, name)):
            yield f"{name}.{path}", replace(listing, **{name: changed})


def _changes(thing: Any) -> Iterator[tuple[str, Any]]:
    for field in fields(thing):
        value = getattr(thing, field.name)
        for path, changed in _of_value(value):
            name = f"{field.name}.{path}".rstrip(".")
            yield name, replace(thing, **{field.name: changed})


def _of_value(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Words):
        yield "", Words(value.easy + " Anders.", value.de + " Anders.", value.en + " Other.")
    elif is_dataclass(value):
        yield from _changes(value)
    elif isinstance(value, tuple):
        if value and is_dataclass(value[0]) and not isinstance(value[0], Words):
            seen: set[str] = set()
            for at, one in enumerate(value):
                for path, changed in _of_value(one):
                    # By the first that has a value there.
                    if path not in seen:
                        seen.add(path)
                        yield path, (*value[:at], changed, *value[at + 1 :])
        elif value:
            yield "", (*_other(value[:1]), *value[1:])
    elif value is not None:
        yield "", _other_value(value)


def _other(values: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(
        Words(one.easy + " Anders.") if isinstance(one, Words) else _other_value(one)
        for one in values
    )


def _other_value(value: Any) -> Any:
    if isinstance(value, Enum):
        kinds = list(type(value))
        return kinds[(kinds.index(value) + 1) % len(kinds)]
    if isinstance(value, str) and value.startswith("+49"):
        return f"{value[:-1]}9"
    if isinstance(value, str):
        return "boccia" if value == "schwimmen" else f"{value}x"
    for kind, other in _OTHERS.items():
        if isinstance(value, kind):
            return other(value)
    raise TypeError(f"nobody said how to change {value!r}")


__all__ = ["leaves", "rich_listing"]
