"""What somebody of the team heard at the telephone, or saw at a visit."""

from dataclasses import dataclass
from datetime import date, datetime

from directory.model.verification import How


@dataclass(frozen=True, slots=True)
class CheckNote:
    """``key`` is that of the form: the same one sent twice is one note. ``team`` says who was
    there, such as "Netzwerk Halle"; names of people do not belong here."""

    key: str
    text: str = ""
    team: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """A call or a visit about an offer. ``person`` is the name of who did it, as it is today."""

    number: int
    offer_id: str
    how: How
    day: date
    text: str
    team: str
    person: str
    at: datetime
