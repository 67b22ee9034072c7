"""One tap in a mail: GET changes nothing, POST makes the date new, and the visit goes on."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete

from directory.model import Role, Status
from directory.submissions import Care, Drafts, Inbox, Keepers, Limits, Links, Purpose, Workflow
from directory.submissions.tables import CareRow, KeeperRow, LinkRow, ReportRow
from directory.web.parts import EXTENSION, Parts
from tests.submissions.clock import Clock
from tests.truth.conftest import an_aged
from tests.visiting import Visitor, built_site
from tests.web.listings import full_listing

MAIL = "anna@verein.example"
OLD = date(2026, 4, 1)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    folder: Path = tmp_path_factory.mktemp("truth") / "instance"
    return built_site(folder, full_listing())


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime.now(UTC))


@pytest.fixture
def site(built: Flask, clock: Clock) -> Iterator[Parts]:
    parts: Parts = built.extensions[EXTENSION]
    database = parts.store.database
    with database.writing() as connection:
        for table in (CareRow, KeeperRow, LinkRow, ReportRow):
            connection.execute(delete(table))
    for id in ("eins", "zwei"):
        known = parts.store.listing(id)
        listing = an_aged(id, OLD, MAIL, status=Status.RUNNING)
        offer = replace(listing.offer, version=known.offer.version if known else 1)  # type: ignore[union-attr,type-var]
        parts.store.publish_many([replace(listing, offer=offer)], replaces=True)  # type: ignore[arg-type]
    new = replace(
        parts,
        now=clock,
        care=Care(database, clock),
        links=Links(database, clock),
        keepers=Keepers(database, clock),
        workflow=Workflow(database, clock),
        inbox=Inbox(database, clock),
        drafts=Drafts(database, clock),
        limits=Limits(database, clock),
    )
    built.extensions[EXTENSION] = new
    yield new
    built.extensions[EXTENSION] = parts


@pytest.fixture
def visitor(built: Flask, site: Parts) -> Visitor:
    return Visitor(built.test_client())


@pytest.fixture
def link(site: Parts) -> str:
    assert site.links
    token = site.links.make(Purpose.CONFIRM, "", MAIL, timedelta(days=30))
    return f"/vereine/stimmt/{token}"


def verified(site: Parts, id: str) -> date | None:
    listing = site.store.listing(id)
    assert listing and listing.offer
    return listing.offer.verification.verified_on


def press(visitor: Visitor, address: str, id: str, answer: str) -> str:
    """Where the answer leads to."""
    form = {"angebot": id, "tun-1": answer}
    reply = visitor.client.post(address, data=form)
    assert reply.status_code == 303, reply.status_code
    return reply.headers["Location"]


def test_looking_changes_nothing_however_often(visitor: Visitor, site: Parts, link: str) -> None:
    for way in ("", "?antwort=stimmt", "?antwort=ende", "?antwort=unsinn"):
        page = visitor.open(link + way)
        assert page.heading == "Stimmt noch alles?"
    assert verified(site, "eins") == OLD
    headers = visitor.client.get(link).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "strict-origin"
    assert "noindex" in headers["X-Robots-Tag"]


def test_the_page_shows_each_offer_with_its_facts_and_three_buttons(
    visitor: Visitor, link: str
) -> None:
    page = visitor.open(link)
    assert page.texts("//main//h2") == ["Angebot eins", "Angebot zwei"]
    assert "Das Angebot gibt es jetzt." in page.text
    assert page.text.count("Alles stimmt") == 2
    assert page.text.count("Etwas ist anders") == 2
    assert page.text.count("Das gibt es nicht mehr") == 2


def test_what_was_pressed_in_the_mail_comes_first(visitor: Visitor, link: str) -> None:
    page = visitor.open(f"{link}?antwort=ende")
    assert page.texts("//fieldset//button")[0] == "Das gibt es nicht mehr"


def test_one_press_makes_the_date_new_and_the_others_can_follow(
    visitor: Visitor, site: Parts, link: str
) -> None:
    today = site.today()
    went = press(visitor, link, "eins", "stimmt")
    assert (verified(site, "eins"), verified(site, "zwei")) == (today, OLD)
    page = visitor.open(went)
    assert "Wir haben gespeichert: Alles stimmt." in page.text
    assert f"Geprüft am {today.day}." in page.text
    assert len(page.all("//fieldset")) == 1, "only the other offer is still asked about"
    visit = went.partition("?")[0]
    press(visitor, visit, "zwei", "stimmt")
    assert verified(site, "zwei") == today
    assert "Sie sind fertig." in visitor.open(visit).text


def test_all_offers_at_once(visitor: Visitor, site: Parts, link: str) -> None:
    reply = visitor.client.post(link, data={"alle": "stimmt"})
    assert reply.status_code == 303
    assert verified(site, "eins") == verified(site, "zwei") == site.today()
    listing = site.store.listing("eins")
    assert listing and listing.offer
    assert listing.offer.verification.by is Role.CLUB


def test_a_used_link_thanks_and_offers_a_new_one(visitor: Visitor, link: str) -> None:
    press(visitor, link, "eins", "stimmt")
    page = visitor.open(link, 410)
    assert "Mit diesem Link haben Sie schon geantwortet." in page.text
    assert page.all("//form[contains(@action, '/neu')]")
    again = visitor.client.post(link, data={"angebot": "zwei", "tun-1": "stimmt"})
    assert again.status_code == 410


def test_an_old_link_offers_a_new_one(visitor: Visitor, clock: Clock, link: str) -> None:
    clock.go(days=31)
    assert "Der Link ist zu alt." in visitor.open(link, 410).text
    assert visitor.client.get("/vereine/stimmt/erfunden").status_code == 303


def test_the_link_of_somebody_else_does_nothing_to_an_offer(visitor: Visitor, site: Parts) -> None:
    assert site.links
    token = site.links.make(Purpose.CONFIRM, "", "ben@anders.example", timedelta(days=30))
    press(visitor, f"/vereine/stimmt/{token}", "eins", "stimmt")
    assert verified(site, "eins") == OLD
    assert site.links.look(token), "the link was not used up"


def test_a_link_for_something_else_does_not_open_the_page(visitor: Visitor, site: Parts) -> None:
    assert site.links
    token = site.links.make(Purpose.JOIN, "c-eins", MAIL, timedelta(days=30))
    visitor.client.post(f"/vereine/stimmt/{token}", data={"alle": "stimmt"})
    assert verified(site, "eins") == OLD
    assert site.links.look(token)


def test_no_longer_there_asks_once_more(visitor: Visitor, site: Parts, link: str) -> None:
    went = press(visitor, link, "eins", "ende")
    listing = site.store.listing("eins")
    assert listing and listing.offer and listing.offer.status is Status.RUNNING
    assert "Gibt es das Angebot nicht mehr?" in visitor.open(went).heading
    assert visitor.client.post(went).status_code == 303
    listing = site.store.listing("eins")
    assert listing and listing.offer and listing.offer.status is Status.ENDED
    assert site.care and site.care.of("eins") is None


def test_something_is_different_opens_the_question_pages(
    visitor: Visitor, site: Parts, link: str
) -> None:
    went = press(visitor, link, "eins", "anders")
    assert re.search(r"/vereine/entwurf/[\w-]+\?schritt=", went)
    assert verified(site, "eins") == OLD


def test_the_link_of_a_mail_opens_it_too(visitor: Visitor, link: str) -> None:
    reply = visitor.client.get(link.replace("/stimmt/", "/l/"))
    assert (reply.status_code, reply.headers["Location"]) == (303, link)
