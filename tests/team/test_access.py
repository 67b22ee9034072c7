"""Who may open what: every address of the desk, every role, own and other region, GET and POST."""

import re
from datetime import UTC, datetime
from secrets import token_hex
from typing import Any

import pytest
from flask import Flask

from directory.model.network import NetworkRequest
from directory.model.team import Duty
from tests.messages.filling import Person
from tests.team.conftest import Crew, a_person, sign_in
from tests.team.places import BERLIN, HALLE, at
from tests.team.test_desk import send
from tests.visiting import PUBLIC_URL

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
# Which duty opens which address; a new one must be written down here.
EVERYBODY = (Duty.ADVISOR, Duty.EDITOR, Duty.ADMIN)
EDITORS = (Duty.EDITOR, Duty.ADMIN)
ADMINS = (Duty.ADMIN,)
MATRIX: dict[str, tuple[str, tuple[Duty, ...]]] = {
    "desk.today": ("GET", EVERYBODY),
    "desk.queue": ("GET", EVERYBODY),
    "desk.offers": ("GET", EVERYBODY),
    "desk.offer": ("GET", EVERYBODY),
    "desk.checked": ("POST", EVERYBODY),
    "desk.close_report": ("POST", EVERYBODY),
    "desk.history": ("GET", EDITORS),
    "desk.restore": ("POST", EDITORS),
    "desk.double": ("GET", EDITORS),
    "desk.join": ("POST", EDITORS),
    "desk.review": ("GET", EDITORS),
    "desk.preview": ("GET", EDITORS),
    "desk.photo": ("GET", EDITORS),
    "desk.decide": ("POST", EDITORS),
    "desk.approve_many": ("POST", EDITORS),
    "desk.content": ("GET", EDITORS),
    "desk.links": ("GET", EVERYBODY),
    "desk.numbers": ("GET", EDITORS),
    "desk.numbers_file": ("GET", EDITORS),
    "desk.network": ("GET", EDITORS),
    "desk.close_network": ("POST", EDITORS),
    "desk.people": ("GET", ADMINS),
    "desk.new_person": ("GET", ADMINS),
    "desk.add_person": ("POST", ADMINS),
    "desk.person": ("GET", ADMINS),
    "desk.change_person": ("POST", ADMINS),
    "gap_calls.clubs": ("GET", EVERYBODY),
    "advising.today": ("GET", EVERYBODY),
    "advising.calls": ("GET", EVERYBODY),
    "advising.old": ("GET", EVERYBODY),
    "advising.lists": ("GET", EVERYBODY),
    "advising.offer": ("GET", EVERYBODY),
    "advising.heard": ("POST", EVERYBODY),
    "advising.wishes": ("GET", EVERYBODY),
    "advising.close_wish": ("POST", EVERYBODY),
    "advising.questions": ("GET", EVERYBODY),
    "advising.answered": ("POST", EVERYBODY),
    "advising.ask": ("GET", EVERYBODY),
    "advising.send": ("POST", EVERYBODY),
}
# Of these each record belongs to a region.
OF_A_REGION = {
    "desk.offer",
    "desk.checked",
    "desk.close_report",
    "desk.history",
    "desk.restore",
    "desk.double",
    "desk.join",
    "desk.review",
    "desk.preview",
    "desk.photo",
    "desk.decide",
    "desk.network",
    "desk.close_network",
    "advising.offer",
    "advising.heard",
}
# Asked for something that no region has.
NEVER_THERE = {"desk.photo", "advising.close_wish", "advising.answered"}
ROLES = {"nobody": None, "advisor": Duty.ADVISOR, "editor": Duty.EDITOR, "admin": Duty.ADMIN}


def private_rules(site: Flask) -> dict[str, str]:
    return {
        rule.endpoint: rule.rule
        for rule in site.url_map.iter_rules()
        if rule.endpoint.partition(".")[0] in ("desk", "advising", "gap_calls")
    }


def test_every_private_address_stands_in_the_matrix(built: Flask) -> None:
    assert private_rules(built).keys() == MATRIX.keys()


def test_every_private_view_says_for_whom_it_is(built: Flask) -> None:
    """One that says nothing stays closed for everybody."""
    for endpoint in private_rules(built):
        assert hasattr(built.view_functions[endpoint], "duties"), endpoint


