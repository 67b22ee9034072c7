"""Every answer of every route protects its reader, and no memory between us and them is fooled."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import etree
from werkzeug.test import TestResponse

from directory.web.headers import FRAMES
from tests.attacks.addresses import SLOW, TEAM, Place, places
from tests.attacks.asking import ask
from tests.attacks.observatory import BEST_GRADE, directives, points
from tests.html_tree import tree_of

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(self), camera=(), microphone=(), payment=()",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
}
STRICT_REFERRERS = (
    "no-referrer",
    "strict-origin",
    "same-origin",
    "strict-origin-when-cross-origin",
)
# A method that nobody has, one that repeats what was sent, and the usual ones.
METHODS = ("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "PATCH", "BREW", "CONNECT")
PRIVATE_CODES = (200, 303, 401, 403, 404, 410)


def in_small(answer: TestResponse) -> dict[str, str]:
    return {name.lower(): value for name, value in answer.headers}


def unprotected(answer: TestResponse, path: str) -> Iterator[str]:
    """What is missing, in words."""
    headers = answer.headers
    for name, value in ALWAYS.items():
        if headers.getlist(name) != [value]:
            yield f"{name}: {headers.getlist(name)}"
    if headers.get("Referrer-Policy") not in STRICT_REFERRERS:
        yield f"Referrer-Policy: {headers.get('Referrer-Policy')}"
    policies = headers.getlist("Content-Security-Policy")
    if len(policies) != 1:
        yield f"{len(policies)} policies"
        return
    policy = directives(policies[0])
    if "unsafe" in policies[0]:
        yield "the policy allows something unsafe"
    for name in ("default-src", "base-uri", "object-src"):
        if policy.get(name) != ["'none'"]:
            yield f"{name} is {policy.get(name)}"
    for name, sources in policy.items():
        if name != "frame-ancestors" and not set(sources) <= {"'none'", "'self'"}:
            yield f"{name} is {sources}"
    is_frame = path == FRAMES or path.startswith(f"{FRAMES}/")
    if policy.get("frame-ancestors") != (["*"] if is_frame else ["'none'"]):
        yield f"frame-ancestors is {policy.get('frame-ancestors')}"


def test_each_route_is_asked_where_something_is(answers: dict[Place, TestResponse]) -> None:
    assert len(answers) > 140
    codes = [answer.status_code for answer in answers.values()]
    assert codes.count(200) > 120
    assert not [place for place, answer in answers.items() if answer.status_code >= 500]


def test_every_answer_of_every_route_carries_all_headers(
    answers: dict[Place, TestResponse],
) -> None:
    faults = {
        place.path: found
        for place, answer in answers.items()
        if (found := list(unprotected(answer, place.path)))
    }
    assert not faults


def test_every_other_method_carries_them_too_and_wrong_ones_say_which_are_right(
    site: Flask, client: FlaskClient
) -> None:
    """Row 44: HEAD is answered as GET is, TRACE repeats nothing, overrides do nothing."""
    rules = site.url_map.bind("sport.example")
    for place in places(site):
        allowed = set(rules.allowed_methods(place.path))
        by_method = {
            method: ask(client, place.path, method, **{"X-HTTP-Method-Override": "GET"})
            for method in METHODS
            if not (place.endpoint in SLOW and method in ("GET", "HEAD"))
        }
        for method, answer in by_method.items():
            assert list(unprotected(answer, place.path)) == [], (method, place.path)
            if method not in allowed:
                assert answer.status_code == 405, (method, place.path)
            # What the team may do, nobody else is told.
            if answer.status_code in (200, 405) and method not in ("GET", "HEAD"):
                assert set(answer.headers["Allow"].split(", ")) == allowed
        if "HEAD" in by_method and "GET" in place.methods:
            head, whole = by_method["HEAD"], by_method["GET"]
            assert (head.status_code, head.get_data()) == (whole.status_code, b""), place.path
            assert head.headers.get("Content-Type") == whole.headers.get("Content-Type")


@pytest.mark.parametrize("code", [400, 401, 403, 404, 405, 408, 410, 413, 415, 422, 429, 500, 503])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_each_kind_of_error_carries_them(client: FlaskClient, code: int, prefix: str) -> None:
    answer = ask(client, f"{prefix}/fehler/{code}")
    assert answer.status_code == code
    assert list(unprotected(answer, "")) == []
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_view_that_breaks_tells_nothing_of_our_insides(
    site: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Row 46, in every view and for every method that it has."""

    def broken(*_: object, **__: object) -> Any:
        raise ZeroDivisionError("inside-information")

    for place in places(site):
        if place.group in TEAM:
            continue
        monkeypatch.setitem(site.view_functions, place.endpoint, broken)
    for place in places(site):
        if place.group in TEAM:
            continue
        for method in {"GET", "POST"} & place.methods:
            # Another question, so that no page made before answers.
            answer = ask(client, f"{place.path}?kaputt={method}", method)
            assert answer.status_code == 500, place.path
            assert list(unprotected(answer, place.path)) == []
            assert answer.headers["Cache-Control"] == "no-store"
            for word in ("inside-information", "ZeroDivision", "Traceback", "site-packages"):
                assert word not in answer.text


