"""My offers: all of them, in easy words, and every step only for those who may."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from directory.model import Contact, How, Listing, Role, Status
from directory.model.submission import State
from directory.submissions.uses import Use, Used
from tests.clubs.keeping import (
    ANNA,
    BEN,
    CLUB,
    an_own_offer,
    is_private,
    link_in,
    offer,
    press,
    publish,
    visit,
)
from tests.messages.filling import Person
from tests.page_checks import Page
from tests.submissions.examples import a_club, a_listing
from tests.visiting import PUBLIC_URL, TODAY


def pressed(person: Person, address: str, what: str) -> Page:
    """The page that follows when somebody presses a picture beside the first offer."""
    page = person.open(address)
    return press(person, page, f"{address}/angebot/own-offer", **{"tun-1": what})


def test_all_offers_of_all_clubs_are_there(person: Person) -> None:
    publish(person)
    other = a_club("other-club", slug="other-club", name="SV Anders")
    person.parts.store.publish_many(
        [a_listing("other-offer", club=other, name="Boccia anders")], replaces=True
    )
    assert person.parts.keepers
    person.parts.keepers.add("other-club", ANNA)
    page = person.open(visit(person))
    for words in ("TSV Eigen", "SV Anders", "Angebot own-offer", "own-second", "Boccia anders"):
        assert words in page.text
    assert is_private(page)
    assert "Das hat noch niemand geprüft." in page.text
    assert page.text.count("am Park") == 3


def test_many_offers_are_changed_by_a_table(person: Person) -> None:
    publish(person)
    address = visit(person)
    links = person.open(address).all("//main//a[contains(., 'Tabelle')]")
    table = person.open(str(links[0].get("href")))
    assert table.address == f"{address}/tabelle"
    assert ANNA in table.text


def test_somebody_else_sees_nothing_of_it(person: Person) -> None:
    publish(person)
    page = person.open(visit(person, BEN, club=""))
    assert "TSV Eigen" not in page.text
    assert "Hier steht noch kein Angebot von Ihnen." in page.text


def test_one_press_says_that_all_is_true(person: Person) -> None:
    publish(person)
    before = offer(person)
    address = visit(person)
    page = pressed(person, address, "stimmt")
    assert "Wir haben gespeichert: Alles stimmt." in page.text
    after = offer(person)
    assert after.verification.verified_on == TODAY
    assert (after.verification.by, after.verification.how) == (Role.CLUB, How.LINK)
    assert after.changed_at == before.changed_at
    assert offer(person, "own-second").verification.verified_on is None


def test_one_press_says_it_of_all(person: Person) -> None:
    publish(person, an_own_offer(), an_own_offer("own-second", status=Status.ENDED))
    publish(person, an_own_offer("own-third", contacts=()))
    address = visit(person)
    page = person.open(address)
    assert "Bei allen Angeboten stimmt alles" in page.text
    press(person, page, f"{address}/stimmt")
    days = [offer(person, f"own-{name}").verification.verified_on for name in ("offer", "third")]
    assert days == [TODAY, TODAY]
    assert offer(person, "own-second").verification.verified_on is None
    person.parts.store.withdraw("own-third")


def test_a_pause_stands_on_the_page_at_once(person: Person) -> None:
    publish(person)
    address = visit(person)
    form = pressed(person, address, "pause")
    assert form.heading == "Ihr Angebot macht Pause"
    page = person.send(form, pausebis="7. Januar 2027")
    assert "Wir haben die Pause gespeichert." in page.text
    assert "Die Pause geht bis" in page.text
    paused = offer(person)
    assert (paused.status, paused.paused_until) == (Status.PAUSED, date(2027, 1, 7))
    assert [mail.kind for mail in person.mails()] == ["notice"]
    shown = person.open("/angebot/own-offer")
    assert "Pause" in shown.text
    again = pressed(person, address, "weiter")
    assert "Das Angebot läuft wieder." in again.text
    assert offer(person).status is Status.RUNNING
    assert offer(person).paused_until is None


@pytest.mark.parametrize("typed", ["gestern", "31. Februar", "1.1.2020", "x" * 500, "😀", "\u202e"])
def test_a_day_that_is_none_is_said_at_the_field(person: Person, typed: str) -> None:
    publish(person)
    address = visit(person)
    form = person.open(f"{address}/pause/own-offer")
    page = person.send(form, pausebis=typed)
    if typed.strip("\u202e"):
        assert page.heading == "Ihr Angebot macht Pause"
        assert page.all("//*[@aria-invalid='true']")
        assert offer(person).status is Status.RUNNING


def test_a_pause_without_a_day_is_fine(person: Person) -> None:
    publish(person)
    person.send(person.open(f"{visit(person)}/pause/own-offer"))
    assert (offer(person).status, offer(person).paused_until) == (Status.PAUSED, None)


def test_what_is_no_more_is_asked_first(person: Person) -> None:
    publish(person)
    address = visit(person)
    page = pressed(person, address, "ende")
    assert page.heading == "Gibt es das Angebot nicht mehr?"
    assert offer(person).status is Status.RUNNING
    after = person.send(page)
    assert "Das Angebot steht nicht mehr in der Suche." in after.text
    assert offer(person).status is Status.ENDED
    person.open("/angebot/own-offer")
    assert "Das Angebot gibt es wieder" in after.text


def test_something_else_opens_a_draft_with_all_that_is_known(person: Person) -> None:
    publish(person)
    address = visit(person)
    answer = person.client.post(
        f"{address}/angebot/own-offer", data={"tun-1": "anders"}, base_url=PUBLIC_URL
    )
    key = answer.headers["Location"].partition("/entwurf/")[2].partition("?")[0]
    drafts = person.parts.drafts
    assert drafts
    draft = drafts.find(key)
    assert draft
    assert (draft.record_id, draft.email, draft.keeper) == ("own-offer", ANNA, ANNA)
    answers = dict(draft.answers)
    assert (answers["name"], answers["verein"]) == ("Angebot own-offer", "TSV Eigen")
    assert answers["meine_mail"] == ANNA
    page = person.open(answer.headers["Location"])
    assert "Angebot own-offer" in page.text
    assert draft.before == person.parts.store.listing("own-offer")


@pytest.mark.parametrize(
    "below",
    [
        "/angebot/own-offer",
        "/pause/own-offer",
        "/ende/own-offer",
        "/personen/eigener-verein",
        "/personen/eigener-verein/weg",
    ],
)
def test_who_does_not_look_after_it_can_do_nothing(person: Person, below: str) -> None:
    publish(person)
    address = visit(person, BEN, club="")
    for value in ("stimmt", "anders", "ende", "weiter", "pause"):
        answer = person.client.post(
            address + below, data={"tun-1": value, "mail": BEN}, base_url=PUBLIC_URL
        )
        assert answer.status_code == 404
    assert offer(person) == an_unchanged(person)
    assert person.mails() == []


def an_unchanged(person: Person) -> object:
    wanted = an_own_offer().offer
    assert wanted
    now = offer(person)
    return replace(wanted, version=now.version, changed_at=now.changed_at)


def test_all_right_of_a_stranger_confirms_nothing(person: Person) -> None:
    publish(person)
    address = visit(person, BEN, club="")
    press(person, person.open(address), f"{address}/stimmt")
    assert offer(person).verification.verified_on is None


@pytest.mark.parametrize(
    "address",
    [
        "/vereine/meine/abc",
        "/vereine/meine/abc/pause/own-offer",
        "/vereine/meine/abc/ende/own-offer",
        "/vereine/meine/abc/neu",
        "/vereine/meine/abc/personen/eigener-verein",
        "/vereine/meine/abc/personen/eigener-verein/weg",
    ],
)
def test_without_a_visit_everything_leads_to_a_new_link(person: Person, address: str) -> None:
    answer = person.client.get(address, base_url=PUBLIC_URL)
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith("/vereine/link")


@pytest.mark.parametrize(
    "address",
    [
        "/vereine/meine/abc/stimmt",
        "/vereine/meine/abc/angebot/own-offer",
        "/vereine/meine/abc/pause/own-offer",
        "/vereine/meine/abc/ende/own-offer",
        "/vereine/meine/abc/gesendet",
        "/vereine/meine/abc/personen/eigener-verein",
        "/vereine/meine/abc/personen/eigener-verein/weg",
    ],
)
def test_without_a_visit_nothing_is_done(person: Person, address: str) -> None:
    publish(person)
    before = offer(person)
    answer = person.client.post(address, data={"tun-1": "stimmt"}, base_url=PUBLIC_URL)
    assert answer.headers["Location"].endswith("/vereine/link")
    assert offer(person) == before
    left = person.client.post("/vereine/meine/abc/fertig", base_url=PUBLIC_URL)
    assert left.status_code == 303


def test_a_visit_can_be_closed(person: Person) -> None:
    publish(person)
    address = visit(person)
    answer = person.client.post(f"{address}/fertig", base_url=PUBLIC_URL)
    assert answer.status_code == 303
    assert person.client.get(address, base_url=PUBLIC_URL).status_code == 303


def test_numbers_say_how_often_and_hide_what_is_nothing(person: Person) -> None:
    publish(person)
    uses = person.parts.uses
    assert uses
    uses.add({Use(TODAY - timedelta(days=9), Used.SHOWN, "own-offer"): 41})
    uses.add({Use(TODAY - timedelta(days=8), Used.OPENED, "own-offer"): 7})
    page = person.open(visit(person))
    assert "41 Mal gefunden" in page.text
    assert "7 Mal gelesen" in page.text
    assert "gedruckt" not in page.text


# What waits


def test_a_new_offer_that_waits_is_there_with_a_way_back_into_it(person: Person) -> None:
    publish(person)
    drafts, workflow = person.parts.drafts, person.parts.workflow
    assert drafts
    assert workflow
    _, key = drafts.begin([("name", "Neues Angebot")])
    listing = a_listing("own-new", club=CLUB, name="Neues Angebot")
    sent = workflow.submit(listing, key="own-new", email=ANNA, draft_key=key)
    address = visit(person)
    page = person.open(address)
    assert "Das ist noch nicht auf der Seite" in page.text
    assert "Neues Angebot" in page.text
    opened = person.client.post(
        f"{address}/gesendet", data={"sendung": sent.id, "tun": "weiter"}, base_url=PUBLIC_URL
    )
    found = drafts.find(opened.headers["Location"].partition("/entwurf/")[2].partition("?")[0])
    assert found
    assert found.submission_id == sent.id
    workflow.send_back(sent.id, "Um wie viel Uhr ist das?")
    assert "Um wie viel Uhr ist das?" in person.open(address).text
    stranger = visit(person, BEN, club="")
    press(person, page, f"{stranger}/gesendet", sendung=sent.id, tun="zurueck")
    still = workflow.get(sent.id)
    assert still
    assert still.state is State.SENT_BACK
    gone = press(person, page, f"{address}/gesendet", sendung=sent.id, tun="zurueck")
    assert "Neues Angebot" not in gone.text
    person.open("/angebot/slug-own-new", 404)


def test_a_change_that_waits_is_said_and_the_old_stays_public(person: Person) -> None:
    publish(person)
    workflow = person.parts.workflow
    assert workflow
    address = visit(person)
    listing = person.parts.store.listing("own-offer")
    assert isinstance(listing, Listing)
    assert listing.offer
    changed = replace(listing, offer=replace(listing.offer, name="Wartender Name"))
    workflow.change(changed, key="own-change", email=ANNA)
    assert "Bis dahin steht das Alte auf der Seite." in person.open(address).text
    for public in ("/angebot/own-offer", "/verein/eigener-verein", "/suche?q=Wartender+Name"):
        assert "Wartender Name" not in person.open(public).text.replace("„Wartender Name“", "")
    answer = person.client.get("/api/v1/offers?q=Wartender", base_url=PUBLIC_URL)
    assert "Wartender Name" not in answer.get_data(as_text=True).replace("q=Wartender", "")


# Several people


def test_somebody_invites_somebody_and_hands_over(person: Person) -> None:
    publish(person)
    address = visit(person)
    page = person.open(f"{address}/personen/eigener-verein")
    assert ANNA in page.text
    sent = person.send(page, mail="Ben@verein.example.de")
    assert "Wir haben eine Einladung geschickt." in sent.text
    (mail,) = person.mails()
    assert (mail.to.lower(), mail.kind) == (BEN, "join")
    assert "TSV Eigen" in mail.subject
    person.send(person.open(link_in(mail)))
    both = person.open(f"{address}/personen/eigener-verein")
    assert BEN in both.text
    leave = person.open(str(both.all("//a[contains(., 'Ich höre auf')]/@href")[0]))
    assert "Sonst kümmert sich niemand" not in leave.text
    after = person.send(leave)
    assert "TSV Eigen" not in after.text
    assert person.parts.keepers
    assert [one.email for one in person.parts.keepers.of_club(CLUB.id)] == [BEN]


def test_the_last_one_is_told_what_follows(person: Person) -> None:
    publish(person)
    page = person.open(f"{visit(person)}/personen/eigener-verein")
    leave = person.open(str(page.all("//a[contains(., 'Ich höre auf')]/@href")[0]))
    assert "Sonst kümmert sich niemand um die Angebote." in leave.text
    assert "Laden Sie besser zuerst eine andere Person ein." in leave.text


def test_who_is_taken_away_hears_of_it_and_sees_nothing_more(person: Person) -> None:
    publish(person, an_own_offer(contacts=(Contact(email=ANNA),)))
    ben = visit(person, BEN)
    page = person.open(f"{visit(person)}/personen/eigener-verein")
    away = person.open(str(page.all("//a[contains(., 'Diese Adresse löschen')]/@href")[0]))
    assert BEN in away.text
    assert BEN not in away.address
    person.send(away)
    (mail,) = person.mails()
    assert (mail.to, mail.kind) == (BEN, "removed")
    assert "TSV Eigen" not in person.open(ben).text
    person.open(f"{ben}/personen/eigener-verein", 404)


def test_an_invitation_to_no_address_is_said_at_the_field(person: Person) -> None:
    publish(person)
    page = person.send(person.open(f"{visit(person)}/personen/eigener-verein"), mail="ben")
    assert "Schreiben Sie bitte eine Adresse mit @ und mit Punkt." in page.text
    assert person.mails() == []
