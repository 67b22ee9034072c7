"""Signing in by mail: the same for known and unknown, GET shows, POST acts once."""

import re
from functools import partial

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from directory.submissions.links import NOBODY
from directory.web.team import views
from tests.messages.filling import Person, fields_of
from tests.page_checks import Page
from tests.same_work import medians, statements
from tests.team.conftest import COOKIE, EVA, Crew, a_person, sign_in
from tests.visiting import PUBLIC_URL

SIGN_IN = "/anmelden"


def asked(person: Person, email: str = EVA, way: str = "") -> str:
    """The link of the mail, without the site."""
    person.send(person.open(f"{SIGN_IN}?zu={way}" if way else SIGN_IN), mail=email)
    (mail,) = [one for one in person.mails() if one.to != NOBODY]
    found = re.search(rf"{PUBLIC_URL}(/anmelden/\S+)", mail.text)
    assert found
    return found[1]


def is_signed_in(person: Person) -> bool:
    return person.client.get(f"{SIGN_IN}/ich", base_url=PUBLIC_URL).status_code == 200


def pressed(person: Person, link: str) -> Page:
    """The button of the mailed link, in the browser of this person."""
    answer = person.client.post(link, base_url=PUBLIC_URL)
    where = answer.headers.get("Location", link)
    return Page(where, answer.status_code, answer.text, dict(answer.headers))


def test_a_mail_is_the_way_in(person: Person) -> None:
    page = person.send(person.open(SIGN_IN), mail="EVA@stadt.example")
    assert page.heading == "Sehen Sie bitte in Ihre E-Mails"
    (mail,) = person.mails()
    assert (mail.to, mail.kind, mail.sensitive) == (EVA, "sign_in", True)
    link = re.search(rf"{PUBLIC_URL}(/anmelden/\S+)", mail.text)
    assert link
    assert not is_signed_in(person)
    assert person.open(link[1]).heading == "Jetzt anmelden"
    after = pressed(person, link[1])
    assert (after.status, after.address) == (303, "/redaktion")
    assert is_signed_in(person)
    me = person.open(f"{SIGN_IN}/ich")
    assert EVA in me.text
    assert "Sie leiten diese Seite." in me.text


