"""Words for the pages that stand in pages of others."""

from dataclasses import dataclass
from datetime import date

from directory.catalogue.criteria import Hit
from directory.catalogue.recording import record_of
from directory.content import Sports
from directory.model import Listing
from directory.web.addresses import asked as address_of
from directory.web.addresses import url_for
from directory.web.embedding.asked import FrameQuery
from directory.web.finder.present import Card, card_of
from directory.web.finder.search_filters import address
from directory.web.finder.search_page import (
    changed_lines,
    degraded_lines,
    left_out_lines,
    results_title,
)
from directory.web.languages import _
from directory.web.page import Link
from directory.web.searching import Found


@dataclass(frozen=True, slots=True)
class FramePage:
    """Words for ``embedding/frame.html``; ``itself`` is the same as a page of the site."""

    title: str
    lines: tuple[str, ...]
    cards: tuple[Card, ...]
    page: int
    pages: int
    before_href: str
    after_href: str
    itself: Link
    colours: str

    @classmethod
    def of(cls, found: Found, asked: FrameQuery, sports: Sports, today: date) -> "FramePage":
        page = found.criteria.page
        return cls(
            title=results_title(found),
            lines=(*degraded_lines(found), *left_out_lines(found), *changed_lines(found)),
            cards=tuple(
                card_of(hit, sports.by_id, today, found.understood.needs)
                for hit in found.answer.hits
            ),
            page=page,
            pages=found.pages,
            before_href=_page_address(asked, found, page - 1),
            after_href=_page_address(asked, found, page + 1),
            itself=Link(
                _("Alle Angebote zeigen") if found.answer.total else _("Andere Angebote zeigen"),
                address(asked.query.with_()),
            ),
            colours=asked.colours,
        )


@dataclass(frozen=True, slots=True)
class OfferFramePage:
    """Words for ``embedding/offer.html``; without a ``card`` the offer is gone."""

    title: str
    card: Card | None
    itself: Link
    colours: str

    @classmethod
    def of(cls, listing: Listing, colours: str, sports: Sports, today: date) -> "OfferFramePage":
        card = card_of_listing(listing, sports, today)
        return cls(card.title, card, Link(_("Alles zu dem Angebot zeigen"), card.href), colours)

    @classmethod
    def gone(cls, colours: str) -> "OfferFramePage":
        more = Link(_("Andere Angebote zeigen"), url_for("finder.search"))
        return cls(_("Dieses Angebot gibt es nicht mehr"), None, more, colours)


def card_of_listing(listing: Listing, sports: Sports, today: date) -> Card:
    """As search makes it, but from the truth, so it is never late."""
    return card_of(Hit(listing.id, record_of(listing, {}).card, 0), sports.by_id, today)


def _page_address(asked: FrameQuery, found: Found, page: int) -> str:
    if not 1 <= page <= found.pages:
        return ""
    return address_of("embedding.frame", asked.at_page(page).to_args())
