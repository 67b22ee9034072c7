"""``/healthz``: the process lives. ``/readyz``: it can serve, and whether somebody should look.
``/metrics``: the same as numbers, for those who may ask."""

from ipaddress import ip_address

from flask import Response, abort, jsonify, request

from directory.web.parts import parts
from directory.web.watch import blueprint
from directory.web.watch.metrics import CONTENT_TYPE, as_text
from directory.web.watch.present import Readiness


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
    found = Readiness.of(parts())
    strict = request.args.get("strict") == "1"
    is_well = not found.attention if strict else found.database
    return _never_kept(found.document(), 200 if is_well else 503)


@blueprint.get("/metrics")
def metrics() -> Response:
    """For the networks that the operator names; for all others there is no such page."""
    if not _may_watch(request.remote_addr):
        abort(404)
    answer = Response(as_text(parts()), content_type=CONTENT_TYPE)
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
