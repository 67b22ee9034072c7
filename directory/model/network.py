"""A municipality that wants to join: who asks, and what is there already."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class NetworkRequest:
    """It names a person, who agreed to be asked back; so it is kept for a year at most."""

    ags: str
    place: str
    first_name: str
    role: str
    reach: str
    has: tuple[str, ...]
    text: str
    at: datetime
    consent: str
