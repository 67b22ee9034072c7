"""A municipality that wants to join: who asks, how to answer, and that it is done."""

from dataclasses import dataclass

from flask import abort

from directory.content.regions import Field
from directory.model.team import Duty
from directory.submissions import NetworkRequests, StoredRequest
from directory.web.addresses import url_for
from directory.web.desk import blueprint
from directory.web.desk.frame import Answer, DeskPage, day, onward, shown, trail
from directory.web.desk.queues import NETWORKS
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.regions.views import field_names
from directory.web.team.guard import needs, require


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkPage(DeskPage):
    """Words for ``desk/network.html``."""

    rows: tuple[tuple[str, str], ...]
    action: str


@blueprint.get("/kommune/<id>")
@needs(Duty.EDITOR)
def network(id: str) -> Answer:
    """One request."""
    asked = _found(id).request
    names = field_names()
    rows = (
        ("Gemeinde", asked.place),
        ("Name", asked.first_name),
        ("Aufgabe", asked.role),
        ("Erreichbar", asked.reach),
        ("Macht schon mit", ", ".join(names[Field(one)] for one in asked.has)),
        ("Nachricht", asked.text),
        ("Gefragt am", day(asked.at)),
    )
    page = NetworkPage(
        title=f"Möchte mitmachen: {asked.place}",
        trail=trail(Link("Kommunen", url_for("desk.queue", key=NETWORKS))),
        rows=tuple(row for row in rows if row[1]),
        action=url_for("desk.close_network", id=id),
    )
    return shown("desk/network.html", page)


@blueprint.post("/kommune/<id>")
@needs(Duty.EDITOR)
def close_network(id: str) -> Answer:
    """Somebody has answered."""
    _requests().close(_found(id).id)
    return onward("desk.queue", "gespeichert", key=NETWORKS)


def _found(id: str) -> StoredRequest:
    found = _requests().find(id) or abort(404)
    require(Duty.EDITOR, found.request.ags)
    return found


def _requests() -> NetworkRequests:
    found = parts().network_requests
    if found is None:
        abort(404)
    return found
