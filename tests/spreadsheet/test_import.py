"""A table is looked over before anything is stored, sent once, and known again."""

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from directory.model import Status
from directory.submissions import Keepers
from directory.web.clubs.table import delivering
from directory.web.parts import EXTENSION
from tests.messages.filling import faults
from tests.spreadsheet import hostile
from tests.spreadsheet.conftest import BLUE, GREEN, HEAD, RED, Sender, changed, counts, table_of
from tests.spreadsheet.hostile import workbook
from tests.visiting import PUBLIC_URL
from tests.web.listings import full_listing

# The test client keeps big uploads in files that only the garbage collector closes.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

NEW, CHANGED, EQUAL = "Neue Angebote", "Geänderte Angebote", "Angebote, die gleich bleiben"
MAYBE, WRONG = "Angebote, die wir vielleicht schon kennen", "Zeilen mit einem Fehler"


def test_nothing_is_stored_before_it_is_sent(sender: Sender) -> None:
    page = sender.checked(BLUE, RED, ["", "Judo", "Xyz", "", "99999", "", "12", ""])
    assert counts(page) == {NEW: 2, WRONG: 1}
    assert sender.waiting() == []
    assert sender.mails() == []
    notes = page.texts("//section[@aria-labelledby='fehler']//li")
    assert any(note.startswith("Tag: Schreiben Sie bitte den Tag") for note in notes)
    assert "PLZ: Diese Post-Leitzahl kennen wir nicht. Sie hat 5 Ziffern." in notes
    assert "Telefon: Schreiben Sie bitte die ganze Nummer mit der Vorwahl." in notes
    assert "Verein: Schreiben Sie bitte den Namen von dem Verein." in notes
    assert page.texts("//section[@aria-labelledby='fehler']//h3") == ["Zeile 4"]
    assert page.headers["Cache-Control"] == "no-store"


def test_rows_that_are_right_are_sent_with_one_mail(sender: Sender) -> None:
    sent = sender.send(sender.checked(BLUE, RED, ["", "", "", "", "", "", "", "5"]))
    assert sent.heading == "Danke für Ihre Tabelle"
    blue, red = sorted(sender.waiting(), key=lambda one: one.club.name)
    assert blue.offer and red.offer and blue.venue
    assert (blue.club.name, blue.offer.sports) == ("SV Blau 05", ("judo",))
    assert [slot.weekday for slot in blue.offer.schedule.slots] == [0, 2]
    assert str(blue.offer.prices[0].amount) == "5"
    assert blue.venue.address.ags == "15002000"
    assert red.offer.is_free.is_yes
    mail = sender.mail()
    assert mail.to == sender.email
    assert "So viele neue Angebote haben wir bekommen: 2" in mail.text
    assert "In so vielen Zeilen stimmt etwas nicht: 1" in mail.text
    again = sender.open(re.findall(r"https://sport.example(\S+)", mail.text)[0])
    assert again.heading == "Danke für Ihre Tabelle"


def test_sent_twice_is_sent_once(sender: Sender) -> None:
    page = sender.checked(BLUE, RED)
    sender.send(page)
    sender.send(page)
    assert len(sender.waiting()) == 2
    assert len(sender.mails()) == 1


def test_the_same_table_again_changes_nothing(sender: Sender) -> None:
    sender.send(sender.checked(BLUE, RED))
    again = sender.checked(BLUE, RED)
    assert counts(again) == {NEW: 0, EQUAL: 2, WRONG: 0}
    assert not again.all("//button[normalize-space()='Jetzt abschicken']")


def test_the_answer_knows_its_rows_again(sender: Sender) -> None:
    sent = sender.send(sender.checked(BLUE, RED, GREEN))
    answer = sender.answer(sent)
    rows = table_of(answer)
    assert all(re.fullmatch(r"\d{3}-\d{3}-\d{3}", row["nummer"]) for row in rows)
    assert [row["tag_1"] for row in rows] == ["Montag", "Dienstag", "Freitag"]
    page = sender.upload_file(answer)
    assert "/spalten" not in page.address, "every column of ours is known"
    assert counts(page) == {NEW: 0, EQUAL: 3, WRONG: 0}
    edited = changed(answer, (2, "Name vom Angebot", "Judo für alle"), (4, "Von 1", "15:30"))
    page = sender.upload_file(edited)
    assert counts(page) == {NEW: 0, CHANGED: 2, EQUAL: 1, WRONG: 0}
    sender.send(page)
    names = {one.offer.name for one in sender.waiting() if one.offer}
    assert len(sender.waiting()) == 3
    assert "Judo für alle" in names


