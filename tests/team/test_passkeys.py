"""A key of the device instead of a mail: in a real browser with a made-up device, and refused."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from directory.submissions import Passkeys
from directory.submissions.passkeys import MOST, TooManyKeys
from directory.web.parts import EXTENSION
from tests.messages.filling import Person
from tests.team.conftest import Crew, sign_in
from tests.team.states import SESSION
from tests.team.states import prepare as prepare_team
from tests.visiting import PUBLIC_URL, built_site, serving

KEY = "/anmelden/schluessel"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    app = built_site(tmp_path_factory.mktemp("passkeys") / "instance", public_url="")
    prepare_team(app)
    with serving(app) as found:
        # Keys belong to a name; browsers know none for a number.
        yield found.replace("127.0.0.1", "localhost")


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address, viewport={"width": 360, "height": 740})
    page = context.new_page()
    driver = context.new_cdp_session(page)
    driver.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    driver.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield page
    context.close()


@pytest.mark.browser
def test_a_device_signs_somebody_in(page: Page, address: str) -> None:
    page.context.add_cookies([{"name": "redaktion", "value": SESSION, "url": address}])
    page.goto("/anmelden/ich")
    page.get_by_role("button", name="Dieses Gerät soll mich anmelden").click()
    expect(page.get_by_role("button", name="Das Gerät meldet mich nicht mehr an")).to_be_visible()

    page.context.clear_cookies()
    page.goto("/anmelden?zu=/anmelden/ich")
    page.get_by_role("button", name="Ohne E-Mail anmelden").click()
    page.wait_for_url("**/anmelden/ich")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ihr Konto")

    page.get_by_role("button", name="Das Gerät meldet mich nicht mehr an").click()
    expect(page.get_by_role("button", name="Das Gerät meldet mich nicht")).to_have_count(0)
    page.context.clear_cookies()
    page.goto("/anmelden")
    page.get_by_role("button", name="Ohne E-Mail anmelden").click()
    expect(page.get_by_role("status")).to_contain_text("Das hat nicht geklappt.")
    page.goto("/anmelden/ich")
    expect(page.get_by_role("heading", level=1)).to_have_text("Anmelden")


def asked(person: Person, path: str, body: Any, status: int) -> Any:
    answer = person.client.post(path, json=body, base_url=PUBLIC_URL)
    assert answer.status_code == status, path
    return answer


def test_a_question_is_new_each_time_and_tells_nothing(person: Person, crew: Crew) -> None:
    first, second = (asked(person, KEY, {}, 200).get_json() for _ in range(2))
    assert first["challenge"] != second["challenge"]
    assert first["rpId"] == "sport.example"
    assert first.get("allowCredentials", []) == []
    assert first["userVerification"] == "required"


def test_only_who_is_signed_in_gets_a_key(person: Person, crew: Crew) -> None:
    for path in ("neu", "merken", "weg"):
        asked(person, f"{KEY}/{path}", {}, 403)
    sign_in(person, crew.ben)
    options = asked(person, f"{KEY}/neu", {}, 200).get_json()
    assert options["user"]["name"] == crew.ben.email
    assert options["attestation"] == "none"


def client_data(challenge: str) -> str:
    from webauthn.helpers import bytes_to_base64url

    said = {"type": "webauthn.get", "challenge": challenge, "origin": PUBLIC_URL}
    return bytes_to_base64url(json.dumps(said).encode())


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        "x",
        {},
        {"response": 1},
        {"response": {"clientDataJSON": "%%%"}},
        {"response": {"clientDataJSON": "e30"}},
        {"rawId": "AAAA", "response": {"clientDataJSON": client_data("AAAA")}},
        {"rawId": "x" * 30_000},
    ],
)
def test_nonsense_lets_nobody_in(person: Person, crew: Crew, body: Any) -> None:
    answer = person.client.post(f"{KEY}/pruefen", json=body, base_url=PUBLIC_URL)
    assert answer.status_code in (400, 413)
    assert "Set-Cookie" not in answer.headers


def test_a_question_is_answered_once_and_by_whom_it_was_asked(person: Person, crew: Crew) -> None:
    """Whatever else is in the answer, the question of somebody else or of before is refused."""
    sign_in(person, crew.ben)
    of_ben = asked(person, f"{KEY}/neu", {}, 200).get_json()["challenge"]
    body = {"rawId": "AAAA", "id": "AAAA", "response": {"clientDataJSON": client_data(of_ben)}}
    asked(person, f"{KEY}/pruefen", body, 400)
    asked(person, f"{KEY}/merken", body, 400)


def test_a_key_is_known_by_its_hash_and_only_its_owner_removes_it(
    built: Flask, person: Person, crew: Crew
) -> None:
    keys = Passkeys(built.extensions[EXTENSION].store.database, person.clock)
    key = keys.add(crew.ben.id, b"credential", b"public", 0, "Firefox, Linux")
    assert keys.find(b"credential") == key
    assert keys.find(b"another") is None
    sign_in(person, crew.eva)
    person.client.post(f"{KEY}/weg", data={"id": key.id}, base_url=PUBLIC_URL)
    assert keys.of_person(crew.ben.id) == (key,)
    with pytest.raises(ValueError, match="known already"):
        keys.add(crew.eva.id, b"credential", b"public", 0, "Safari, iPhone")
    keys.used(key.id, 7)
    (used,) = keys.of_person(crew.ben.id)
    assert (used.sign_count, used.used_at) == (7, person.clock())
    assert keys.remove(crew.ben.id, key.id)
    assert keys.of_person(crew.ben.id) == ()


def test_nobody_has_so_many_devices(built: Flask, person: Person, crew: Crew) -> None:
    keys = Passkeys(built.extensions[EXTENSION].store.database, person.clock)
    for number in range(MOST):
        keys.add(crew.ida.id, f"key {number}".encode(), b"public", 0, "?")
    with pytest.raises(TooManyKeys):
        keys.add(crew.ida.id, b"one more", b"public", 0, "?")
    assert person.parts.team
    person.parts.team.end(crew.ida.id)
    assert keys.of_person(crew.ida.id) == ()
