"""Requests that lie about where they come from, where they go, or what the form has."""

import hashlib
import re
from itertools import count
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import MetaData, select
from werkzeug.datastructures import MultiDict
from werkzeug.formparser import FormDataParser
from werkzeug.test import TestResponse

from directory.submissions.tables import Table
from directory.web.form_guard import new_stamp
from tests.attacks.addresses import COOKIE, SIGNED_IN_COOKIE, SLOW, Place, places
from tests.attacks.asking import ask, ended, send
from tests.attacks.building import parts_of
from tests.attacks.live import TEXTS, in_page
from tests.html_tree import tree_of
from tests.messages.filling import Person, fields_of
from tests.page_checks import Page
from tests.submissions.clock import Clock
from tests.team.states import EVA, SIGNED_IN
from tests.visiting import PUBLIC_URL

EVIL = "evil.example"
_new = count()
# What no header can carry.
NO_HEADER = dict.fromkeys((0, 10, 13), None) | {ord(one): "?" for one in "＜＞＂／"}
# Row 33: how requests look that another page has set off, also in browsers of ten years ago.
OTHER_SITES = {
    "another site": {"Sec-Fetch-Site": "cross-site"},
    "a neighbour": {"Sec-Fetch-Site": "same-site", "Origin": "https://neighbour.example"},
    "locked up": {"Origin": "null"},
    "another port": {"Origin": f"{PUBLIC_URL}:8443"},
    "not encrypted": {"Origin": PUBLIC_URL.replace("https", "http")},
    "old browser": {"Referer": f"https://{EVIL}/{PUBLIC_URL}"},
}
# Rows 36 and 47: what could be believed, or find its way into a page.
FORWARDED = {
    "X-Forwarded-Host": EVIL,
    "X-Host": EVIL,
    "X-Forwarded-Server": EVIL,
    "X-Forwarded-Prefix": f"/{EVIL}",
    "X-Forwarded-Proto": EVIL,
    "X-Forwarded-Scheme": EVIL,
    "X-Forwarded-Port": "1234",
    "X-Original-URL": f"/{EVIL}",
    "X-Rewrite-URL": f"/{EVIL}",
    "Forwarded": f"host={EVIL};proto={EVIL}",
    "Accept": f"text/{EVIL}",
    "Accept-Language": EVIL,
    "User-Agent": EVIL,
    "Referer": f"https://{EVIL}/",
    "From": EVIL,
    "Origin": f"https://{EVIL}",
    "X-HTTP-Method-Override": "DELETE",
    "Range": "bytes=0-1",
}
# Row 35.
ELSEWHERE = (
    f"https://{EVIL}/",
    f"//{EVIL}/",
    f"///{EVIL}/",
    f"/\\{EVIL}/",
    f"\\\\{EVIL}",
    f"/%09/{EVIL}",
    f"/\t/{EVIL}",
    f"https:{EVIL}",
    f"javascript:location='//{EVIL}'",
    f"data:text/html,//{EVIL}",
    f"{PUBLIC_URL}@{EVIL}/",
    f"{PUBLIC_URL}.{EVIL}/",
)
# Names that sites often use for it, beside those that stand on our pages.
USUAL_NAMES = ("next", "url", "return", "returnTo", "redirect", "goto", "zu", "weiter", "ziel")
# Row 38.
PATHS = (
    "../../../../../../etc/passwd",
    "..%2f..%2f..%2f..%2fetc%2fpasswd",
    "%2e%2e%2f%2e%2e%2fpyproject.toml",
    "%252e%252e%252fpyproject.toml",
    "..\\..\\..\\pyproject.toml",
    "..%5c..%5cpyproject.toml",
    "....//....//pyproject.toml",
    "/etc/passwd",
    "//etc/passwd",
    "file:///etc/passwd",
    "..%c0%af..%c0%afetc/passwd",
    "%00../form_secret",
    "..;/..;/form_secret",
    "~root/.profile",
)
OF_FILES = ("root:", "[build-system]", "[project]")


