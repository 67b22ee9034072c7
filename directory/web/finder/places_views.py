"""Lists of places: states, one state, one district or town."""

from collections.abc import Mapping

from flask import abort, redirect, url_for
from werkzeug.wrappers import Response

from directory.catalogue.criteria import Answer as Found
from directory.catalogue.criteria import Circle, Criteria, Hit, Sort
from directory.catalogue.record import Kind
from directory.geo import Place, PlaceKind
from directory.web.counting import shown
from directory.web.finder import blueprint
from directory.web.finder.places_page import (
    STATES,
    StatesPage,
    TownAnswers,
    district_page,
    state_page,
    town_page,
)
from directory.web.parts import parts
from directory.web.templating import render

Answer = str | Response

# A town with fewer offers than this also shows what is near.
FEW = 5
NEAR_SHOWN = 5
CLUBS_SHOWN = 5
CLUBS_WITHIN_KM = 25.0


@blueprint.get("/orte")
def places() -> Answer:
    """The 16 states."""
    counts = parts().finder.find(Criteria(page_size=1)).facets.states
    return render("finder/places.html", page=StatesPage.of(counts))


@blueprint.get("/orte/<state>")
def state(state: str) -> Answer:
    """One state with its districts and towns."""
    code = _state_code(state)
    if state != code.lower():
        return redirect(url_for("finder.state", state=code.lower()), 301)
    return render("finder/state.html", page=state_page(code, offers_by_town(), parts().gazetteer))


@blueprint.get("/orte/<state>/<ags>")
def town(state: str, ags: str) -> Answer:
    """One town or district, also one where we know no offer."""
    code = _state_code(state)
    gazetteer = parts().gazetteer
    place = gazetteer.by_ags(ags) if len(ags) in (5, 8) else None
    if place is None or place.state_code != code:
        abort(404)
    if place.kind is PlaceKind.DISTRICT:
        district = district_page(place, offers_by_town(), gazetteer)
        return render("finder/district.html", page=district)
    page = town_page(
        place,
        _answers(place),
        towns=offers_by_town(),
        gazetteer=gazetteer,
        sports=parts().sports,
        today=parts().today(),
    )
    shown(card.id for card in (*page.cards, *page.near_cards))
    return render("finder/town.html", page=page)


def offers_by_town() -> Mapping[str, int]:
    """How many offers each municipality has, by its key."""
    return parts().finder.find(Criteria(page_size=1, by_town=True)).facets.towns


def _answers(town: Place) -> TownAnswers:
    here = parts().finder.find(Criteria(ags=town.ags))
    around = Circle(town.latitude, town.longitude)
    nearest = Criteria(circle=around, sort=Sort.DISTANCE)
    near = _near(here, nearest) if here.total < FEW else ()
    clubs = parts().finder.find(
        Criteria(
            kind=Kind.CLUB,
            circle=Circle(town.latitude, town.longitude, CLUBS_WITHIN_KM),
            sort=Sort.DISTANCE,
            page_size=CLUBS_SHOWN,
        )
    )
    return TownAnswers(here, near, clubs)


def _near(here: Found, nearest: Criteria) -> tuple[Hit, ...]:
    """The nearest offers that lie in other towns."""
    own = {hit.id for hit in here.hits}
    found = parts().finder.find(nearest)
    return tuple(hit for hit in found.hits if hit.id not in own)[:NEAR_SHOWN]


def _state_code(state: str) -> str:
    code = state.upper()
    return code if code in STATES else abort(404)
