"""Nu, the checker of HTML, finds no error and warns of nothing on any page in any state (A6)."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask

from directory.submissions import Inbox, Limits
from directory.web.parts import EXTENSION
from tests.browser.pages import PAGES
from tests.checkers import checked_by_nu, needs_nu
from tests.messages.filling import Person
from tests.page_checks import Page
from tests.submissions.clock import Clock
from tests.visiting import PUBLIC_URL

ASK, WRONG = "/angebot/offen/fragen", "/angebot/offen/stimmt-nicht"


def opened(site: Flask, name: str) -> str:
    state = PAGES[name]
    client = site.test_client()
    for cookie, value in state.cookies.items():
        client.set_cookie(cookie, value, domain="sport.example")
    # Mails are shown on their own machine alone; over HTTPS cookies of the team have other names.
    is_mail = state.address.startswith("/betrieb/")
    base = "http://127.0.0.1" if is_mail else PUBLIC_URL.replace("https", "http")
    answer = client.get(state.address, base_url=base)
    assert answer.status_code == state.status
    return answer.text


def forms(site: Flask) -> dict[str, str]:
    """Each form as it is sent: untouched, empty, wrong, half right, right."""
    clock = Clock(datetime.now(UTC))
    parts = site.extensions[EXTENSION]
    database = parts.store.database
    site.extensions[EXTENSION] = replace(
        parts, now=clock, inbox=Inbox(database, clock), limits=Limits(database, clock)
    )
    person = Person(site, site.test_client(), clock)
    ask, wrong, barrier = (person.open(at) for at in (ASK, WRONG, "/barriere-melden"))
    wish = person.open("/wunsch?q=boccia+in+halle")
    to_answer = person.send(ask, wunsch="frage")
    found: dict[str, Page] = {
        "ask, empty": person.send(ask),
        "ask, way to answer": to_answer,
        "ask, wrong": person.send(to_answer, antwort="telefon", telefon="12"),
        "report, empty": person.send(wrong),
        "report, wrong": person.send(wrong, was="gibt-es-nicht"),
        "barrier, empty": person.send(barrier),
        "barrier, too long": person.send(barrier, text="x" * 9000, was="x" * 9000),
        "barrier, sent": person.send(barrier, text="Die Schrift ist klein.", was="Die Schrift."),
        "wish, empty": person.send(person.open("/wunsch")),
        "wish, sent": person.send(wish),
    }
    site.extensions[EXTENSION] = parts
    return {name: page.html for name, page in found.items()}


@needs_nu
def test_a6_nu_finds_nothing_on_any_page_in_any_state(site: Flask, tmp_path: Path) -> None:
    """A6, A3, A1, D7, G2: one start of Java for all of them"""
    html = {name: opened(site, name) for name in PAGES} | forms(site)
    client = site.test_client()
    html["foreign host"] = client.get("/", base_url="http://elsewhere.example").text
    files = {}
    for number, name in enumerate(html):
        file = tmp_path / f"{number}.html"
        file.write_text(html[name], encoding="utf-8")
        files[file.name] = (name, file)
    found = checked_by_nu([file for _, file in files.values()])
    faults = [
        f"{files[one.file][0]}: {one.kind}: {one.words} {one.extract!r}"
        for one in found
        # The dictionary of German words stays German; what is German there is marked.
        if not (files[one.file][0] == "glossary /en" and "written in German" in one.words)
    ]
    assert faults == []
