"""The same offers in the words of Open Referral (HSDS 3.1), for directories of services."""

from typing import Any, Final

from flask import Response, abort, request

from directory.catalogue.criteria import Criteria
from directory.formats import hsds
from directory.formats.hsds_attributes import TAXONOMIES, taxonomy
from directory.model import Listing
from directory.web.house import house
from directory.web.open_data import blueprint
from directory.web.open_data.streaming import file_answer, json
from directory.web.parts import parts
from directory.web.public_address import public_address

JSON: Final = "application/json; charset=utf-8"
USUAL: Final = 50
MOST: Final = 100
_LAST_PAGE: Final = 30_000


@blueprint.get("/hsds/")
def services_start() -> Response:
    """Version, profile, and the description of the standard."""
    return _json(hsds.api_root(public_address("feeds.description")))


@blueprint.get("/hsds/services")
def services() -> Response:
    """Offers in the small form, page by page."""
    number, size = _paging()
    answer = parts().finder.find(Criteria(page=number, page_size=size))
    found = {one.id: one for one in parts().store.listings_by_id([hit.id for hit in answer.hits])}
    shown = [found[hit.id] for hit in answer.hits if hit.id in found]
    contents = [hsds.service_small(one, house()) for one in shown if one.offer]
    return _json(hsds.page(contents, number, size, answer.total))


@blueprint.get("/hsds/services/<id>")
def service(id: str) -> Response:
    """All that is known of an offer."""
    listing = parts().store.listing(id)
    if listing is None or listing.offer is None:
        abort(404)
    return _json(hsds.service(listing, house()))


@blueprint.get("/hsds/organizations")
def organizations() -> Response:
    """Clubs in the small form, page by page."""
    number, size = _paging()
    clubs, total = parts().store.clubs_page(number, size)
    contents = [hsds.organization_small(Listing(one), house()) for one in clubs]
    return _json(hsds.page(contents, number, size, total))


@blueprint.get("/hsds/organizations/<id>")
def organization(id: str) -> Response:
    """All that is known of a club."""
    store = parts().store
    club = store.club(id) or abort(404)
    venue = store.venue(club.venue_id) if club.venue_id else None
    return _json(hsds.organization(Listing(club, None, venue), house()))


@blueprint.get("/hsds/taxonomies")
def taxonomies() -> Response:
    """What our terms are about."""
    number, size = _paging()
    contents = [taxonomy(key) for key in TAXONOMIES]
    return _json(hsds.page(contents[(number - 1) * size :][:size], number, size, len(contents)))


def _paging() -> tuple[int, int]:
    number = request.args.get("page", 1, type=int)
    size = request.args.get("per_page", USUAL, type=int)
    if not (1 <= number <= _LAST_PAGE and 1 <= size <= MOST):
        abort(400)
    return number, size


def _json(document: dict[str, Any]) -> Response:
    return file_answer(json(document), JSON)