def test_mails_lead_to_the_public_address_whatever_a_request_says(sacrificed: Flask) -> None:
    """Row 36: whoever asks for a link for somebody else must not choose where it leads."""
    parts = parts_of(sacrificed)
    person = Person(sacrificed, sacrificed.test_client(), Clock(parts.now()))
    person.mails()
    for name, value in FORWARDED.items():
        person.client.environ_base[f"HTTP_{name.upper().replace('-', '_')}"] = value
    person.client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    for address, field in (("/vereine/link", "anna@verein.example.de"), ("/anmelden", EVA)):
        # As if it had been opened a minute ago.
        begun = new_stamp(parts.form_secret, parts.now().timestamp() - 60)
        person.send(person.open(address), waits=False, mail=field, beginn=begun)
    sent = person.mails()
    assert len(sent) >= 2
    for mail in sent:
        links = re.findall(r"https?://[^/\s\"<]+", mail.text + mail.html)
        assert links and set(links) == {PUBLIC_URL}
        assert EVIL not in repr(mail)


@pytest.fixture
def team(sacrificed: Flask) -> FlaskClient:
    """Signed in as an administrator: what they may not do by accident, nobody may."""
    client = sacrificed.test_client()
    client.set_cookie(COOKIE, SIGNED_IN["redaktion"], domain="sport.example", secure=True)
    return client


