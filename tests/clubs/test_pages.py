"""The pages for clubs open, hold the rules of all pages, and say what they are for."""

import pytest

from tests.clubs.filling import step_of
from tests.messages.filling import Person
from tests.page_checks import by_class
from tests.visiting import PUBLIC_URL


@pytest.mark.parametrize("language", ["", "/de", "/en"])
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/vereine", 200),
        ("/vereine/angebot", 200),
        ("/vereine/entwurf/niemals", 404),
        ("/vereine/entwurf/niemals/vorschau", 404),
        ("/vereine/entwurf/niemals/weiter", 404),
        ("/vereine/entwurf/niemals/schon-da", 404),
        ("/vereine/entwurf/niemals/danke", 404),
    ],
)
def test_each_page_opens_or_says_kindly_what_is_gone(
    person: Person, language: str, address: str, status: int
) -> None:
    page = person.open(language + address, status)
    assert page.heading


def test_the_page_for_clubs_leads_to_all_three_ways(person: Person) -> None:
    page = person.open("/vereine")
    big = page.all("//a" + by_class("button") + "[@href='/vereine/angebot']")
    assert big
    tiles = page.all("//a" + by_class("picture-tile") + "/@href")
    assert {"/vereine/link", "/vereine/tabelle"} <= set(tiles)


def test_the_former_address_leads_here(person: Person) -> None:
    answer = person.client.get("/fuer-vereine", base_url=PUBLIC_URL)
    assert (answer.status_code, answer.headers["Location"]) == (301, "/vereine")


def test_every_page_leads_to_the_page_for_clubs(person: Person) -> None:
    assert person.open("/suche").all("//footer//a[@href='/vereine']")
    assert person.open("/").all("//main//a[@href='/vereine']")


def test_each_question_has_a_picture_and_says_how_far_it_is(person: Person) -> None:
    page = person.open("/vereine/angebot")
    assert step_of(page) == "sport"
    head = page.all("//div" + by_class("step-head"))[0]
    assert head.findall(".//img")
    assert page.texts("//p" + by_class("step-head__words")) == ["Schritt 1 von 8: Sport"]
