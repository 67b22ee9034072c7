"""A list in order with name and notes, handed over by a code, opened, taken, deleted, forgotten."""

import re

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from directory.model.handed import LONGEST_NAME, LONGEST_NOTE, MOST_ENTRIES, ListEntry, OfferList
from directory.submissions import Lists
from directory.web.finder.own_list import COOKIE, OwnList, name_of, note_of
from directory.web.finder.short_code import short_code
from directory.web.lists.handing import MOST_OPENED_AN_HOUR, code_words
from tests.lists.conftest import a_person
from tests.messages.filling import Person, faults
from tests.page_checks import Page, by_class
from tests.submissions.clock import Clock
from tests.visiting import PUBLIC_URL
from tests.web.listings import bare_listing, full_listing

FULL, BARE = full_listing(), bare_listing()
# The second one is called as an attacker would call it.
NAMES = ["Schwimmen Voll", "<script>alert('Leer')</script>"]
HOSTILE = '"><script>alert(1)</script> {{ 7*7 }} =1+1 \u202e😀'


def remember(person: Person, *ids: str) -> None:
    person.post("/merkzettel", {"merken": list(ids)})


def titles(page: Page) -> list[str]:
    return page.texts("//article//h3//a")


def handed_over(person: Person) -> Page:
    remember(person, FULL.id, BARE.id)
    return person.post("/merkzettel/weitergeben", {"beginn": "x"})


def code_of(page: Page) -> str:
    found = re.search(r"/zettel/(\d{6})", page.html)
    assert found
    return found[1]


# Order, name and notes


def test_an_offer_moves_up_and_down(person: Person) -> None:
    remember(person, FULL.id, BARE.id)
    before = titles(person.open("/merkzettel"))
    person.post("/merkzettel", {"hoch": BARE.id})
    assert titles(person.open("/merkzettel")) == before[::-1]
    person.post("/merkzettel", {"runter": BARE.id})
    assert titles(person.open("/merkzettel")) == before
    # Whoever presses at the end, or moves what is not there, changes nothing.
    person.post("/merkzettel", {"hoch": FULL.id})
    person.post("/merkzettel", {"hoch": "nothing"})
    assert titles(person.open("/merkzettel")) == before


def test_name_and_notes_stand_on_the_list(person: Person) -> None:
    remember(person, FULL.id, BARE.id)
    page = person.open("/merkzettel/notizen")
    done = person.send(page, name="Sport am Dienstag", **{f"notiz-{BARE.id}": "Papa fährt mit"})
    assert done.heading == "Sport am Dienstag"
    assert "Ihre Notizen sind gespeichert." in done.text
    assert "Notiz: Papa fährt mit" in done.text
    # Order and forgetting keep what was written.
    person.post("/merkzettel", {"hoch": BARE.id})
    assert "Notiz: Papa fährt mit" in person.open("/merkzettel").text
    person.post("/merkzettel", {"vergessen": BARE.id})
    assert "Papa" not in person.open("/merkzettel").text


def test_words_that_are_too_long_come_back_as_they_were_typed(person: Person) -> None:
    remember(person, FULL.id)
    page = person.open("/merkzettel/notizen")
    long_name, long_note = "n" * (LONGEST_NAME + 1), "w" * (LONGEST_NOTE + 1)
    again = person.send(page, status=422, name=long_name, **{f"notiz-{FULL.id}": long_note})
    assert len(faults(again)) == 2
    assert long_name in again.html and long_note in again.html
    assert person.open("/merkzettel").heading == "Mein Merkzettel"


def test_a_full_cookie_says_so_and_loses_nothing(person: Person) -> None:
    store = person.parts.store
    ids = [one.id for one in store.listings() if one.offer][:MOST_ENTRIES]
    remember(person, *ids)
    # Signs that cannot be pressed any smaller.
    signs = "".join(chr(0x4E00 + number) for number in range(LONGEST_NOTE * MOST_ENTRIES))
    notes = {
        f"notiz-{id}": signs[at * LONGEST_NOTE : (at + 1) * LONGEST_NOTE]
        for at, id in enumerate(ids)
    }
    again = person.send(person.open("/merkzettel/notizen"), status=422, **notes)
    assert faults(again) == ["Das sind zu viele Wörter. Schreiben Sie bitte weniger."]
    assert signs[:LONGEST_NOTE] in again.html
    assert len(titles(person.open("/merkzettel"))) == MOST_ENTRIES


def test_an_address_may_carry_name_and_notes(person: Person, site: Flask, clock: Clock) -> None:
    remember(person, FULL.id, BARE.id)
    person.send(person.open("/merkzettel/notizen"), name="Für Mia", **{f"notiz-{FULL.id}": "warm"})
    page = person.open("/merkzettel")
    (address,) = page.texts("//p" + by_class("address-box__address"))
    other = a_person(site, clock).open(address.removeprefix(PUBLIC_URL))
    assert other.heading == "Für Mia"
    assert "Notiz: warm" in other.text


