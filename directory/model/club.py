"""Who offers sport: a club, or another organiser."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from directory.model.contact import Contact
from directory.model.picture import Picture
from directory.model.source import Source
from directory.model.verification import Verification


class ClubKind(StrEnum):
    """What sort of organiser it is."""

    CLUB = "club"
    SPORTS_CENTRE = "sports_centre"
    DOJO = "dojo"
    FITNESS_CENTRE = "fitness_centre"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Club:
    """schema.org ``SportsClub``, HSDS ``organization``, OpenActive ``organizer``.

    A club without a published offer is *known*, not inclusive: it is shown apart from offers.
    ``sports`` are what it is known to do; ``venue_id`` is where it is at home, if known.
    """

    id: str
    slug: str
    name: str
    kind: ClubKind = ClubKind.CLUB
    legal_form: str = ""
    federation_ids: tuple[str, ...] = ()
    website: str = ""
    logo: Picture | None = None
    charter_signed_on: date | None = None
    contacts: tuple[Contact, ...] = ()
    sports: tuple[str, ...] = ()
    venue_id: str | None = None
    former_ids: tuple[str, ...] = ()
    usual_answer_days: int | None = None
    verification: Verification = Verification()
    changed_at: datetime | None = None
    source: Source = Source()
    example: bool = False
    version: int = 1
