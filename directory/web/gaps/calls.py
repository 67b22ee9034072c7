"""Which clubs to talk to next: a list to ring through and to print, for the team."""

from dataclasses import dataclass

from flask import abort, make_response, request
from werkzeug.wrappers import Response

from directory.model.team import Duty
from directory.web.addresses import url_for
from directory.web.advising.frame import trail
from directory.web.gaps import private
from directory.web.gaps.report import Found, NextClub, Question, next_clubs
from directory.web.languages import _
from directory.web.page import Link
from directory.web.scope import scope_of
from directory.web.team.guard import needs
from directory.web.templating import render

Answer = str | Response


@dataclass(frozen=True, slots=True)
class CallsPage:
    """Words for ``gaps/calls.html``."""

    title: str
    trail: tuple[Link, ...]
    lines: tuple[str, ...]
    clubs: tuple[NextClub, ...]


@private.get("/vereine/<key>")
@needs(Duty.ADVISOR, Duty.EDITOR)
def clubs(key: str) -> Answer:
    """Known clubs without an inclusive offer, those first that are near most people without one."""
    scope = scope_of(key) or abort(404)
    found = Found.of(Question.of(scope, request.args))
    page = CallsPage(
        title=_("Diese Vereine ansprechen: {region}", region=scope.name),
        trail=(*trail(), Link(_("Wo fehlt Sport?"), url_for("gaps.region", key=scope.key))),
        lines=(
            _("Von diesen Vereinen kennen wir noch kein Angebot."),
            _("Oben stehen Vereine in der Nähe von vielen Menschen ohne Angebot."),
            _("Sie können die Liste drucken und etwas dazu schreiben."),
        ),
        clubs=next_clubs(found),
    )
    return make_response(render("gaps/calls.html", page=page))
