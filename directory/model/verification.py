"""When, by whom and how something was found to be true; never the same as when it was changed."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """Who says so."""

    CLUB = "club"
    ADVISOR = "advisor"
    EDITOR = "editor"
    IMPORT = "import"


class How(StrEnum):
    """The way in which somebody checked."""

    LINK = "link"
    PHONE = "phone"
    VISIT = "visit"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class Verification:
    """The last time that somebody said: this is true.

    HSDS: ``assured_date`` (verified_on), ``assurer_email`` is left out on purpose (personal data).
    ``fields`` names the facts that were checked; empty means all of them.
    """

    verified_on: date | None = None
    by: Role | None = None
    how: How | None = None
    fields: tuple[str, ...] = ()
    next_due: date | None = None
