"""Row 66 for the whole run: what people type, own and are told stands in no log and in no number.

Everything is slow here, so that every statement, page and search is told of as well.
"""

import json
import logging
from dataclasses import replace
from ipaddress import ip_network
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from directory.cli.logs import AsJson, AsText
from directory.mailing import SmtpSender
from directory.publishing import Chores, tick
from directory.submissions import Inbox, Limits, Outbox
from directory.submissions.forgetting import Forgetting
from directory.watching import Slowness, set_slowness
from directory.web.form_guard import STAMP, new_stamp
from directory.web.parts import EXTENSION
from tests.attacks.addresses import COOKIE, SIGNED_IN_COOKIE, SLOW, Place, places
from tests.attacks.asking import ask, send
from tests.attacks.building import parts_of
from tests.attacks.hostile_site import TYPED
from tests.clubs.own_states import ADDRESS, INVITATION, KEY, OWN, TAKE_OVER
from tests.mailing.servers import Postbox, mail_server
from tests.messages.filling import fields_of
from tests.page_checks import Page
from tests.team.states import EVA, SESSION, TOKEN
from tests.truth.states import OPEN

NAME, MAIL, PHONE = "Geheimling", "geheimling.anna@verein.example.de", "0345 4711471"
WORDS = f"{NAME} hat eine Behinderung"
# Only in addresses: pages may lead back to the one that was asked for.
WAY = "Trampelpfad"
MARKS = ("geheimling", "4711471", "hat eine behinderung", EVA)
SECRETS = (KEY, OWN, INVITATION, TAKE_OVER, ADDRESS, TOKEN, SESSION, OPEN)
# Whatever a browser says of itself, and whatever somebody makes up.
HEADERS = {
    "User-Agent": NAME,
    "Referer": f"https://sport.example/suche?q={NAME}",
    "X-Request-ID": NAME,
    "X-Forwarded-For": NAME,
    "From": MAIL,
    "Accept-Language": NAME,
}
# These say again what was typed, so that nothing is lost.
KEEPS_WHAT_WAS_TYPED = {401, 409, 413, 422, 429}


@pytest.fixture(autouse=True)
def everything_is_slow(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    set_slowness(Slowness(query_ms=1e-6, page_ms=1e-6))  # type: ignore[arg-type]


def typed(name: str) -> str:
    if "mail" in name:
        return MAIL
    return PHONE if "telefon" in name else WORDS


def form_of(site: Flask, place: Place, shown: TestResponse) -> dict[str, Any]:
    """All fields of its page and of all other forms, with a stamp of a minute ago."""
    found: dict[str, Any] = {name: typed(name) for name in (*TYPED, "text", "frage", "notiz", "q")}
    if shown.status_code == 200 and shown.mimetype == "text/html":
        page = Page(place.path, 200, shown.text, dict(shown.headers))
        # What stands there already is a choice or a key.
        found |= {
            name: value if any(value) else typed(name) for name, value in fields_of(page).items()
        }
    parts = parts_of(site)
    return found | {STAMP: new_stamp(parts.form_secret, parts.now().timestamp() - 60)}


def told(caplog: pytest.LogCaptureFixture) -> str:
    """But what the mail server of the test says of itself."""
    ours = [one for one in caplog.records if not one.name.startswith("mail.")]
    return "\n".join(form.format(one) for one in ours for form in (AsText(), AsJson()))


def in_words(text: str, *more: str) -> list[str]:
    return [mark for mark in (*MARKS, *SECRETS, *more) if mark.lower() in text.lower()]


def test_no_form_no_address_and_no_header_is_told(
    sacrificed: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    client = sacrificed.test_client(use_cookies=False)
    for place in places(sacrificed):
        if place.endpoint in SLOW:
            continue
        path = f"{place.path}?q={WAY}&mail={WAY}@verein.example&angebot={WAY}"
        shown = ask(client, path, **HEADERS, **SIGNED_IN_COOKIE)
        answers = [shown, ask(client, f"{place.path}/{WAY}", **HEADERS)]
        if "POST" in place.methods:
            form = form_of(sacrificed, place, shown)
            own = {"Sec-Fetch-Site": "same-origin", **HEADERS, **SIGNED_IN_COOKIE}
            foreign = {**HEADERS, "Sec-Fetch-Site": "cross-site"}
            answers += [send(client, place.path, form, own), send(client, place.path, {}, foreign)]
        for answer in answers:
            if answer.status_code >= 400 and answer.status_code not in KEEPS_WHAT_WAS_TYPED:
                assert not any(mark in answer.text.lower() for mark in MARKS), place
    assert in_words(told(caplog), WAY) == []
    # Else nothing was told at all.
    events = {json.loads(AsJson().format(one)).get("event") for one in caplog.records}
    assert {"slow_page", "slow_statement", "slow_transaction"} <= events
    numbers_and_states_are_silent(client)


def test_no_fault_of_ours_tells_what_it_met(
    sacrificed: Flask, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In every view, with all that it was asked in the words of the fault."""

    def broken(*given: object, **named: object) -> Any:
        raise ValueError(f"{WORDS} {MAIL} {PHONE} {given} {named}")

    for place in places(sacrificed):
        monkeypatch.setitem(sacrificed.view_functions, place.endpoint, broken)
    client = sacrificed.test_client(use_cookies=False)
    for place in places(sacrificed):
        for method in sorted({"GET", "POST"} & place.methods):
            path = f"{place.path}?neu={method}&q={WAY}"
            answer = ask(client, path, method, **HEADERS)
            if answer.status_code >= 400:
                assert not any(mark in answer.text.lower() for mark in MARKS), place
    assert len([one for one in caplog.records if one.exc_info]) > 100
    assert in_words(told(caplog), WAY) == []


def test_no_mail_and_no_mail_server_is_told(
    sacrificed: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    """Who asked by the forms above, whatever the server says about whom."""
    parts = parts_of(sacrificed)
    client = sacrificed.test_client(use_cookies=False)
    for path in ("/vereine/link", "/anmelden"):
        stamp = new_stamp(parts.form_secret, parts.now().timestamp() - 60)
        for address in (MAIL, EVA):
            form = {"mail": address, STAMP: stamp}
            send(client, path, form)
    database = parts.store.database
    outbox = Outbox(database, parts.now)
    rest = (Inbox(database, parts.now), Limits(database, parts.now))
    waiting = outbox.health().waiting
    assert waiting
    for refusal in (f"451 {WORDS} {MAIL}", f"550 5.1.1 <{MAIL}> {NAME}"):
        with mail_server(Postbox(at_recipient=refusal)) as port:
            tick(Chores(outbox, *rest, SmtpSender("127.0.0.1", port), f"{NAME} <{MAIL}>"))
    Forgetting(database, parts.now).forget(MAIL)
    assert in_words(told(caplog)) == []
    numbers_and_states_are_silent(client)


def numbers_and_states_are_silent(client: FlaskClient) -> None:
    app = client.application
    watched = replace(parts_of(app), watchers=(ip_network("127.0.0.1/32"),))
    app.extensions[EXTENSION] = watched
    for path in ("/metrics", "/zustand", "/readyz", "/readyz?strict=1", "/healthz"):
        answer = ask(client, path, **HEADERS)
        assert answer.status_code in (200, 503), path
        assert in_words(answer.text, COOKIE) == [], path
