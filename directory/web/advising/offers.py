"""One offer: what to say at the telephone, and writing down what came of a call or a visit."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import request

from directory.model import How
from directory.web.addresses import url_for
from directory.web.advising import blueprint
from directory.web.advising.frame import (
    FOR,
    CornerPage,
    about,
    onward,
    shown,
    since_words,
    title_of,
    trail,
)
from directory.web.desk.checking import GONE, NOBODY, OTHER, TRUE, Fault, Heard, checks, keep
from directory.web.desk.frame import Answer
from directory.web.desk.offers import script_of
from directory.web.desk.places import OwnOffer, own_offer
from directory.web.forms import Kept
from directory.web.languages import _
from directory.web.messages.present import Option, picture
from directory.web.messages.sending import stamp_of
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.team.guard import needs
from directory.web.voice import voice
from directory.wording import day_words, phone_words


@dataclass(frozen=True, slots=True)
class Number:
    """A number one can ring; ``href`` dials it."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Note:
    """A call or a visit of before."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferPage(CornerPage):
    """Words for ``advising/offer.html``."""

    action: str
    stamp: str
    numbers: tuple[Number, ...]
    script: tuple[str, ...]
    how: tuple[Option, ...]
    results: tuple[Option, ...]
    day: str
    team: str
    text: str
    notes: tuple[Note, ...]
    ways: tuple[Link, ...]
    errors: tuple[Link, ...] = ()
    kept: tuple[Kept, ...] = ()

    def fault(self, name: str) -> str:
        """What stands at one field."""
        return next((one.words for one in self.errors if one.href == f"#feld-{name}"), "")


@blueprint.get("/angebot/<offer_id>")
@needs(*FOR)
def offer(offer_id: str) -> Answer:
    """The number, what to say, and where to write down what was said."""
    return shown("advising/offer.html", _page(own_offer(offer_id)))


@blueprint.post("/angebot/<offer_id>")
@needs(*FOR)
def heard(offer_id: str) -> Answer:
    """Keeps what was heard or seen; what is missing is asked for, and nothing typed is lost."""
    found, told = own_offer(offer_id), Heard.of_form()
    faults = told.faults(_fault_words())
    if faults:
        return shown("advising/offer.html", _page(found, faults), 422)
    keep(found, told)
    done = {TRUE: "bestaetigt", GONE: "beendet"}.get(told.result, "notiert")
    return onward("advising.offer", done, offer_id=found.offer.id)


def _fault_words() -> dict[Fault, str]:
    return {
        Fault.NO_RESULT: _("Wählen Sie bitte 1 Antwort."),
        Fault.NO_TEAM: _("Schreiben Sie bitte: Welche Gruppe war da?"),
        Fault.NO_DAY: _("Schreiben Sie bitte einen Tag. Zum Beispiel: 3. Mai 2026"),
        Fault.FUTURE: _("Dieser Tag ist noch nicht da."),
    }


def _page(found: OwnOffer, faults: tuple[Link, ...] = ()) -> OfferPage:
    listing, one, typed, house = found.listing, found.offer, request.form, parts()
    verified = one.verification.verified_on
    contacts = (*one.contacts, *listing.club.contacts)
    phones = dict.fromkeys(contact.phone for contact in contacts if contact.phone)
    is_visit = typed.get("wie", request.args.get("wie")) == "besuch"
    lines = (*about(listing), since_words(verified) if verified else _("Noch nie geprüft."))
    return OfferPage(
        title=title_of(listing),
        trail=trail(),
        lines=lines,
        action=url_for("advising.heard", offer_id=one.id),
        stamp=stamp_of(typed),
        numbers=tuple(Number(phone_words(phone), phone.replace(" ", "")) for phone in phones),
        script=tuple(script_of(found)),
        how=(
            Option("anruf", _("Ich habe angerufen."), picture("phone"), not is_visit),
            Option("besuch", _("Wir waren dort."), picture("walk"), is_visit),
        ),
        results=tuple(_results(typed.get("ergebnis", ""))),
        day=typed.get("tag", "") or day_words(house.today(), voice()),
        team=typed.get("team", ""),
        text=typed.get("text", ""),
        notes=tuple(_notes(one.id)),
        ways=(
            Link(_("Die Seite vom Angebot"), url_for("finder.offer", slug=one.slug)),
            Link(_("Zusammen fragen"), url_for("advising.ask", offer_id=one.id)),
        ),
        errors=faults,
    )


def _results(chosen: str) -> Iterator[Option]:
    words = {
        TRUE: (_("Alles stimmt."), "yes"),
        OTHER: (_("Etwas ist anders."), "warning"),
        NOBODY: (_("Es war niemand da."), "question"),
        GONE: (_("Das Angebot gibt es nicht mehr."), "no"),
    }
    for key, (said, thing) in words.items():
        yield Option(key, said, picture(thing), key == chosen)


def _notes(offer_id: str) -> Iterator[Note]:
    for one in checks().of_offer(offer_id):
        day = day_words(one.day, voice())
        title = _("Anruf am {day}", day=day) if one.how is How.PHONE else ""
        who = ", ".join(filter(None, (one.team, one.person)))
        yield Note(title or _("Besuch am {day}", day=day), tuple(filter(None, (who, one.text))))