def test_each_page_gets_an_a_plus_by_the_rules_of_the_observatory(
    answers: dict[Place, TestResponse],
) -> None:
    """Row 32: 100 points or more. Frames for pages of others cannot forbid framing."""
    for place, answer in answers.items():
        if answer.mimetype != "text/html" or place.path.startswith(FRAMES):
            continue
        scripts = tree_of(answer.text).xpath("//script[@src]/@src")
        foreign = sum(re.match(r"/[^/]", str(one)) is None for one in scripts)
        assert points(in_small(answer), foreign_scripts=foreign) >= BEST_GRADE, place.path


def test_the_start_page_gets_every_point_that_a_site_can_give_itself(
    answers: dict[Place, TestResponse],
) -> None:
    """Policy 10, framing 5, referrer 5, resources 10; 5 more are for a list that browsers keep."""
    start = next(answer for place, answer in answers.items() if place.path == "/")
    assert points(in_small(start), foreign_scripts=0) == 130


def test_no_page_has_script_or_style_of_its_own(answers: dict[Place, TestResponse]) -> None:
    for place, answer in answers.items():
        if answer.mimetype == "text/html":
            assert list(own_script_or_style(tree_of(answer.text))) == [], place.path


def own_script_or_style(tree: etree._Element) -> Iterator[str]:
    """What a policy would refuse, or what would need an unsafe one."""
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        name = etree.QName(element).localname
        if name == "style":
            yield "a style element"
        if name == "script" and not element.get("src") and "json" not in element.get("type", ""):
            yield "a script without an address"
        for attribute, value in element.attrib.items():
            if attribute.startswith("on") or attribute == "style":
                yield f"{name} {attribute}"
            if re.match(r"\s*(javascript|vbscript|data):", str(value), re.I):
                yield f"{name} {attribute}={value[:40]}"


def test_what_is_secret_is_kept_by_nobody_and_told_to_nobody(
    answers: dict[Place, TestResponse],
) -> None:
    secret = {place: answer for place, answer in answers.items() if place.is_private}
    assert len(secret) > 50
    for place, answer in secret.items():
        assert answer.status_code in PRIVATE_CODES, place.path
        assert "no-store" in answer.headers["Cache-Control"], place.path
        assert "ETag" not in answer.headers, place.path
        if answer.status_code == 200:
            assert answer.headers["Referrer-Policy"] in ("no-referrer", "strict-origin"), place.path


def test_public_answers_set_no_cookie_and_are_asked_for_again_by_their_tag(
    site: Flask, client: FlaskClient, answers: dict[Place, TestResponse]
) -> None:
    """Row 47: each names what it depends on, and costs nothing while it does not change."""
    checked = 0
    for place, answer in answers.items():
        assert "Set-Cookie" not in answer.headers, place.path
        if place.is_private or answer.status_code != 200 or place.endpoint in SLOW:
            continue
        control = answer.headers["Cache-Control"]
        if "no-store" in control:
            continue
        if control == "no-cache":
            own = ask(client, place.path)
            assert "Accept-Language" in own.headers.get("Vary", ""), place.path
            again = ask(client, place.path, **{"If-None-Match": own.headers["ETag"]})
            assert (again.status_code, again.get_data()) == (304, b""), place.path
            assert list(unprotected(again, place.path)) == [], place.path
            assert again.headers["Vary"] == own.headers["Vary"], place.path
            checked += 1
        else:
            assert control.startswith(("public", "private")), place.path
    assert checked > 60
