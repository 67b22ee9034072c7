"""Words for the pages with mails; a mail is shown as text, never as the HTML that it holds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Final

from flask import url_for

from directory.web.languages import _
from directory.web.messages.present import start_trail
from directory.web.page import Link
from directory.web.voice import voice
from directory.wording import clock_words, day_words

MOST_SHOWN: Final = 100
_LINK: Final = re.compile(r"https?://[^\s<>\"]+")


@dataclass(frozen=True, slots=True)
class Mail:
    """``lines`` are pieces of text and links, line by line."""

    name: str
    subject: str
    to: str
    at: str
    lines: tuple[tuple[str | Link, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A mail in the list."""

    link: Link
    to: str
    at: str


@dataclass(frozen=True, slots=True)
class MailsPage:
    """Words for ``mails/mails.html``."""

    title: str
    trail: tuple[Link, ...]
    lead: tuple[str, ...]
    entries: tuple[Entry, ...]

    @classmethod
    def of(cls, files: tuple[Path, ...]) -> "MailsPage":
        read = tuple(mail for file in files if (mail := read_mail(file)))
        return cls(
            title=_("E-Mails auf diesem Computer"),
            trail=start_trail(),
            lead=(
                _("Hier ist kein Mail-Server eingestellt."),
                _("Darum bleiben alle E-Mails auf diesem Computer."),
                _("Nur Sie sehen diese Seite."),
            ),
            entries=tuple(map(_entry, read)),
        )


@dataclass(frozen=True, slots=True)
class MailPage:
    """Words for ``mails/mail.html``."""

    title: str
    trail: tuple[Link, ...]
    mail: Mail

    @classmethod
    def of(cls, mail: Mail) -> "MailPage":
        back = Link(_("E-Mails auf diesem Computer"), url_for("mails.mails"))
        return cls(mail.subject or _("Eine E-Mail"), (*start_trail(), back), mail)


def mails_in(folder: Path) -> tuple[Path, ...]:
    """The newest first: the names begin with the moment."""
    files = folder.glob("*.eml") if folder.is_dir() else ()
    return tuple(sorted(files, key=lambda file: file.name, reverse=True))[:MOST_SHOWN]


def read_mail(file: Path) -> Mail | None:
    """None for what is gone meanwhile, or is no mail."""
    try:
        parsed = BytesParser(EmailMessage, policy=policy.default).parsebytes(file.read_bytes())
        body = parsed.get_body(("plain",))
        text = str(body.get_content()) if body else ""
        return Mail(
            file.name,
            str(parsed["Subject"] or ""),
            str(parsed["To"] or ""),
            _moment(str(parsed["Date"] or "")),
            tuple(tuple(_pieces(line)) for line in text.splitlines()),
        )
    except (OSError, MessageError, LookupError, ValueError):
        return None


def _moment(text: str) -> str:
    try:
        at: datetime = parsedate_to_datetime(text).astimezone()
    except ValueError:
        return ""
    return f"{day_words(at.date(), voice())}, {clock_words(at.time(), voice())}"


def _pieces(line: str) -> Iterator[str | Link]:
    end = 0
    for found in _LINK.finditer(line):
        if before := line[end : found.start()]:
            yield before
        yield Link(found[0], found[0])
        end = found.end()
    if rest := line[end:]:
        yield rest


def _entry(mail: Mail) -> Entry:
    words = mail.subject or _("Eine E-Mail")
    return Entry(Link(words, url_for("mails.mail", name=mail.name)), mail.to, mail.at)
