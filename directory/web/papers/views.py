"""Papers of one offer and of a list."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import abort, redirect, request
from werkzeug.wrappers import Response

from directory.model import Listing, Offer
from directory.web.addresses import url_for
from directory.web.finder.offer_words import offer_name, offer_picture
from directory.web.finder.own_list import OwnList
from directory.web.finder.present import home
from directory.web.languages import _
from directory.web.lists.handing import listings_of
from directory.web.page import Link
from directory.web.papers import blueprint
from directory.web.papers.answer import Drawings, pdf_answer
from directory.web.papers.sheets import Size, poster_of, sheets_paper
from directory.web.parts import parts
from directory.web.templating import render

Answer = str | Response
KIND = "art"
POSTER = "plakat"


@dataclass(frozen=True, slots=True)
class PaperChoice:
    """One paper that can be had; ``file`` says type and size."""

    words: str
    href: str
    file: str
    more: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChoicePage:
    """Words for ``papers/choice.html``."""

    title: str
    trail: tuple[Link, ...]
    picture: str
    lines: tuple[str, ...]
    choices: tuple[PaperChoice, ...]
    back: Link


@blueprint.get("/angebot/<slug>/papier")
def choice(slug: str) -> Answer:
    """Which paper somebody wants of this offer."""
    _listing, offer = _found(slug)
    if offer.slug != slug:
        return redirect(url_for("papers.choice", slug=offer.slug), 301)
    name = offer_name(offer)
    back = Link(name, url_for("finder.offer", slug=offer.slug))
    page = ChoicePage(
        title=_("{name} auf Papier", name=name),
        trail=(home(), back),
        picture=offer_picture(offer),
        lines=(_("Welches Papier möchten Sie haben?"),),
        choices=tuple(_choices(url_for("papers.offer", slug=offer.slug))),
        back=back,
    )
    return render("papers/choice.html", page=page)


@blueprint.get("/angebot/<slug>/papier.pdf")
def offer(slug: str) -> Answer:
    """A sheet, a large sheet or a poster."""
    listing, found = _found(slug)
    kind = request.args.get(KIND, Size.A4)
    if found.slug != slug:
        return redirect(url_for("papers.offer", slug=found.slug, **{KIND: kind}), 301)
    drawings = Drawings()
    if kind == POSTER:
        poster = poster_of(listing, found, drawings)
        return pdf_answer("papers/poster.html", poster, f"{found.slug}-plakat", drawings)
    paper = sheets_paper(offer_name(found), [(listing, found, "")], _size(kind), drawings)
    return pdf_answer("papers/sheets.html", paper, found.slug, drawings)


@blueprint.get("/merkzettel/papier.pdf")
def own_list() -> Answer:
    """The own list, an offer on each sheet."""
    own = OwnList.of_cookie()
    answer = _list(own.name or _("Mein Merkzettel"), own.ids, dict(own.notes))
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


@blueprint.get("/zettel/<code>/papier.pdf")
def handed_list(code: str) -> Answer:
    """A list that was handed over."""
    content = listings_of(code).content
    ids = tuple(entry.offer_id for entry in content.entries)
    notes = {entry.offer_id: entry.note for entry in content.entries}
    answer = _list(content.name or _("Eine Liste für Sie"), ids, notes)
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


def _choices(address: str) -> Iterator[PaperChoice]:
    file = _("PDF-Datei, weniger als 1 Megabyte")
    for words, kind, size in (
        (_("Ein Blatt"), Size.A4.value, _("Größe A4")),
        (_("Ein Blatt mit sehr großer Schrift"), Size.A3.value, _("Größe A3")),
        (_("Ein Plakat für die Wand"), POSTER, _("Größe A4")),
    ):
        yield PaperChoice(words, f"{address}?{KIND}={kind}", file, (size,))


def _list(title: str, ids: tuple[str, ...], notes: dict[str, str]) -> Response:
    known = {one.id: one for one in parts().store.listings_by_id(ids)}
    found = [known[id] for id in ids if id in known]
    if not found:
        return redirect(url_for("finder.remembered"), 303)
    drawings = Drawings()
    offers = [(one, one.offer, notes.get(one.id, "")) for one in found if one.offer]
    paper = sheets_paper(title, offers, _size(request.args.get(KIND, "")), drawings)
    return pdf_answer("papers/sheets.html", paper, "liste", drawings)


def _size(kind: str) -> Size:
    return Size.A3 if kind == Size.A3 else Size.A4


def _found(slug: str) -> tuple[Listing, Offer]:
    listing = parts().store.listing_by_slug(slug)
    if listing is None or listing.offer is None:
        abort(404)
    return listing, listing.offer
