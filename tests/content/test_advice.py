"""Advice for clubs that editors write."""

from pathlib import Path

import pytest

from directory.content.advice import AllAdvice
from directory.content.errors import ContentError

CONTENT = Path(__file__).parents[2] / "content"


def test_each_piece_is_complete_in_three_languages() -> None:
    found = AllAdvice.load(CONTENT).by_page
    assert set(found) >= {"begleitung", "zugang", "erstes-mal", "wer", "kosten", "text"}
    for page, advice in found.items():
        assert all((advice.title, advice.title_de, advice.title_en)), page
        assert all((advice.easy, advice.de, advice.en)), page


def test_each_piece_stands_beside_a_page_that_there_is() -> None:
    from directory.web.clubs.flow import BY_KEY

    assert set(AllAdvice.load(CONTENT).by_page) <= set(BY_KEY)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sport: {title: A, title_de: B, title_en: C, easy: [], de: [D], en: [E]}", "easy"),
        ("sport: {title: A, title_de: B, title_en: C, easy: [D], de: [D], english: [E]}", "en"),
        ("sport: 5", "sport"),
    ],
)
def test_a_fault_names_the_key(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "advice.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match=said):
        AllAdvice.load(tmp_path)
