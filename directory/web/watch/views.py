"""``/healthz``: the process lives. ``/readyz``: it can serve, and whether somebody should look.
``/metrics``: the same as numbers, for those who may ask. ``/zustand``: for everybody, in words."""

from ipaddress import ip_address

from flask import Response, abort, jsonify, request

from directory.web.parts import parts
from directory.web.templating import render
from directory.web.watch import blueprint
from directory.web.watch.exposition import OPEN, PLAIN, as_text
from directory.web.watch.metrics import families
from directory.web.watch.present import document, state_now
from directory.web.watch.visitors_page import StatePage


@blueprint.get("/healthz")
def alive() -> Response:
    """Asks nobody: a process that cannot answer this should be started again."""
    return _never_kept({"alive": True}, 200)


@blueprint.get("/readyz")
def ready() -> Response:
    """503 only while pages cannot be served; with ``?strict=1`` whenever somebody should look.

    Search goes on without an index and forms take what people send while mails wait, so a proxy
    must not turn people away because of them.
    """
    found = state_now()
    strict = request.args.get("strict") == "1"
    is_well = not found.troubles if strict else found.is_ready
    return _never_kept(document(found), 200 if is_well else 503)


@blueprint.get("/zustand")
def for_visitors() -> Response:
    """What works now, in easy words; also while the database does not answer."""
    found = state_now()
    page = StatePage.of(found, parts().now(), found.disturbed_at)
    answer = Response(render("watch/state.html", page=page))
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.get("/metrics")
def metrics() -> Response:
    """For the networks that the operator names; for all others there is no such page."""
    if not _may_watch(request.remote_addr):
        abort(404)
    openly = "application/openmetrics-text" in request.headers.get("Accept", "")
    told = as_text(families(parts(), state_now()), openly=openly)
    answer = Response(told, content_type=OPEN if openly else PLAIN)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _may_watch(address: str | None) -> bool:
    try:
        asking = ip_address(address or "")
    except ValueError:
        return False
    return any(asking in network for network in parts().watchers)


def _never_kept(document: dict[str, object], status: int) -> Response:
    answer = jsonify(document)
    answer.status_code = status
    answer.headers["Cache-Control"] = "no-store"
    return answer
