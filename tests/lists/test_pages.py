"""Each address of lists answers with a whole page, also where there is nothing."""

import pytest

from tests.messages.filling import Person


@pytest.mark.parametrize(
    ("address", "heading", "status"),
    [
        ("/zettel", "Eine Liste öffnen", 200),
        ("/zettel/482915", "Diese Liste gibt es nicht", 404),
        ("/zettel/482915/loeschen", "Diese Liste gibt es nicht", 404),
        ("/vergleichen", "Angebote vergleichen", 200),
        ("/de/zettel", "Eine Liste öffnen", 200),
        ("/en/vergleichen", "Compare offers", 200),
    ],
)
def test_it_opens(person: Person, address: str, heading: str, status: int) -> None:
    assert person.open(address, status).heading == heading


@pytest.mark.parametrize("address", ["/merkzettel/weitergeben", "/merkzettel/notizen"])
def test_without_a_list_the_way_leads_to_the_own_one(person: Person, address: str) -> None:
    assert person.post(address, {}).heading == "Mein Merkzettel"


@pytest.mark.parametrize("address", ["/zettel/482915/merken", "/zettel/482915/loeschen"])
def test_nothing_is_done_with_a_list_that_is_not_there(person: Person, address: str) -> None:
    assert person.post(address, {}, status=404).heading == "Diese Liste gibt es nicht"
