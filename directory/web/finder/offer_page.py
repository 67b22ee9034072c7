"""The page of one offer: everything that is known, in the order in which people ask."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from flask import url_for

from directory.content import Pictures, Sport
from directory.model import (
    Fact,
    How,
    Listing,
    Offer,
    Status,
    Venue,
    Verification,
    next_dates,
)
from directory.web.finder.contacts import ContactLines, contacts_shown
from directory.web.finder.facts import Part
from directory.web.finder.offer_facts import checked_by, facts_in, facts_of_offer, open_questions
from directory.web.finder.offer_lines import (
    arrival_lines,
    cost_lines,
    date_line,
    status_lines,
    step_lines,
    support_lines,
    way_facts,
    way_lines,
    what_lines,
    when_lines,
    where_lines,
    who_lines,
)
from directory.web.finder.present import FRESH_FOR, picture_address
from directory.web.languages import _, current
from directory.web.page import Block, Line, Link, lines_of
from directory.web.spoken import (
    day_words,
)

_FIRST_QUESTIONS = 6


@dataclass(frozen=True, slots=True)
class OfferPage:
    """Words for ``finder/offer.html``."""

    title: str
    trail: tuple[Link, ...]
    picture: str
    example: bool
    status: tuple[Line, ...]
    club: Link
    sports: tuple[Link, ...]
    blocks: tuple[Block, ...]
    contacts: tuple[ContactLines, ...]
    questions: tuple[str, ...]
    more_questions: tuple[str, ...]
    checked: tuple[Line, ...]
    contact_picture: str
    question_picture: str
    checked_picture: str

    @classmethod
    def of(
        cls,
        listing: Listing,
        *,
        sports: Mapping[str, Sport],
        today: date,
        is_school_holiday: Callable[[date], bool],
        pictures: Pictures | None = None,
        source_name: str = "",
    ) -> "OfferPage":
        offer = listing.offer
        if offer is None:
            raise ValueError("a listing without an offer has only the page of its club")
        known = dict(facts_of_offer(offer, listing.venue))
        own = tuple(sports[key] for key in offer.sports if key in sports)
        questions = tuple(open_questions(offer, listing.venue, known))
        contacts = (*offer.contacts, *listing.club.contacts)
        return cls(
            title=(offer.name_easy if current().key == "easy" else "") or offer.name,
            trail=(
                Link(_("Startseite"), url_for("finder.start")),
                Link(_("Sport suchen"), url_for("finder.search")),
            ),
            picture=picture_address(own[0].picture) if own else "",
            example=offer.example,
            status=tuple(status_lines(offer)),
            club=Link(listing.club.name, url_for("finder.club", slug=listing.club.slug)),
            sports=tuple(Link(s.name, url_for("finder.sport", sport_id=s.id)) for s in own),
            blocks=tuple(
                replace(block, picture=_picture(pictures, block.key))
                for block in _blocks(offer, listing.venue, known, today, is_school_holiday)
            ),
            contacts=contacts_shown(contacts, today),
            questions=questions[:_FIRST_QUESTIONS],
            more_questions=questions[_FIRST_QUESTIONS:],
            checked=tuple(_checked(offer, today, source_name)),
            contact_picture=_picture(pictures, "kontakt"),
            question_picture=_picture(pictures, "unbekannt"),
            checked_picture=_picture(pictures, "geprueft"),
        )


_PICTURES = {
    "was": "sport",
    "wann": "clock",
    "termine": "calendar",
    "wo": "place",
    "hinkommen": "bus",
    "wer": "group",
    "kosten": "money",
    "begleitung": "companion",
    "hilfe-vor-ort": "heart",
    "umgebung": "quiet",
    "probieren": "greeting",
    "kontakt": "phone",
    "unbekannt": "question",
    "geprueft": "yes",
    "mitbringen": "bag",
    "anziehen": "clothes",
    "erstes-mal": "door",
}


def _picture(pictures: Pictures | None, key: str) -> str:
    """The picture of a block, where the editors chose one for it."""
    pictogram = pictures.thing(_PICTURES.get(key, key)) if pictures else None
    return picture_address(pictogram.file if pictogram else None)


def _blocks(
    offer: Offer,
    venue: Venue | None,
    known: dict[str, Fact],
    today: date,
    is_school_holiday: Callable[[date], bool],
) -> Iterator[Block]:
    dates = next_dates(offer.schedule, today, is_school_holiday=is_school_holiday)
    stopped = offer.status in (Status.PAUSED, Status.ENDED)
    facts = {part: facts_in(part, known) for part in Part}
    blocks = (
        Block("was", _("Was ist das?"), tuple(what_lines(offer)), facts=facts[Part.WHAT]),
        Block("wann", _("Wann ist das?"), tuple(when_lines(offer)), facts=facts[Part.WHEN]),
        Block(
            "termine",
            _("Die nächsten Termine"),
            items=() if stopped else tuple(date_line(found) for found in dates),
        ),
        Block("wo", _("Wo ist das?"), tuple(where_lines(venue)), facts=facts[Part.WHERE]),
        Block("hinkommen", _("So kommen Sie hin"), tuple(way_lines(venue)), facts=way_facts(venue)),
        Block("wer", _("Wer kann kommen?"), tuple(who_lines(offer)), facts=facts[Part.WHO]),
        Block(
            "kosten",
            _("Was kostet das?"),
            tuple(cost_lines(offer)),
            facts=facts[Part.COST],
        ),
        Block("begleitung", _("Darf jemand mitkommen?"), facts=facts[Part.COMPANION]),
        Block(
            "hilfe-vor-ort",
            _("So helfen wir Ihnen"),
            tuple(support_lines(offer)),
            facts=facts[Part.SUPPORT],
        ),
        Block("umgebung", _("Wie ist es dort?"), facts=facts[Part.SENSES]),
        Block(
            "probieren",
            _("Kann ich das probieren?"),
            lines_of(offer.trial.how),
            facts=facts[Part.TRIAL],
        ),
        Block("mitbringen", _("Was bringe ich mit?"), items=lines_of(*offer.first_visit.bring)),
        Block("anziehen", _("Was ziehe ich an?"), items=lines_of(*offer.first_visit.wear)),
        Block(
            "papiere", _("Welche Papiere brauche ich?"), items=lines_of(*offer.audience.documents)
        ),
        Block(
            "erstes-mal",
            _("Mein erstes Mal"),
            tuple(arrival_lines(offer)),
            tuple(step_lines(offer)),
        ),
    )
    return (block for block in blocks if block)


def _is_fresh(verification: Verification, today: date) -> bool:
    checked = verification.verified_on
    return checked is not None and today - checked <= FRESH_FOR


def _checked(offer: Offer, today: date, source_name: str) -> Iterator[Line]:
    verification = offer.verification
    if verification.verified_on is None:
        yield Line(_("Das hat noch niemand geprüft."))
        yield Line(_("Fragen Sie bitte vorher nach."))
    else:
        day = day_words(verification.verified_on)
        by = f" {checked_by(verification.by)}" if verification.by else ""
        yield Line(_("Geprüft am {day}{by}.", day=day, by=by))
        if verification.how:
            yield Line(_how_words(verification.how))
        if verification.fields:
            yield Line(_("Geprüft sind nicht alle Angaben."))
        if not _is_fresh(verification, today):
            yield Line(_("Das ist lange her."))
            yield Line(_("Fragen Sie bitte vorher nach."))
    if offer.changed_at:
        yield Line(_("Zuletzt geändert am {day}.", day=day_words(offer.changed_at.date())))
    if source_name:
        yield Line(_("Diese Angaben kommen von: {source}", source=source_name))


def _how_words(how: How) -> str:
    return {
        How.LINK: _("Der Verein hat im Internet gesagt: Alles stimmt."),
        How.PHONE: _("Wir haben mit dem Verein telefoniert."),
        How.VISIT: _("Jemand war dort und hat nachgesehen."),
        How.FORM: _("Der Verein hat die Angaben selbst geschrieben."),
    }[how]
