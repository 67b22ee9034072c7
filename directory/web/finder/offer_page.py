"""The page of one offer: everything that is known, in the order in which people ask."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from directory.content import Pictures, Sport
from directory.formats.calendars import has_dates
from directory.model import Listing, Offer
from directory.model.ladder import standing_of
from directory.model.team import Duty
from directory.web.addresses import url_for
from directory.web.explaining import Explaining
from directory.web.finder.contacts import ContactLines, ask_address, contact_lines
from directory.web.finder.handout import Handout
from directory.web.finder.offer_maps import map_source_words, venue_map
from directory.web.finder.offer_topics import Question, picture_of, questions_answered
from directory.web.finder.present import home, picture_address, sport_name
from directory.web.finder.remembering import list_address, no_cookie_words, remembered_ids
from directory.web.languages import _, current
from directory.web.maps import MapDrawing
from directory.web.page import FactLine, Line, Link
from directory.web.parts import parts
from directory.web.photos.present import Addressed, PagePhotos, public_photo
from directory.web.recordings import ShownRecording, of_offer
from directory.web.team.guard import is_here_for
from directory.web.voice import voice
from directory.wording import OfferText, address_lines, aged_lines, cost_line, tell, when_lines

_FIRST_QUESTIONS = 6
_TIMES_ABOVE = 2


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """Where, when or what it costs, above everything else."""

    question: str
    lines: tuple[str, ...]
    picture: str


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that one can do with the offer."""

    words: str
    href: str
    sign: str
    prints: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """What became of pressing "Merken"."""

    kind: str
    lines: tuple[str, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class OfferPage:
    """Words for ``finder/offer.html``."""

    title: str
    trail: tuple[Link, ...]
    picture: str
    notice: Notice | None
    example: tuple[str, ...]
    status: tuple[Line, ...]
    aged: tuple[str, ...]
    club: Link
    sports: tuple[Link, ...]
    summary: tuple[SummaryRow, ...]
    id: str
    is_remembered: bool
    ask: str
    deeds: tuple[Deed, ...]
    questions_answered: tuple[Question, ...]
    map: MapDrawing | None
    paper_map: MapDrawing | None
    paper_map_source: str
    contacts_lead: tuple[Line, ...]
    contacts: tuple[ContactLines, ...]
    ask_href: str
    report_href: str
    questions: tuple[FactLine, ...]
    more_questions: tuple[FactLine, ...]
    checked: tuple[Line, ...]
    contact_picture: str
    question_picture: str
    checked_picture: str
    handout: Handout
    recording: ShownRecording | None
    photos: PagePhotos

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
        just: str = "",
        photo_address: Addressed = public_photo,
    ) -> "OfferPage":
        """``just`` is what this visitor did a moment ago: "gemerkt" or "vergessen"."""
        offer = listing.offer
        if offer is None:
            raise ValueError("a listing without an offer has only the page of its club")
        own = tuple(sports[key] for key in offer.sports if key in sports)
        text = tell(
            listing,
            voice(),
            today,
            sport_names={sport.id: sport_name(sport) for sport in own},
            is_school_holiday=is_school_holiday,
            source_name=source_name,
        )
        # Hard words are explained where they come first, so this follows the order of the page.
        explaining = Explaining.on_page(_names(listing))
        status = text.status.sentences if text.status and text.status.matters else ()
        status_lines = explaining.lines(status)
        answered = tuple(questions_answered(text, pictures, explaining))
        contacts_lead = explaining.lines(text.contacts_lead)
        questions = explaining.fact_lines(text.questions)
        checked = explaining.lines(text.checked)
        is_remembered = offer.id in remembered_ids()
        ask_href = ask_address(listing, today)
        photos = PagePhotos.of(listing, photo_address)
        return cls(
            title=text.title.words,
            trail=(home(), Link(_("Sport suchen"), url_for("finder.search"))),
            picture=picture_address(own[0].picture) if own else "",
            notice=_notice(offer, just, is_remembered=is_remembered),
            example=tuple(said.words for said in text.example),
            status=status_lines,
            aged=_aged(listing, offer, text, today),
            club=Link(text.club, url_for("finder.club", slug=listing.club.slug)),
            sports=tuple(Link(s.name, url_for("finder.sport", sport_id=s.id)) for s in own),
            summary=tuple(_summary(listing, offer, pictures, today)),
            id=offer.id,
            is_remembered=is_remembered,
            ask=_ask(text, ask_href),
            deeds=tuple(_deeds(offer, has_dates(offer, today, is_school_holiday))),
            questions_answered=answered,
            map=venue_map(listing),
            paper_map=venue_map(listing, on_paper=True),
            paper_map_source=map_source_words(),
            contacts_lead=contacts_lead,
            contacts=tuple(contact_lines(one) for one in text.contacts),
            ask_href=ask_href,
            report_href=url_for("messages.report", slug=offer.slug),
            questions=questions[:_FIRST_QUESTIONS],
            more_questions=questions[_FIRST_QUESTIONS:],
            checked=checked,
            contact_picture=picture_of(pictures, "phone"),
            question_picture=picture_of(pictures, "question"),
            checked_picture=picture_of(pictures, "yes"),
            handout=Handout.of(listing, offer, text, today, photos.top[:1]),
            recording=_recording(offer),
            photos=photos,
        )


