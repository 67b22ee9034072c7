"""Each page of the team as somebody opens it; what they do stands in tests of their own."""

import pytest

from tests.messages.filling import Person
from tests.team.conftest import Crew, sign_in
from tests.team.places import HALLE, at
from tests.team.test_desk import send
from tests.visiting import PUBLIC_URL

TOKEN = "/anmelden/falsch"
# POST only: opening them changes nothing.
QUESTION = "/anmelden/schluessel"  # opened, it is a link that is over
POSTED = (
    "/abmelden",
    "/anmelden/schluessel/pruefen",
    "/anmelden/schluessel/neu",
    "/anmelden/schluessel/merken",
    "/anmelden/schluessel/weg",
    "/redaktion/eingang",
    "/redaktion/angebot/desk-offer/geprueft",
    "/redaktion/angebot/desk-offer/meldung",
)
PAGES = (
    "/anmelden/ich",
    "/redaktion",
    "/redaktion/liste/eingang",
    "/redaktion/liste/texte",
    "/redaktion/angebote",
    "/redaktion/angebot/desk-offer",
    "/redaktion/angebot/desk-offer/verlauf",
    "/redaktion/liste/doppelt",
    "/redaktion/doppelt/desk-offer/desk-other",
    "/redaktion/team",
    "/redaktion/team/neu",
    "/redaktion/inhalte",
    "/redaktion/links",
    "/redaktion/zahlen",
    "/redaktion/zahlen?zeitraum=monate",
)
FILES = ("/redaktion/zahlen.csv",)
# Below an id that is made anew each time; written here as the house test looks for them.
BELOW_AN_ID = {
    "/redaktion/eingang/id": "review",
    "/redaktion/eingang/id/vorschau": "preview",
    "/redaktion/eingang/id/foto/file": "photo",
    "/redaktion/team/id": "person",
}


def test_pages_that_everybody_may_open(person: Person) -> None:
    assert person.open("/anmelden").heading == "Anmelden"
    assert person.open(QUESTION, status=410)
    assert person.open(TOKEN, status=410).heading == "Dieser Link geht nicht mehr"


@pytest.mark.parametrize("path", POSTED)
def test_what_only_forms_open(person: Person, crew: Crew, path: str) -> None:
    sign_in(person, crew.eva)
    assert person.client.get(path).status_code == 405


@pytest.mark.parametrize("path", PAGES)
def test_pages_of_who_is_signed_in(person: Person, crew: Crew, path: str) -> None:
    person.parts.store.publish(at(HALLE))
    if "doppelt" in path:
        person.parts.store.publish(at(HALLE, "desk-other"))
    sign_in(person, crew.eva)
    assert person.open(path)


@pytest.mark.parametrize("path", FILES)
def test_files_of_who_is_signed_in(person: Person, crew: Crew, path: str) -> None:
    sign_in(person, crew.eva)
    assert person.client.get(path, base_url=PUBLIC_URL).status_code == 200


@pytest.mark.parametrize("path", BELOW_AN_ID)
def test_pages_below_an_id(person: Person, crew: Crew, path: str) -> None:
    sign_in(person, crew.eva)
    id = crew.ben.id if "team" in path else send(person, at(HALLE)).id
    status = 404 if path.endswith("file") else 200
    assert person.open(path.replace("/id", f"/{id}"), status=status)
