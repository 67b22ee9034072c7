"""Writes a mail as mail programs and screen readers want it: plain text, and the same as HTML."""

from datetime import datetime
from email import policy
from email.header import Header
from email.headerregistry import Address, HeaderRegistry, UniqueUnstructuredHeader
from email.message import EmailMessage
from email.policy import Policy
from email.utils import format_datetime, parseaddr
from html import escape

from directory.model.mail import OutgoingMail, is_address, one_line

# Large letters and short lines, as on the pages; colours stay those of the reader's mail program.
_FRAME = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
</head>
<body style="font-family: Verdana, Arial, sans-serif; font-size: 20px; line-height: 1.5">
<div role="main" style="max-width: 32em; margin: 0 auto; padding: 16px">
{html}
</div>
</body>
</html>
"""


class _Subject(UniqueUnstructuredHeader):
    """Encodes the whole subject or nothing of it: where Python encodes single words, blanks are
    lost or doubled."""

    def fold(self, *, policy: Policy) -> str:
        words = str(self)
        if not words.isascii() or len(words) > 60:
            words = Header(words, "utf-8", header_name="Subject").encode(linesep=policy.linesep)
        return f"Subject: {words}{policy.linesep}"


_headers = HeaderRegistry()
_headers.map_to_type("subject", _Subject)  # type: ignore[arg-type]  # as the manual has it
_POLICY = policy.SMTP.clone(header_factory=_headers)


def message(mail: OutgoingMail, from_: str, *, message_id: str, date: datetime) -> EmailMessage:
    """The mail as it is sent; the same arguments give the same head.

    ``from_`` is "Name <address>" or an address; ``message_id`` the part before the @, ``date``
    when the mail was written. Raises ``ValueError`` where ``from_`` is no address.
    """
    sender = _sender(from_)
    written = EmailMessage(policy=_POLICY)
    written["From"] = sender
    written["To"] = ascii_address(mail.to)
    if mail.reply_to:
        written["Reply-To"] = ascii_address(mail.reply_to)
    written["Subject"] = mail.subject
    written["Date"] = format_datetime(date)
    written["Message-ID"] = f"<{message_id}@{sender.domain}>"
    # So that nobody's holiday notice answers us (RFC 3834; the second is what Exchange knows).
    written["Auto-Submitted"] = "auto-generated"
    written["X-Auto-Response-Suppress"] = "All"
    if mail.expires_at:
        written["Expires"] = format_datetime(mail.expires_at)
    # Quoted-printable: every server passes it on, also those that know nothing but ASCII.
    written.set_content(mail.text, cte="quoted-printable")
    if mail.html:
        page = _FRAME.format(
            language=escape(mail.language), title=escape(mail.subject), html=mail.html
        )
        written.add_alternative(page, subtype="html", cte="quoted-printable")
    # Last, because setting content takes such headers away again.
    written["Content-Language"] = mail.language
    return written


def ascii_address(address: str) -> str:
    """Domains with umlauts in their ASCII form, which every server understands."""
    local, _, domain = address.rpartition("@")
    return f"{local}@{domain.encode('idna').decode()}"


def _sender(from_: str) -> Address:
    name, address = parseaddr(from_)
    if not is_address(address):
        raise ValueError(f"{from_!r} is no address that mails can come from")
    return Address(one_line(name), addr_spec=ascii_address(address))
