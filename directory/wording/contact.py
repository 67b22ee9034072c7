"""People and offices that one can ask, as far as they may be shown."""

from collections.abc import Iterator
from datetime import date

from directory.model import Club, Contact, ContactWay, Offer
from directory.wording.own_words import one_line, own_phrase
from directory.wording.said import ContactSaid, Said
from directory.wording.spoken import dial_words, phone_words
from directory.wording.voice import N_, Voice
from directory.wording.who import language_names

ANSWERS = {
    ContactWay.PHONE: N_("Sie bekommen die Antwort am Telefon."),
    ContactWay.EMAIL: N_("Sie bekommen die Antwort mit einer E-Mail."),
    ContactWay.MESSAGE: N_("Sie bekommen die Antwort als Nachricht."),
    ContactWay.LETTER: N_("Sie bekommen die Antwort mit einem Brief."),
}


def contacts_said(
    offer: Offer | None, club: Club, voice: Voice, today: date
) -> tuple[ContactSaid, ...]:
    """Each contact of the offer, then of the club, that may be shown on that day."""
    both = (*(offer.contacts if offer else ()), *club.contacts)
    return tuple(
        contact_said(contact, voice)
        for contact in dict.fromkeys(both)
        if contact.may_be_shown(today)
    )


def contact_said(contact: Contact, voice: Voice) -> ContactSaid:
    """The caller has asked whether this contact may be shown."""
    role = own_phrase(contact.role, voice)
    first_name = one_line(contact.first_name)
    office = role or Said(voice.gettext("Der Verein"))
    sentences = [role] if role and first_name else []
    return ContactSaid(
        name=Said(first_name, own=True) if first_name else office,
        sentences=(*sentences, *_ways(contact, voice)),
        phone=phone_words(contact.phone),
        dial=dial_words(contact.phone),
        email=contact.email.strip(),
        picture=contact.picture.file if contact.picture else "",
    )


def _ways(contact: Contact, voice: Voice) -> Iterator[Said]:
    best = own_phrase(contact.best_time, voice)
    if best:
        yield Said(voice.gettext("Das ist eine gute Zeit:"))
        yield best
    for way in dict.fromkeys(contact.answers_by):
        yield Said(voice.gettext(ANSWERS[way]))
    if contact.languages:
        yield Said(voice.gettext("Sie können in diesen Sprachen fragen:"))
        yield from (Said(name) for name in language_names(contact.languages, voice))


def contacts_lead(club: Club, shown: tuple[ContactSaid, ...], voice: Voice) -> tuple[Said, ...]:
    """What stands before the contacts, or in their place."""
    said = []
    if not shown:
        said.append(voice.gettext("Wir haben hier keine Telefonnummer."))
        said.append(voice.gettext("Fragen Sie bitte den Verein."))
    if club.usual_answer_days is not None:
        said.append(
            voice.ngettext(
                "Der Verein antwortet meist in {count} Tag.",
                "Der Verein antwortet meist in {count} Tagen.",
                max(club.usual_answer_days, 1),
            )
        )
    return tuple(Said(words) for words in said)