def test_after_approval_three_changed_rows_are_three_changes(sender: Sender) -> None:
    sent = sender.send(sender.checked(BLUE, RED, GREEN))
    sender.approve_all()
    sender.mails()
    answer = sender.answer(sent)
    assert [row["stand"] for row in table_of(answer)] == ["1", "1", "1"]
    assert counts(sender.upload_file(answer)) == {NEW: 0, EQUAL: 3, WRONG: 0}
    edited = changed(
        answer,
        (2, "Preis in Euro", "7"),
        (3, "Von 1", "18:00"),
        (4, "Telefonnummer", "0345 9998877"),
    )
    page = sender.upload_file(edited)
    assert counts(page) == {NEW: 0, CHANGED: 3, WRONG: 0}
    assert "Für Änderungen schicken wir Ihnen eine E-Mail." in page.text
    sender.send(page)
    assert sender.waiting() == [], "nobody has proven the address yet"
    mail = sender.mail()
    assert "So viele Angebote möchten Sie ändern: 3" in mail.text
    link = next(
        one for one in re.findall(r"https://sport.example(\S+)", mail.text) if "/link/" in one
    )
    shown = sender.open(link)
    assert "Sie ändern 3 Angebote." in shown.text
    assert counts(sender.upload_file(answer)) == {NEW: 0, EQUAL: 3, WRONG: 0}, (
        "looking changed nothing"
    )
    done = sender.post(link, {})
    assert done.heading == "Danke für Ihre Tabelle"
    store = sender.parts.store
    by_name = {one.club.name: one.offer for one in store.listings() if one.offer}
    assert str(by_name["SV Blau 05"].prices[0].amount) == "7"
    assert by_name["TSV Rot"].schedule.slots[0].start is not None
    assert by_name["TSV Rot"].schedule.slots[0].start.hour == 18
    assert by_name["SC Grün"].contacts[0].phone == "+493459998877"
    assert "So viele Angebote sind jetzt geändert: 3" in sender.mail().text
    assert sender.open(link, 404).heading == "Diese Tabelle gibt es nicht mehr"


def test_an_older_table_takes_nothing_back(sender: Sender) -> None:
    sent = sender.send(sender.checked(["FC Alt", *BLUE[1:]]))
    (listing,) = sender.approve_all()
    assert listing.offer
    answer = sender.answer(sent)
    workflow, keepers = sender.parts.workflow, sender.parts.keepers
    assert workflow and keepers
    keepers.add(listing.club.id, sender.email, confirmed=True)
    phone = replace(listing.offer.contacts[0], phone="+493451112233")
    newer = replace(listing, offer=replace(listing.offer, contacts=(phone,)))
    assert workflow.change(newer, key="newer", email=sender.email).live
    edited = changed(answer, (2, "Preis in Euro", "9"))
    visit = sender.parts.links.visit(sender.email) if sender.parts.links else ""
    page = sender.upload_file(edited, at=f"/vereine/meine/{visit}/tabelle")
    assert "Das Angebot ist neuer als Ihre Tabelle." in page.text
    sender.send(page)
    stored = sender.parts.store.listing(listing.id)
    assert stored and stored.offer
    assert stored.offer.contacts[0].phone == "+493451112233", "what came later stays"
    assert str(stored.offer.prices[0].amount) == "9"


def test_offers_of_others_wait_for_the_editors(sender: Sender) -> None:
    theirs = full_listing()
    assert theirs.offer
    from directory.web.finder.short_code import short_code

    head = ["Nummer", "Verein", "Preis in Euro", "Der Preis ist für"]
    content = workbook(head, [short_code(theirs.id), "Verein Voll", "99", "Für 1 Monat"])
    page = sender.upload_file(content)
    assert counts(page) == {NEW: 0, CHANGED: 1, WRONG: 0}
    sender.send(page)
    link = next(
        one
        for one in re.findall(r"https://sport.example(\S+)", sender.mail().text)
        if "/link/" in one
    )
    sender.post(link, {})
    workflow = sender.parts.workflow
    assert workflow
    (waiting,) = workflow.waiting()
    assert "not_keeper" in waiting.doubts
    stored = sender.parts.store.listing(theirs.id)
    assert stored and stored.offer and stored.offer.prices == theirs.offer.prices


