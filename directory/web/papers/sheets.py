"""What stands on a sheet of paper about one offer."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from directory.model import Listing, Offer
from directory.web.finder.handout import Handout
from directory.web.finder.offer_maps import map_source_words, venue_map
from directory.web.finder.offer_words import first_sport, offer_picture, school_holidays_of
from directory.web.finder.present import sport_name
from directory.web.finder.sharing import Addresses, qr_file
from directory.web.languages import _
from directory.web.maps import MapDrawing
from directory.web.page import Line
from directory.web.papers.answer import Drawings
from directory.web.parts import parts
from directory.web.photos.present import PagePhotos
from directory.web.templating import render
from directory.web.voice import voice
from directory.wording import OfferText, Topic, place_words, tell

# Measured (tests/papers): so many lines leave the code at the foot of the sheet.
ROOM = 28.0


class Size(StrEnum):
    """How large a paper is, and its letters with it."""

    A4 = "blatt"
    A3 = "gross"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture that was drawn for this paper, with the words for who does not see it."""

    src: str
    alt: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One offer on one sheet. ``anchor`` is what a list of contents leads to."""

    anchor: str
    title: Line
    picture: Drawing
    club: str
    handout: Handout
    map: Drawing | None
    qr: Drawing
    note: str = ""


@dataclass(frozen=True, slots=True)
class SheetsPaper:
    """Words for ``papers/sheets.html``."""

    title: str
    size: Size
    sheets: tuple[Sheet, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Poster:
    """Words for ``papers/poster.html``."""

    title: str
    offer: Line
    picture: Drawing
    club: str
    example: tuple[Line, ...]
    lines: tuple[tuple[str, tuple[Line, ...]], ...]
    qr: Drawing
    address: str


def sheet_of(listing: Listing, offer: Offer, drawings: Drawings, note: str = "") -> Sheet:
    """In the language of this request, as of today."""
    today = parts().today()
    text = text_of(listing)
    photos = PagePhotos.of(listing)
    handout = Handout.of(listing, offer, text, today, photos.top[:1], ROOM)
    drawn = venue_map(listing, on_paper=True)
    return Sheet(
        anchor=f"angebot-{offer.id}",
        title=Line(text.title.words, text.title.lang),
        picture=picture_of(offer),
        club=text.club,
        handout=handout,
        map=_map(drawn, drawings) if drawn else None,
        qr=qr_of(Addresses.of(offer).short, handout.address, drawings),
        note=note,
    )


def sheets_paper(
    title: str, found: Iterable[tuple[Listing, Offer, str]], size: Size, drawings: Drawings
) -> SheetsPaper:
    """``found`` are the offers in their order, each with a note of whoever made the list."""
    return SheetsPaper(
        title=title,
        size=size,
        sheets=tuple(sheet_of(listing, offer, drawings, note) for listing, offer, note in found),
        source=map_source_words(),
    )


def poster_of(listing: Listing, offer: Offer, drawings: Drawings) -> Poster:
    """For the wall: what, when, where, and how to get there by telephone or camera."""
    text = text_of(listing)
    addresses = Addresses.of(offer)
    told = (
        (_("Wann"), _first(text, Topic.WHEN, 3)),
        (_("Wo"), _first(text, Topic.WHERE, 3)),
        (_("Kosten"), _first(text, Topic.COST, 1)),
        (_("Fragen"), _contact(text)),
    )
    return Poster(
        title=text.title.words,
        offer=Line(text.title.words, text.title.lang),
        picture=picture_of(offer),
        club=text.club,
        example=tuple(Line(said.words, said.lang) for said in text.example[:1]),
        lines=tuple((label, lines) for label, lines in told if lines),
        qr=qr_of(addresses.short, addresses.spoken, drawings),
        address=addresses.spoken,
    )


def text_of(listing: Listing) -> OfferText:
    """All sentences about the offer."""
    known, wanted = parts().sports.by_id, listing.offer.sports if listing.offer else ()
    names = {key: sport_name(known[key]) for key in wanted if key in known}
    return tell(
        listing,
        voice(),
        parts().today(),
        sport_names=names,
        is_school_holiday=school_holidays_of(listing),
    )


def picture_of(offer: Offer) -> Drawing:
    """The picture of the sport. Programs that read PDF want words for every picture, also for one
    that stands beside the same word."""
    sport = first_sport(offer, parts().sports.by_id)
    name = sport_name(sport) if sport else _("Sport")
    return Drawing(offer_picture(offer), _("Bild: {name}", name=name))


def qr_of(address: str, spoken: str, drawings: Drawings) -> Drawing:
    """A code for cameras; ears are told the address that it holds."""
    return Drawing(
        drawings.add(qr_file(address)), _("Bild mit dem Code für {address}", address=spoken)
    )


def town_of(listing: Listing) -> str:
    """The town where it takes place, else nothing."""
    return place_words(listing.venue.address.town, voice()) if listing.venue else ""


def _map(drawn: MapDrawing, drawings: Drawings) -> Drawing:
    svg = render("papers/map.svg", drawing=drawn)
    return Drawing(drawings.add(svg.encode()), drawn.name)


def _first(text: OfferText, topic: Topic, most: int) -> tuple[Line, ...]:
    found = text.topic(topic)
    said = (*found.lines, *found.sentences) if found else ()
    return tuple(Line(one.words, one.lang) for one in said[:most])


def _contact(text: OfferText) -> tuple[Line, ...]:
    if not text.contacts:
        return ()
    first = text.contacts[0]
    lines = [Line(first.name.words, first.name.lang)]
    if first.phone:
        lines.append(Line(_("Telefon: {number}", number=first.phone)))
    if first.email:
        lines.append(Line(_("E-Mail: {address}", address=first.email)))
    return tuple(lines)
