"""A wish: sport, place and need, never a person; filled in from the search, sent without typing."""

from datetime import UTC, datetime

import pytest

from directory.model import Need
from directory.model.inbox import Wish
from tests.messages.filling import Person, faults
from tests.page_checks import Page

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def wishes(person: Person) -> tuple[Wish, ...]:
    inbox = person.parts.inbox
    assert inbox
    return inbox.wishes(LONG_AGO)


def last(person: Person) -> Wish:
    return wishes(person)[-1]


def answers(page: Page) -> list[str]:
    return page.texts("//dl[@class='check-list']//dd[not(@class)]")


def test_who_comes_from_the_search_only_presses_once(person: Person) -> None:
    page = person.open("/wunsch?q=bocia+in+halle&brauche=wc&umkreis=50")
    assert page.heading == "Ist das Ihr Wunsch?"
    assert answers(page) == ["Boccia", "Halle Saale", "WC für Rollstühle"]
    page = person.send(page)
    assert page.heading == "Ihr Wunsch ist gespeichert"
    found = last(person)
    assert (found.sports, found.place_name) == (("boccia",), "Halle (Saale)")
    assert (found.ags, found.state, found.radius_km) == ("15002000", "ST", 50)
    assert (found.needs, found.language) == ((Need.TOILET,), "easy")


def test_pictures_alone_are_enough(person: Person) -> None:
    page = person.open("/wunsch")
    assert len(page.all("//fieldset/ul//input")) <= 7
    page = person.send(page, sport="boccia")
    page = person.send(page, land="SL")
    page = person.send(page, brauche=["stufenlos", "egal"])
    assert answers(page) == ["Boccia", "Saarland", "Ohne Stufen"]
    person.send(page)
    assert (last(person).state, last(person).ags) == ("SL", "10")


def test_nothing_has_to_be_known(person: Person) -> None:
    page = person.send(person.open("/wunsch"), sport="egal")
    page = person.send(person.send(page))
    assert answers(page) == ["Das weiß ich nicht", "Das ist egal.", "Das weiß ich nicht"]
    person.send(page)
    assert (last(person).sports, last(person).place_name, last(person).needs) == ((), "", ())


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("06108", "Halle (Saale)"),
        ("06 108", "Halle (Saale)"),
        ("D-06108", "Halle (Saale)"),
        ("magdeburg", "Magdeburg"),
        ("MAGDEBURG", "Magdeburg"),
        ("Magdeburk", "Magdeburg"),
        ("Köthen", "Köthen (Anhalt)"),
        ("Koethen", "Köthen (Anhalt)"),
    ],
)
def test_a_place_goes_in_many_spellings(person: Person, typed: str, name: str) -> None:
    """D8"""
    page = person.send(person.open("/wunsch"), sport="egal")
    page = person.send(person.send(page, ort=typed))
    person.send(page)
    assert last(person).place_name == name


def test_a_name_of_many_places_is_asked_about(person: Person) -> None:
    page = person.send(person.open("/wunsch"), sport="boccia")
    page = person.send(page, ort="Neustadt")
    assert faults(page) == ["Wählen Sie bitte 1 Ort."]
    labels = page.texts("//fieldset[legend[contains(., 'Welchen Ort')]]//label")
    assert 2 <= len(labels) <= 7
    second = page.all("//input[@name='welcher']")[1].get("value")
    page = person.send(person.send(page, welcher=second))
    person.send(page)
    assert last(person).ags == second


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({}, "Wählen Sie bitte mindestens 1 Bild."),
        ({"sport": "quidditch"}, "Wählen Sie bitte mindestens 1 Bild."),
        ({"anderer": "qwxyz"}, "Schreiben Sie den Sport bitte anders, oder wählen Sie 1 Bild."),
        ({"anderer": "x" * 10_000}, "Schreiben Sie bitte höchstens 200 Zeichen."),
    ],
)
def test_a_sport_with_a_fault_says_what_to_do(
    person: Person, typed: dict[str, str], fault: str
) -> None:
    assert faults(person.send(person.open("/wunsch"), **typed)) == [fault]


def test_a_place_that_nobody_knows_is_asked_for_by_its_number(person: Person) -> None:
    page = person.send(person.open("/wunsch"), sport="egal")
    page = person.send(page, ort="qwxyzqwxyz")
    assert faults(page) == ["Schreiben Sie bitte die Post-Leitzahl von dem Ort."]
    assert page.all("//input[@name='ort'][@value='qwxyzqwxyz']")


def test_where_a_person_is_becomes_only_the_town(person: Person) -> None:
    page = person.open("/wunsch?was=boccia&ort=51.48,11.97")
    assert "51.48" not in page.html.partition("<main")[2].partition("</main>")[0]
    person.send(page)
    assert last(person).place_name == "Halle (Saale)"


def test_the_same_form_sent_twice_is_one_wish(person: Person) -> None:
    before = len(wishes(person))
    page = person.open("/wunsch?q=judo+in+halle")
    person.send(page)
    person.send(page)
    assert len(wishes(person)) == before + 1


@pytest.mark.parametrize(
    "query",
    (
        *("q=%00", "sport=<script>", "umkreis=nan", "ort=%F0%9F%99%82", "land=XX"),
        *("sport=boccia&umkreis=-1", "brauche=alles", "seite=%ff", "zu=pruefen&hier=pruefen"),
        "q=" + "x" * 9000,
    ),
)
def test_no_address_breaks_the_page(person: Person, query: str) -> None:
    person.open(f"/wunsch?{query}")
