"""A club with two offers, and how somebody of it comes to its page."""

import re
from dataclasses import replace
from typing import Any

from directory.model import Contact, Listing, OutgoingMail, Status
from directory.submissions import Purpose
from tests.messages.filling import Person
from tests.page_checks import Page
from tests.submissions.examples import a_club, a_listing, a_venue

ANNA = "anna@verein.example.de"
BEN = "ben@verein.example.de"
CLUB = a_club("own-club", slug="eigener-verein", name="TSV Eigen")


def an_own_offer(id: str = "own-offer", **more: Any) -> Listing:
    contact = Contact(phone="+493451234567", email="Anna@verein.example.de", is_public=True)
    venue = a_venue("own-venue")
    fields = {"slug": id, "name": f"Angebot {id}", "venue_id": venue.id, "contacts": (contact,)}
    listing = a_listing(id, club=CLUB, **{**fields, **more})
    return replace(listing, venue=venue)


def publish(person: Person, *listings: Listing) -> None:
    """As they are given, whatever earlier tests made of them."""
    store = person.parts.store
    both = listings or (an_own_offer(), an_own_offer("own-second"))
    store.publish_many(both, replaces=True)
    person.mails()


def offer(person: Person, id: str = "own-offer") -> Any:
    listing = person.parts.store.listing(id)
    assert listing
    assert listing.offer
    return listing.offer


def visit(person: Person, email: str = ANNA, *, club: str = CLUB.id) -> str:
    """The address of a visit of somebody who looks after the club."""
    parts = person.parts
    assert parts.keepers
    assert parts.links
    if club:
        parts.keepers.add(club, email, confirmed=True)
    return f"/vereine/meine/{parts.links.visit(email)}"


def link_in(mail: OutgoingMail) -> str:
    """The path of the secret link of a mail."""
    found = re.search(r"https?://[^/\s]+(/vereine/l/[\w-]+)", mail.text)
    assert found, mail.text
    return found[1]


def made(person: Person, purpose: Purpose, subject: str = "", email: str = ANNA) -> str:
    from datetime import timedelta

    links = person.parts.links
    assert links
    return f"/vereine/l/{links.make(purpose, subject, email, timedelta(days=1))}"


def press(person: Person, page: Page, action: str, status: int = 303, **typed: Any) -> Page:
    """Sends one of the forms of a page, or an address below it; the page that follows."""
    answer = person.client.post(action, data=typed, base_url="https://sport.example")
    assert answer.status_code == status, f"{action} answers {answer.status_code}"
    if status == 303:
        return person.open(answer.headers["Location"])
    return Page(action, answer.status_code, answer.text, dict(answer.headers))


def is_private(page: Page) -> bool:
    headers = page.headers
    return (
        headers["Cache-Control"] == "no-store"
        and headers["Referrer-Policy"] == "strict-origin"
        and "noindex" in headers["X-Robots-Tag"]
    )


ENDED = Status.ENDED
