"""What people like leads to sports, and ways to kilometres; content/questions.yaml says how."""

from pathlib import Path

import pytest

from directory.catalogue.query import OfferQuery
from directory.config import CHECKOUT
from directory.content import ContentError, Sports
from directory.content.questions import Questions
from tests.quality.recovery import SUNDAY, the_understanding

CONTENT = CHECKOUT / "content"
QUESTIONS = Questions.load(CONTENT)


@pytest.mark.parametrize("key", QUESTIONS.likings)
def test_search_understands_each_liking_as_sports_and_nothing_else(key: str) -> None:
    words = QUESTIONS.likings[key].search
    found = the_understanding().understand(OfferQuery(what=words), SUNDAY)
    assert found.sports
    assert (found.words, found.needs, found.corrected, found.place) == ((), (), (), None)


def test_every_sport_is_reached_by_a_liking() -> None:
    understanding = the_understanding()
    reached = {
        sport
        for liking in QUESTIONS.likings.values()
        for sport in understanding.understand(OfferQuery(what=liking.search), SUNDAY).sports
    }
    assert set(Sports.load(CONTENT).by_id) - reached == set()


def test_no_two_likings_mean_the_same() -> None:
    words = [liking.search for liking in QUESTIONS.likings.values()]
    assert len(set(words)) == len(words)


def test_ways_differ_in_how_far_they_lead_and_grow() -> None:
    kilometres = [way.kilometres for way in QUESTIONS.ways.values()]
    assert kilometres == sorted(set(kilometres))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("likings: {ball: {name: a, name_de: a, name_en: a}}", "likings.ball.search is missing"),
        (
            "likings: {chess: {name: a, name_de: a, name_en: a, search: a}}",
            'likings.chess.picture "chess" does not stand in pictures.yaml',
        ),
        (
            "ways: {walk: {name: a, name_de: a, name_en: a, picture: walk, kilometres: 0}}",
            "ways.walk.kilometres must be a number above 0",
        ),
        ("wege: {}", "wege is not a key"),
    ],
)
def test_a_fault_names_the_file_and_the_key(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "pictures.yaml").write_text(
        (CONTENT / "pictures.yaml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    (tmp_path / "questions.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        Questions.load(tmp_path)
    assert str(caught.value).startswith("questions.yaml: ")
    assert told in str(caught.value)
