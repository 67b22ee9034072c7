"""Each page of the team as somebody opens it; signing in itself stands in test_signing_in.py."""

import pytest

from tests.messages.filling import Person
from tests.team.conftest import Crew, sign_in

OPEN = ["/anmelden", "/abmelden"]
TOKEN = "/anmelden/falsch"


def test_pages_that_everybody_may_open(person: Person) -> None:
    assert person.open("/anmelden").heading == "Anmelden"
    assert person.open(TOKEN, status=410).heading == "Dieser Link geht nicht mehr"
    assert person.client.get("/abmelden").status_code == 405


@pytest.mark.parametrize("path", ["/anmelden/ich"])
def test_pages_of_who_is_signed_in(person: Person, crew: Crew, path: str) -> None:
    sign_in(person, crew.eva)
    assert person.open(path)
