"""Short pages for what cannot be shown: they say why, and the next step."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for

from directory.model import Offer
from directory.web.finder.offer_words import offer_name, offer_picture
from directory.web.finder.present import Tile, home
from directory.web.languages import _
from directory.web.page import Link


@dataclass(frozen=True, slots=True)
class WayOnPage:
    """Words for ``finder/way_on.html``."""

    title: str
    trail: tuple[Link, ...]
    lines: tuple[str, ...]
    tiles: tuple[Tile, ...] = ()
    links: tuple[Link, ...] = ()


def no_such_number(typed: str) -> WayOnPage:
    """For a short address that leads nowhere; what is long or not printable is not repeated."""
    is_short = len(typed) <= 20 and typed.isprintable()
    shown = (_("Sie haben geschrieben: {number}", number=typed),) if is_short else ()
    return WayOnPage(
        title=_("Diese Nummer kennen wir nicht"),
        trail=(home(),),
        lines=(
            *shown,
            _("Eine Nummer hat 9 Ziffern."),
            _("Prüfen Sie bitte jede Ziffer."),
            _("Vielleicht gibt es das Angebot nicht mehr."),
        ),
        links=_search_or_start(),
    )


def several_offers(offers: Iterable[Offer]) -> WayOnPage:
    """Two offers with one number: very rare, and then the reader chooses."""
    return WayOnPage(
        title=_("Welches Angebot meinen Sie?"),
        trail=(home(),),
        lines=(_("Diese Nummer passt zu mehr als 1 Angebot."),),
        tiles=tuple(
            Tile(
                offer_name(offer),
                url_for("finder.offer", slug=offer.slug),
                offer_picture(offer),
            )
            for offer in offers
        ),
    )


def no_dates(offer: Offer) -> WayOnPage:
    """For the calendar of an offer whose days nobody told us."""
    name = offer_name(offer)
    return WayOnPage(
        title=_("Für den Kalender fehlen uns die Tage"),
        trail=(home(), Link(name, url_for("finder.offer", slug=offer.slug))),
        lines=(
            _("Wir kennen keine Termine von diesem Angebot."),
            _("Fragen Sie bitte bei dem Verein nach."),
        ),
        links=(Link(_("Zurück zu {name}", name=name), url_for("finder.offer", slug=offer.slug)),),
    )


def _search_or_start() -> tuple[Link, ...]:
    return (
        Link(_("Sport suchen"), url_for("finder.search")),
        Link(_("Zur Startseite gehen"), url_for("finder.start")),
    )