def test_an_offer_that_may_be_known_is_sent_with_a_doubt(sender: Sender, tmp_path: Path) -> None:
    sender.send(sender.checked(["Sportfreunde Doppelt", *GREEN[1:]]))
    (first,) = sender.approve_all()
    sender.mails()
    other = Sender(sender.site, sender.site.test_client(), sender.clock, "neu@verein.example")
    _index_anew(sender.site, tmp_path / "index")
    page = other.checked(["Sportfreunde Doppelt e. V.", "Boccia", "Do", *GREEN[3:]])
    assert counts(page) == {NEW: 0, MAYBE: 1, WRONG: 0}
    assert "Vielleicht kennen wir das Angebot schon: " in page.text
    other.send(page)
    workflow = sender.parts.workflow
    assert workflow
    assert any(f"maybe-known:{first.id}" in one.doubts for one in workflow.waiting())


def _index_anew(site: Flask, folder: Path) -> None:
    from directory.catalogue.builder import Builder
    from directory.catalogue.index import Index
    from directory.cli.opening import recorder
    from directory.publishing import Finder, rebuild

    parts = site.extensions[EXTENSION]
    rebuild(parts.store, Builder(folder), recorder(parts.sports))
    finder = Finder(parts.store, Index(folder), recorder(parts.sports))
    site.extensions[EXTENSION] = replace(parts, finder=finder)


def test_two_rows_about_one_offer(sender: Sender) -> None:
    page = sender.checked(BLUE, RED, BLUE)
    assert counts(page) == {NEW: 2, WRONG: 1}
    assert "Das gleiche Angebot steht auch in Zeile 2." in page.text


def test_rows_of_one_club_share_it(sender: Sender) -> None:
    sender.send(sender.checked(BLUE, [BLUE[0], "Tanzen", *BLUE[2:]]))
    one, other = sender.waiting()
    assert one.club.id == other.club.id
    assert one.venue and other.venue and one.venue.id == other.venue.id


def test_columns_can_be_told(sender: Sender) -> None:
    row = ["SV Neu", "Judo", "06108", "0345 5556677", "Kommen Sie."]
    content = workbook(["Club", "Was", "Wo", "Anruf", "Zusatz"], row)
    page = sender.upload_file(content)
    assert page.heading == "So verstehen wir Ihre Tabelle"
    assert "Zum Beispiel: Judo" in page.text
    assert len(page.all("//select")) == len(row)
    keys = ("verein", "sport", "plz", "telefon", "text_leicht")
    chosen = {f"spalte_{place}": key for place, key in enumerate(keys)}
    page = sender.post(page.address, chosen)
    assert counts(page) == {NEW: 1, WRONG: 0}
    sender.send(page)
    (listing,) = sender.waiting()
    assert listing.offer and listing.offer.what.easy
    assert listing.offer.what.easy.words == "Kommen Sie."
    columns = f"{page.address}/spalten"
    sender.client.post(columns, base_url=PUBLIC_URL, data={"spalte_0": "<b>", "spalte_1": "x"})
    assert len(sender.waiting()) == 1, "what was sent stays"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Wählen Sie bitte eine Datei aus."),
        (hostile.zip_bomb(), "Diese Datei öffnen wir nicht."),
        (hostile.xml_bomb(), "Diese Datei öffnen wir nicht."),
        (hostile.with_macros(), "In der Datei sind kleine Programme."),
        (workbook(HEAD, BLUE)[:-300], "Die Datei ist kaputt."),
        (workbook(HEAD), "In der Datei steht noch kein Angebot."),
        (b"%PDF-1.4", "Das ist keine Tabelle."),
        (b"x" * 5_000_001, "Die Datei ist zu groß."),
        (b"x" * 6_000_000, "Die Datei ist zu groß."),
    ],
)
def test_files_that_cannot_be_read(sender: Sender, content: bytes, sentence: str) -> None:
    page = sender.upload_file(content, status=422)
    assert faults(page)[0].startswith(sentence)
    if len(content) < 5_100_000:
        typed = page.all("//input[@name='meine_mail']")
        assert typed[0].get("value") == sender.email, "what was typed stays"


def test_an_address_is_needed(sender: Sender) -> None:
    sender.email = "keine Adresse"
    page = sender.upload(BLUE, status=422)
    assert "Schreiben Sie bitte eine Adresse mit @ und mit Punkt." in faults(page)


def test_a_table_with_a_million_empty_rows(sender: Sender) -> None:
    content = hostile.million_empty_rows()
    page = sender.at_check(sender.upload_file(content))
    assert counts(page) == {NEW: 0, WRONG: 1}


