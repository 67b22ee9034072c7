"""Version 1 of the answers for programs; names and meanings stay as they are."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import msgspec
from flask import Response, request
from msgspec import Struct
from msgspec.structs import replace

from directory.catalogue.criteria import Criteria
from directory.catalogue.query import OfferQuery, clean
from directory.catalogue.record import Kind
from directory.catalogue.understanding import confirmed_since
from directory.formats.api import answers, openapi
from directory.formats.api.questions import (
    NoQuestion,
    OffersQuestion,
    PlacesQuestion,
    WrongQuestion,
    read_question,
)
from directory.web.feeds import blueprint
from directory.web.feeds.present import found_offers, place_document
from directory.web.house import house
from directory.web.languages import use_plain_words
from directory.web.open_data.streaming import file_answer, json
from directory.web.parts import parts
from directory.web.public_address import public_address, public_asked
from directory.web.search_notes import note_search
from directory.web.searching import search

PLACES_SHOWN = 20

Question = TypeVar("Question", bound=Struct)


blueprint.before_request(use_plain_words)


@blueprint.errorhandler(WrongQuestion)
def wrong_question(fault: WrongQuestion) -> tuple[Response, int]:
    """Says which parameter it was."""
    told = answers.Fault(fault.status, str(fault), fault.parameter)
    return answered(answers.FaultAnswer(told)), fault.status


def answered(answer: Struct) -> Response:
    return file_answer(json(answer), "application/json; charset=utf-8")


def asking(kind: type[Question]) -> Callable[[Callable[..., Struct]], Callable[..., Response]]:
    """The view is handed the question of the address, and its answer is written."""

    def decorate(view: Callable[..., Struct]) -> Callable[..., Response]:
        @wraps(view)
        def ask(**path: Any) -> Response:
            return answered(view(read_question(kind, request.args), **path))

        return ask

    return decorate


@blueprint.get("/")
@asking(NoQuestion)
def start(_question: NoQuestion) -> answers.Start:
    """What there is."""
    ours = house()
    paths = [one for one in openapi.OPERATIONS if not one.path_names and one.path != "/"]
    base = public_address("feeds.start").rstrip("/")
    return answers.Start(
        name=ours.name,
        version=openapi.VERSION,
        documentation=public_address("open_data.interface"),
        description=public_address("feeds.description"),
        licence=ours.licence.url,
        attribution=tuple(ours.attribution()),
        links={one.path.strip("/"): base + one.path for one in paths},
    )


@blueprint.get("/openapi.json")
def description() -> Response:
    """OpenAPI 3.1, with ids that exist here as examples."""
    document = openapi.description(
        house(),
        public_address("feeds.start").rstrip("/"),
        public_address("open_data.interface"),
        _examples(),
    )
    return Response(
        msgspec.json.encode(document), content_type="application/vnd.oai.openapi+json;version=3.1"
    )


def _examples() -> dict[str, str]:
    hits = parts().finder.find(Criteria(page_size=1)).hits
    found = parts().store.listing(hits[0].id) if hits else None
    if found is None or found.offer is None:
        return {}
    known = {"readOffer": found.offer.id, "readClub": found.club.id}
    regions = parts().regions
    if found.venue:
        known["readVenue"] = found.venue.id
    if regions and regions.by_key:
        known["readRegion"] = next(iter(regions.by_key))
    return known


@blueprint.get("/offers")
@asking(OffersQuestion)
def offers(question: OffersQuestion) -> answers.FoundOffers:
    """The same search as on ``/suche``."""
    found = search(parts(), OfferQuery.from_args(request.args), question.anzahl)
    note_search(found)
    return found_offers(found, house())


@blueprint.get("/places")
@asking(PlacesQuestion)
def places(question: PlacesQuestion) -> answers.Places:
    """Places that somebody may mean, likeliest first."""
    text = clean(question.q)
    found = parts().gazetteer.suggest(text, PLACES_SHOWN) if text else ()
    documents = [place_document(place) for place in found]
    return answers.Places(msgspec.convert(documents, tuple[answers.Place, ...]))


@blueprint.get("/sports")
@asking(NoQuestion)
def sports(_question: NoQuestion) -> answers.SportsAnswer:
    """All sports with their ids, and how many offers there are."""
    counts, ours = parts().finder.find(Criteria(page_size=1)).facets.sports, house()
    return answers.SportsAnswer(
        tuple(
            answers.Sport(
                id=one.id,
                name=one.name,
                name_de=one.name_de,
                name_en=one.name_en,
                category=one.category,
                synonyms=one.synonyms,
                openactive_id=one.openactive_id,
                osm_tag=one.osm_tag,
                url=ours.addresses.sport(one.id),
                offers=counts.get(one.id, 0),
            )
            for one in parts().sports.all()
        )
    )


@blueprint.get("/counts")
@asking(NoQuestion)
def counts(_question: NoQuestion) -> answers.Counts:
    """How many offers there are, as the search counts them."""
    ask = Criteria(page_size=1)
    found = parts().finder.find(ask, confirmed_since(parts().today()))
    clubs = parts().finder.find(replace(ask, kind=Kind.CLUB))
    return answers.Counts(
        offers=found.total,
        confirmed=found.facets.confirmed,
        clubs_without_known_offer=clubs.total,
        states=found.facets.states,
        sports=found.facets.sports,
    )


def next_page(endpoint: str, after: str, limit: int) -> str:
    """The same question for what comes after."""
    return public_asked(endpoint, (("after", after), ("limit", str(limit))))
