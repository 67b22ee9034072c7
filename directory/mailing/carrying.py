"""What everybody who carries mails promises, and what can stand in the way."""

from email.message import EmailMessage
from enum import Enum
from typing import Protocol


class Hindrance(Enum):
    """What stood in the way, and so what is to be done."""

    SERVER = "no mail leaves now: wait and try again"
    LATER = "this mail does not leave now: try it again"
    NEVER = "this mail will never be taken"


class NotSent(Exception):
    """The mail was not taken; the text is the reason, never words of the mail."""

    def __init__(self, reason: str, hindrance: Hindrance) -> None:
        super().__init__(reason)
        self.reason = reason
        self.hindrance = hindrance


class Sender(Protocol):
    def send(self, message: EmailMessage) -> None:
        """Returns when somebody else has taken the mail; else raises :class:`NotSent`."""

    def erase(self) -> int:
        """Removes delivered mails that lie with us and have had their time; how many."""
