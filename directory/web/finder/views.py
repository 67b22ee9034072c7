"""Start, search, offer, club, and the lists of sports."""

from functools import partial

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response

from directory.catalogue.criteria import Criteria
from directory.catalogue.query import OfferQuery
from directory.web.addresses import asked
from directory.web.counting import shown
from directory.web.finder import blueprint
from directory.web.finder.club_page import ClubPage
from directory.web.finder.offer_page import OfferPage
from directory.web.finder.offer_words import source_name
from directory.web.finder.search_page import SearchPage
from directory.web.finder.sport_page import SportPage
from directory.web.finder.start_page import SportsPage, StartPage
from directory.web.finder.telling import told_of_club, told_of_offer, told_of_search
from directory.web.parts import parts
from directory.web.region_here import region_here
from directory.web.regions.views import page_of, told_of
from directory.web.search_notes import note_search
from directory.web.searching import Found, near_misses
from directory.web.searching import search as search_offers
from directory.web.templating import render
from directory.web.unchanged import MOMENT

Answer = str | Response
EVERYWHERE = "ueberall"


@blueprint.get("/")
def start() -> Answer:
    """Three ways at once: pictures, words, places; under the name of a region its own page."""
    region = region_here()
    if region:
        return render("regions/region.html", page=page_of(region), told=told_of(region))
    facets = parts().finder.find(Criteria(page_size=1)).facets
    return render("finder/start.html", page=StartPage.of(facets, parts().sports, parts().pictures))


@blueprint.get("/suche")
def search() -> Answer:
    """Offers that match, nearest first when a place is named."""
    query, here = OfferQuery.from_args(request.args), parts()
    with here.finder.one_moment(request.environ.get(MOMENT)):
        found = search_offers(here, query)
        own = _own_region(found)
        if own:
            found = search_offers(here, query.with_(ags=own, page=query.page))
        page = SearchPage.of(found, here.sports, here.today(), near_misses(here, found))
    note_search(found)
    for cards in (page.cards, *(miss.cards for miss in page.near_misses)):
        shown(card.id for card in cards)
    more = (*request.args.items(multi=True), (EVERYWHERE, "ja"))
    everywhere = asked("finder.search", more) if own else ""
    told = told_of_search(query.with_(ags=own) if own else query)
    return render("finder/search.html", page=page, everywhere=everywhere, told=told)


def _own_region(found: Found) -> str:
    """Under the name of a region who names no place means this region; of a region in several
    pieces nobody can say which."""
    region, query = region_here(), found.query
    if region is None or len(region.ags) != 1 or EVERYWHERE in request.args:
        return ""
    named = query.where or query.state or query.ags or found.understood.place
    return "" if named else region.ags[0]


@blueprint.get("/angebot/<slug>")
def offer(slug: str) -> Answer:
    """One offer; a former address leads to the one of today."""
    listing = parts().store.listing_by_slug(slug)
    if listing is None or listing.offer is None:
        abort(404)
    if listing.offer.slug != slug:
        return redirect(url_for("finder.offer", slug=listing.offer.slug), 301)
    state = listing.venue.address.state_code if listing.venue else ""
    page = OfferPage.of(
        listing,
        sports=parts().sports.by_id,
        today=parts().today(),
        is_school_holiday=partial(parts().school_holidays.is_holiday, state),
        pictures=parts().pictures,
        source_name=source_name(listing.offer.source.name),
        just=request.args.get("merkzettel", ""),
    )
    return render("finder/offer.html", page=page, told=told_of_offer(listing))


@blueprint.get("/verein/<slug>")
def club(slug: str) -> Answer:
    """One club with the offers that we know."""
    found = parts().store.club_by_slug(slug) or abort(404)
    if found.slug != slug:
        return redirect(url_for("finder.club", slug=found.slug), 301)
    store = parts().store
    venue = store.venue(found.venue_id) if found.venue_id else None
    offers = store.offers_of_club(found.id)
    page = ClubPage.of(found, venue, offers, parts().sports, parts().today())
    return render("finder/club.html", page=page, told=told_of_club(found, venue, offers))


@blueprint.get("/sport")
def sports() -> Answer:
    """All sports with pictures, those with offers first."""
    counts = parts().finder.find(Criteria(page_size=1)).facets.sports
    return render("finder/sports.html", page=SportsPage.of(parts().sports, counts))


@blueprint.get("/sport/<sport_id>")
def sport(sport_id: str) -> Answer:
    """One sport: what it is, the question where, offers and clubs."""
    ours = parts()
    found = ours.sports.by_id.get(sport_id) or abort(404)
    page = SportPage.of(found, ours.finder, ours.sports, ours.today(), ours.glossary)
    shown(card.id for card in page.cards)
    return render("finder/sport.html", page=page)
