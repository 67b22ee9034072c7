"""The desk: what waits is counted, shown and decided, each person in their own region."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from directory.easy_language import Severity, check
from directory.mailing.ready_texts import QUESTIONS, REFUSALS
from directory.model import How, Listing, Role, Schedule, Slot, Status, Text, Texts, Weekday
from directory.model.inbox import Report, Wrong
from directory.model.submission import State, Submission
from directory.model.team import Duty, grants_of
from tests.messages.filling import Person, fields_of
from tests.team.conftest import Crew, sign_in
from tests.team.places import BERLIN, HALLE, at
from tests.visiting import PUBLIC_URL

ANNA = "anna@verein.example"


def send(person: Person, listing: Listing, key: str = "form") -> Submission:
    assert person.parts.workflow
    found = person.parts.workflow.submit(listing, key=key, email=ANNA)
    person.mails()
    return found


def published(person: Person, id: str) -> Listing:
    found = person.parts.store.listing(id)
    assert found
    assert found.offer
    return found


# Today


def test_what_waits_is_counted_with_its_oldest_age(person: Person, crew: Crew) -> None:
    send(person, at(HALLE))
    person.clock.go(days=2)
    send(person, at(HALLE, "desk-second"), "other")
    sign_in(person, crew.ben)
    page = person.open("/redaktion")
    assert page.heading == "Heute zu tun"
    assert "Ihre Region: Halle (Saale)" in page.text
    (box,) = [text for text in page.texts("//li") if text.strip().startswith("Neue Angebote")]
    assert "2" in box.split()
    assert "Der älteste wartet seit 2 Tagen." in " ".join(box.split())


def test_nobody_sees_what_belongs_to_another_region(person: Person, crew: Crew) -> None:
    other = send(person, at(BERLIN))
    sign_in(person, crew.ben)
    assert "Boccia" not in person.open("/redaktion/liste/eingang").text
    for path in ("", "/vorschau", "/foto/x.webp"):
        address = f"/redaktion/eingang/{other.id}{path}"
        assert person.client.get(address, base_url=PUBLIC_URL).status_code in (403, 404)
    person.post(f"/redaktion/eingang/{other.id}", {"schritt": "ja"}, status=403)
    assert person.parts.store.listing("desk-offer") is None
    sign_in(person, crew.eva)
    assert "Boccia" in person.open("/redaktion/liste/eingang").text


def test_an_empty_desk_says_so(person: Person, crew: Crew) -> None:
    assert person.parts.team
    nowhere = person.parts.team.add(ANNA, "Anna", grants_of([Duty.EDITOR], ["16"]))
    sign_in(person, nowhere)
    assert "Es ist alles erledigt." in person.open("/redaktion").text


# Deciding


def test_what_is_known_already_stands_beside_what_is_new(person: Person, crew: Crew) -> None:
    person.parts.store.publish(at(HALLE, "desk-known"))
    sent = send(person, at(HALLE))
    sign_in(person, crew.ben)
    page = person.open(f"/redaktion/eingang/{sent.id}")
    (known,) = page.all("//*[@aria-labelledby='doppelt']//a/@href")
    assert known == "/angebot/desk-known"
    assert page.all("//main//*[@class='map__drawing']")
    assert not page.all("//a[contains(@href, '/verlauf')]")


def test_an_offer_is_looked_at_and_published(person: Person, crew: Crew) -> None:
    sent = send(person, at(HALLE))
    sign_in(person, crew.ben)
    page = person.open(f"/redaktion/eingang/{sent.id}")
    assert page.heading == "Boccia desk-offer"
    assert ANNA in page.text
    assert person.open(f"/redaktion/eingang/{sent.id}/vorschau")
    done = person.post(page.address, {"schritt": "ja"})
    assert "Das Angebot ist veröffentlicht." in done.text
    published(person, "desk-offer")
    (mail,) = person.mails()
    assert (mail.to, mail.kind) == (ANNA, "live")
    audit = person.parts.audit
    assert audit
    (entry,) = audit.of_record("offer", "desk-offer")[:1]
    assert (entry.person, entry.action) == ("Ben", "approved")
    again = person.post(page.address, {"schritt": "ja"})
    assert "Jemand anders hat schon entschieden." in again.text


def test_a_change_names_what_differs_and_the_old_one_stays_public(
    person: Person, crew: Crew
) -> None:
    store, workflow = person.parts.store, person.parts.workflow
    assert workflow
    before = store.publish(at(HALLE, schedule=Schedule(slots=(Slot(Weekday.MONDAY, time(19)),))))
    assert before.offer
    after = replace(
        before,
        offer=replace(before.offer, schedule=Schedule(slots=(Slot(Weekday.FRIDAY, time(18)),))),
    )
    changed = workflow.change(after, key="change", email="fremd@verein.example")
    assert changed.submission
    person.mails()
    sign_in(person, crew.ben)
    page = person.open(f"/redaktion/eingang/{changed.submission.id}")
    gone, new = page.texts("//*[@class='desk-gone']"), page.texts("//*[@class='desk-new']")
    assert any("Montag" in line for line in gone)
    assert any("Freitag" in line for line in new)
    assert not any("Montag" in line for line in new)
    assert "Die Person betreut diesen Verein bisher nicht" in page.text
    assert page.all("//a[@href='/redaktion/angebot/desk-offer/verlauf']")
    assert not page.all("//*[@aria-labelledby='doppelt']")
    assert published(person, "desk-offer").offer == before.offer
    person.post(page.address, {"schritt": "ja"})
    offer = published(person, "desk-offer").offer
    assert offer
    assert offer.schedule == after.offer.schedule  # type: ignore[union-attr]
    person.mails()


def test_words_are_corrected_before_they_are_public(person: Person, crew: Crew) -> None:
    easy = Texts(easy=Text("Die Teilnehmerinnen werden betreut."))
    sent = send(person, at(HALLE, what=easy))
    sign_in(person, crew.ben)
    page = person.open(f"/redaktion/eingang/{sent.id}")
    assert "Die Teilnehmerinnen werden betreut." in page.texts("//h2[.='Schwere Sätze']/..")[0]
    person.post(
        page.address,
        {
            "schritt": "ja-mit-aenderung",
            "offer.name": "Boccia für alle",
            "offer.what.easy": "Wir helfen Ihnen.",
            "offer.id": "hacked",
            "club.name": " ",
        },
    )
    found = published(person, "desk-offer")
    assert found.offer
    assert found.offer.name == "Boccia für alle"
    assert found.offer.what.easy == Text("Wir helfen Ihnen.")
    assert found.club.name == "TSV Halle (Saale)"
    person.mails()


def test_a_question_goes_to_the_club(person: Person, crew: Crew) -> None:
    sent = send(person, at(HALLE))
    sign_in(person, crew.ben)
    address = f"/redaktion/eingang/{sent.id}"
    empty = person.post(address, {"schritt": "fragen", "text": "  "})
    assert "Bitte wählen Sie einen Text" in empty.text
    person.post(address, {"schritt": "fragen", "fertig": "Uhrzeit", "text": ""})
    (mail,) = person.mails()
    assert QUESTIONS["Uhrzeit"] in mail.text
    assert person.parts.workflow
    found = person.parts.workflow.get(sent.id)
    assert found
    assert (found.state, found.note) == (State.SENT_BACK, QUESTIONS["Uhrzeit"])


def test_a_refusal_says_why(person: Person, crew: Crew) -> None:
    sent = send(person, at(HALLE))
    sign_in(person, crew.ben)
    own = "Das ist kein Sport."
    person.post(f"/redaktion/eingang/{sent.id}", {"schritt": "ablehnen", "text": own})
    (mail,) = person.mails()
    assert mail.kind == "declined"
    assert own in mail.text
    assert person.parts.store.listing("desk-offer") is None


def test_many_at_once(person: Person, crew: Crew) -> None:
    first = send(person, at(HALLE))
    second = send(person, at(HALLE, "desk-second"), "second")
    third = send(person, at(HALLE, "desk-third"), "third")
    other = send(person, at(BERLIN, "desk-berlin"), "berlin")
    sign_in(person, crew.ben)
    page = person.open("/redaktion/liste/eingang")
    assert len(page.all("//input[@name='id']")) == 3
    person.post("/redaktion/eingang", {"id": [first.id, second.id, other.id]})
    assert {
        one
        for one in ("desk-offer", "desk-second", "desk-third", "desk-berlin")
        if person.parts.store.listing(one)
    } == {"desk-offer", "desk-second"}
    assert person.parts.workflow
    assert {one.id for one in person.parts.workflow.waiting()} == {third.id, other.id}
    nothing = person.post("/redaktion/eingang", {})
    assert "Sie haben nichts ausgewählt." in nothing.text
    person.mails()


# Calls, visits, reports


def test_a_call_confirms_an_offer(person: Person, crew: Crew) -> None:
    person.parts.store.publish(at(HALLE))
    sign_in(person, crew.ben)
    page = person.open("/redaktion/angebot/desk-offer")
    assert "Anrufen: Das können Sie sagen" in page.text
    typed = {**fields_of(page), "ergebnis": "stimmt", "text": "Eva war am Telefon."}
    done = person.post(f"{page.address}/geprueft", typed)
    assert "Das Angebot ist bestätigt." in done.text
    assert "Eva war am Telefon." in done.text
    checked = published(person, "desk-offer").offer.verification  # type: ignore[union-attr]
    assert (checked.by, checked.how) == (Role.EDITOR, How.PHONE)
    assert checked.verified_on == person.parts.today()
    person.post(f"{page.address}/geprueft", typed)
    assert person.parts.checks
    assert len(person.parts.checks.of_offer("desk-offer")) == 1


def test_an_advisor_was_there(person: Person, crew: Crew) -> None:
    person.parts.store.publish(at(BERLIN))
    sign_in(person, crew.ida)
    address = "/redaktion/angebot/desk-offer/geprueft"
    page = person.open("/redaktion/angebot/desk-offer")
    filled = {**fields_of(page), "wie": "besuch", "ergebnis": "stimmt", "tag": "20.11.2026"}
    refused = person.post(address, filled, status=422)
    assert "Bitte schreiben Sie, wer da war" in refused.text
    assert refused.all("//input[@name='wie'][@value='besuch'][@checked]")
    person.post(address, {**filled, "team": "Netzwerk Berlin", "text": "Die Tür ist breit."})
    checked = published(person, "desk-offer").offer.verification  # type: ignore[union-attr]
    assert (checked.by, checked.how) == (Role.ADVISOR, How.VISIT)
    assert checked.verified_on == date(2026, 11, 20)
    after = person.open("/redaktion/angebot/desk-offer").text
    assert "Besuch am 20. November 2026" in after
    assert "Netzwerk Berlin, Ida" in after


@pytest.mark.parametrize("day", ["gestern oder so", "1.1.2999", "31.2.2026"])
def test_a_wrong_day_is_said_and_everything_stays(person: Person, crew: Crew, day: str) -> None:
    person.parts.store.publish(at(HALLE))
    sign_in(person, crew.ben)
    page = person.open("/redaktion/angebot/desk-offer")
    filled = {**fields_of(page), "ergebnis": "stimmt", "tag": day, "text": "Alles gut."}
    after = person.post("/redaktion/angebot/desk-offer/geprueft", filled, status=422)
    assert after.all("//*[contains(@class, 'error-list')]")
    assert after.all(f"//input[@name='tag'][@value='{day}']")
    assert "Alles gut." in after.texts("//textarea")[0]


def test_an_offer_that_is_no_more_ends(person: Person, crew: Crew) -> None:
    person.parts.store.publish(at(HALLE))
    sign_in(person, crew.ben)
    page = person.open("/redaktion/angebot/desk-offer")
    person.post(f"{page.address}/geprueft", {**fields_of(page), "ergebnis": "ende"})
    assert published(person, "desk-offer").offer.status is Status.ENDED  # type: ignore[union-attr]


def test_a_report_is_seen_and_closed(person: Person, crew: Crew) -> None:
    inbox = person.parts.inbox
    assert inbox
    person.parts.store.publish(at(HALLE))
    now = person.clock()
    inbox.report(Report("desk-offer", Wrong.TIME, "Es beginnt um 18 Uhr.", now), "r1")
    sign_in(person, crew.ben)
    page = person.open("/redaktion/angebot/desk-offer")
    assert "Es beginnt um 18 Uhr." in page.text
    (number,) = page.all("//input[@name='nummer']/@value")
    person.post("/redaktion/angebot/desk-offer/meldung", {"nummer": str(number)})
    assert inbox.reports(offer_id="desk-offer") == ()


def test_an_offer_is_found_by_any_word(person: Person, crew: Crew) -> None:
    person.parts.store.publish(at(HALLE))
    sign_in(person, crew.ben)
    assert "Boccia desk-offer" in person.open("/redaktion/angebote?q=BOCCIA+desk").text
    assert "Dazu gibt es kein Angebot." in person.open("/redaktion/angebote?q=qwertz").text
    for query in ("%", "'", '"><script>', "\x00", "a" * 10_000):
        answer = person.client.get(
            "/redaktion/angebote", query_string={"q": query}, base_url=PUBLIC_URL
        )
        assert answer.status_code == 200
        assert "<script>" not in answer.text


# The ready texts


@pytest.mark.parametrize("text", [*QUESTIONS.values(), *REFUSALS.values()])
def test_what_clubs_get_is_easy(text: str) -> None:
    faults = [
        finding.reason
        for sentence in check(text).sentences
        for finding in sentence.findings
        if finding.severity is Severity.FAULT
    ]
    assert faults == []


def test_a_form_that_waited_too_long_comes_back_whole(person: Person, crew: Crew) -> None:
    sent = send(person, at(HALLE))
    sign_in(person, crew.ben)
    person.clock.go(seconds=timedelta(days=8).total_seconds())
    typed = {"schritt": "fragen", "text": "Wann <b>genau</b>?"}
    page = person.post(f"/redaktion/eingang/{sent.id}", typed, status=401)
    assert page.heading == "Bitte melden Sie sich noch einmal an"
    assert page.all("//input[@name='text'][@value='Wann <b>genau</b>?']")
    sign_in(person, crew.ben)
    person.post(page.address, fields_of(page))
    (mail,) = person.mails()
    assert mail.kind == "question"
