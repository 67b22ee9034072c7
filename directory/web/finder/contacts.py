"""Whom one can ask: only contacts that agreed to be shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from directory.model import Contact, ContactWay
from directory.web.languages import _, locale
from directory.web.page import Line, line_of
from directory.web.spoken import phone_link, phone_words


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
    return tuple(contact_lines(one) for one in contacts if one.may_be_shown(today))


def contact_lines(contact: Contact) -> ContactLines:
    """One contact that may be shown, in lines."""
    role = line_of(contact.role)
    name = contact.first_name or (role.words if role else _("Der Verein"))
    lines = [role] if role and contact.first_name else []
    best = line_of(contact.best_time)
    if best:
        lines.append(Line(_("Die beste Zeit: {when}", when=best.words), best.lang))
    if contact.answers_by:
        ways = ", ".join(_way_words(way) for way in contact.answers_by)
        lines.append(Line(_("Die Antwort kommt so: {ways}.", ways=ways)))
    if contact.languages:
        spoken = language_words(contact.languages)
        lines.append(Line(_("Diese Person spricht: {languages}.", languages=spoken)))
    return ContactLines(
        name=name,
        lines=tuple(lines),
        phone_href=phone_link(contact.phone),
        phone=phone_words(contact.phone),
        email=contact.email,
    )


def _way_words(way: ContactWay) -> str:
    return {
        ContactWay.PHONE: _("am Telefon"),
        ContactWay.EMAIL: _("als E-Mail"),
        ContactWay.MESSAGE: _("als Nachricht"),
        ContactWay.LETTER: _("als Brief"),
    }[way]


_OWN_LANGUAGE_NAMES = {
    "de-simple": "Leichte Sprache",
    "gsg": "Deutsche Gebärdensprache",
    "dgs": "Deutsche Gebärdensprache",
}


def language_words(codes: tuple[str, ...]) -> str:
    names = [
        _OWN_LANGUAGE_NAMES.get(code) or locale().languages.get(code) or code for code in codes
    ]
    return ", ".join(names)
