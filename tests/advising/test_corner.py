"""The corner of advisors: their region today, calls, visits, wishes and questions sent together."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update

from directory.model import Contact, How, Listing, Role, Status
from directory.model.inbox import Wish
from directory.model.need import Need
from directory.model.together import Outcome
from directory.submissions import AskedTogether, Care
from directory.submissions.tables import AskedTogetherRow, CareRow, InquiryRow, WishRow
from directory.web.parts import EXTENSION
from tests.messages.filling import Person, faults
from tests.team.conftest import EVA, IDA, Crew, sign_in
from tests.team.places import BERLIN, HALLE, at
from tests.visiting import PUBLIC_URL

CLUB_MAIL = "sport@verein.example"
SECRET = "Rumpelstilzchen"


@pytest.fixture(autouse=True)
def emptied(person: Person) -> None:
    """One clock for questions too, and none of another test."""
    parts = person.parts
    with parts.store.database.writing() as connection:
        for table in (AskedTogetherRow, InquiryRow, WishRow):
            connection.execute(delete(table))
    person.site.extensions[EXTENSION] = replace(
        parts, asked_together=AskedTogether(parts.store.database, person.clock)
    )


def published(person: Person, id: str = "desk-berlin", place: object = BERLIN) -> Listing:
    listing = at(place, id)  # type: ignore[arg-type]
    contact = Contact(email=CLUB_MAIL, phone="+4930123456", is_public=True)
    listing = replace(listing, club=replace(listing.club, contacts=(contact,)))
    return person.parts.store.publish(listing)


def wish(person: Person, ags: str = "11000000", name: str = "Berlin") -> None:
    inbox = person.parts.inbox
    assert inbox
    made = Wish(("boccia",), name, ags, "BE", (Need.STEP_FREE,), 10, person.clock())
    inbox.wish(made)


def to_be_rung(person: Person, offer_id: str) -> None:
    Care(person.parts.store.database, person.clock).fill()
    day = person.clock().date().isoformat()
    with person.parts.store.database.writing() as connection:
        is_it = CareRow.offer_id == offer_id
        values = {"phone_task_since": day, "phone_reason": "silent"}
        connection.execute(update(CareRow).where(is_it).values(**values))


# Today


def test_an_advisor_comes_to_the_corner_and_an_editor_to_the_desk(
    person: Person, crew: Crew
) -> None:
    for member, heading in ((crew.ida, "Meine Beratung"), (crew.ben, "Heute zu tun")):
        page = person.open("/anmelden")
        person.send(page, mail=member.email)
        (mail,) = [one for one in person.mails() if one.to == member.email]
        link = re.search(rf"{PUBLIC_URL}(/anmelden/\S+)", mail.text)
        assert link
        assert person.send(person.open(link[1])).heading == heading


def test_the_first_page_counts_what_waits_in_the_own_region(person: Person, crew: Crew) -> None:
    published(person)
    published(person, "desk-halle", HALLE)
    to_be_rung(person, "desk-berlin")
    to_be_rung(person, "desk-halle")
    wish(person)
    wish(person, "15002000", "Halle (Saale)")
    sign_in(person, crew.ida)
    page = person.open("/beratung")
    assert page.heading == "Meine Beratung"
    assert "Guten Tag, Ida." in page.text
    assert "Ihre Region: Berlin" in page.text
    tiles = {" ".join(tile.split()) for tile in page.texts("//*[@class='picture-tile']")}
    assert "Vereine anrufen 1 wartet." in tiles
    assert "Wünsche 1 wartet." in tiles
    assert page.headers["Cache-Control"] == "no-store"


def test_where_nothing_waits_that_is_said(person: Person, crew: Crew) -> None:
    sign_in(person, crew.ida)
    for path in ("/beratung/anrufe", "/beratung/alt", "/beratung/wuensche"):
        assert "Hier ist alles erledigt." in person.open(path).text


def test_lists_that_i_handed_over_are_mine_alone(person: Person, crew: Crew) -> None:
    published(person)
    for member in (crew.ida, crew.eva):
        sign_in(person, member)
        assert "Sie haben noch keine Liste gemacht." in person.open("/beratung/listen").text
        person.post("/merkzettel", {"merken": ["desk-berlin"]})
        person.post("/merkzettel/weitergeben", {"beginn": member.id})
        page = person.open("/beratung/listen")
        assert page.texts("//main//h2") == ["Eine Liste ohne Namen"]
        assert "1 Angebot" in page.text


def test_offers_that_are_old_are_listed_with_their_day(person: Person, crew: Crew) -> None:
    listing = published(person)
    assert listing.offer
    Care(person.parts.store.database, person.clock).fill()
    person.clock.go(days=220)
    sign_in(person, crew.ida)
    page = person.open("/beratung/alt")
    assert page.texts("//main//h2") == ["Boccia desk-berlin"]
    assert "Zuletzt geprüft:" in page.text


# Calls and visits


def test_what_to_say_stands_there_and_the_number_can_be_pressed(person: Person, crew: Crew) -> None:
    published(person)
    sign_in(person, crew.ida)
    page = person.open("/beratung/angebot/desk-berlin")
    assert page.all("//a[@href='tel:+4930123456']")
    assert "Fragen Sie: Stimmt das noch?" in page.text


def test_a_call_confirms_the_offer_in_the_name_of_advisors(person: Person, crew: Crew) -> None:
    published(person)
    sign_in(person, crew.ida)
    page = person.open("/beratung/angebot/desk-berlin")
    done = person.send(page, ergebnis="stimmt")
    assert "Auf der Seite steht jetzt: Das Angebot ist geprüft." in done.text
    listing = person.parts.store.listing("desk-berlin")
    assert listing and listing.offer
    checked = listing.offer.verification
    assert (checked.by, checked.how) == (Role.ADVISOR, How.PHONE)
    assert checked.verified_on == person.clock().date()


def test_a_visit_needs_a_group_and_keeps_what_was_typed(person: Person, crew: Crew) -> None:
    published(person)
    sign_in(person, crew.ida)
    page = person.open("/beratung/angebot/desk-berlin?wie=besuch")
    filled = {"ergebnis": "anders", "text": SECRET, "tag": "gestern abend", "team": ""}
    again = person.send(page, status=422, **filled)
    assert faults(again) == [
        "Schreiben Sie bitte: Welche Gruppe war da?",
        "Schreiben Sie bitte einen Tag. Zum Beispiel: 3. Mai 2026",
    ]
    assert SECRET in again.text
    done = person.send(again, team="Netzwerk Berlin", tag="20. November 2026")
    assert "Besuch am 20. November 2026" in done.text
    assert "Netzwerk Berlin, Ida" in done.text


def test_without_an_answer_nothing_is_kept(person: Person, crew: Crew) -> None:
    published(person)
    sign_in(person, crew.ida)
    page = person.open("/beratung/angebot/desk-berlin")
    assert faults(person.send(page, status=422)) == ["Wählen Sie bitte 1 Antwort."]


def test_what_is_over_is_ended(person: Person, crew: Crew) -> None:
    published(person)
    sign_in(person, crew.ida)
    person.send(person.open("/beratung/angebot/desk-berlin"), ergebnis="ende")
    listing = person.parts.store.listing("desk-berlin")
    assert listing and listing.offer and listing.offer.status is Status.ENDED


# Wishes


def test_a_wish_is_told_with_place_and_needs_and_can_be_closed(person: Person, crew: Crew) -> None:
    wish(person)
    wish(person, "15002000", "Halle (Saale)")
    sign_in(person, crew.ida)
    page = person.open("/beratung/wuensche")
    assert page.texts("//main//h2") == ["Boccia"]
    assert "Berlin" in page.text and "Halle" not in page.text
    (action,) = page.all("//main//form[@method='post']/@action")
    done = person.post(action, {})
    assert "Der Wunsch ist erledigt." in done.text
    assert not done.texts("//main//h2")


def test_the_wish_of_another_region_cannot_be_closed(person: Person, crew: Crew) -> None:
    wish(person, "15002000", "Halle (Saale)")
    assert person.parts.inbox
    (one,) = person.parts.inbox.open_wishes()
    sign_in(person, crew.ida)
    path = f"/beratung/wuensche/{one.number}/erledigt"
    assert person.client.post(path, base_url=PUBLIC_URL).status_code == 404
    assert len(person.parts.inbox.open_wishes()) == 1


@pytest.mark.parametrize(
    ("ags", "is_hers"), [("11", True), ("11000000", True), ("15", False), ("", False)]
)
def test_a_wish_for_a_whole_state_belongs_to_who_is_there(
    person: Person, crew: Crew, ags: str, is_hers: bool
) -> None:
    wish(person, ags, "Irgendwo")
    sign_in(person, crew.ida)
    assert bool(person.open("/beratung/wuensche").texts("//main//h2")) is is_hers
    sign_in(person, crew.eva)
    assert person.open("/beratung/wuensche").texts("//main//h2")


def test_who_notes_a_wish_for_somebody_is_known_and_the_other_is_not(
    person: Person, crew: Crew
) -> None:
    sign_in(person, crew.ida)
    page = person.open("/wunsch?sport=boccia&ags=11000000&ort=Berlin")
    person.send(page)
    with person.parts.store.database.reading() as connection:
        (row,) = connection.execute(select(WishRow.person_id, WishRow.document)).all()
    assert row.person_id == crew.ida.id
    assert "Ida" not in row.document and IDA not in row.document


# Asking together


def filled_in(person: Person) -> object:
    """From the first page to the one that shows all answers."""
    page = person.open("/beratung/frage/desk-berlin")
    assert page.heading == "Was möchte die Person dem Verein sagen?"
    page = person.send(page, wunsch="probieren")
    page = person.send(page, antwort="telefon")
    page = person.send(page, telefon="0345 1234567")
    return person.send(page, name=SECRET)


def test_both_say_yes_before_it_is_sent(person: Person, crew: Crew) -> None:
    published(person)
    sign_in(person, crew.ida)
    page = filled_in(person)
    for said in ({}, {"ja": "person"}, {"ja": "beratung"}):
        again = person.send(page, **said)  # type: ignore[arg-type]
        assert faults(again) == ["Kreuzen Sie bitte beide Ja an."]
    assert not [mail for mail in person.mails() if mail.kind == "inquiry"]


def test_the_club_reads_of_both_and_we_keep_nobody(person: Person, crew: Crew) -> None:
    published(person)
    sign_in(person, crew.ida)
    done = person.send(filled_in(person), ja=["person", "beratung"])  # type: ignore[arg-type]
    assert done.heading == "Zusammen fragen"
    assert "Der Verein bekommt jetzt eine E-Mail." in done.text
    (mail,) = [mail for mail in person.mails() if mail.kind == "inquiry"]
    assert mail.to == CLUB_MAIL
    assert SECRET in mail.text and "Ida" in mail.text and IDA in mail.text
    # Who wants to be rung up has no address: the answer by mail goes to the advisor.
    assert mail.reply_to == IDA
    with person.parts.store.database.reading() as connection:
        (row,) = connection.execute(select(AskedTogetherRow.__table__)).all()
    assert SECRET not in repr(row) and "1234567" not in repr(row)
    assert row.person_id == crew.ida.id


def test_what_became_of_it_is_noted_and_counted_without_names(person: Person, crew: Crew) -> None:
    published(person)
    sign_in(person, crew.ida)
    person.send(filled_in(person), ja=["person", "beratung"])  # type: ignore[arg-type]
    person.clock.go(days=3)
    sign_in(person, crew.ida)
    page = person.open("/beratung/fragen")
    (action,) = page.all("//main//form[@method='post']/@action")
    done = person.post(action, {"stand-1": Outcome.ANSWERED.value})
    assert "Das ist gespeichert." in done.text
    assert "Die Antwort dauert meist 3 Tage." in done.text
    person.clock.go(days=2)
    # What follows does not change how long the club took.
    later = person.post(action, {"stand-1": Outcome.JOINED.value})
    assert "Die Antwort dauert meist 3 Tage." in later.text
    assert "1 Person macht jetzt mit." in later.text


def test_nobody_changes_the_question_of_somebody_else(person: Person, crew: Crew) -> None:
    published(person)
    sign_in(person, crew.ida)
    person.send(filled_in(person), ja=["person", "beratung"])  # type: ignore[arg-type]
    (action,) = person.open("/beratung/fragen").all("//main//form[@method='post']/@action")
    sign_in(person, crew.eva)
    given = {"stand-1": Outcome.JOINED.value}
    answer = person.client.post(action, data=given, base_url=PUBLIC_URL)
    assert answer.status_code == 404
    assert not person.open("/beratung/fragen").all("//main//form[@method='post']")


def test_an_offer_that_is_gone_is_no_hole(person: Person, crew: Crew) -> None:
    published(person)
    sign_in(person, crew.ida)
    person.send(filled_in(person), ja=["person", "beratung"])  # type: ignore[arg-type]
    person.parts.store.withdraw("desk-berlin")
    assert "Das Angebot gibt es nicht mehr" in person.open("/beratung/fragen").text


def test_old_questions_are_forgotten(person: Person, crew: Crew) -> None:
    published(person)
    sign_in(person, crew.ida)
    person.send(filled_in(person), ja=["person", "beratung"])  # type: ignore[arg-type]
    together = person.parts.asked_together
    assert together and together.erase() == 0
    person.clock.go(days=401)
    assert together.erase() == 1
    assert together.figures().asked == 0


def test_only_the_team_sees_the_way_to_ask_together(person: Person, crew: Crew) -> None:
    slug = "desk-berlin"
    published(person, slug)
    assert "Zusammen fragen" not in person.open(f"/angebot/{slug}").text
    sign_in(person, crew.ida)
    assert "Zusammen fragen" in person.open(f"/angebot/{slug}").text
    assert EVA not in person.open(f"/angebot/{slug}").text


def test_how_long_clubs_take_is_a_median(person: Person, crew: Crew) -> None:
    published(person)
    together = person.parts.asked_together
    assert together
    with person.parts.store.database.writing() as connection:
        for number, days in enumerate((1, 2, 30)):
            begun = person.clock()
            connection.execute(
                AskedTogetherRow.__table__.insert().values(  # type: ignore[attr-defined]
                    id=f"q{number}",
                    offer_id="desk-berlin",
                    person_id=crew.ida.id,
                    state=Outcome.ANSWERED,
                    at=begun.isoformat(),
                    answered_at=(begun + timedelta(days)).isoformat(),
                )
            )
    assert together.figures().days == 2
    assert together.figures(["other"]).asked == 0


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("GET", "/beratung/angebot/none"),
        ("GET", "/beratung/frage/none"),
        ("POST", "/beratung/fragen/none"),
        ("POST", "/beratung/wuensche/1/erledigt"),
    ],
)
def test_what_is_not_there_is_not_there(
    person: Person, crew: Crew, method: str, address: str
) -> None:
    sign_in(person, crew.ida)
    answer = person.client.open(address, method=method, base_url=PUBLIC_URL)
    assert answer.status_code == 404
