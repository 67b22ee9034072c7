"""Offers whose clubs can be asked by mail, only by telephone, or by a mailbox that nobody sees."""

from dataclasses import replace
from datetime import date
from itertools import count

from directory.model import Club, Consent, Contact, Listing, Offer, Status

_numbers = count(100)
AGREED = Consent(date(2026, 1, 1), date(2027, 1, 1), "Ja.")
HIDDEN = "geheim@verborgen.example"


def an_offer(slug: str, *contacts: Contact, answer_days: int | None = None) -> Listing:
    number = next(_numbers)
    club = Club(
        id=f"0f3c6d7e-0000-4000-8000-{number:012}",
        slug=f"verein-{slug}",
        name="Verein Sonne",
        usual_answer_days=answer_days,
    )
    offer = Offer(
        id=f"0f3c6d7e-0000-4000-8001-{number:012}",
        slug=slug,
        name=f"Boccia {slug}",
        club_id=club.id,
        venue_id="",
        former_ids=(f"{slug}-frueher",),
        contacts=contacts,
    )
    return Listing(club, offer, None)


NELE = Contact(
    first_name="Nele",
    phone="+493451234567",
    email="nele@sonne.example",
    is_person=True,
    is_public=True,
    consent=AGREED,
)
OPEN = an_offer("offen", NELE, answer_days=3)
BEHIND = an_offer("verborgen", Contact(email=HIDDEN, is_public=False))
BY_PHONE = an_offer("telefon", replace(NELE, email=""))
NO_MORE = replace(NELE, consent=replace(AGREED, ends_on=date(2026, 11, 23)))
NOT_AGREED = an_offer("abgelaufen", NO_MORE)
BROKEN = an_offer("kaputt", replace(NELE, email="nele@sonne.example\nBcc: x@y.example"))
_LAST = an_offer("vorbei", NELE)
ENDED = replace(_LAST, offer=replace(_LAST.offer, status=Status.ENDED)) if _LAST.offer else _LAST
ALL = (OPEN, BEHIND, BY_PHONE, NOT_AGREED, BROKEN, ENDED)
