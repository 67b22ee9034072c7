"""Version 1 of the answers for programs; names and meanings stay as they are."""

from typing import Any

from flask import Response, jsonify, request

from directory.catalogue.query import OfferQuery, clean
from directory.web.feeds import blueprint
from directory.web.feeds.present import offers_document, place_document
from directory.web.languages import current, manner_for, use
from directory.web.parts import parts
from directory.web.search_notes import note_search
from directory.web.searching import search
from directory.web.word_separator import Separator

PLACES_SHOWN = 20


@blueprint.before_request
def plain_words() -> None:
    """Programs want words as they are written, whatever a visitor chose."""
    use(manner_for(current(), Separator.NONE))


@blueprint.after_request
def for_everybody(response: Response) -> Response:
    """Programs on other sites may read this; it says nothing about the person who asks."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@blueprint.get("/offers")
def offers() -> Response:
    """The same search as on ``/suche``."""
    found = search(parts(), OfferQuery.from_args(request.args))
    note_search(found)
    return _json(offers_document(found, parts().sports.by_id))


@blueprint.get("/places")
def places() -> Response:
    """Places that somebody may mean, likeliest first."""
    text = clean(request.args.get("q", ""))
    found = parts().gazetteer.suggest(text, PLACES_SHOWN) if text else ()
    return _json({"places": [place_document(place) for place in found]})


def _json(document: dict[str, Any]) -> Response:
    response = jsonify(document)
    response.content_type = "application/json; charset=utf-8"
    return response
