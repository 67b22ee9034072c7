"""What a club has sent in, and what may become of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from directory.model.listing import Listing


class State(StrEnum):
    """``REPLACED``: a later one took its place before anybody decided."""

    WAITING = "waiting"
    APPROVED = "approved"
    SENT_BACK = "sent_back"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"


# Nobody has had the last word yet.
OPEN = (State.WAITING, State.SENT_BACK)

# decided_by of a change that was live at once.
BY_CLUB = "club"


class WrongStep(Exception):
    """This step cannot follow: somebody has decided already."""


@dataclass(frozen=True, slots=True)
class Submission:
    """``listing`` is what is proposed and ``before`` what it was made from, None where it is new.

    ``doubts`` are keys that say why an editor should look twice. ``decided_by`` is a role, or
    ``BY_CLUB`` for a change of low risk that nobody had to approve.
    """

    id: str
    offer_id: str
    club_id: str
    state: State
    listing: Listing
    before_version: int
    email: str
    doubts: tuple[str, ...]
    note: str
    created_at: datetime
    before: Listing | None = None
    decided_at: datetime | None = None
    decided_by: str = ""

    def may_become(self, state: State) -> bool:
        if state is State.WITHDRAWN:
            return self.state in OPEN
        return self.state is State.WAITING


@dataclass(frozen=True, slots=True)
class Changed:
    """What happened to a change: a part may be live while another part waits.

    ``submission`` is the part that waits, else the part that is live; None where nothing differs.
    """

    live: bool
    waits: bool
    submission: Submission | None
