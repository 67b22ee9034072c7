"""What visitors send: a question to a club, a wish, "this is wrong", "I cannot use this page"."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from directory.model.need import Need


class ReachBy(StrEnum):
    """How the club is to answer."""

    PHONE = "phone"
    EMAIL = "email"


class Wrong(StrEnum):
    """What does not fit on the page of an offer."""

    TIME = "time"
    PLACE = "place"
    CONTACT = "contact"
    COST = "cost"
    ACCESS = "access"
    GONE = "gone"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question to a club. It may hold health data, so it is passed on and forgotten.

    ``consent`` is the key of the wording that was agreed to, such as "2026-11".
    """

    id: str
    offer_id: str
    first_name: str
    reach_by: ReachBy
    reach: str
    wish: str
    consent: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody looked for and nobody offers yet: no person, no free words.

    ``sports`` and ``state`` are ids and codes as in search; ``ags`` is a municipality key or
    its beginning.
    """

    sports: tuple[str, ...]
    place_name: str
    ags: str
    state: str
    needs: tuple[Need, ...]
    radius_km: int
    at: datetime
    language: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Somebody says that something about an offer is wrong."""

    offer_id: str
    what: Wrong
    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Barrier:
    """Somebody could not use a page. ``reply_to`` is empty, or where they want an answer."""

    address: str
    note: str
    reply_to: str
    at: datetime
