"""Whom one can ask: only contacts that agreed to be shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from directory.model import Contact, Listing
from directory.model.mailbox import mailbox
from directory.web.addresses import url_for
from directory.web.page import Line
from directory.web.parts import parts
from directory.web.voice import lines, voice
from directory.wording import ContactSaid, contact_said


@dataclass(frozen=True, slots=True)
class ContactLines:
    """One person or office, with ways to reach it."""

    name: str
    lines: tuple[Line, ...]
    phone_href: str = ""
    phone: str = ""
    email: str = ""


def contacts_shown(contacts: Iterable[Contact], today: date) -> tuple[ContactLines, ...]:
    """Those that anybody may see on that day."""
    return tuple(
        contact_lines(contact_said(one, voice())) for one in contacts if one.may_be_shown(today)
    )


def contact_lines(said: ContactSaid) -> ContactLines:
    return ContactLines(
        name=said.name.words,
        lines=lines(said.sentences),
        phone_href=said.dial,
        phone=said.phone,
        email=said.email,
    )


def ask_address(listing: Listing, today: date) -> str:
    """The page for a question to the club; empty where no mail could bring it there."""
    offer = listing.offer
    if offer is None or parts().inbox is None or not mailbox(listing, today):
        return ""
    return url_for("messages.inquiry", slug=offer.slug)