@given(
    name=st.text(max_size=60),
    notes=st.lists(st.text(max_size=120), max_size=MOST_ENTRIES),
)
def test_what_is_kept_comes_back(name: str, notes: list[str]) -> None:
    ids = tuple(f"id-{number}" for number in range(len(notes)))
    own = OwnList(
        ids, name_of(name), {id: note_of(note) for id, note in zip(ids, notes, strict=True)}
    )
    with Flask("x").test_request_context(headers={"Cookie": f"{COOKIE}={own.packed()}"}):
        again = OwnList.of_cookie()
    assert again.ids == own.ids
    assert again.notes == {id: note for id, note in own.notes.items() if note}
    assert again.name == (own.name if ids else again.name)


@pytest.mark.parametrize(
    "words", ["~", "~!!!", "~eJw=", "~" + "A" * 3000, "~eJyLVgIAARgAjA==", "~bnVsbA=="]
)
def test_broken_words_of_a_cookie_break_nothing(site: Flask, clock: Clock, words: str) -> None:
    person = a_person(site, clock)
    person.client.set_cookie("merkzettel", f"{FULL.id}{words}", domain="sport.example", secure=True)
    assert titles(person.open("/merkzettel")) == [NAMES[0]]


# Handing over


def test_a_list_is_opened_by_its_figures_and_by_its_words(
    person: Person, site: Flask, clock: Clock
) -> None:
    page = handed_over(person)
    assert "Ihre Liste ist fertig." in page.text
    code = code_of(page)
    assert f"{code[:3]} {code[3:]}" in page.text
    assert "Die Liste bleibt bis: 22. Februar 2027" in page.text
    other = a_person(site, clock)
    with site.app_context():
        said = code_words().said(code)
    for typed in (code, f"{code[:2]} {code[2:4]} {code[4:]}", " ".join(said).lower()):
        answer = other.client.get("/zettel", query_string={"code": typed}, base_url=PUBLIC_URL)
        found = other.open(answer.headers["Location"])
        assert sorted(titles(found)) == sorted(NAMES)
    assert other.client.get_cookie("merkzettel", domain="sport.example") is None


def test_nobody_keeps_a_list_and_no_machine_finds_it(person: Person) -> None:
    page = handed_over(person)
    assert page.headers["Cache-Control"] == "private, no-cache"
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert page.headers["Referrer-Policy"] == "same-origin"


def test_the_same_form_makes_one_list(person: Person) -> None:
    first, second = handed_over(person), handed_over(person)
    assert code_of(first) == code_of(second)


def test_whoever_opens_it_takes_it_with_its_notes(
    person: Person, site: Flask, clock: Clock
) -> None:
    remember(person, FULL.id)
    person.send(person.open("/merkzettel/notizen"), name="Für Mia", **{f"notiz-{FULL.id}": "warm"})
    code = code_of(person.post("/merkzettel/weitergeben", {"beginn": "x"}))
    other = a_person(site, clock)
    mine = other.post(f"/zettel/{code}/merken", {})
    assert mine.heading == "Für Mia"
    assert "Notiz: warm" in mine.text
    # Twice changes nothing.
    assert titles(other.post(f"/zettel/{code}/merken", {})) == [NAMES[0]]


def test_whoever_holds_the_code_may_delete_it(person: Person, site: Flask, clock: Clock) -> None:
    code = code_of(handed_over(person))
    other = a_person(site, clock)
    asked = other.open(f"/zettel/{code}/loeschen")
    assert titles(other.open(f"/zettel/{code}")), "a GET deletes nothing"
    done = other.post(f"/zettel/{code}/loeschen", {})
    assert done.heading == "Die Liste ist gelöscht"
    assert asked.heading == "Die Liste löschen?"
    assert person.open(f"/zettel/{code}", 404).heading == "Diese Liste gibt es nicht"


@pytest.mark.parametrize(
    "code", ["000000", "123", "abcdef", "Sonne Fisch Lampe", "%00", "x" * 300, "..%2f"]
)
def test_an_unknown_code_gets_a_kind_page_with_ways_on(person: Person, code: str) -> None:
    page = person.open(f"/zettel/{code}", 404)
    if page.heading == "Diese Liste gibt es nicht":
        assert page.all("//main//form//input[@name='code']")
        assert page.all("//main//a[@href='/suche']")


def test_a_list_that_is_over_looks_like_an_unknown_one_and_is_forgotten(
    person: Person, clock: Clock
) -> None:
    code = code_of(handed_over(person))
    clock.go(days=89, hours=23)
    assert titles(person.open(f"/zettel/{code}"))
    clock.go(hours=2)
    assert person.open(f"/zettel/{code}", 404).heading == "Diese Liste gibt es nicht"
    assert person.parts.lists and person.parts.lists.erase() == 1


