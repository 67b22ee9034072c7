"""Sending: who is held, what becomes of it, and that twice is once."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from directory.model import Listing, Status
from directory.model.submission import Submission
from directory.submissions import network
from directory.submissions.tables import SubmissionRow
from directory.web.clubs.answers_of import answers_of
from directory.web.clubs.flow import pairs
from directory.web.parts import EXTENSION
from tests.clubs.filling import FEWEST, drafted, key_of, step_of, walked
from tests.messages.filling import Person, fields_of
from tests.page_checks import Page
from tests.visiting import PUBLIC_URL


def waiting(person: Person) -> tuple[Submission, ...]:
    found: tuple[Submission, ...] = person.parts.workflow.waiting()
    return found


def check(person: Person, **more: Any) -> Page:
    """All answers of a draft that only needs to be sent."""
    page = person.open(f"/vereine/entwurf/{drafted(person, **more)}?schritt=pruefen")
    assert step_of(page) == "pruefen"
    return page


def test_at_most_12_answers_make_an_offer(person: Person) -> None:
    """The issue: the minimum acceptable offer needs at most 12 answers."""
    given = [name for answers in FEWEST.values() for name in answers]
    assert len(given) <= 12
    assert len(given) == 6
    page = person.send(walked(person, FEWEST))
    assert page.heading == "Danke für Ihr Angebot"


def test_the_end_is_near_for_whoever_is_in_a_hurry(person: Person) -> None:
    """ "Gleich zum Ende" asks only what must be known."""
    page = person.send(person.open("/vereine/angebot"), sport=["schwimmen"])
    seen = []
    while step_of(page) != "pruefen":
        seen.append(step_of(page))
        typed = FEWEST.get(step_of(page), {})
        page = person.send(page, **typed, **({"zu": "pruefen"} if seen == ["verein"] else {}))
        assert len(seen) < 9
    assert seen == ["verein", "ort", "kontakt", "absender"]


def test_the_same_form_sent_twice_is_one_offer(person: Person) -> None:
    page = check(person)
    filled = fields_of(page)
    person.clock.go(minutes=1)
    for _ in range(3):
        after = person.post(page.address, filled)
        assert after.heading == "Danke für Ihr Angebot"
    assert len(waiting(person)) == 1
    with person.parts.store.database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(SubmissionRow)).scalar() == 1
    assert len([mail for mail in person.mails() if mail.kind == "received"]) == 1


def test_whoever_changes_something_afterwards_sends_a_new_one(person: Person) -> None:
    page = check(person)
    person.send(page)
    again = person.open(f"/vereine/entwurf/{key_of(page)}?schritt=verein&dann=pruefen")
    person.send(person.send(again, verein="SV Neu"))
    (only,) = waiting(person)
    assert only.listing.club.name == "SV Neu"


def test_an_approved_offer_is_public(person: Person) -> None:
    page = check(person, name="Baden für alle im Test")
    person.send(page)
    (submission,) = waiting(person)
    listing = person.parts.workflow.approve(submission.id)
    assert person.parts.store.listing_by_slug(listing.offer.slug)
    assert (
        "jetzt auf der Seite"
        in person.open(f"/vereine/entwurf/{key_of(page)}/danke").texts("//main")[0]
    )
    person.parts.store.withdraw(listing.id)


def test_a_quick_form_is_asked_once_more_and_then_goes_on_with_a_doubt(person: Person) -> None:
    page = check(person)
    held = person.send(page, waits=False)
    assert "Das ging sehr schnell." in held.texts("//main")[0]
    assert waiting(person) == ()
    person.send(held, waits=False)
    (submission,) = waiting(person)
    assert "too_fast" in submission.doubts


def test_the_trap_throws_nothing_away(person: Person) -> None:
    held = person.send(check(person), homepage="https://spam.example")
    assert waiting(person) == ()
    person.send(held, homepage="https://spam.example")
    (submission,) = waiting(person)
    assert "trap" in submission.doubts


def test_a_network_may_send_only_so_many(person: Person) -> None:
    for number in range(60):
        counted = person.parts.limits.allow("offer from network", NETWORK, 60, timedelta(hours=1))
        assert counted, number
    page = check(person)
    person.client.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    held = person.send(page, status=429)
    assert "Gerade kommen sehr viele Angebote." in held.texts("//main")[0]
    person.clock.go(hours=1)
    assert person.send(held).heading == "Danke für Ihr Angebot"


def test_a_network_may_begin_only_so_many_drafts(person: Person) -> None:
    for _ in range(600):
        person.parts.limits.allow("draft from network", NETWORK, 600, timedelta(hours=1))
    person.client.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    page = person.open("/vereine/angebot")
    held = person.send(page, status=429, sport=["boccia"])
    assert held.all("//input[@name='sport'][@value='boccia'][@checked]")


NETWORK = network("192.0.2.7")
DOUBLE = {"verein": "Verein Voll", "plz": "06366", "sport": ["schwimmen"]}


def test_a_known_offer_is_shown_before_sending(person: Person) -> None:
    page = person.send(check(person, **DOUBLE))
    assert page.heading == "Gibt es das schon?"
    assert waiting(person) == ()
    after = person.send(page)
    assert after.heading == "Danke für Ihr Angebot"
    assert len(waiting(person)) == 1


def test_whoever_owns_the_known_offer_says_so(person: Person) -> None:
    page = person.send(check(person, **DOUBLE))
    (value,) = page.all("//button[@name='doppelt']/@value")
    after = person.send(page, doppelt=value)
    assert "Wir fragen jetzt den Verein." in after.texts("//main")[0]
    (submission,) = waiting(person)
    assert any(doubt.startswith("takes-over:") for doubt in submission.doubts)
    assert {mail.kind for mail in person.mails()} >= {"received"}


@pytest.mark.parametrize(
    "other",
    [
        {"sport": ["boccia"], "verein": "Verein Voll"},
        {"verein": "Kanu-Freunde Ganz Anders"},
        {"plz": "80331"},
    ],
)
def test_what_only_looks_a_bit_alike_is_no_duplicate(person: Person, other: dict[str, Any]) -> None:
    assert person.send(check(person, **{**DOUBLE, **other})).heading == "Danke für Ihr Angebot"


def test_a_known_club_and_place_are_used_again(person: Person) -> None:
    listing = full(person)
    here = listing.venue.address
    draft = drafted(
        person,
        verein="Verein Voll e. V.",
        plz=here.postcode,
        stadt=here.town,
        halle=listing.venue.name,
        strasse=here.street,
        hausnummer=here.house_number,
        sport=["boccia"],
        doppelt="nein",
    )
    club = person.open(f"/vereine/entwurf/{draft}?schritt=kennen")
    venue = person.send(club, verein_id=listing.club.id)
    assert step_of(venue) == "halle"
    after = person.send(venue, ort_id=listing.venue.id)
    assert step_of(after) == "gruppe", "the way and the pin are known"
    page = person.open(f"/vereine/entwurf/{draft}?schritt=pruefen")
    assert "Wie ist der Weg in das Haus?" not in page.texts("//main//dt")
    person.send(page)
    (submission,) = waiting(person)
    assert submission.listing.venue.id == listing.venue.id
    assert submission.listing.club.id == listing.club.id
    assert submission.listing.offer.id != listing.offer.id


def full(person: Person) -> Listing:
    found = person.parts.store.listing_by_slug("schwimmen-voll")
    assert found and found.venue and found.offer
    return found


def change(person: Person, email: str = "eva@web.de") -> Page:
    """All answers of an offer that is public, opened by somebody who looks after it."""
    listing = full(person)
    person.parts.keepers.add(listing.club.id, email, confirmed=True)
    answers = answers_of(listing)
    _draft, key = person.parts.drafts.begin(pairs(answers), record_id=listing.id, email=email)
    return person.open(f"/vereine/entwurf/{key}?schritt=pruefen")


def test_a_changed_time_is_live_at_once(person: Person) -> None:
    page = change(person)
    assert (
        page.texts("//main//form//button[contains(@class, 'button')]")[0] == "Änderung abschicken"
    )
    before = full(person)
    times = person.open(f"/vereine/entwurf/{key_of(page)}?schritt=woche&dann=pruefen")
    after = person.send(person.send(times, von_1="11:15", bis_1="12:45"))
    assert "gleich geändert" in after.texts("//main")[0]
    now = full(person)
    assert now.offer.schedule.slots[0].start.hour == 11
    assert now.offer.schedule.slots[1:] == before.offer.schedule.slots[1:]
    person.parts.store.publish_many([before], replaces=True)


def test_a_changed_text_waits(person: Person) -> None:
    page = change(person)
    text = person.open(f"/vereine/entwurf/{key_of(page)}?schritt=text&dann=pruefen")
    after = person.send(person.send(text, text_leicht="Alles ist neu."))
    assert "Wir lesen Ihr Angebot." in after.texts("//main")[0]
    (submission,) = waiting(person)
    assert submission.listing.offer.what.easy.words == "Alles ist neu."
    assert full(person).offer.what.easy.words != "Alles ist neu."


def test_a_pause_is_possible(person: Person) -> None:
    page = change(person)
    before = full(person)
    state = person.open(f"/vereine/entwurf/{key_of(page)}?schritt=lage&dann=pruefen")
    person.send(person.send(state, lage="pause", pausebis="1.2.2027"))
    assert full(person).offer.status is Status.PAUSED
    person.parts.store.publish_many([before], replaces=True)


def test_nothing_changed_changes_nothing(person: Person) -> None:
    before = full(person)
    after = person.send(change(person))
    assert "Sie haben nichts geändert." in after.texts("//main")[0]
    assert full(person) == before
    assert waiting(person) == ()


def test_a_link_by_mail_leads_back(person: Person) -> None:
    page = walked(person, FEWEST, until="ort")
    later = person.send(page, spaeter="ja", plz="39104")
    assert later.heading == "Später weitermachen"
    sent = person.send(later, meine_mail="eva (at) web.de")
    assert "Wir haben Ihnen eine E-Mail geschickt." in sent.texts("//main")[0]
    (mail,) = person.mails()
    assert mail.to == "eva@web.de"
    (address,) = [word for word in mail.text.split() if "/vereine/entwurf/" in word]
    assert key_of(page) not in mail.text
    again = person.open(address.removeprefix(PUBLIC_URL))
    assert step_of(again) == "ort"


def test_an_address_gets_only_some_links(person: Person) -> None:
    for _ in range(8):
        key = drafted(person)
        later = person.open(f"/vereine/entwurf/{key}/weiter")
        last = person.send(later, meine_mail="viel@web.de")
    assert "schon viele Links" in last.texts("//main")[0]
    assert len(person.mails()) == 6


def test_the_preview_is_the_page_of_the_offer(person: Person) -> None:
    key = drafted(person, art="woche", tag_1="di", von_1="17", name="Baden für alle")
    page = person.open(f"/vereine/entwurf/{key}/vorschau")
    assert page.heading == "Baden für alle"
    words = page.texts("//main")[0]
    assert "Jeden Dienstag" in words
    assert "Nur Sie sehen diese Seite." in words
    assert page.all("//*[contains(@class, 'handout')]")


def test_the_geocoder_of_the_operator_places_the_address(person: Person) -> None:
    asked = []

    def locate(address: str) -> tuple[float, float] | None:
        asked.append(address)
        return (52.1321, 11.6399) if "Musterweg" in address else None

    parts = person.parts
    person.site.extensions[EXTENSION] = replace(parts, locate=locate)
    page = person.open(f"/vereine/entwurf/{drafted(person)}?schritt=ort")
    pin = person.send(page, strasse="Musterweg", hausnummer="3")
    assert asked == ["Musterweg 3, 39104 Magdeburg"]
    assert step_of(pin) == "tuer"
    assert pin.all("//input[@name='breite']/@value") == ["52.132100"]
    elsewhere = person.open(f"/vereine/entwurf/{drafted(person)}?schritt=ort")
    unknown = person.send(elsewhere, strasse="Nirgendweg", hausnummer="3")
    assert step_of(unknown) == "tuer", "without an answer the postcode is enough"
    person.site.extensions[EXTENSION] = parts