def all_rows(app: Flask) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that is stored, but when a session was last seen."""
    metadata: MetaData = Table.metadata
    with parts_of(app).store.database.reading() as connection:
        return {
            table.name: sorted(
                (tuple(row) for row in connection.execute(select(*_lasting(table)))), key=repr
            )
            for table in metadata.sorted_tables
        }


def _lasting(table: Any) -> list[Any]:
    return [column for column in table.columns if column.name != "seen_at"]


def fingerprint(app: Flask) -> str:
    return hashlib.sha256(repr(all_rows(app)).encode()).hexdigest()


def forms_at(app: Flask) -> tuple[Place, ...]:
    return tuple(place for place in places(app) if "POST" in place.methods)


@pytest.mark.parametrize("kind", OTHER_SITES)
def test_no_other_site_changes_anything_at_any_address(
    sacrificed: Flask, team: FlaskClient, kind: str
) -> None:
    """Row 33: refused without tokens, whoever is signed in, and nothing is stored."""
    before = fingerprint(sacrificed)
    found = forms_at(sacrificed)
    assert len(found) > 45
    for place in found:
        answer = send(team, place.path, {"a": "b"}, OTHER_SITES[kind])
        assert answer.status_code == 403, place.path
    assert fingerprint(sacrificed) == before


def test_a_foreign_host_gets_nothing(site: Flask, client: FlaskClient) -> None:
    """Row 36."""
    for place in places(site):
        if "GET" not in place.methods or place.endpoint in SLOW:
            continue
        for host in (EVIL, f"sport.example.{EVIL}", f"sport.example@{EVIL}", "sport.example:80:80"):
            answer = ended(client.get(place.path, base_url=PUBLIC_URL, headers={"Host": host}))
            assert answer.status_code == 400, (place.path, host)
            assert EVIL not in answer.text + str(answer.headers), place.path


def test_no_header_that_is_not_asked_for_changes_what_the_next_one_gets(
    site: Flask, client: FlaskClient
) -> None:
    """Row 47: the first request of a page is made with everything that could poison it."""
    public = [
        place
        for place in places(site)
        if "GET" in place.methods and not place.is_private and place.endpoint not in SLOW
    ]
    assert len(public) > 90
    for place in public:
        first, second = (f"{place.path}?neu=neu{next(_new):06}" for _ in range(2))
        poisoned = ended(
            client.get(first, base_url=PUBLIC_URL, headers=FORWARDED, data={"q": EVIL})
        )
        assert EVIL not in poisoned.text + str(poisoned.headers), place.path
        clean, other = ask(client, first), ask(client, second)
        assert clean.status_code == poisoned.status_code == other.status_code
        assert told(clean, first) == told(other, second), place.path
        assert told(poisoned, first) == told(other, second), place.path


# A moment, a random name, how long something waits, what others have left of the disk: another one
# each time.
MOVING = re.compile(
    rb"\d{10,12}\.[0-9a-f]{16}\.[0-9a-f]{32}|\d{8}T\d{6}Z|\d\d:\d\d:\d\d[.\dZ+:]*"
    rb'|seconds[a-z_]*": ?\d+|free_bytes": ?\d+'
)


def told(answer: TestResponse, address: str) -> bytes:
    """An answer without its own address and without what is different each time."""
    own = address.partition("=")[2].encode()
    return MOVING.sub(b"", answer.get_data().replace(own, b""))


def test_one_encoding_of_an_answer_is_never_given_for_another(client: FlaskClient) -> None:
    for accepted in ("gzip", "br", "identity", "gzip;q=0", "*;q=0", ""):
        answer = ask(client, "/sport", **{"Accept-Encoding": accepted})
        is_pressed = answer.headers.get("Content-Encoding") == "gzip"
        assert is_pressed == (accepted == "gzip"), accepted
        assert answer.get_data().startswith(b"\x1f\x8b") == is_pressed


def test_other_spellings_of_an_address_have_no_page_of_another(client: FlaskClient) -> None:
    """Whatever is between us may read an address otherwise than we do."""
    kept = ask(client, "/suche?q=halle")
    for spelling in ("/SUCHE?q=halle", "/suche/?q=halle", "/suche;x?q=halle", "/suche%20?q=halle"):
        assert ask(client, spelling).status_code == 404, spelling
    for spelling in ("/suche?q=halle%00", "/suche?Q=halle", "/suche?q=halle&q=bonn"):
        assert ask(client, spelling).headers.get("ETag") != kept.headers["ETag"], spelling
    assert ask(client, "/vereine/l/x/../../../suche").status_code == 404


def leads_away(answer: TestResponse) -> bool:
    location = answer.headers.get("Location", "")
    if location.startswith(f"{PUBLIC_URL}/"):
        location = location.removeprefix(PUBLIC_URL)
    own = re.fullmatch(r"/(?![/\\])[^\t\r\n\\]*|", location)
    return own is None or EVIL in urlsplit(location).netloc


def names_on(answer: TestResponse) -> set[str]:
    """Of all fields and of all questions in links: what the site reads."""
    if answer.mimetype != "text/html":
        return set()
    tree = tree_of(answer.text)
    fields = {str(one) for one in tree.xpath("//*/@name")}
    asked = {name for href in tree.xpath("//@href") for name, _ in parse_qsl(urlsplit(href).query)}
    return fields | asked


def some_or_all(all_of_them: tuple[str, ...]) -> list[Any]:
    """Two in every run, the others in a long one."""
    first, second, *others = all_of_them
    return [first, second, *(pytest.param(one, marks=pytest.mark.soak) for one in others)]


@pytest.mark.parametrize("payload", some_or_all(ELSEWHERE[1:3] + ELSEWHERE[:1] + ELSEWHERE[3:]))
def test_no_parameter_of_any_address_leads_away(
    sacrificed: Flask,
    team: FlaskClient,
    answers: dict[Place, TestResponse],
    payload: str,
) -> None:
    """Row 35: all names that the site knows at once, and those that others use."""
    names = sorted(set(USUAL_NAMES).union(*map(names_on, answers.values())))
    assert len(names) > 80
    filled = dict.fromkeys(names, payload)
    for place in places(sacrificed):
        if place.endpoint in SLOW or place.endpoint == "team.sign_out":
            continue
        if "GET" in place.methods:
            own = names_on(answers[place]) if place in answers else set()
            asked = urlencode(dict.fromkeys((*own, *USUAL_NAMES), payload))
            answer = ask(team, f"{place.path}?{asked}")
            assert not leads_away(answer), place.path
            assert answer.status_code < 500, place.path
        if "POST" in place.methods:
            answer = send(team, place.path, filled)
            assert not leads_away(answer), place.path
            assert answer.status_code < 500, place.path


def names_here(place: Place, answer: TestResponse) -> list[str]:
    """Those that this page reads itself: of its own forms, and of links to itself."""
    tree = tree_of(answer.text)
    own = "//form[not(@action) or @action='' or starts-with(@action, $path)]//*/@name"
    fields = {str(one) for one in tree.xpath(own, path=place.path)}
    links = (urlsplit(str(href)) for href in tree.xpath("//main//@href"))
    asked = {name for at in links if at.path in ("", place.path) for name, _ in parse_qsl(at.query)}
    return sorted(fields | asked) or ["q"]


@pytest.mark.parametrize(
    "payload", [TEXTS[0], *(pytest.param(one, marks=pytest.mark.soak) for one in TEXTS[1:])]
)
def test_what_is_asked_comes_back_as_words(
    sacrificed: Flask, team: FlaskClient, answers: dict[Place, TestResponse], payload: str
) -> None:
    """Row 29: every parameter, one by one; then path, headers, cookies and every form."""
    for place, known in answers.items():
        if known.mimetype != "text/html" or place.endpoint in SLOW:
            continue
        for name in names_here(place, known):
            asked = urlencode({name: payload})
            assert in_page(ask(team, f"{place.path}?{asked}").text) == [], (place.path, name)
    for place in forms_at(sacrificed):
        if place.endpoint not in ("team.sign_out", "team.end_session"):
            filled = dict.fromkeys(names_on(answers.get(place) or ask(team, place.path)), payload)
            answer = send(team, place.path, filled)
            assert answer.mimetype != "text/html" or in_page(answer.text) == [], place.path
    headers = {name: payload.translate(NO_HEADER) for name in ("User-Agent", "Referer", "Accept")}
    for cookie in ("lesen", "merkzettel", COOKIE):
        told = {**headers, "Cookie": f"{cookie}={quote(payload)}"}
        for path in (
            "/",
            "/merkzettel",
            "/einstellungen",
            f"/{quote(payload)}",
            "/barriere-melden",
        ):
            assert in_page(ask(sacrificed.test_client(), path, **told).text) == [], path


@pytest.mark.parametrize("prefix", ["", "/de", "/en"])
def test_no_path_leads_away(client: FlaskClient, prefix: str) -> None:
    for payload in ELSEWHERE:
        for path in (
            payload,
            f"/{payload}",
            f"/{payload}/suche",
            f"//{EVIL}/..",
            f"/suche//{EVIL}",
        ):
            environ = {"PATH_INFO": prefix + path}
            answer = ended(client.get("/", base_url=PUBLIC_URL, environ_overrides=environ))
            assert not leads_away(answer), path


def test_no_address_gives_a_file_that_is_not_meant(site: Flask, client: FlaskClient) -> None:
    """Row 38: below every prefix that has something below it."""
    prefixes = {place.path.rsplit("/", 1)[0] for place in places(site)} | {"/de", "/en", "/xx"}
    assert len(prefixes) > 50
    for prefix, pattern in ((a, b) for a in prefixes for b in PATHS):
        for written in (f"{prefix}/{pattern}", f"{prefix}/{quote(pattern, safe='')}"):
            answer = ask(client, written, **SIGNED_IN_COOKIE)
            assert answer.status_code in (303, 308, 400, 404, 410, 405), written
            assert not any(sign in answer.text for sign in OF_FILES), written


# Row 45: what a record has and no form; a marker tells whether any of it was stored.
MARKER = "marker-of-a-field-that-no-form-has"
EXTRA = (
    "id",
    "slug",
    "status",
    "state",
    "version",
    "owner",
    "person_id",
    "club_id",
    "venue_id",
    "record_id",
    "submission_id",
    "role",
    "duties",
    "grants",
    "is_admin",
    "admin",
    "approved",
    "published",
    "published_at",
    "changed_at",
    "created_at",
    "expires_at",
    "used_at",
    "hash",
    "secret",
    "purpose",
    "subject",
    "verification",
    "checked_on",
    "source",
    "former_ids",
    "network_id",
    "__proto__",
    "constructor.prototype",
)


def test_fields_that_a_form_does_not_have_are_stored_nowhere(
    sacrificed: Flask, team: FlaskClient
) -> None:
    """Sent with all that the form has, so that it is accepted wherever that is possible."""
    asked = {place.path for place in places(sacrificed) if "GET" in place.methods}
    for place in forms_at(sacrificed):
        if place.endpoint in ("team.sign_out", "team.end_session"):
            continue
        filled: MultiDict[str, str] = MultiDict(dict.fromkeys(EXTRA, MARKER))
        if place.path in asked:
            page = ask(team, place.path)
            if page.mimetype == "text/html":
                filled.update(fields_of(Page(place.path, page.status_code, page.text)))
        answer = send(team, place.path, filled)
        assert answer.status_code < 500, place.path
    assert MARKER not in repr(all_rows(sacrificed))


BODIES: dict[str, tuple[Any, dict[str, str]]] = {
    "4 MB": (b"a=" + b"x" * 4_000_000, {"Content-Type": "application/x-www-form-urlencoded"}),
    "a field of 1 MB": ({"q": "x" * 1_000_000}, {}),
    "5,000 fields": ({f"f{n}": "x" for n in range(5_000)}, {}),
    "300 parts": (
        b"".join(
            b'--b\r\nContent-Disposition: form-data; name="f%d"\r\n\r\nx\r\n' % n
            for n in range(300)
        )
        + b"--b--\r\n",
        {"Content-Type": "multipart/form-data; boundary=b"},
    ),
    "deep names": ({f"a{'[b]' * 5_000}": "x"}, {}),
    "deep JSON": (b"[" * 100_000, {"Content-Type": "application/json"}),
    "endless boundary": (b"x", {"Content-Type": "multipart/form-data; boundary=" + "b" * 5_000}),
    "no boundary": (b"x" * 1_000, {"Content-Type": "multipart/form-data"}),
    "unknown letters": (
        b"a=%ff%fe",
        {"Content-Type": "application/x-www-form-urlencoded; charset=utf-7"},
    ),
    "pressed": (b"\x1f\x8b" + b"x" * 1_000, {"Content-Encoding": "gzip"}),
}
# These read JSON or nothing.
NO_FORM = {
    "lists.drop",
    "team.passkey_question",
    "team.keep_passkey",
    "team.passkey_options",
    "team.check_passkey",
}
TOO_MUCH = {"4 MB", "a field of 1 MB", "5,000 fields", "300 parts"}


@pytest.mark.parametrize("kind", BODIES)
def test_a_body_that_is_too_much_is_refused_early(
    sacrificed: Flask, team: FlaskClient, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Row 42, at every form; nothing is unpacked, and nothing breaks."""
    body, headers = BODIES[kind]
    taken_apart: list[str] = []
    parse = FormDataParser._parse_urlencoded

    def watched(parser: Any, *given: Any) -> Any:
        taken_apart.append(kind)
        return parse(parser, *given)

    monkeypatch.setattr(FormDataParser, "_parse_urlencoded", watched)
    for place in forms_at(sacrificed):
        if place.endpoint in ("team.sign_out", "team.end_session"):
            continue
        answer = send(team, place.path, body, {"Sec-Fetch-Site": "same-origin", **headers})
        assert answer.status_code < 500, place.path
        reads_no_form = answer.status_code in (204, 303, 403, 404, 410) or place.endpoint in NO_FORM
        if kind in TOO_MUCH and not reads_no_form:
            # Where tables are sent up, the page says so at the field.
            assert answer.status_code in (413, 422), (place.path, answer.status_code)
    assert kind not in TOO_MUCH or not taken_apart
