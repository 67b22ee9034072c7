"""Each question opens, asks one thing, and holds the rules of all pages."""

import pytest

from tests.page_checks import by_class
from tests.visiting import Visitor


@pytest.mark.parametrize(
    ("address", "heading", "number"),
    [
        ("/finden", "Was macht Ihnen Spaß?", 1),
        ("/finden/sport", "Welcher Sport gefällt Ihnen?", 1),
        ("/finden/sport?was=Wasser-Sport", "Welcher Sport gefällt Ihnen?", 1),
        ("/finden/ort", "Wo möchten Sie Sport machen?", 2),
        ("/finden/ort?liste=15", "Sachsen-Anhalt: Welche Gegend?", 2),
        ("/finden/ort?liste=15088", "Saalekreis: Welcher Ort?", 2),
        ("/finden/ort?ort=Neustadt", "Welches Neustadt meinen Sie?", 2),
        ("/finden/weite?ort=Magdeburg", "Wie kommen Sie hin?", 3),
        ("/finden/wichtig", "Was ist Ihnen wichtig?", 4),
        ("/finden/wichtig?seite=2", "Was ist Ihnen wichtig?", 4),
    ],
)
def test_every_question_opens_and_says_how_far_one_is(
    visitor: Visitor, address: str, heading: str, number: int
) -> None:
    page = visitor.open(address)
    assert page.heading == heading
    assert f"Frage {number} von 4" in page.text
    assert page.all("//main//a" + by_class("question-head__back"))
