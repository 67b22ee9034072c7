"""The page of one offer: everything that is known, in the order in which people ask."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from flask import url_for

from directory.content import Pictures, Sport
from directory.model import Listing
from directory.web.explaining import Explaining
from directory.web.finder.contacts import ContactLines, contact_lines
from directory.web.finder.present import home, picture_address, sport_name
from directory.web.languages import _
from directory.web.page import Block, Entry, FactLine, Line, Link
from directory.web.seal import seal_words
from directory.web.voice import voice
from directory.wording import Item, OfferText, Topic, TopicSaid, tell

_FIRST_QUESTIONS = 6


@dataclass(frozen=True, slots=True)
class OfferPage:
    """Words for ``finder/offer.html``."""

    title: str
    trail: tuple[Link, ...]
    picture: str
    example: tuple[str, ...]
    status: tuple[Line, ...]
    club: Link
    sports: tuple[Link, ...]
    blocks: tuple[Block, ...]
    contacts_lead: tuple[Line, ...]
    contacts: tuple[ContactLines, ...]
    questions: tuple[FactLine, ...]
    more_questions: tuple[FactLine, ...]
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
        blocks = tuple(_blocks(text, pictures, explaining))
        contacts_lead = explaining.lines(text.contacts_lead)
        questions = explaining.fact_lines(text.questions)
        checked = explaining.lines(text.checked)
        return cls(
            title=text.title.words,
            trail=(home(), Link(_("Sport suchen"), url_for("finder.search"))),
            picture=picture_address(own[0].picture) if own else "",
            example=tuple(said.words for said in text.example),
            status=status_lines,
            club=Link(text.club, url_for("finder.club", slug=listing.club.slug)),
            sports=tuple(Link(s.name, url_for("finder.sport", sport_id=s.id)) for s in own),
            blocks=blocks,
            contacts_lead=contacts_lead,
            contacts=tuple(contact_lines(one) for one in text.contacts),
            questions=questions[:_FIRST_QUESTIONS],
            more_questions=questions[_FIRST_QUESTIONS:],
            checked=checked,
            contact_picture=_picture(pictures, "phone"),
            question_picture=_picture(pictures, "question"),
            checked_picture=_picture(pictures, "yes"),
        )


_PICTURES = {
    Topic.WHAT: "sport",
    Topic.WHEN: "clock",
    Topic.DATES: "calendar",
    Topic.WHERE: "place",
    Topic.WAY: "bus",
    Topic.ACCESS: "wheelchair",
    Topic.WHO: "group",
    Topic.COST: "money",
    Topic.TRIAL: "greeting",
    Topic.COMPANION: "companion",
    Topic.SUPPORT: "heart",
    Topic.SENSES: "quiet",
    Topic.BRING: "bag",
    Topic.WEAR: "clothes",
    Topic.FIRST_VISIT: "door",
    Topic.LANGUAGES: "language",
}


def _picture(pictures: Pictures | None, thing: str) -> str:
    """The picture of a block, where the editors chose one for it."""
    pictogram = pictures.thing(thing) if pictures and thing else None
    return picture_address(pictogram.file if pictogram else None)


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


def _blocks(text: OfferText, pictures: Pictures | None, explaining: Explaining) -> Iterator[Block]:
    """What is known; the club has a link of its own, and all questions stand together."""
    for topic in text.topics:
        if topic.tells and topic.topic is not Topic.CLUB:
            yield Block(
                key=topic.topic.value,
                title=topic.heading,
                lines=_lines(topic, text, explaining),
                items=tuple(_entry(item, explaining) for item in topic.items),
                facts=explaining.fact_lines(topic.facts),
                picture=_picture(pictures, _PICTURES.get(topic.topic, "")),
            )


def _lines(topic: TopicSaid, text: OfferText, explaining: Explaining) -> tuple[Line, ...]:
    found = explaining.lines((*topic.lines, *topic.sentences))
    if topic.topic is Topic.WHAT and text.seal:
        found += tuple(Line(words) for words in seal_words(text.seal))
    return found


def _entry(item: Item, explaining: Explaining) -> Entry:
    label = Line(item.label.words, item.label.lang) if item.label else None
    return Entry(explaining.lines(item.sentences), label, explaining.fact_lines(item.facts))
