"""No question can be sent: how to ask all the same, or where to look instead."""

from dataclasses import dataclass

from flask import url_for

from directory.model import Listing, Offer, Status
from directory.web.finder.contacts import ContactLines
from directory.web.finder.offer_words import offer_name
from directory.web.languages import _
from directory.web.messages.present import offer_link, start_trail
from directory.web.page import Link


@dataclass(frozen=True, slots=True)
class NoMailPage:
    """Words for ``messages/no_mail.html``."""

    title: str
    trail: tuple[Link, ...]
    lines: tuple[str, ...]
    contacts: tuple[ContactLines, ...]
    ways: tuple[Link, ...]

    @classmethod
    def of(cls, listing: Listing, offer: Offer, contacts: tuple[ContactLines, ...]) -> "NoMailPage":
        if offer.status is Status.ENDED:
            return cls._ended(offer)
        return cls(
            title=_("So fragen Sie den Verein"),
            trail=(*start_trail(), offer_link(offer.slug, offer_name(offer))),
            lines=(
                _("Hier können wir keine E-Mail schicken."),
                _("Aber Sie können anders fragen."),
            ),
            contacts=tuple(one for one in contacts if one.phone or one.email),
            ways=(
                Link(listing.club.name, url_for("finder.club", slug=listing.club.slug)),
                Link(_("Zurück zum Angebot"), url_for("finder.offer", slug=offer.slug)),
            ),
        )

    @classmethod
    def _ended(cls, offer: Offer) -> "NoMailPage":
        return cls(
            title=_("Dieses Angebot gibt es nicht mehr"),
            trail=(*start_trail(), offer_link(offer.slug, offer_name(offer))),
            lines=(_("Deshalb können Sie hier nicht mehr fragen."), _("Suchen Sie bitte neu.")),
            contacts=(),
            ways=(
                Link(_("Neu suchen"), url_for("finder.search")),
                Link(_("Zurück zum Angebot"), url_for("finder.offer", slug=offer.slug)),
            ),
        )
