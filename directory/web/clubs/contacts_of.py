"""From the answers about whom to ask to contacts: what may be shown, and what only we may use."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from directory.model import Consent, Contact, Words
from directory.web import typed
from directory.web.clubs.filled import Filled
from directory.web.clubs.names import ANSWERS_BY, SHOWN, YES

NAMES = ("vorname", "rolle", "telefon", "mail", "zeigen", "antwort", "einwilligung")
CONSENT = "club-2026-12"
"""Which wording of the consent somebody agreed to; a new one whenever its sentences change."""


def contacts_of(filled: Filled, old: tuple[Contact, ...]) -> tuple[Contact, ...]:
    if filled.unchanged(*NAMES):
        return old
    rest = [one for one in old if one not in those_meant(old)]
    return (*_made(filled, next(iter(old), Contact())), *rest)


def those_meant(contacts: tuple[Contact, ...]) -> tuple[Contact, ...]:
    """The contacts that the questions are about: the first one, and its part that is not shown."""
    first = contacts[:1]
    others = (
        one
        for one in contacts[1:2]
        if first[0].is_public and not one.is_public and one.first_name == first[0].first_name
    )
    return (*first, *others)


def _made(filled: Filled, old: Contact) -> Iterator[Contact]:
    name, shown = filled.line("vorname"), filled.several("zeigen", SHOWN)
    phone, mail = typed.phone(filled.line("telefon")), typed.email(filled.line("mail"))
    ways = {"telefon": phone, "mail": mail}
    public = {way for way, reach in ways.items() if reach and way in shown}
    hidden = {way for way, reach in ways.items() if reach and way not in shown}
    whole = replace(
        old,
        first_name=name,
        role=filled.words("rolle", old.role) if filled.line("rolle") else Words(),
        answers_by=tuple(ANSWERS_BY[way] for way in filled.several("antwort", ANSWERS_BY)),
        is_person=bool(name),
        consent=_consent(filled, old, name),
    )
    for some, is_public in ((public, True), (hidden, False)):
        if some:
            yield replace(
                whole,
                phone=phone if "telefon" in some else "",
                email=mail if "mail" in some else "",
                is_public=is_public,
            )


def _consent(filled: Filled, old: Contact, name: str) -> Consent | None:
    if not name or filled.line("einwilligung") != YES:
        return None
    if old.consent and old.first_name == name and old.consent.ends_on >= filled.today:
        return old.consent
    return Consent(filled.today, _a_year_after(filled.today), CONSENT)


def _a_year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year + 1, day=28)
