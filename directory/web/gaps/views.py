"""The report as a page, as a table and as one sheet for a council."""

import csv
import io
from collections.abc import Iterator
from typing import Final

import numpy as np
from flask import abort, make_response, request
from werkzeug.wrappers import Response

from directory.formats.cells import guarded
from directory.gaps import REACHES
from directory.model.gap import EVERYWHERE
from directory.model.team import Duty
from directory.web.gaps import blueprint
from directory.web.gaps.council import council_page
from directory.web.gaps.report import ASKED_NEEDS, Found, Question, page_of
from directory.web.headers import SECRET
from directory.web.languages import LANGUAGES, manner_for, use
from directory.web.papers.answer import Drawings, pdf_answer
from directory.web.scope import Scope, scope_of
from directory.web.team.guard import is_here_for
from directory.web.templating import render
from directory.web.word_separator import Separator

Answer = str | Response
CSV_HEAD: Final = (
    "ags", "municipality", "population", "sport", "need", "nearest_km",
    *(f"within_{reach}_km" for reach in REACHES),
)  # fmt: skip
# So many towns times sports times needs are a table that people still open.
MOST_TOWNS_IN_FULL: Final = 60


@blueprint.get("/luecken")
def everywhere() -> Answer:
    """All of Germany, and the way to each state."""
    return _page(scope_of(EVERYWHERE) or abort(404))


@blueprint.get("/luecken/<key>")
def region(key: str) -> Answer:
    """A state, a district, a town, or a region of ours."""
    return _page(scope_of(key) or abort(404))


@blueprint.get("/luecken/<key>.csv")
def as_csv(key: str) -> Answer:
    """The municipalities of the region; small ones with every sport and need."""
    found = _found(scope_of(key) or abort(404))
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(CSV_HEAD)
    writer.writerows(_rows(found))
    answer = make_response(out.getvalue())
    answer.headers["Content-Type"] = "text/csv; charset=utf-8"
    answer.headers["Content-Disposition"] = f'attachment; filename="luecken-{key}.csv"'
    return answer


@blueprint.get("/luecken/<key>/rat.pdf")
def council(key: str) -> Answer:
    """One page in standard German, whatever language the visitor reads."""
    german = next(language for language in LANGUAGES if language.key == "de")
    use(manner_for(german, Separator.NONE))
    found = _found(scope_of(key) or abort(404))
    drawings = Drawings()
    page = council_page(found, drawings)
    return pdf_answer("gaps/council.html", page, f"sport-fuer-alle-{key}", drawings)


def _page(scope: Scope) -> Answer:
    is_team = is_here_for(Duty.ADVISOR, Duty.EDITOR)
    answer = make_response(render("gaps/report.html", page=page_of(_found(scope), is_team=is_team)))
    if is_team:
        # People of the team see more wishes than others.
        answer.headers.update(SECRET)
    return answer


def _found(scope: Scope) -> Found:
    return Found.of(Question.of(scope, request.args))


def _rows(found: Found) -> Iterator[tuple[object, ...]]:
    """The keys of sports and needs are those of our addresses and of the API."""
    question, world = found.question, found.picture.world
    own = question.need or "all"
    yield from _plane(found, question.sport or "all", own, found.nearest)
    if int(found.towns.sum()) > MOST_TOWNS_IN_FULL:
        return
    for need in ("", *ASKED_NEEDS.values()):
        for sport, nearest in world.nearest_by_sport(need, found.towns).items():
            yield from _plane(found, sport, need or "all", nearest)


def _plane(
    found: Found, sport: str, need: str, nearest: np.ndarray[tuple[int], np.dtype[np.float64]]
) -> Iterator[tuple[object, ...]]:
    for at in np.flatnonzero(found.towns):
        town, km = found.picture.world.towns[at], float(nearest[at])
        near = f"{km:.1f}" if np.isfinite(km) else ""
        reached = (int(km <= reach) for reach in REACHES)
        yield town.ags, guarded(town.name), town.population, sport, need, near, *reached
