"""Sharing an offer: its address, a short one for paper and telephone, a QR code, a mail."""

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Final
from urllib.parse import quote

import segno
from flask import url_for
from markupsafe import Markup

from directory.model import Listing, Offer
from directory.web.file_words import file_words
from directory.web.finder.offer_words import offer_name, offer_picture
from directory.web.finder.present import home
from directory.web.finder.short_code import short_code
from directory.web.languages import _
from directory.web.page import Link
from directory.web.public_address import public_address, without_scheme

# A code may have any of eight patterns, and cameras read them all. To draw all eight and weigh them
# takes a quarter of the page of an offer; this one is 3 % from the best (180 addresses, by the
# rules of ISO/IEC 18004 for how easily a pattern is read; the worst is 14 % from it).
_MASK: Final = 2


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where an offer is found, in the language of this request. ``short`` leads there too, also
    when the offer gets another name; ``spoken`` is the short one as it stands on paper."""

    full: str
    short: str
    spoken: str

    @classmethod
    def of(cls, offer: Offer) -> "Addresses":
        full = public_address("finder.offer", slug=offer.slug)
        code = short_code(offer.id)
        short = public_address("finder.short_address", code=code) if code else full
        return cls(full, short, without_scheme(short))


@dataclass(frozen=True, slots=True)
class SharePage:
    """Words for ``finder/share.html``."""

    title: str
    here: str
    trail: tuple[Link, ...]
    offer: Link
    picture: str
    addresses: Addresses
    mail: str
    qr_code: str
    qr_file: str
    qr_words: str
    papers: str

    @classmethod
    def of(cls, listing: Listing, offer: Offer) -> "SharePage":
        name = offer_name(offer)
        addresses = Addresses.of(offer)
        back = Link(name, url_for("finder.offer", slug=offer.slug))
        return cls(
            title=_("{name} teilen", name=name),
            here=_("Teilen"),
            trail=(home(), Link(_("Sport suchen"), url_for("finder.search")), back),
            offer=back,
            picture=offer_picture(offer),
            addresses=addresses,
            mail=mail_to_somebody(
                name,
                _("Hallo,"),
                _("das ist ein Angebot für Sport:"),
                name,
                addresses.full,
            ),
            qr_code=url_for("finder.qr_code", slug=offer.slug),
            qr_file=f"qr-{offer.slug}.svg",
            papers=url_for("papers.choice", slug=offer.slug),
            qr_words=file_words(_("Dieses Bild speichern"), "SVG", len(qr_file(addresses.short))),
        )


def mail_to_somebody(subject: str, *lines: str) -> str:
    """The address of a mail that is written already, but for the receiver."""
    # Mail programs want %20 and not +, and lines that end as in mails.
    body = quote("\r\n".join(lines), safe="")
    return f"mailto:?subject={quote(one_line(subject), safe='')}&body={body}"


def one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def qr_drawing(address: str) -> Markup:
    """For pages: the code as SVG, always dark on light, because some cameras need that."""
    code = _qr(address).svg_inline(
        border=4, omitsize=True, dark="#000", light="#fff", svgclass="qr", lineclass=None
    )
    hidden = code.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)
    return Markup(hidden)  # noqa: S704 - drawn by segno from figures alone


def qr_file(address: str) -> bytes:
    """The code as a file of its own, sharp at any size."""
    out = BytesIO()
    _qr(address).save(out, kind="svg", border=4, scale=10, dark="#000", light="#fff")
    return out.getvalue()


def _qr(address: str) -> segno.QRCode:
    # Level M still reads with 15 % of the code under dirt; Micro QR is unknown to many cameras.
    return segno.make(address, error="m", micro=False, mask=_MASK)
