"""Headers on every answer, errors without internals, and the memory of browsers."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace

import pytest
from flask import Flask
from werkzeug.exceptions import (
    BadRequest,
    HTTPException,
    RequestEntityTooLarge,
    ServiceUnavailable,
    TooManyRequests,
)

from directory.catalogue.criteria import Answer
from directory.web.parts import EXTENSION
from tests.page_checks import Page, look_over
from tests.visiting import PUBLIC_URL, Visitor, answer_always

PROTECTING = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self'; font-src 'self'; media-src 'self'; connect-src 'self'; manifest-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "geolocation=(self), camera=(), microphone=(), payment=()",
}
ANSWERS = [
    ("GET", "/", 200),
    ("GET", "/suche?q=halle", 200),
    ("GET", "/orte/ST", 301),
    ("GET", "/nichts", 404),
    ("POST", "/suche", 405),
    ("GET", "/api/v1/offers", 200),
    ("GET", "/api/v1/nichts", 404),
    ("GET", "/favicon.ico", 200),
    ("HEAD", "/", 200),
    ("OPTIONS", "/", 200),
]


@pytest.mark.parametrize(("method", "address", "status"), ANSWERS)
def test_every_answer_carries_the_headers_that_protect(
    visitor: Visitor, method: str, address: str, status: int
) -> None:
    answer = visitor.client.open(address, method=method, base_url=PUBLIC_URL)
    assert answer.status_code == status
    for name, value in PROTECTING.items():
        if not (address.startswith("/api/") and name == "Cross-Origin-Resource-Policy"):
            assert answer.headers[name] == value
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=")
    assert "Set-Cookie" not in answer.headers


def test_the_mark_under_a_fixed_name_is_asked_for_again_after_a_day(visitor: Visitor) -> None:
    first = visitor.client.get("/favicon.ico")
    assert first.headers["Cache-Control"] == "public, max-age=86400, must-revalidate"
    known = {"If-None-Match": first.headers["ETag"]}
    again = visitor.client.get("/favicon.ico", headers=known)
    assert (again.status_code, again.data) == (304, b"")
    assert visitor.client.get("/favicon.ico", headers={"If-None-Match": '"x"'}).data == first.data


def test_style_fonts_and_pictures_keep_their_address_for_a_year(visitor: Visitor) -> None:
    page = visitor.open("/")
    style = str(page.all("//link[@rel='stylesheet']")[0].get("href"))
    assert visitor.client.get(style).headers["X-Content-Type-Options"] == "nosniff"
    answer = visitor.client.get(style, headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    # In a frame without an origin our own letters are foreign.
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.data) < 12_000
    plain = visitor.client.get(style, headers={"Accept-Encoding": "identity"}).text
    for part in plain.split('url("')[1:]:
        file = visitor.client.get("/assets/" + part.split('"')[0])
        assert file.status_code == 200
    assert visitor.client.get(style.replace(".", ".x", 1)).status_code == 404


def test_every_picture_on_the_way_is_there(visitor: Visitor) -> None:
    for address in ("/", "/sport", "/suche?q=halle", "/angebot/schwimmen-voll"):
        page = visitor.open(address)
        for picture in page.all("//img"):
            assert visitor.client.get(str(picture.get("src"))).status_code == 200


@pytest.mark.parametrize("address", ["/", "/suche?q=halle", "/api/v1/offers?q=halle", "/quellen"])
def test_a_page_that_did_not_change_is_not_sent_again(visitor: Visitor, address: str) -> None:
    first = visitor.client.get(address)
    assert first.headers["Cache-Control"] == "no-cache"
    assert "Accept-Language" in first.headers["Vary"]
    # Weak: it names the state that the page tells, not its bytes.
    assert first.headers["ETag"].startswith("W/")
    again = visitor.client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Content-Security-Policy"]


def test_a_wrong_method_says_which_are_right(visitor: Visitor) -> None:
    answer = visitor.client.post("/suche")
    assert "GET" in answer.headers["Allow"]
    look_over(Page("/suche", 405, answer.text))


def test_programs_get_errors_that_they_can_read(visitor: Visitor) -> None:
    answer = visitor.client.get("/api/v1/nichts")
    assert answer.get_json() == {"error": {"status": 404, "message": "Diese Seite gibt es nicht"}}


class BrokenFinder:
    def find(self, *_: object) -> None:
        raise ZeroDivisionError("secret inside")

    def one_moment(self, _begun: object = None) -> AbstractContextManager[None]:
        return nullcontext()

    def moment(self) -> None:
        return None


def test_our_own_fault_is_a_kind_page_without_internals(
    site: Flask, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = replace(site.extensions[EXTENSION], finder=BrokenFinder())
    monkeypatch.setitem(site.extensions, EXTENSION, broken)
    page = visitor.open("/suche", 500)
    assert page.heading == "Bei uns ist ein Fehler"
    assert "secret" not in page.html
    assert "Traceback" not in page.html
    assert page.headers["Content-Security-Policy"]
    assert page.headers["Cache-Control"] == "no-store"


def test_an_answer_without_the_index_says_so(
    site: Flask, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_always(Answer(0, (), degraded=True), site, monkeypatch)
    page = visitor.open("/suche?q=halle")
    assert "Die Suche ist gerade nicht vollständig." in page.text
    told = visitor.ask("/api/v1/offers?q=halle")
    assert (told["degraded"], told["stale"]) == (True, False)
    for address in ("/", "/sport", "/orte"):
        visitor.open(address)


def test_without_the_database_programs_hear_that_something_may_be_gone(
    site: Flask, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_always(Answer(0, (), stale=True), site, monkeypatch)
    told = visitor.ask("/api/v1/offers?q=halle")
    assert (told["degraded"], told["stale"]) == (False, True)


@pytest.mark.parametrize(
    ("error", "heading"),
    [
        (BadRequest("secret inside"), "Das hat nicht geklappt"),
        (RequestEntityTooLarge("secret inside"), "Das war zu viel auf einmal"),
        (TooManyRequests("secret inside"), "Bitte warten Sie kurz"),
        (ServiceUnavailable("secret inside"), "Bei uns ist ein Fehler"),
    ],
)
def test_every_error_is_a_kind_page(site: Flask, error: HTTPException, heading: str) -> None:
    with site.test_request_context("/irgendwo"):
        answer = site.make_response(site.handle_user_exception(error))
    page = Page("/irgendwo", answer.status_code, answer.get_data(as_text=True))
    look_over(page)
    assert (page.status, page.heading) == (error.code, heading)
    assert "secret" not in page.html


def test_a_foreign_host_is_refused_kindly(
    site: Flask, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(site.config, "TRUSTED_HOSTS", ["sport.example"])
    answer = visitor.client.get("/", base_url="https://evil.example")
    assert answer.status_code == 400
    assert "Das hat nicht geklappt" in answer.text
    assert answer.headers["Content-Security-Policy"]
    assert visitor.client.get("/", base_url=PUBLIC_URL).status_code == 200