def test_what_looks_like_html_or_a_formula_stays_text(sender: Sender) -> None:
    evil = ["<script>alert(1)</script>", "=HYPERLINK(1)", "@x", "=1+1", "<b>", "+x", "-1", "=cmd"]
    page = sender.checked(evil)
    assert "<script>alert(1)" not in page.html.replace("&lt;script&gt;alert(1)", "")
    answer = sender.answer(page)
    assert b"<f>" not in hostile.sheet_xml(answer)


def test_a_long_table_is_sent_in_several_presses(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = sender.checked(BLUE, RED, GREEN)
    with monkeypatch.context() as patch:
        hasty = {**delivering.deliver.__kwdefaults__, "seconds": -1.0}
        patch.setattr(delivering.deliver, "__kwdefaults__", hasty)
        part = sender.send(page)
    assert "Einen Teil haben wir schon." in part.text
    assert len(sender.waiting()) == 1
    assert sender.mails() == []
    assert sender.send(part).heading == "Danke für Ihre Tabelle"
    assert len(sender.waiting()) == 3
    assert "So viele neue Angebote haben wir bekommen: 3" in sender.mail().text


def test_a_visitor_gets_the_own_offers(sender: Sender) -> None:
    listing = full_listing()
    parts = sender.parts
    assert parts.links and isinstance(parts.keepers, Keepers)
    parts.keepers.add(listing.club.id, sender.email, confirmed=True)
    visit = parts.links.visit(sender.email)
    address = f"/vereine/meine/{visit}/tabelle"
    page = sender.open(address)
    assert sender.email in page.text
    assert not page.all("//input[@name='meine_mail']")
    file = sender.client.get(f"{address}.xlsx", base_url=PUBLIC_URL)
    assert file.headers["Cache-Control"] == "no-store"
    answer = sender.upload_file(file.data, at=address)
    assert counts(answer) == {NEW: 0, EQUAL: 1, WRONG: 0}
    sender.open("/vereine/meine/falsch/tabelle", 404)
    assert sender.client.get("/vereine/meine/falsch/tabelle.xlsx").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/vereine/tabelle/falsch",
        "/vereine/tabelle/falsch/spalten",
        "/vereine/tabelle/falsch/antwort.xlsx",
        "/vereine/tabelle/falsch/danke",
        "/vereine/tabelle/link/falsch",
        "/vereine/meine/falsch/tabelle",
        "/vereine/meine/falsch/tabelle.xlsx",
    ],
)
def test_wrong_keys_open_nothing(sender: Sender, address: str) -> None:
    page = sender.open(address, 404)
    assert page.heading == "Diese Tabelle gibt es nicht mehr"
    assert page.headers["Cache-Control"] == "no-store"


def test_a_doubtful_sender_presses_twice(sender: Sender) -> None:
    page = sender.checked(BLUE)
    held = sender.send(page, homepage="http://x.example")
    assert "Drücken Sie bitte noch einmal auf den Knopf." in held.text
    assert sender.waiting() == []
    sender.send(held)
    assert len(sender.waiting()) == 1


def test_too_many_tables_wait(sender: Sender) -> None:
    for _number in range(60):
        file = (io.BytesIO(b"a;b\n1;2"), "x.csv")
        data = {"meine_mail": sender.email, "datei": file}
        sender.client.post("/vereine/tabelle", base_url=PUBLIC_URL, data=data)
    page = sender.upload(BLUE, status=429)
    assert faults(page)[0].startswith("Gerade kommen sehr viele Tabellen.")


def test_the_first_page_and_the_template_open(sender: Sender) -> None:
    page = sender.open("/vereine/tabelle")
    assert page.heading == "Viele Angebote mit 1 Tabelle"
    file = sender.client.get("/vereine/tabelle/vorlage.xlsx", base_url=PUBLIC_URL)
    assert (file.status_code, file.mimetype.rpartition(".")[2]) == (200, "sheet")


def test_an_ended_offer_keeps_its_state(sender: Sender) -> None:
    sender.send(sender.checked(["ESV Ende", *BLUE[1:]]))
    (listing,) = sender.approve_all()
    workflow = sender.parts.workflow
    assert workflow
    workflow.end(listing.id)
    page = sender.checked(["ESV Ende", *BLUE[1:]])
    assert counts(page) == {NEW: 0, EQUAL: 1, WRONG: 0}
    stored = sender.parts.store.listing(listing.id)
    assert stored and stored.offer and stored.offer.status is Status.ENDED
