"""The page of web addresses that do not answer: for whom, since when, and what to do."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import delete

from directory.submissions.link_checks import (
    LinkChecks,
    LinkState,
    RecordKind,
    Verdict,
    WebLink,
    Why,
)
from directory.submissions.tables import LinkCheckRow
from directory.web.desk.links import WHY_WORDS
from directory.web.parts import EXTENSION
from tests.messages.filling import Person
from tests.team.conftest import Crew, sign_in
from tests.team.places import BERLIN, HALLE, at

GONE = Verdict(LinkState.BROKEN, Why.GONE)
INSIDE = Verdict(LinkState.BROKEN, Why.INSIDE)


@pytest.fixture
def checks(site: Flask, person: Person) -> Iterator[LinkChecks]:
    database = person.parts.store.database
    checks = LinkChecks(database, person.clock)
    site.extensions[EXTENSION] = replace(person.parts, link_checks=checks)
    person.parts.store.publish_many(
        [at(HALLE, "desk-halle"), at(BERLIN, "desk-berlin")], replaces=True
    )
    yield checks
    with database.writing() as connection:
        connection.execute(delete(LinkCheckRow))


def failed(checks: LinkChecks, person: Person, *links: tuple[WebLink, Verdict]) -> None:
    """On two days."""
    for _ in range(2):
        person.clock.go(days=1)
        for link, verdict in links:
            checks.note(link, verdict)


def of_offer(id: str, url: str) -> WebLink:
    return WebLink(RecordKind.OFFER, id, url)


def test_each_sees_the_broken_addresses_of_their_own_region(
    person: Person, crew: Crew, checks: LinkChecks
) -> None:
    halle = of_offer("desk-halle", "https://halle.example/")
    berlin = of_offer("desk-berlin", "https://berlin.example/")
    failed(checks, person, (halle, GONE), (berlin, GONE))
    for member, urls in (
        (crew.ben, ["https://halle.example/"]),
        (crew.ida, ["https://berlin.example/"]),
        (crew.eva, ["https://berlin.example/", "https://halle.example/"]),
    ):
        sign_in(person, member)
        page = person.open("/redaktion/links")
        assert sorted(page.texts("//main//a[@rel='noreferrer']")) == urls
        assert "Die Seite gibt es nicht mehr." in page.text
        assert "Ging an 2 Tagen nacheinander nicht, zuletzt am 26. November 2026." in page.text


def test_an_address_of_a_club_leads_to_an_offer_of_it(
    person: Person, crew: Crew, checks: LinkChecks
) -> None:
    club = WebLink(RecordKind.CLUB, f"club-{HALLE.ags}", "https://verein.example/")
    failed(checks, person, (club, GONE))
    sign_in(person, crew.ben)
    (link,) = person.open("/redaktion/links").all("//main//h3/a")
    assert (link.text, link.get("href")) == ("TSV Halle (Saale)", "/redaktion/angebot/desk-halle")


def test_nobody_is_led_to_an_address_inside_or_to_a_script(
    person: Person, crew: Crew, checks: LinkChecks
) -> None:
    failed(
        checks,
        person,
        (of_offer("desk-halle", "http://127.0.0.1/"), INSIDE),
        (of_offer("desk-halle", "javascript:alert(1)"), GONE),
    )
    sign_in(person, crew.ben)
    page = person.open("/redaktion/links")
    assert "http://127.0.0.1/" in page.text
    assert not page.all("//main//a[@rel='noreferrer']")


def test_nothing_broken_and_never_asked_are_told_apart(
    person: Person, crew: Crew, checks: LinkChecks
) -> None:
    sign_in(person, crew.ida)
    assert "Es wurde noch nie geprüft." in person.open("/redaktion/links").text
    checks.note(of_offer("desk-halle", "https://halle.example/"), GONE)
    page = person.open("/redaktion/links")
    assert "Alle Adressen gehen." in page.text
    assert "halle.example" not in page.text, "one day says nothing"


def test_a_record_that_is_gone_is_left_out(person: Person, crew: Crew, checks: LinkChecks) -> None:
    failed(checks, person, (of_offer("desk-nobody", "https://x.example/"), GONE))
    sign_in(person, crew.eva)
    assert "x.example" not in person.open("/redaktion/links").text


def test_there_are_words_for_everything_that_can_be_wrong() -> None:
    assert WHY_WORDS.keys() == set(Why) - {Why.NOTHING}