def test_a_view_that_says_nothing_stays_closed(
    built: Flask, person: Person, crew: Crew, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(person, crew.eva)
    monkeypatch.setitem(built.view_functions, "desk.today", lambda: "open")
    assert person.client.get("/redaktion", base_url=PUBLIC_URL).status_code == 403


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("endpoint", MATRIX)
def test_who_may_open_what(
    person: Person, crew: Crew, site: Flask, endpoint: str, role: str
) -> None:
    """The editor is there for Halle, the advisor for Berlin; both regions are asked for."""
    method, duties = MATRIX[endpoint]
    member = {"advisor": crew.ida, "editor": crew.ben, "admin": crew.eva}.get(role)
    if member:
        sign_in(person, member)
    for place in (HALLE, BERLIN):
        answer = ask(person, site, endpoint, place, crew)
        own = {"advisor": place is BERLIN, "editor": place is HALLE, "admin": True}.get(role, False)
        may = ROLES[role] in duties and (own or endpoint not in OF_A_REGION)
        if role == "nobody":
            assert answer.status_code == (303 if method == "GET" else 401), endpoint
            if method == "GET":
                assert answer.headers["Location"].startswith("/anmelden")
        elif may:
            # Reached, whatever it says of an empty form or a photo that is not there.
            assert answer.status_code in (200, 303, 404, 422), (endpoint, place.town)
            assert (answer.status_code == 404) == (endpoint in NEVER_THERE)
        else:
            assert answer.status_code == 403, (endpoint, place.town)
        assert answer.headers["Cache-Control"] == "no-store"


def test_nobody_changes_anything_from_another_site(person: Person, crew: Crew, site: Flask) -> None:
    sign_in(person, crew.eva)
    person.client.environ_base["HTTP_SEC_FETCH_SITE"] = "cross-site"
    for endpoint, (method, _duties) in MATRIX.items():
        if method == "POST":
            answer = ask(person, site, endpoint, HALLE, crew)
            assert answer.status_code == 403, endpoint


def test_ids_of_others_open_nothing(person: Person, crew: Crew, site: Flask) -> None:
    sign_in(person, crew.eva)
    for endpoint, (method, _duties) in MATRIX.items():
        path = private_rules(site)[endpoint]
        if "<" not in path:
            continue
        for wrong in ("0", "..%2f..%2fetc%2fpasswd", "%00", "x" * 300, "' OR 1=1 --"):
            address = re.sub(r"<[^>]+>", wrong, path)
            answer = person.client.open(address, method=method, base_url=PUBLIC_URL)
            assert answer.status_code in (400, 404, 308), (address, answer.status_code)


def asked_to_join(person: Person, place: Any) -> str:
    """The id of a request of a municipality."""
    kept = person.parts.network_requests
    assert kept
    made = NetworkRequest(place.ags, place.town, "Ada", "", "a@b.example", (), "", NOW, "x")
    kept.add(made, f"network-{token_hex(6)}")
    return kept.open_ones()[-1].id


def ask(person: Person, site: Flask, endpoint: str, place: Any, crew: Crew) -> Any:
    """Opens an address with a record of this place."""
    id = f"at-{place.ags}-{endpoint.partition('.')[2]}".replace("_", "-")
    path = private_rules(site)[endpoint]
    values = {"key": "gemeldet", "file": "x.webp", "number": "1", "id": "none"}
    if "offer_id" in path:
        person.parts.store.publish_many([at(place, id)], replaces=True)
        values["offer_id"] = id
    if "<first>" in path:
        values |= {"first": id, "second": f"{id}-too"}
        person.parts.store.publish_many([at(place, one) for one in (id, f"{id}-too")])
    if "network" in endpoint:
        return person.client.open(
            f"/redaktion/kommune/{asked_to_join(person, place)}",
            method=MATRIX[endpoint][0],
            base_url=PUBLIC_URL,
        )
    if endpoint == "gap_calls.clubs":
        values["key"] = "15"
    if "<id>" in path and endpoint.startswith("desk."):
        is_person = "team" in path
        values["id"] = (
            crew.ida.id if is_person else send(a_person(site, person.clock), at(place, id), id).id
        )
    address = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: values[found[1]], path)
    return person.client.open(address, method=MATRIX[endpoint][0], base_url=PUBLIC_URL)
