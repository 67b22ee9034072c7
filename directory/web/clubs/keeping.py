"""Who looks after what: pages behind a secret address, and what all of them have in common."""

import flask
from flask import Blueprint, make_response, request
from werkzeug.wrappers import Response

from directory.submissions import Keepers, Workflow
from directory.web.headers import SECRET
from directory.web.languages import _
from directory.web.messages.present import FormPage, start_trail
from directory.web.messages.sending import stamp_of
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.templating import render

blueprint = Blueprint("keeping", __name__)

Answer = str | Response


def url_for(endpoint: str, /, **values: object) -> str:
    """Never kept in memory as other addresses are: a key may stand in it."""
    return flask.url_for(endpoint, **values)  # type: ignore[arg-type]


def keepers() -> Keepers:
    found = parts().keepers
    if found is None:
        raise RuntimeError("nobody looks after anything without a place for keepers")
    return found


def workflow() -> Workflow:
    found = parts().workflow
    if found is None:
        raise RuntimeError("nothing changes without a workflow")
    return found


def trail() -> tuple[Link, ...]:
    return (*start_trail(), Link(_("Für Vereine"), url_for("clubs.why")))


def act_page(
    title: str,
    lead: tuple[str, ...],
    action: str,
    button: str,
    *,
    way_out: Link | None = None,
    step: str = "",
    **more: object,
) -> FormPage:
    """A page with one question and one button, in the words of ``clubs/act.html``."""
    return FormPage(
        title=title,
        here=title,
        trail=trail(),
        action=action,
        step=step,
        stamp=stamp_of(request.form),
        button=button,
        way_out=way_out or Link(_("Zurück zu: Für Vereine"), url_for("clubs.why")),
        lead=lead,
        **more,  # type: ignore[arg-type]
    )


def shown(page: object, status: int = 200, template: str = "clubs/act.html") -> Response:
    answer = make_response(render(template, page=page), status)
    answer.headers.update(SECRET)
    return answer
