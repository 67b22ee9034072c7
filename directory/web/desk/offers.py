"""One offer at the desk: who confirmed it, what was reported; a call, a visit, or its end."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from flask import request

from directory.model import How, Role, Status
from directory.model.submission import State
from directory.model.team import Duty
from directory.spelling import words
from directory.web.addresses import url_for
from directory.web.desk import blueprint
from directory.web.desk.checking import GONE, NOBODY, OTHER, TRUE, Fault, Heard, checks, keep
from directory.web.desk.frame import Answer, DeskPage, day, onward, shown, trail
from directory.web.desk.places import BOTH, OwnOffer, is_mine, own_offer
from directory.web.desk.queues import WRONG_WORDS, Item, offer_item
from directory.web.messages.sending import stamp_of
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.team.guard import me, needs
from directory.wording import tell, voice_of
from directory.wording.confirming import lines_to_confirm
from directory.wording.voice import EASY

MOST_FOUND: Final = 40
MOST_READ: Final = 1_000
MOST_WORDS: Final = 6
HOW_WORDS: Final = {
    How.LINK: "mit dem Link aus der E-Mail",
    How.PHONE: "am Telefon",
    How.VISIT: "bei einem Besuch",
    How.FORM: "mit dem Formular",
}
BY_WORDS: Final = {
    Role.CLUB: "vom Verein",
    Role.ADVISOR: "von der Beratung",
    Role.EDITOR: "von der Redaktion",
    Role.IMPORT: "aus einer Datenquelle",
}


_FAULT_WORDS: Final = {
    Fault.NO_RESULT: "Bitte wählen Sie aus, was dabei herauskam.",
    Fault.NO_DAY: "Bitte schreiben Sie einen Tag, zum Beispiel 3. Mai 2026.",
    Fault.FUTURE: "Dieser Tag ist noch nicht da.",
    Fault.NO_TEAM: "Bitte schreiben Sie, wer da war, zum Beispiel Netzwerk Halle.",
}
_SAID: Final = {TRUE: "bestaetigt", GONE: "beendet", OTHER: "notiert", NOBODY: "notiert"}


@dataclass(frozen=True, slots=True)
class Note:
    """A call or a visit of before."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody said is wrong."""

    number: int
    words: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferPage(DeskPage):
    """Words for ``desk/offer.html``."""

    id: str
    club: str
    public: str
    history: str
    status: str
    verified: str
    next_due: str
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    keepers: tuple[str, ...]
    reports: tuple[Report, ...]
    notes: tuple[Note, ...]
    script: tuple[str, ...]
    is_ended: bool
    stamp: str
    today: str
    faults: tuple[Link, ...] = ()
    text: str = ""
    team: str = ""
    day: str = ""
    is_visit: bool = False
    result: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OffersPage(DeskPage):
    """Words for ``desk/offers.html``."""

    query: str
    found: tuple[Item, ...]
    nothing: bool


@blueprint.get("/angebote")
@needs()
def offers() -> Answer:
    """Finds an offer by its name, its club or its town, also one that readers no longer find."""
    query = request.args.get("q", "").strip()[:100]
    found = tuple(_found(query)) if query else ()
    page = OffersPage(
        title="Angebote", trail=trail(), query=query, found=found, nothing=bool(query and not found)
    )
    return shown("desk/offers.html", page)


@blueprint.get("/angebot/<offer_id>")
@needs()
def offer(offer_id: str) -> Answer:
    """All that the team should know before it rings or goes there."""
    return shown("desk/offer.html", _page(own_offer(offer_id)))


@blueprint.post("/angebot/<offer_id>/geprueft")
@needs(*BOTH)
def checked(offer_id: str) -> Answer:
    """A call or a visit: all is true, something differs, nobody was there, or it is no more."""
    found, heard = own_offer(offer_id), Heard.of_form()
    faults = heard.faults(_FAULT_WORDS)
    if faults:
        return shown("desk/offer.html", _page(found, faults), 422)
    keep(found, heard)
    return onward("desk.offer", _SAID[heard.result], offer_id=found.offer.id)


