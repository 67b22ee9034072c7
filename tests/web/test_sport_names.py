"""Sports and their groups are called as in the language of the page."""

import re
from pathlib import Path

import pytest

from directory.content import Sports
from tests.visiting import Visitor

CONTENT = Path(__file__).parents[2] / "content"
SPORTS = Sports.load(CONTENT)
NAMES = [(sport.name, sport.name_de) for sport in SPORTS.all()]
NAMES += [(group.name, group.name_de) for group in SPORTS.categories.values()]
PARTED = {easy for easy, standard in NAMES if "-" in easy and easy != standard}
WITH_PARTED_WORD = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in sorted(PARTED)))


@pytest.mark.parametrize("prefix", ["/de", "/en"])
@pytest.mark.parametrize(
    "address",
    [
        "/sport",
        "/sport/drachenboot",
        "/suche?q=ballsport+in+Magdeburg",
        "/suche?sport=drachenboot",
        "/finden/sport",
        "/wunsch",
        "/wunsch?sport=drachenboot",
        "/quellen",
    ],
)
def test_no_easy_name_of_a_sport_stands_on_pages_in_other_languages(
    visitor: Visitor, prefix: str, address: str
) -> None:
    page = visitor.open(f"{prefix}{address}")
    assert WITH_PARTED_WORD.findall(page.text) == []


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("/suche?q=ballsport+in+Magdeburg", "Ball-Sport"),
        ("/de/suche?q=ballsport+in+Magdeburg", "Ballsport"),
        ("/en/suche?q=ballsport+in+Magdeburg", "Ball sports"),
        ("/de/suche?sport=drachenboot", "Drachenboot"),
    ],
)
def test_a_title_names_what_was_understood_in_the_language_of_the_page(
    visitor: Visitor, address: str, named: str
) -> None:
    assert named in visitor.open(address).heading
