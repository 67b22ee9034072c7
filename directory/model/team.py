"""Who works at the directory, and what each of them may do, everywhere or in named regions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Duty(StrEnum):
    """What somebody is there for. An administrator may do everything, everywhere."""

    ADVISOR = "advisor"
    EDITOR = "editor"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Grant:
    """A duty in these regions: keys of municipalities (AGS) or their beginnings, so ``15`` is a
    state and ``15002`` a district. No region at all means everywhere."""

    duty: Duty
    regions: tuple[str, ...] = ()

    def covers(self, ags: str) -> bool:
        """Whether this place belongs to it. Without a key (no place yet) only who is everywhere."""
        return not self.regions or any(ags.startswith(region) for region in self.regions)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the team. ``ended_at``: since then they no longer belong to it."""

    id: str
    email: str
    name: str = ""
    grants: tuple[Grant, ...] = ()
    created_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def is_admin(self) -> bool:
        return any(grant.duty is Duty.ADMIN for grant in self.grants)

    def has(self, duty: Duty) -> bool:
        """Whether they have this duty anywhere."""
        return self.is_admin or any(grant.duty is duty for grant in self.grants)

    def may(self, duty: Duty, ags: str) -> bool:
        """Whether they have this duty at this place."""
        return self.is_admin or any(
            grant.duty is duty and grant.covers(ags) for grant in self.grants
        )

    def regions(self, *duties: Duty) -> tuple[str, ...] | None:
        """The regions of these duties; None for everywhere."""
        mine = [grant for grant in self.grants if grant.duty in duties]
        if self.is_admin or any(not grant.regions for grant in mine):
            return None
        return tuple(dict.fromkeys(region for grant in mine for region in grant.regions))


def grants_of(duties: Iterable[Duty], regions: Iterable[str] = ()) -> tuple[Grant, ...]:
    """Each duty once, in the same regions; an administrator has no regions."""
    keys = tuple(dict.fromkeys(regions))
    return tuple(Grant(duty, () if duty is Duty.ADMIN else keys) for duty in dict.fromkeys(duties))


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody signed in on one device; ``id`` is the hash by which it can be ended."""

    id: str
    person_id: str
    device: str
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