def _recording(offer: Offer) -> ShownRecording | None:
    found = of_offer(offer.id, current().key)
    if found is None:
        return None
    src = url_for("finder.recording", slug=offer.slug, ending=found.ending)
    return ShownRecording.of(found, src)


def _aged(listing: Listing, offer: Offer, text: OfferText, today: date) -> tuple[str, ...]:
    standing = standing_of(listing, today, parts().ladder)
    by_phone = any(contact.phone for contact in text.contacts)
    return aged_lines(offer.verification.verified_on, standing, voice(), by_phone=by_phone)


def _notice(offer: Offer, just: str, *, is_remembered: bool) -> Notice | None:
    to_list = Link(_("Mein Merkzettel"), url_for("finder.remembered"))
    if just == "gemerkt" and is_remembered:
        return Notice("saved", (_("Das steht jetzt auf Ihrem Merkzettel."),), (to_list,))
    if just == "gemerkt":
        other = Link(_("Merkzettel ohne Cookie öffnen"), list_address(offer.id))
        return Notice("status", no_cookie_words(), (other,))
    if just == "vergessen" and not is_remembered:
        lines = (_("Das Angebot steht nicht mehr auf Ihrem Merkzettel."),)
        return Notice("saved", lines, (to_list,))
    return None


def _summary(
    listing: Listing, offer: Offer, pictures: Pictures | None, today: date
) -> Iterator[SummaryRow]:
    unknown = (_("Das wissen wir nicht."),)
    times = when_lines(offer.schedule, voice(), today)
    more = (_("Es gibt noch mehr Termine."),) if len(times) > _TIMES_ABOVE else ()
    shown = (*times[:_TIMES_ABOVE], *more) or unknown
    yield SummaryRow(_("Wann"), shown, picture_of(pictures, "clock"))
    where = address_lines(listing.venue, voice()) if listing.venue else ()
    # The street comes further down, with the map and the way.
    ends = (where[0], where[-1]) if len(where) > 2 else where
    places = tuple(said.words for said in ends) or unknown
    yield SummaryRow(_("Wo"), places, picture_of(pictures, "place"))
    cost = cost_line(offer, voice())
    yield SummaryRow(_("Kosten"), (cost,) if cost else unknown, picture_of(pictures, "money"))


def _ask(text: OfferText, ask_href: str) -> str:
    """Leads down to the contact; nothing where there is nobody to ask."""
    by_phone = any(contact.phone for contact in text.contacts)
    if by_phone and (ask_href or any(contact.email for contact in text.contacts)):
        return _("Anrufen oder schreiben")
    if by_phone:
        return _("Anrufen")
    return _("Schreiben") if text.contacts or ask_href else ""


def _deeds(offer: Offer, dates_are_known: bool) -> Iterator[Deed]:
    share = url_for("finder.share", slug=offer.slug)
    yield Deed(_("Teilen"), share, "share")
    # Without a script the same word leads to the words how to print.
    yield Deed(_("Drucken"), f"{share}#drucken", "print", prints=True)
    if dates_are_known:
        yield Deed(_("Kalender"), url_for("finder.calendar", slug=offer.slug), "calendar")
    if is_here_for(Duty.ADVISOR, Duty.EDITOR):
        yield Deed(_("Zusammen fragen"), url_for("advising.ask", offer_id=offer.id), "email")


def _names(listing: Listing) -> Iterator[str]:
    """What people, clubs, places and stops are called; no word in it is explained."""
    offer, club, venue = listing.offer, listing.club, listing.venue
    yield club.name
    if offer:
        yield from (offer.name, offer.name_easy, offer.first_visit.greeted_by)
        yield from (contact.first_name for contact in offer.contacts)
    if venue:
        here = venue.address
        yield from (venue.name, here.street, here.town, here.part_of_town, here.district)
        yield from (way.stop for way in venue.transport)
