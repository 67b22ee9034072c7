"""The page of a club: who it is, what it does, and the offers that we know."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for

from directory.model import Club, ClubKind, Listing, Schedule, Venue
from directory.web.finder.offer_page import ContactLines, contact_lines
from directory.web.finder.present import Tile, home, picture_address
from directory.web.languages import _
from directory.web.page import Link
from directory.web.spoken import day_words, place_words, slot_words


@dataclass(frozen=True, slots=True)
class Row:
    question: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClubPage:
    """Words for ``finder/club.html``."""

    title: str
    trail: tuple[Link, ...]
    example: bool
    rows: tuple[Row, ...]
    website: str
    contacts: tuple[ContactLines, ...]
    offers: tuple[Tile, ...]

    @classmethod
    def of(
        cls, club: Club, venue: Venue | None, offers: tuple[Listing, ...], sports: Any, today: date
    ) -> "ClubPage":
        return cls(
            title=club.name,
            trail=(home(), Link(_("Sport suchen"), url_for("finder.search"))),
            example=club.example,
            rows=tuple(_rows(club, venue, sports.by_id)),
            website=club.website if club.website.startswith(("https://", "http://")) else "",
            contacts=tuple(
                contact_lines(one, today) for one in club.contacts if one.may_be_shown(today)
            ),
            offers=tuple(_offer_tile(listing, sports.by_id) for listing in offers if listing.offer),
        )


def _offer_tile(listing: Listing, by_id: Any) -> Tile:
    offer = listing.offer
    assert offer is not None  # the caller left the others out
    sport = next((by_id[key] for key in offer.sports if key in by_id), None)
    return Tile(
        words=offer.name_easy or offer.name,
        href=url_for("finder.offer", slug=offer.slug),
        picture=picture_address(sport.picture if sport else None),
        more=_first_time(offer.schedule),
    )


def _first_time(schedule: Schedule) -> str:
    return next((words for words in map(slot_words, schedule.slots) if words), "")


def _rows(club: Club, venue: Venue | None, by_id: Any) -> Iterator[Row]:
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
    yield Row(_("Was ist das?"), tuple(what))
    names = tuple(by_id[key].name for key in club.sports if key in by_id)
    if names:
        yield Row(_("Welchen Sport gibt es?"), names)
    if venue:
        yield Row(_("Wo ist das?"), tuple(_venue_lines(venue)))
    if club.charter_signed_on:
        yield Row(
            _("Was hat der Verein versprochen?"),
            (
                _("Der Verein will Sport für alle machen."),
                _("Das hat er am {day} unterschrieben.", day=day_words(club.charter_signed_on)),
            ),
        )
    if club.usual_answer_days:
        yield Row(
            _("Wie schnell kommt eine Antwort?"),
            (_("Der Verein antwortet meist in {days} Tagen.", days=club.usual_answer_days),),
        )
    if club.verification.verified_on:
        yield Row(
            _("Stimmt das noch?"),
            (_("Geprüft am {day}.", day=day_words(club.verification.verified_on)),),
        )


def _venue_lines(venue: Venue) -> Iterator[str]:
    address = venue.address
    street = f"{address.street} {address.house_number}".strip()
    town = f"{address.postcode} {place_words(address.town)}".strip()
    yield from (words for words in (venue.name, street, town, address.part_of_town) if words)
