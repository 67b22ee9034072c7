"""The page of a club: who it is, what it does, and the offers that we know."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from directory.content import Sport, Sports
from directory.model import Club, ClubKind, Listing, Offer, Schedule, Venue
from directory.model.ladder import Standing, standing_of
from directory.web.addresses import url_for
from directory.web.finder.contacts import ContactLines, contacts_shown
from directory.web.finder.offer_topics import picture_of
from directory.web.finder.offer_words import offer_name, source_name
from directory.web.finder.present import Tile, home, picture_address, sport_name
from directory.web.languages import _, ngettext
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.voice import voice
from directory.wording import address_lines, day_words, when_lines, where_said
from directory.wording.trust import checked_said


@dataclass(frozen=True, slots=True)
class Row:
    question: str
    lines: tuple[str, ...]
    picture: str = ""


@dataclass(frozen=True, slots=True)
class ClubPage:
    """Words for ``finder/club.html``."""

    title: str
    trail: tuple[Link, ...]
    example: bool
    rows: tuple[Row, ...]
    website: str
    contact_picture: str
    offers_picture: str
    contacts: tuple[ContactLines, ...]
    offers: tuple[Tile, ...]
    take_over: Link

    @classmethod
    def of(
        cls,
        club: Club,
        venue: Venue | None,
        offers: tuple[Listing, ...],
        sports: Sports,
        today: date,
    ) -> "ClubPage":
        return cls(
            title=club.name,
            trail=(home(), Link(_("Sport suchen"), url_for("finder.search"))),
            example=club.example,
            rows=tuple(_rows(club, venue, sports.by_id, today)),
            website=club.website if club.website.startswith(("https://", "http://")) else "",
            contact_picture=_picture("phone"),
            offers_picture=_picture("sport"),
            contacts=contacts_shown(club.contacts, today),
            offers=tuple(
                _offer_tile(one.offer, sports.by_id, today)
                for one in offers
                if one.offer and standing_of(one, today, parts().ladder) < Standing.HIDDEN
            ),
            take_over=Link(
                _("Sind Sie von diesem Verein?"), url_for("keeping.take_over", slug=club.slug)
            ),
        )


def _picture(thing: str) -> str:
    return picture_of(parts().pictures, thing)


def _offer_tile(offer: Offer, by_id: Mapping[str, Sport], today: date) -> Tile:
    sport = next((by_id[key] for key in offer.sports if key in by_id), None)
    return Tile(
        words=offer_name(offer),
        href=url_for("finder.offer", slug=offer.slug),
        picture=picture_address(sport.picture if sport else None),
        more=_first_time(offer.schedule, today),
    )


def _first_time(schedule: Schedule, today: date) -> str:
    return next(iter(when_lines(schedule, voice(), today)), "")


def _rows(
    club: Club, venue: Venue | None, by_id: Mapping[str, Sport], today: date
) -> Iterator[Row]:
    kinds = {
        ClubKind.CLUB: _("Das ist ein Sportverein."),
        ClubKind.SPORTS_CENTRE: _("Das ist ein Haus für Sport."),
        ClubKind.DOJO: _("Das ist ein Raum für Kampfsport."),
        ClubKind.FITNESS_CENTRE: _("Das ist ein Fitnessstudio."),
        ClubKind.OTHER: _("Hier gibt es Sport."),
    }
    what = [kinds[club.kind]]
    if club.legal_form:
        what.append(_("Die Rechtsform ist: {form}", form=club.legal_form))
    yield Row(_("Was ist das?"), tuple(what), _picture("club"))
    names = tuple(sport_name(by_id[key]) for key in club.sports if key in by_id)
    if names:
        yield Row(_("Welchen Sport gibt es?"), names, _picture("sport"))
    if venue:
        yield Row(_("Wo ist das?"), tuple(_venue_lines(venue)), _picture("place"))
    if club.charter_signed_on:
        yield Row(
            _("Was hat der Verein versprochen?"),
            (
                _("Der Verein will Sport für alle machen."),
                _(
                    "Das hat er am {day} unterschrieben.",
                    day=day_words(club.charter_signed_on, voice()),
                ),
            ),
            _picture("heart"),
        )
    if club.usual_answer_days:
        yield Row(
            _("Wie schnell kommt eine Antwort?"),
            (
                ngettext(
                    "Der Verein antwortet meist in {count} Tag.",
                    "Der Verein antwortet meist in {count} Tagen.",
                    club.usual_answer_days,
                ),
            ),
            _picture("email"),
        )
    checked = checked_said(
        club.verification,
        voice(),
        today,
        changed_at=club.changed_at,
        source_name=source_name(club.source.name),
    )
    yield Row(_("Stimmt das noch?"), tuple(said.words for said in checked), _picture("yes"))


def _venue_lines(venue: Venue) -> Iterator[str]:
    yield from (said.words for said in address_lines(venue, voice()))
    yield from (said.words for said in where_said(venue, voice()))
