"""What people do with an offer: share it, remember it, put its dates into a calendar."""

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response

from directory.formats.calendars import calendar_file
from directory.model import Listing, Offer
from directory.web.finder import blueprint
from directory.web.finder.offer_words import offer_name
from directory.web.finder.remembering import RememberedPage, changed
from directory.web.finder.sharing import Addresses, SharePage, qr_file
from directory.web.finder.short_code import ids_of
from directory.web.finder.way_on import no_dates, no_such_number, several_offers
from directory.web.house import house
from directory.web.languages import current
from directory.web.parts import parts
from directory.web.recordings import of_offer, sound
from directory.web.templating import render

Answer = str | Response | tuple[str, int]


@blueprint.get("/angebot/<slug>/teilen")
def share(slug: str) -> Answer:
    """Ways to hand an offer to somebody else."""
    listing, offer = _found(slug)
    if offer.slug != slug:
        return redirect(url_for("finder.share", slug=offer.slug), 301)
    return render("finder/share.html", page=SharePage.of(listing, offer))


@blueprint.get("/angebot/<slug>/qr.svg")
def qr_code(slug: str) -> Answer:
    """The short address of an offer as a QR code."""
    _listing, offer = _found(slug)
    if offer.slug != slug:
        return redirect(url_for("finder.qr_code", slug=offer.slug), 301)
    return Response(qr_file(Addresses.of(offer).short), mimetype="image/svg+xml")


@blueprint.post("/angebot/<slug>/gedruckt")
def printed(slug: str) -> Answer:
    """A script says that somebody prints the page; ``web.counting`` counts it."""
    _found(slug)
    return Response(status=204)


@blueprint.get("/a/<code>")
def short_address(code: str) -> Answer:
    """From a number on paper to the offer; a wrong number gets a way on."""
    ids = ids_of(code)
    found = parts().store.offers_between(ids.first, ids.end) if ids else ()
    if not found:
        return render("finder/way_on.html", page=no_such_number(code)), 404
    offers = [listing.offer for listing in found if listing.offer]
    if len(offers) > 1:
        return render("finder/way_on.html", page=several_offers(offers))
    # Not for ever: the number stays, the readable address may change.
    return redirect(url_for("finder.offer", slug=offers[0].slug), 302)


@blueprint.get("/angebot/<slug>/kalender.ics")
def calendar(slug: str) -> Answer:
    """The dates of the next 12 months for the calendar of a phone or a computer."""
    listing, offer = _found(slug)
    if offer.slug != slug:
        return redirect(url_for("finder.calendar", slug=offer.slug), 301)
    file = calendar_file((listing,), house(), offer_name(offer))
    if not file:
        return render("finder/way_on.html", page=no_dates(offer)), 404
    answer = Response(file, mimetype="text/calendar")
    answer.headers["Content-Disposition"] = f'attachment; filename="{offer.slug}.ics"'
    return answer


@blueprint.get("/angebot/<slug>/vorgelesen.<ending>")
def recording(slug: str, ending: str) -> Answer:
    """A person reads this offer aloud, in the language of the address."""
    _listing, offer = _found(slug)
    if offer.slug != slug:
        return redirect(url_for("finder.recording", slug=offer.slug, ending=ending), 301)
    return sound(of_offer(offer.id, current().key), ending)


@blueprint.get("/merkzettel")
def remembered() -> Answer:
    """What this visitor remembers, or the list that the address names."""
    return render("finder/remembered.html", page=RememberedPage.of(request.args))


@blueprint.post("/merkzettel")
def remember() -> Answer:
    """Remembers or forgets; only then there is a cookie."""
    return changed(request.form)


def _found(slug: str) -> tuple[Listing, Offer]:
    listing = parts().store.listing_by_slug(slug)
    if listing is None or listing.offer is None:
        abort(404)
    return listing, listing.offer
