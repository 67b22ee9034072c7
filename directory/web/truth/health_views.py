"""The public page of the directory's own health, for people and as a file for programs."""

from collections.abc import Iterable

from flask import Blueprint, Response, abort, make_response, redirect
from werkzeug.wrappers import Response as AnyResponse

from directory.catalogue.criteria import Criteria, Facets
from directory.catalogue.understanding import confirmed_since
from directory.web.addresses import url_for
from directory.web.finder.places_page import STATES
from directory.web.parts import parts
from directory.web.templating import render
from directory.web.truth.health_page import (
    Counts,
    Share,
    as_csv,
    districts,
    of_all_states,
    of_one_state,
    states,
)

Answer = str | AnyResponse

blueprint = Blueprint("health", __name__, url_prefix="/wie-aktuell")


@blueprint.get("")
def of_all() -> Answer:
    """How many offers are confirmed, state by state."""
    page = of_all_states(_by_state(), parts().ladder, parts().today())
    return render("truth/health.html", page=page)


@blueprint.get("/<state>")
def of_state(state: str) -> Answer:
    """The districts of one state."""
    code = _code(state)
    if state != code.lower():
        return redirect(url_for("health.of_state", state=code.lower()), 301)
    page = of_one_state(code, _by_town(), parts().gazetteer, parts().ladder, parts().today())
    return render("truth/health.html", page=page)


@blueprint.get("/alle.csv")
def all_as_csv() -> Answer:
    return _file(states(_by_state()), "wie-aktuell.csv")


@blueprint.get("/<state>.csv")
def state_as_csv(state: str) -> Answer:
    code = _code(state)
    return _file(districts(code, _by_town(), parts().gazetteer), f"wie-aktuell-{state}.csv")


def _by_state() -> Counts:
    shown, confirmed = _facets(by_town=False)
    return Counts(shown[0], confirmed[0], shown[1].states, confirmed[1].states)


def _by_town() -> Counts:
    shown, confirmed = _facets(by_town=True)
    return Counts(shown[0], confirmed[0], shown[1].towns, confirmed[1].towns)


def _facets(*, by_town: bool) -> tuple[tuple[int, Facets], tuple[int, Facets]]:
    """The counts of all that search would show today, and of what was confirmed lately."""
    shown = parts().finder.find(Criteria(page_size=1, by_town=by_town))
    since = confirmed_since(parts().today())
    confirmed = parts().finder.find(Criteria(page_size=1, by_town=by_town, verified_since=since))
    return (shown.total, shown.facets), (confirmed.total, confirmed.facets)


def _code(state: str) -> str:
    code = state.upper()
    return code if code in STATES else abort(404)


def _file(rows: Iterable[Share], name: str) -> Response:
    answer = make_response(as_csv(rows, parts().today()))
    answer.content_type = "text/csv; charset=utf-8"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
