"""What a club has typed so far, exactly as it was typed."""

from dataclasses import dataclass
from datetime import datetime

from directory.model.listing import Listing


@dataclass(frozen=True, slots=True)
class Draft:
    """``record_id`` is the offer that is being changed, empty for a new one; ``before`` is what
    readers saw of it when the draft began, and ``keeper`` the proven address of who began.
    ``submission_id`` is set once it was sent."""

    id: str
    record_id: str
    email: str
    answers: tuple[tuple[str, str], ...]
    version: int
    submission_id: str
    changed_at: datetime
    before: Listing | None = None
    keeper: str = ""
