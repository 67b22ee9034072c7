"""Words for the page that asks a club whether its offers are still true."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from directory.model import Listing
from directory.web.addresses import url_for as kept_url_for
from directory.web.clubs.keeping import trail, url_for
from directory.web.clubs.own import END, OTHER, RIGHT
from directory.web.finder.offer_words import offer_name, school_holidays_of
from directory.web.languages import _
from directory.web.messages.present import Option, picture
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.voice import voice
from directory.wording import day_words, tell
from directory.wording.confirming import lines_to_confirm

ALL: Final = "alle"


@dataclass(frozen=True, slots=True)
class AskedOffer:
    """One offer as readers see it. ``options`` are empty once somebody has answered today.

    ``number`` makes the names on the page different for each.
    """

    id: str
    number: int
    name: str
    href: str
    facts: tuple[str, ...]
    checked: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class ConfirmPage:
    """Words for ``truth/confirm.html``."""

    title: str
    trail: tuple[Link, ...]
    said: tuple[str, ...]
    lead: tuple[str, ...]
    action: str
    asks_for_all: bool
    offers: tuple[AskedOffer, ...]
    more: Link | None

    @classmethod
    def of(
        cls, key: str, listings: Sequence[Listing], *, chosen: str, said: str, visits: bool
    ) -> "ConfirmPage":
        """``key`` is the secret of a link, or of the visit that it has become."""
        today = parts().today()
        offers = tuple(
            _offer(listing, number, chosen, today, answered=visits and _is_new(listing, today))
            for number, listing in enumerate(listings, start=1)
        )
        open_ones = [one for one in offers if one.options]
        return cls(
            title=_("Stimmt noch alles?"),
            trail=trail(),
            said=_said(said, today),
            lead=_lead(len(open_ones), len(offers)),
            action=url_for("truth.answer", token=key),
            asks_for_all=len(open_ones) > 1,
            offers=offers,
            more=_more(key) if visits else None,
        )


def _more(key: str) -> Link:
    return Link(_("Zu: Meine Angebote"), url_for("keeping.own_offers", key=key))


def _is_new(listing: Listing, today: date) -> bool:
    return listing.offer is not None and listing.offer.verification.verified_on == today


def _offer(
    listing: Listing, number: int, chosen: str, today: date, *, answered: bool
) -> AskedOffer:
    offer = listing.offer
    if offer is None:
        raise ValueError("only offers are asked about")
    text = tell(listing, voice(), today, is_school_holiday=school_holidays_of(listing))
    return AskedOffer(
        id=offer.id,
        number=number,
        name=offer_name(offer),
        href=kept_url_for("finder.offer", slug=offer.slug),
        facts=tuple(lines_to_confirm(offer, text, voice())),
        checked=_checked(offer.verification.verified_on),
        options=() if answered else _options(chosen),
    )


def _checked(day: date | None) -> str:
    if day is None:
        return _("Das hat noch niemand geprüft.")
    return _("Geprüft am {day}.", day=day_words(day, voice()))


def _options(chosen: str) -> tuple[Option, ...]:
    """What somebody has pressed in the mail comes first."""
    options = (
        Option(RIGHT, _("Alles stimmt"), picture("heart")),
        Option(OTHER, _("Etwas ist anders"), picture("question")),
        Option(END, _("Das gibt es nicht mehr"), picture("farewell")),
    )
    return tuple(sorted(options, key=lambda option: option.value != chosen))


def _lead(still_open: int, count: int) -> tuple[str, ...]:
    if not count:
        return (_("Hier steht kein Angebot von Ihnen."),)
    if not still_open:
        return (_("Sie sind fertig."), _("Sie können die Seite jetzt schließen."))
    return (
        _("Lesen Sie bitte die Angaben."),
        _("Drücken Sie dann auf einen Knopf."),
        _("Menschen verlassen sich auf Ihre Angaben."),
    )


def _said(said: str, today: date) -> tuple[str, ...]:
    if said != RIGHT:
        return ()
    return (
        _("Danke."),
        _("Wir haben gespeichert: Alles stimmt."),
        _("Auf der Seite steht jetzt: Geprüft am {day}.", day=day_words(today, voice())),
    )
