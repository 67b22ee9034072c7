"""Each text about the site opens, holds the rules of all pages, and says what it is for."""

import pytest

from tests.visiting import Visitor


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("/hilfe", "Hilfe"),
        ("/so-geht-das", "So geht das"),
        ("/netzwerk", "Das Netzwerk"),
        ("/dokumente", "Dokumente"),
        ("/kontakt", "Kontakt"),
        ("/fuer-vereine", "Für Vereine"),
        ("/fuer-beratung", "Für die Beratung"),
        ("/leichte-sprache", "Leichte Sprache"),
        ("/gebaerdensprache", "Gebärden-Sprache"),
        ("/impressum", "Impressum"),
        ("/datenschutz", "Daten-Schutz"),
        ("/barrierefreiheit", "Barriere-Freiheit"),
    ],
)
def test_every_text_opens_and_names_itself(visitor: Visitor, address: str, heading: str) -> None:
    assert visitor.open(address).heading == heading