def test_the_cookie_is_as_safe_as_browsers_know_it(person: Person) -> None:
    cookie = pressed(person, asked(person)).headers["Set-Cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert part in cookie
    assert "Domain" not in cookie


def test_unknown_addresses_get_the_same_page_and_no_mail(person: Person) -> None:
    known = person.send(person.open(SIGN_IN), mail=EVA)
    person.mails()
    unknown = person.send(person.open(SIGN_IN), mail="nobody@stadt.example")
    assert person.mails() == []
    assert known.html == unknown.html


def test_known_and_unknown_take_the_same_time(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same answer to the last byte, the same questions, and as much time of the processor."""
    for limit in ("MOST_AN_HOUR", "MOST_A_DAY"):
        monkeypatch.setattr(views, limit, 1000)
    form = fields_of(person.open(SIGN_IN))
    person.clock.go(minutes=1)

    def send(email: str) -> TestResponse:
        return person.client.post(SIGN_IN, data={**form, "mail": email}, base_url=PUBLIC_URL)

    ways = {email: partial(send, email) for email in (EVA, "bob@stadt.example")}
    answers, asked = [], []
    for way in ways.values():
        way()  # whoever comes first is counted for the first time
        with statements() as mine:
            answer = way()
        answers.append((answer.status, answer.data, answer.headers.to_wsgi_list()))
        asked.append(mine)
    assert answers[0] == answers[1]
    assert answers[0][0].startswith("303")
    assert asked[0] and asked[0] == asked[1]
    known, unknown = medians(ways).values()
    assert abs(known - unknown) < 0.25 * known, (known, unknown)


def test_who_left_gets_no_mail(person: Person, crew: Crew) -> None:
    assert person.parts.team
    person.parts.team.end(crew.ben.id)
    person.send(person.open(SIGN_IN), mail=crew.ben.email)
    assert person.mails() == []


@pytest.mark.parametrize("typed", ["", "eva", "eva@", "x@y.de\r\nBcc: z@z.de"])
def test_what_is_no_address_is_said_at_the_field(person: Person, typed: str) -> None:
    page = person.send(person.open(SIGN_IN), mail=typed)
    assert "Schreiben Sie bitte eine Adresse mit @ und mit Punkt." in page.text
    assert person.mails() == []


def test_programs_that_guard_mailboxes_use_nothing_up(person: Person) -> None:
    link = asked(person)
    for _ in range(3):
        person.client.get(link, base_url=PUBLIC_URL)
        person.client.head(link, base_url=PUBLIC_URL)
    assert pressed(person, link).status == 303


def test_a_link_works_once_and_ten_minutes(person: Person, site: Flask) -> None:
    link = asked(person)
    person.clock.go(minutes=9)
    assert pressed(person, link).status == 303
    other = a_person(site, person.clock)
    assert pressed(other, link).status == 410
    assert not is_signed_in(other)
    late = asked(person)
    person.clock.go(minutes=10)
    assert person.open(late, status=410).heading == "Dieser Link geht nicht mehr"
    assert pressed(other, late).status == 410
    assert not is_signed_in(other)


def test_nobody_fills_the_mailbox_of_somebody_else(person: Person) -> None:
    person.clock.now = person.clock.now.replace(hour=10, minute=1)
    for _ in range(5):
        person.send(person.open(SIGN_IN), mail=EVA, waits=False)
    page = person.send(person.open(SIGN_IN), mail=EVA, waits=False, status=429)
    assert "Versuchen Sie es bitte in 1 Stunde noch einmal." in page.text
    assert len(person.mails()) == 5


@pytest.mark.parametrize("way", ["/anmelden/ich", "/suche?q=boccia"])
def test_after_signing_in_the_way_goes_on(person: Person, way: str) -> None:
    assert pressed(person, asked(person, way=way)).address == way


@pytest.mark.parametrize(
    "way",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "evil",
        "/" + "a" * 400,
        "/a\r\nSet-Cookie: a=b",
    ],
)
def test_it_never_goes_on_to_another_site(person: Person, way: str) -> None:
    link = asked(person)
    answer = person.client.post(link, query_string={"zu": way}, base_url=PUBLIC_URL)
    assert answer.headers["Location"] == "/redaktion"


def test_signing_in_again_ends_the_session_before(person: Person, crew: Crew) -> None:
    """Nobody slips into a session that somebody else has prepared."""
    before = sign_in(person, crew.ben)
    pressed(person, asked(person))
    assert person.parts.team
    assert person.parts.team.who(before) is None
    assert EVA in person.open(f"{SIGN_IN}/ich").text


def test_signing_out_ends_it_on_the_server_too(person: Person, crew: Crew) -> None:
    secret = sign_in(person, crew.eva)
    assert is_signed_in(person)
    assert person.post("/abmelden", {}).heading == "Sie sind abgemeldet"
    assert not is_signed_in(person)
    person.client.set_cookie(COOKIE, secret, domain="sport.example", secure=True)
    assert not is_signed_in(person)


def test_other_devices_are_signed_out_one_by_one(person: Person, crew: Crew) -> None:
    team = person.parts.team
    assert team
    sign_in(person, crew.eva)
    other = team.sign_in(crew.eva.id, "Safari, iPhone")
    assert other
    page = person.open(f"{SIGN_IN}/ich")
    assert "Safari, iPhone" in page.text
    person.post(f"{SIGN_IN}/ich", fields_of(page))
    assert team.who(other) is None
    assert is_signed_in(person)


def test_nobody_ends_the_session_of_somebody_else(person: Person, crew: Crew) -> None:
    team = person.parts.team
    assert team
    others = team.sign_in(crew.ben.id, "Handy") or ""
    (session,) = team.sessions(crew.ben.id)
    sign_in(person, crew.eva)
    person.post(f"{SIGN_IN}/ich", {"geraet": session.id})
    assert team.who(others)


def test_without_a_session_ones_own_page_leads_to_signing_in(person: Person) -> None:
    answer = person.client.get(f"{SIGN_IN}/ich", base_url=PUBLIC_URL)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{SIGN_IN}?zu=/anmelden/ich")


@pytest.mark.parametrize("path", [SIGN_IN, f"{SIGN_IN}/ich", f"{SIGN_IN}/{'x' * 43}"])
def test_nothing_private_is_kept_or_told(person: Person, crew: Crew, path: str) -> None:
    sign_in(person, crew.eva)
    headers = person.client.get(path, base_url=PUBLIC_URL).headers
    assert headers["Cache-Control"] == "no-store"
    assert "noindex" in headers["X-Robots-Tag"]


def test_another_site_cannot_sign_anybody_in_or_out(person: Person, crew: Crew) -> None:
    sign_in(person, crew.eva)
    answer = person.client.post(
        "/abmelden", base_url=PUBLIC_URL, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert answer.status_code == 403
    assert is_signed_in(person)


def test_what_the_browser_says_becomes_words(person: Person, crew: Crew) -> None:
    agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    link = asked(person)
    person.client.post(link, base_url=PUBLIC_URL, headers={"User-Agent": agent})
    assert "Firefox, Linux" in person.open(f"{SIGN_IN}/ich").text
