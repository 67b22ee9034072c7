"""The seal of a text that people with learning difficulties have read and found easy."""

from dataclasses import dataclass
from datetime import date

from directory.model.text import Text


@dataclass(frozen=True, slots=True)
class Seal:
    """When people of the target group checked a text, and which team; both are always there.

    The seal of an invented offer is an ``example``: it must be shown as one and never as a promise.
    """

    checked_on: date
    team: str
    example: bool = False


def seal(text: Text | None, *, example: bool = False) -> Seal | None:
    """The seal of a text, or None: no rule and no score can replace the readers.

    ``example`` is that of the offer to which the text belongs.
    """
    if text is None or text.checked_on is None:
        return None
    team = " ".join(text.checked_by_team.split())
    return Seal(text.checked_on, team, example) if team else None
