"""A mail that is to leave the house, and what may stand in its head."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime

# Longer ones are cut by phones anyway.
LONGEST_SUBJECT = 150
LONGEST_ADDRESS = 254  # RFC 5321 with its brackets

# One address in its plain form. The part before the @ is ASCII: only few servers take others. Signs
# that separate addresses or lines (comma, colon, brackets, CR, LF, NUL) occur in no address here.
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[^\W_](?:[\w.-]*[^\W_])?")


@dataclass(frozen=True, slots=True)
class OutgoingMail:
    """``key`` says why the mail exists ("inquiry:<id>"): one event never queues two mails.

    ``html`` is the inside of a page's body, made from the same words as ``text``. The text of a
    ``sensitive`` mail is erased when it is delivered, or at ``expires_at``, whatever comes first.
    Nothing is sent after ``expires_at``. Raises ``ValueError`` for what is no address.
    """

    key: str
    to: str
    subject: str
    text: str
    html: str = ""
    reply_to: str = ""
    kind: str = ""
    about: str = ""
    expires_at: datetime | None = None
    sensitive: bool = False
    language: str = "de-simple"

    def __post_init__(self) -> None:
        for address in filter(None, (self.to, self.reply_to)):
            if not is_address(address):
                raise ValueError("a mail needs one plain address")
        if not self.key or not self.to:
            raise ValueError("a mail needs a key and somebody to go to")
        object.__setattr__(self, "subject", one_line(self.subject))
        object.__setattr__(self, "text", without_controls(self.text))
        object.__setattr__(self, "html", without_controls(self.html))


def is_address(text: str) -> bool:
    """Whether this is exactly one address that can stand in the head of a mail."""
    if len(text) > LONGEST_ADDRESS or ".." in text or not _ADDRESS.fullmatch(text):
        return False
    local, _, domain = text.partition("@")
    return not local.startswith(".") and not local.endswith(".") and _has_ascii_name(domain)


def one_line(text: str, longest: int = LONGEST_SUBJECT) -> str:
    """Fit for the head of a mail: no line ends, no control signs, not too long."""
    # Python reads "=?utf-8?q?=0A?=" as what it encodes, here a line end, and writes that out.
    line = " ".join(without_controls(text).replace("=?", "= ?").split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def without_controls(text: str) -> str:
    """Keeps line ends and tabs; drops NUL, other controls, and halves of signs (surrogates)."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in lines if sign in "\n\t" or not _is_control(sign))


def _is_control(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cc", "Cs")


def _has_ascii_name(domain: str) -> bool:
    """Each domain, with umlauts too, has a name in ASCII; what has none cannot be written to."""
    try:
        return len(domain.encode("idna")) <= 253
    except UnicodeError:
        return False
