"""Frames for pages of others, the page that makes the text to copy, and the script beside it."""

from flask import make_response, redirect, request
from werkzeug.wrappers import Response

from directory.web.addresses import url_for
from directory.web.assets import assets
from directory.web.counting import shown
from directory.web.embedding import blueprint
from directory.web.embedding.asked import FrameQuery, colours_of
from directory.web.embedding.choosing import ChoosePage
from directory.web.embedding.present import FramePage, OfferFramePage
from directory.web.parts import parts
from directory.web.searching import search
from directory.web.templating import render

# Long enough for a visit of somebody's page, short enough for a fault that was mended.
SCRIPT_KEPT_SECONDS = 3_600


@blueprint.get("/einbetten")
def choose() -> str:
    """What a club or a town wants to show, how that looks, and what to copy."""
    return render("embedding/choose.html", page=ChoosePage.of(request.args))


@blueprint.get("/einbetten.js")
def script() -> Response:
    """Under an address that never changes, because it stands in pages of others."""
    answer = make_response(assets().text("scripts/einbetten.js"))
    answer.headers["Content-Type"] = "text/javascript; charset=utf-8"
    answer.headers["Cache-Control"] = f"public, max-age={SCRIPT_KEPT_SECONDS}"
    return answer


@blueprint.get("/eingebettet")
def frame() -> str:
    """Offers that match, to stand in a page of somebody else."""
    wanted = FrameQuery.from_args(request.args)
    found = search(parts(), wanted.query, wanted.count)
    page = FramePage.of(found, wanted, parts().sports, parts().today())
    shown(card.id for card in page.cards)
    return render("embedding/frame.html", page=page)


@blueprint.get("/eingebettet/angebot/<slug>")
def offer_frame(slug: str) -> Response:
    """One offer. What is gone says so kindly, because nobody clears up pages of others."""
    colours = colours_of(request.args)
    listing = parts().store.listing_by_slug(slug)
    if listing is None or listing.offer is None:
        page = OfferFramePage.gone(colours)
        return make_response(render("embedding/offer.html", page=page), 404)
    if listing.offer.slug != slug:
        more = {"farben": colours} if colours else {}
        return redirect(url_for("embedding.offer_frame", slug=listing.offer.slug, **more), 301)
    shown((listing.id,))
    page = OfferFramePage.of(listing, colours, parts().sports, parts().today())
    return make_response(render("embedding/offer.html", page=page))
