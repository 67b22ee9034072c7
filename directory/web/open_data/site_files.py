"""The map of the site, who may walk it, how browsers search it, and whom to warn."""

from collections.abc import Iterator
from datetime import date
from itertools import takewhile
from typing import Final
from urllib.parse import urljoin

from flask import Response, abort, redirect, url_for
from werkzeug.wrappers import Response as Answer

from directory.content.pages import NAMES
from directory.formats.site_files import (
    OPENSEARCH,
    SITEMAP,
    Page,
    opensearch,
    robots,
    security,
    sitemap,
    sitemap_index,
)
from directory.model import Listing, Offer
from directory.web.assets import asset
from directory.web.found_today import is_found_today
from directory.web.house import house
from directory.web.languages import _
from directory.web.open_data import blueprint
from directory.web.open_data.streaming import file_answer, streamed
from directory.web.parts import parts
from directory.web.public_address import public_address

PAGES: Final = "seiten"
ALL: Final = "eintraege"
# A map may hold 50,000 addresses; an offer brings its club along.
MOST_IN_ONE: Final = 20_000
_DIGITS: Final = "0123456789abcdef"
TEXT: Final = "text/plain; charset=utf-8"
_OPEN_PAGES: Final = (
    "finder.start",
    "finder.search",
    "finder.sports",
    "finder.places",
    "questions.liking",
    "clubs.why",
    "regions.regions",
    "help.glossary",
    "help.sources",
    "health.of_all",
    "gaps.everywhere",
    "open_data.files",
    "open_data.interface",
)
# What is for one person or one press of a button: nothing for a search engine.
_CLOSED: Final = (
    "/anmelden",
    "/abmelden",
    "/betrieb/",
    "/beratung/",
    "/redaktion",
    "/vereine/angebot",
    "/vereine/entwurf/",
    "/vereine/l/",
    "/vereine/link",
    "/vereine/meine/",
    "/vereine/stimmt/",
    "/vereine/tabelle/",
    "/merkzettel",
    "/zettel",
    "/einstellungen",
)


@blueprint.get("/sitemap.xml")
def site_map() -> Response:
    """The parts of the map."""
    keys = [PAGES, *(_DIGITS if parts().store.is_more_than(MOST_IN_ONE) else (ALL,))]
    pages = (Page(public_address("open_data.part_of_map", key=key)) for key in keys)
    return file_answer(sitemap_index(pages), SITEMAP)


@blueprint.get("/sitemap-<key>.xml")
def part_of_map(key: str) -> Response:
    """One part: our pages, all offers and clubs, or those whose id begins with a digit."""
    if key == PAGES:
        return streamed(sitemap(_own_pages()), SITEMAP)
    if key != ALL and key not in tuple(_DIGITS):
        abort(404)
    return streamed(sitemap(_entries("" if key == ALL else key)), SITEMAP)


def _own_pages() -> Iterator[Page]:
    yield from (Page(public_address(endpoint)) for endpoint in _OPEN_PAGES)
    yield from (Page(public_address("help.page", name=name)) for name in NAMES)
    yield from (Page(house().addresses.sport(one.id)) for one in parts().sports.all())
    regions = parts().regions
    for key in regions.by_key if regions else ():
        yield Page(public_address("regions.region", key=key))


def _entries(digit: str) -> Iterator[Page]:
    addresses, seen = house().addresses, set()
    for listing in filter(is_found_today, _beginning(digit)):
        if listing.offer:
            yield Page(addresses.offer(listing.offer.slug), _changed(listing.offer))
        if listing.club.id not in seen:
            seen.add(listing.club.id)
            yield Page(addresses.club(listing.club.slug))


def _beginning(digit: str) -> Iterator[Listing]:
    """The first part takes what begins before the digits, the last what comes after them."""
    if not digit:
        return parts().store.listings()
    begin = "" if digit == _DIGITS[0] else digit
    end = chr(ord(digit) + 1) if digit not in "9f" else {"9": "a", "f": ""}[digit]
    found = parts().store.listings(after_id=begin)
    return takewhile(lambda one: one.id < end, found) if end else found


def _changed(offer: Offer) -> date | None:
    days = (offer.changed_at.date() if offer.changed_at else None, offer.verification.verified_on)
    return max(filter(None, days), default=None)


@blueprint.get("/robots.txt")
def walkers() -> Response:
    """What programs that walk the web may read: all that is for everybody."""
    mount = url_for("finder.start").rstrip("/")
    closed = [mount + path for path in _CLOSED]
    return file_answer(robots(closed, public_address("open_data.site_map")).encode(), TEXT)


@blueprint.get("/opensearch.xml")
def search_description() -> Response:
    """So that a browser searches here from its own box."""
    file = opensearch(
        house(),
        f"{public_address('finder.search')}?q={{searchTerms}}",
        urljoin(public_address("finder.start"), asset("favicon.svg")),
        _("Hier finden Sie Sport für alle."),
        public_address("open_data.search_description"),
    )
    return file_answer(file, OPENSEARCH)


@blueprint.get("/.well-known/security.txt")
def warning() -> Response:
    """Whom to tell about a hole; there is none without an address."""
    site = parts().site
    contact = site.security_contact or site.help_email or abort(404)
    itself = public_address("open_data.warning")
    return file_answer(security(contact, itself, parts().now()).encode(), TEXT)


@blueprint.get("/security.txt")
def warning_of_old() -> Answer:
    """Where it stood in former times."""
    return redirect(url_for("open_data.warning"), 301)
