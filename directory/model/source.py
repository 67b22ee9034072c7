"""Where a record comes from, under which licence, and how far it is to be trusted."""

from dataclasses import dataclass
from enum import StrEnum


class Trust(StrEnum):
    """The order for merging: a person, then the club, then confirmed, then imported data."""

    PERSON = "person"
    CLUB = "club"
    CONFIRMED = "confirmed"
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class Source:
    """HSDS ``metadata``; ``name`` is a key of ``content/sources.yaml``, ``record_id`` is theirs."""

    name: str = ""
    record_id: str = ""
    trust: Trust = Trust.CLUB