@blueprint.post("/angebot/<offer_id>/meldung")
@needs(*BOTH)
def close_report(offer_id: str) -> Answer:
    """Somebody looked at what was reported, and there is nothing more to do."""
    found, inbox = own_offer(offer_id), parts().inbox
    number = request.form.get("nummer", "")
    mine = {one.number for one in inbox.reports(offer_id=found.offer.id)} if inbox else set()
    if inbox and number.isdecimal() and int(number) in mine:
        inbox.close_report(int(number))
    return onward("desk.offer", "erledigt", offer_id=found.offer.id)


def _found(query: str) -> Iterator[Item]:
    """Only what lies in one's own regions: what cannot be opened is not offered."""
    wanted = [[word] for word in words(query)][:MOST_WORDS]
    if not wanted:
        return
    person = me()
    mine = (
        one
        for one in parts().store.rough_search(words=wanted, limit=MOST_READ)
        if one.offer and is_mine(person, one)
    )
    yield from (offer_item(one, (), None) for one in islice(mine, MOST_FOUND))


def _page(found: OwnOffer, faults: tuple[Link, ...] = ()) -> OfferPage:
    listing, one, house, typed = found.listing, found.offer, parts(), request.form
    checked = one.verification
    how = HOW_WORDS.get(checked.how, "") if checked.how else ""
    by = BY_WORDS.get(checked.by, "") if checked.by else ""
    contacts = (*one.contacts, *listing.club.contacts)
    keepers = house.keepers.of_club(listing.club.id) if house.keepers else ()
    return OfferPage(
        title=one.name,
        trail=trail(Link("Angebote", url_for("desk.offers"))),
        id=listing.id,
        club=listing.club.name,
        public=url_for("finder.offer", slug=one.slug),
        history=url_for("desk.history", offer_id=one.id)
        if is_mine(me(), listing, Duty.EDITOR)
        else "",
        status={Status.PAUSED: "Macht Pause", Status.ENDED: "Beendet"}.get(one.status, "Läuft"),
        verified=f"{day(checked.verified_on)}, {by} {how}".strip()
        if checked.verified_on
        else "noch nie",
        next_due=day(checked.next_due) if checked.next_due else "",
        phones=tuple(dict.fromkeys(c.phone for c in contacts if c.phone)),
        emails=tuple(dict.fromkeys(c.email for c in contacts if c.email)),
        keepers=tuple(keeper.email for keeper in keepers),
        reports=tuple(_reports(listing.id)),
        notes=tuple(_notes(listing.id)),
        script=tuple(script_of(found)),
        is_ended=one.status is Status.ENDED,
        stamp=stamp_of(typed),
        today=day(house.today()),
        faults=faults,
        text=typed.get("text", ""),
        team=typed.get("team", ""),
        day=typed.get("tag", ""),
        is_visit=typed.get("wie") == "besuch",
        result=typed.get("ergebnis", ""),
    )


def _reports(offer_id: str) -> Iterator[Report]:
    inbox = parts().inbox
    for one in inbox.reports(offer_id=offer_id) if inbox else ():
        words = f"{WRONG_WORDS[one.report.what]}. {one.report.note}".strip()
        yield Report(one.number, words, day(one.report.at))


def _notes(offer_id: str) -> Iterator[Note]:
    for one in checks().of_offer(offer_id):
        how = "Anruf" if one.how is How.PHONE else "Besuch"
        who = ", ".join(filter(None, (one.team, one.person)))
        yield Note(f"{how} am {day(one.day)}", tuple(filter(None, (who, one.text))))
    work = parts().workflow
    for sent in work.of_offer(offer_id) if work else ():
        if sent.state is State.APPROVED and sent.decided_at:
            what = "Änderung" if sent.before else "Neues Angebot"
            yield Note(f"{what} am {day(sent.decided_at)}", ())


def script_of(found: OwnOffer) -> Iterator[str]:
    """What one asks at the telephone: each fact that should be true, one by one."""
    voice = voice_of(EASY)
    text = tell(found.listing, voice, parts().today())
    yield from lines_to_confirm(found.offer, text, voice)