def test_an_offer_that_was_withdrawn_keeps_its_place_and_its_name(person: Person) -> None:
    code = code_of(handed_over(person))
    store = person.parts.store
    store.withdraw(BARE.id)
    try:
        page = person.open(f"/zettel/{code}")
        assert titles(page) == [NAMES[0]]
        gone = page.texts("//ol//*" + by_class("notice__lines"))
        assert [" ".join(one.split()) for one in gone] == [
            f"{NAMES[1]} Dieses Angebot gibt es nicht mehr."
        ]
    finally:
        store.publish_many([BARE], replaces=True)


def test_without_offers_nothing_is_handed_over(person: Person) -> None:
    assert person.post("/merkzettel/weitergeben", {}).heading == "Mein Merkzettel"


def test_guessing_is_slow(person: Person) -> None:
    code = code_of(handed_over(person))
    for number in range(MOST_OPENED_AN_HOUR - 1):
        person.client.get(f"/zettel/{number:06d}", base_url=PUBLIC_URL)
    assert person.open("/zettel/999999", 429).heading == "Bitte warten Sie"
    assert person.open(f"/zettel/{code}", 429).heading == "Bitte warten Sie"
    person.clock.go(hours=1)
    assert titles(person.open(f"/zettel/{code}"))


def test_hostile_words_stay_words(person: Person) -> None:
    remember(person, FULL.id)
    person.send(
        person.open("/merkzettel/notizen"),
        name=HOSTILE[:LONGEST_NAME],
        **{f"notiz-{FULL.id}": HOSTILE},
    )
    page = person.post("/merkzettel/weitergeben", {"beginn": "x"})
    assert not page.all("//main//script")
    assert "49" not in page.heading
    assert "<script>alert(1)</script>" in page.text


def test_what_is_typed_wrongly_stands_in_the_field(person: Person) -> None:
    page = person.open("/zettel?code=Sonne+und+Regen+am+Tag", 422)
    assert faults(page) == ["Schreiben Sie bitte 6 Zahlen oder 3 Wörter."]
    assert page.all("//input[@name='code']/@value") == ["Sonne und Regen am Tag"]


def test_a_code_in_use_is_never_given_twice(site: Flask, clock: Clock) -> None:
    lists: Lists = site.extensions["directory"].lists
    content = OfferList("", (ListEntry(FULL.id),))
    codes = [lists.hand_over(content).code for _number in range(300)]
    assert len(set(codes)) == len(codes)
    assert all(len(code) == 6 and code.isdecimal() for code in codes)
    clock.go(days=91)
    assert lists.erase() == 300


# Beside each other


def test_offers_stand_beside_each_other_and_unknown_is_said(person: Person) -> None:
    page = person.open(f"/vergleichen?angebot={FULL.id}&angebot={BARE.id}")
    assert page.texts("//main//section[1]//h3") == NAMES
    when = page.all("//section[@aria-labelledby='wann']//li" + by_class("comparison__cell"))
    assert len(when) == 2
    cost = " ".join(page.texts("//section[@aria-labelledby='kosten']"))
    assert "Das wissen wir nicht." in cost


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("angebot=" + FULL.id, "Wählen Sie bitte mindestens 2 Angebote."),
        (
            "&".join(f"angebot={number}" for number in range(20)),
            "Wählen Sie bitte mindestens 2 Angebote.",
        ),
    ],
)
def test_too_few_offers_are_asked_for_kindly(person: Person, query: str, problem: str) -> None:
    remember(person, FULL.id, BARE.id)
    page = person.open(f"/vergleichen?{query}", 422)
    assert faults(page) == [problem]
    assert len(page.all("//input[@name='angebot']")) == 2


def test_more_than_three_are_asked_for_kindly(person: Person) -> None:
    ids = [one.id for one in person.parts.store.listings() if one.offer][:4]
    remember(person, *ids)
    query = "&".join(f"angebot={id}" for id in ids)
    page = person.open(f"/vergleichen?{query}", 422)
    assert faults(page) == ["Wählen Sie bitte höchstens 3 Angebote."]
    assert len(page.all("//input[@name='angebot' and @checked]")) == 4


def test_who_remembers_nothing_is_told_how(person: Person) -> None:
    assert "drücken Sie auf Merken" in person.open("/vergleichen").text


def test_short_numbers_compare_too(person: Person) -> None:
    code = short_code(FULL.id)
    if not code:
        pytest.skip("this id has no short number")
    page = person.open(f"/vergleichen?angebot={code}&angebot={BARE.id}")
    assert NAMES[0] in page.texts("//main//h3")
