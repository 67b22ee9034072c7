"""One offer out of two that are the same: which side stays for which field, and why."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Final

from directory.model.club import Club
from directory.model.merging import differing, settled
from directory.model.offer import Offer
from directory.model.provenance import Turn, confirms
from directory.model.restoring import older
from directory.model.source import Trust
from directory.model.verification import Role

# What is chosen together, because halves of two offers would contradict each other.
GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "club": ("club_id",),
    "venue": ("venue_id",),
    "name": ("name", "name_easy"),
    "sports": ("sports",),
    "what": ("what",),
    "form": ("form", "unified", "levels"),
    "audience": ("audience",),
    "support": ("support",),
    "companion": ("companion",),
    "trial": ("trial",),
    "first_visit": ("first_visit",),
    "senses": ("senses",),
    "schedule": ("schedule",),
    "status": ("status", "paused_until", "notice"),
    "costs": ("is_free", "prices", "cost_help"),
    "contacts": ("contacts",),
    "languages": ("languages",),
    "pictures": ("pictures",),
    "network": ("network_id",),
}
# Many facts, each true for itself: what one side does not know comes from the other.
FILLED: Final = frozenset({"support", "companion", "trial", "senses", "cost_help"})
_TRUST: Final = (Trust.IMPORT, Trust.CONFIRMED, Trust.CLUB, Trust.PERSON)
_PEOPLE: Final = {Role.EDITOR: Trust.PERSON, Role.ADVISOR: Trust.PERSON, Role.CLUB: Trust.CLUB}


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two, and who changed which of its fields last."""

    offer: Offer
    said: Mapping[str, Role]

    def trust(self, group: str) -> int:
        """How far what it says there is to be trusted: a person, the club, confirmed, imported."""
        names = GROUPS[group]
        found = [_TRUST.index(self.offer.source.trust)]
        for path, role in self.said.items():
            if path.partition(".")[0] in names and role in _PEOPLE:
                found.append(_TRUST.index(_PEOPLE[role]))
        if any(confirms(self.offer.verification, name) for name in names):
            found.append(_TRUST.index(Trust.CONFIRMED))
        return max(found)

    def newest(self) -> date:
        """When somebody last said something about it."""
        changed = self.offer.changed_at
        days = [self.offer.verification.verified_on, changed.date() if changed else None]
        return max((day for day in days if day), default=date.min)


def said_last(turns: Iterable[Turn]) -> dict[str, Role]:
    """Who changed each field last."""
    said: dict[str, Role] = {}
    for turn in turns:
        if turn.before is not None:
            said |= dict.fromkeys(differing(turn.before, turn.after), turn.by)
    return said


def differing_groups(one: Offer, other: Offer) -> tuple[str, ...]:
    """What the two say differently."""
    other = settled(one, other)
    return tuple(
        group
        for group, names in GROUPS.items()
        if any(getattr(one, name) != getattr(other, name) for name in names)
    )


def better_in(one: Side, other: Side) -> tuple[str, ...]:
    """Where ``other`` should stay: it says something, is more to be trusted, or is newer."""

    def weight(side: Side, group: str) -> tuple[bool, int, date]:
        return _says(side.offer, group), side.trust(group), side.newest()

    return tuple(
        group
        for group in differing_groups(one.offer, other.offer)
        if weight(other, group) > weight(one, group)
    )


def joined(stays: Offer, goes: Offer, taken: Collection[str]) -> Offer:
    """``stays`` with the groups of ``goes`` that were taken; old ids lead to it.

    What was mixed from both nobody has confirmed as it is: then the older day counts.
    """
    goes = settled(stays, goes)
    values: dict[str, Any] = {}
    for group in differing_groups(stays, goes):
        mine, theirs = (goes, stays) if group in taken else (stays, goes)
        for name in GROUPS[group]:
            value = getattr(mine, name)
            values[name] = _filled(value, getattr(theirs, name)) if name in FILLED else value
    whole = replace(stays, **values)
    if not differing_groups(whole, stays):
        verification = stays.verification
    elif not differing_groups(whole, goes):
        verification = goes.verification
    else:
        verification = older(stays.verification, goes.verification)
    former = dict.fromkeys((*stays.former_ids, goes.id, *goes.former_ids))
    return replace(whole, former_ids=tuple(former), verification=verification)


def joined_clubs(stays: Club, goes: Club) -> Club:
    """One club, with what it does not say itself from the other."""
    whole = {
        field.name: getattr(goes, field.name)
        for field in fields(stays)
        if field.name not in ("id", "slug", "version", "changed_at", "verification", "source")
        and getattr(stays, field.name) == field.default
    }
    both = {
        name: tuple(dict.fromkeys((*getattr(stays, name), *getattr(goes, name))))
        for name in ("sports", "federation_ids")
    }
    former = tuple(dict.fromkeys((*stays.former_ids, goes.id, *goes.former_ids)))
    return replace(stays, **{**whole, **both, "former_ids": former, "example": stays.example})


def _says(offer: Offer, group: str) -> bool:
    """Whether it says anything there."""
    known = {field.name: field.default for field in fields(offer)}
    return any(getattr(offer, name) != known[name] for name in GROUPS[group])


def _filled(mine: Any, theirs: Any) -> Any:
    """``mine``, with the facts that it leaves open from ``theirs``."""
    known = {
        field.name: getattr(theirs, field.name)
        for field in fields(mine)
        if getattr(mine, field.name) == field.default
    }
    return replace(mine, **known)
