"""Nothing that was typed is ever lost: steps back, closed browsers, two windows, faults."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text
from werkzeug.datastructures import MultiDict

from directory.submissions import StoringFailed
from directory.web.parts import EXTENSION
from tests.clubs.filling import BEGIN, FEWEST, begun, key_of, step_of, walked
from tests.databases import only_sqlite
from tests.messages.filling import Person, faults, fields_of
from tests.page_checks import Page
from tests.visiting import PUBLIC_URL


def stored(person: Person, page: Page) -> MultiDict[str, str]:
    draft = person.parts.drafts.find(key_of(page))
    assert draft
    return MultiDict(draft.answers)


def at(page: Page, step: str) -> str:
    return f"/vereine/entwurf/{key_of(page)}?schritt={step}"


def value(page: Page, name: str) -> str:
    return str(page.all(f"//*[@id='feld-{name}']/@value")[0])


def test_nothing_is_kept_before_the_first_answer(person: Person) -> None:
    page = person.send(person.open(BEGIN))
    assert faults(page) == ["Wählen Sie bitte mindestens 1 Bild."]
    with person.parts.store.database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM draft")).scalar() == 0


def test_each_page_is_kept_on_the_server(person: Person) -> None:
    page = begun(person)
    assert stored(person, page).getlist("sport") == ["schwimmen"]
    page = person.send(page, verein="SV Blau")
    assert stored(person, page)["verein"] == "SV Blau"


def test_whoever_opens_the_address_again_is_where_they_were(person: Person) -> None:
    page = person.send(begun(person), verein="SV Blau")
    assert step_of(page) == "zeit"
    page = person.send(page, art="termine")
    again = person.open(f"/vereine/entwurf/{key_of(page)}")
    assert step_of(again) == "zeit"
    other_browser = replace(person, client=person.site.test_client())
    assert step_of(other_browser.open(f"/vereine/entwurf/{key_of(page)}")) == "zeit"


def test_back_keeps_what_was_just_typed(person: Person) -> None:
    page = begun(person)
    back = person.send(page, verein="SV Halb", zu="sport")
    assert step_of(back) == "sport"
    assert value(person.send(back), "verein") == "SV Halb"


def test_faults_are_kept_too(person: Person) -> None:
    page = walked(person, FEWEST, until="wer")
    wrong = person.send(page, alter_von="zehn", alter_bis="20")
    assert faults(wrong) == ["Schreiben Sie bitte eine Zahl. Höchstens: 120"]
    assert (value(wrong, "alter_von"), value(wrong, "alter_bis")) == ("zehn", "20")
    assert value(person.open(at(page, "wer")), "alter_von") == "zehn"


def test_two_windows_lose_nothing_of_each_other(person: Person) -> None:
    page = walked(person, FEWEST, until="hilfe")
    costs, trial = person.open(at(page, "kosten")), person.open(at(page, "probe"))
    person.send(costs, preis="8", preis_je="monat")
    person.send(trial, probe="ja")
    answers = stored(person, page)
    assert (answers["preis"], answers["probe"]) == ("8", "ja")


def test_a_window_that_is_old_changes_only_its_own_page(person: Person) -> None:
    page = walked(person, FEWEST, until="ort")
    old = person.open(at(page, "verein"))
    person.send(page, plz="39104", halle="Turnhalle")
    person.send(old, verein="SV Rot")
    answers = stored(person, page)
    assert (answers["verein"], answers["halle"]) == ("SV Rot", "Turnhalle")


def test_pressing_twice_begins_one_draft(person: Person) -> None:
    page = person.open(BEGIN)
    first = person.send(page, sport=["schwimmen"])
    second = person.send(page, sport=["boccia"])
    assert key_of(first) != key_of(second)
    drafts = person.parts.drafts
    assert drafts.find(key_of(first)) == drafts.find(key_of(second))
    assert stored(person, first).getlist("sport") == ["boccia"]


def test_changing_one_answer_leads_back_to_all_answers(person: Person) -> None:
    page = walked(person, FEWEST)
    change = person.open(f"{at(page, 'verein')}&dann=pruefen")
    after = person.send(change, verein="SV Grün")
    assert step_of(after) == "pruefen"
    assert "SV Grün" in after.texts("//main")[0]


def test_one_more_row_keeps_the_others(person: Person) -> None:
    page = walked(person, {**FEWEST, "zeit": {"art": "woche"}}, until="woche")
    assert len(page.all("//select[starts-with(@name, 'tag_')]")) == 3
    more = person.send(page, tag_1="di", von_1="17", mehr="4")
    assert len(more.all("//select[starts-with(@name, 'tag_')]")) == 4
    assert value(more, "von_1") == "17"


def test_the_language_changes_and_the_answers_stay(person: Person) -> None:
    page = begun(person)
    address = f"/en/vereine/entwurf/{key_of(page)}"
    english = person.post(address, {**fields_of(page), "verein": "SV Blau", "sprache": "en"})
    assert english.all("/html[@lang='en']")
    assert value(english, "verein") == "SV Blau"


def test_a_new_address_forgets_the_door_of_the_old_one(person: Person) -> None:
    page = walked(person, FEWEST, until="tuer")
    person.send(page, breite="52.13", laenge="11.62", tuer="ja")
    assert stored(person, page)["tuer"] == "ja"
    person.send(person.open(at(page, "ort")), strasse="Neue Straße")
    assert "tuer" not in stored(person, page)
    assert "breite" not in stored(person, page)


def test_a_draft_that_is_gone_says_so_kindly(person: Person) -> None:
    page = person.open("/vereine/entwurf/niemals", 404)
    assert page.heading == "Diesen Entwurf gibt es nicht mehr"
    for more in ("vorschau", "weiter", "schon-da", "danke"):
        assert person.open(f"/vereine/entwurf/niemals/{more}", 404).heading == page.heading


def test_what_is_typed_into_an_expired_form_begins_anew(person: Person) -> None:
    page = begun(person)
    person.clock.go(days=31)
    assert person.parts.drafts.erase() == 1
    after = person.send(page, verein="SV Blau")
    assert step_of(after) == "sport"
    assert stored(person, after)["verein"] == "SV Blau"


@contextmanager
def broken(site: Flask, **doors: Any) -> Iterator[None]:
    parts = site.extensions[EXTENSION]
    site.extensions[EXTENSION] = replace(parts, **doors)
    try:
        yield
    finally:
        site.extensions[EXTENSION] = parts


ONLY_SQLITE = only_sqlite("its file can be told to grow no more")


@contextmanager
def full_disk(person: Person) -> Iterator[None]:
    """SQLite may use no more pages, so it answers as with a full disk."""
    database = person.parts.store.database
    with database.writing() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar()
        before = connection.execute(text("PRAGMA max_page_count")).scalar()
        connection.execute(text(f"PRAGMA max_page_count={pages + 4}"))
        connection.execute(text("CREATE TABLE ballast (kilo BLOB)"))
    with suppress(StoringFailed):
        while True:
            with database.writing() as connection:
                connection.execute(text("INSERT INTO ballast VALUES (zeroblob(900))"))
    try:
        yield
    finally:
        with database.writing() as connection:
            connection.execute(text("DROP TABLE ballast"))
            connection.execute(text(f"PRAGMA max_page_count={before}"))


@ONLY_SQLITE
def test_a_full_disk_loses_nothing_of_the_page(person: Person) -> None:
    page = walked(person, FEWEST, until="text")
    words = "Wir baden.\n" * 150
    with full_disk(person):
        held = person.send(page, status=503, text_leicht=words * 1, text_deutsch="Hallo" * 300)
        assert "Wir können gerade nichts speichern." in held.texts("//main")[0]
        assert held.texts("//textarea[@name='text_leicht']")[0].startswith("Wir baden.")
    after = person.send(held)
    assert step_of(after) == "bilder"
    assert stored(person, after)["text_leicht"].startswith("Wir baden.")


@ONLY_SQLITE
def test_a_full_disk_at_the_beginning(person: Person) -> None:
    page = person.open(BEGIN)
    with full_disk(person):
        held = person.send(page, status=503, sport=["boccia"], anderer="Schwimmen" + " " * 5000)
        assert held.all("//input[@name='sport'][@value='boccia'][@checked]")
    assert step_of(person.send(held)) == "verein"


@ONLY_SQLITE
def test_sending_waits_for_a_full_disk(person: Person) -> None:
    # More than a page of the database holds, so that there is no room in one that is half full.
    long = {"text_leicht": "Wir baden. " * 180, "text_deutsch": "Wir baden gern. " * 120}
    page = walked(person, {**FEWEST, "text": long})
    with full_disk(person):
        held = person.send(page, status=503)
        assert "Wir können gerade nichts speichern." in held.texts("//main")[0]
    assert person.send(held).heading == "Danke für Ihr Angebot"


def test_too_much_at_once_shows_the_page_again(person: Person) -> None:
    page = walked(person, FEWEST, until="mitbringen")
    answer = person.client.post(
        at(page, "mitbringen"),
        data={"hier": "mitbringen", "mitbringen_mehr": "x" * 4_000_000},
        base_url=PUBLIC_URL,
    )
    shown = Page(at(page, "mitbringen"), answer.status_code, answer.text, dict(answer.headers))
    assert shown.status == 413
    assert "Ihre anderen Antworten sind noch da." in shown.texts("//main")[0]
    assert step_of(shown) == "mitbringen"


@pytest.mark.parametrize("more", ["", "/vorschau", "/weiter"])
def test_nobody_between_keeps_a_draft(person: Person, more: str) -> None:
    page = walked(person, FEWEST)
    shown = person.open(f"/vereine/entwurf/{key_of(page)}{more}")
    assert shown.headers["Cache-Control"] == "no-store"
    assert shown.headers["Referrer-Policy"] == "strict-origin"
    assert "noindex" in shown.headers["X-Robots-Tag"]
