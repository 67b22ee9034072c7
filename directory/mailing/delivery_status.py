"""Reads what mail servers write when a mail could not be delivered (RFC 3464)."""

import re
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from typing import Final

from directory.model.mail import is_address

# Anybody may write to the address of bounces. Real reports are small and name one address.
LONGEST: Final = 1_000_000
MOST_RECIPIENTS: Final = 50

_LASTING: Final = re.compile(r"5\.\d{1,3}\.\d{1,3}")
_OUR_ID: Final = re.compile(r"<([0-9a-f]{32})@")
_RETURNED: Final = ("message/rfc822", "message/global")
_RETURNED_HEAD: Final = ("text/rfc822-headers", "message/global-headers")


@dataclass(frozen=True, slots=True)
class Refused:
    """An address that will never take this mail; ``status`` such as 5.1.1."""

    email: str
    status: str


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """``message_ids``: the mails that came back with the report, by the part before the @."""

    refused: tuple[Refused, ...]
    message_ids: tuple[str, ...] = ()


def delivery_report(content: bytes) -> DeliveryReport | None:
    """None for any other mail. Delays (4.x.x) and good news are left out of ``refused``."""
    if len(content) > LONGEST:
        return None
    try:
        return _report(message_from_bytes(content))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        # Made to confuse: the parser of Python fails in many ways at what is no mail.
        return None


def _report(mail: Message) -> DeliveryReport | None:
    if mail.get_content_type() != "multipart/report" or not mail.is_multipart():
        return None
    refused: dict[str, Refused] = {}
    ids: dict[str, None] = {}
    is_report = False
    for part in _parts(mail):
        kind = part.get_content_type()
        if kind in ("message/delivery-status", "message/global-delivery-status"):
            is_report = True
            for block in _parts(part):
                for one in _refused(block):
                    refused.setdefault(one.email, one)
        elif kind in _RETURNED:
            for returned in _parts(part):
                ids |= dict.fromkeys(_ids(str(returned.get("Message-ID", ""))))
        elif kind in _RETURNED_HEAD:
            ids |= dict.fromkeys(_ids(_head(part)))
    if not is_report:
        return None
    return DeliveryReport(tuple(refused.values())[:MOST_RECIPIENTS], tuple(ids))


def _parts(mail: Message) -> list[Message]:
    payload = mail.get_payload()
    return (
        [part for part in payload if isinstance(part, Message)] if isinstance(payload, list) else []
    )


def _refused(block: Message) -> list[Refused]:
    """Whom one block of the report is about, in each spelling that it names."""
    status = _LASTING.search(_plain(block, "Status"))
    if not status or _plain(block, "Action").lower() != "failed":
        return []
    named = (_address(_plain(block, field)) for field in ("Original-Recipient", "Final-Recipient"))
    return [Refused(email, status.group()) for email in named if email]


def _plain(block: Message, field: str) -> str:
    """One field on one line; letters beyond ASCII are UTF-8 there (RFC 6533)."""
    for name, value in block.raw_items():
        if name.lower() == field.lower():
            text = str(value).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
            return " ".join(text.split())
    return ""


def _address(text: str) -> str:
    """The address of "rfc822; anna@verein.example", as we write it; empty where it is none."""
    kind, _, address = text.partition(";")
    address = address.strip().strip("<>").lower()
    if kind.strip().lower() not in ("rfc822", "utf-8") or not is_address(address):
        return ""
    local, _, domain = address.partition("@")
    try:
        return f"{local}@{domain.encode().decode('idna')}"
    except UnicodeError:
        return address


def _head(part: Message) -> str:
    """The line of a returned head that names the mail."""
    payload = part.get_payload(decode=True)
    text = payload.decode("ascii", "replace") if isinstance(payload, bytes) else ""
    for line in text.splitlines():
        if line.lower().startswith("message-id:"):
            return line
        if not line.strip():
            break
    return ""


def _ids(text: str) -> list[str]:
    return _OUR_ID.findall(text.lower())
