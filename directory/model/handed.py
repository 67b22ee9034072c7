"""A list of offers that one person hands to another: no person is in it."""

from dataclasses import dataclass
from datetime import datetime

LONGEST_NOTE = 80
LONGEST_NAME = 40
MOST_ENTRIES = 15


@dataclass(frozen=True, slots=True)
class ListEntry:
    """An offer by its id. ``name`` is how it was called then, in case that it is gone later."""

    offer_id: str
    note: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class OfferList:
    """What somebody collected, in their order."""

    name: str = ""
    entries: tuple[ListEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class HandedList:
    """A list that is kept under a code of six figures until its end."""

    code: str
    content: OfferList
    created_at: datetime
    expires_at: datetime
