"""Codes as words: said at the telephone, heard, and typed as somebody spells."""

from pathlib import Path

import pytest

from directory.config import CHECKOUT
from directory.content.code_words import CodeWords
from directory.content.errors import ContentError

WORDS = CodeWords.load(CHECKOUT / "content")


def test_every_code_has_words_that_lead_back_to_it() -> None:
    for number in range(100):
        code = f"{number:02d}{(number * 7 + 3) % 100:02d}{99 - number:02d}"
        said = WORDS.said(code)
        assert WORDS.code(" ".join(said)) == code
        assert WORDS.code(", ".join(word.lower() for word in said)) == code


@pytest.mark.parametrize("typed", ["482915", "48 29 15", "482-915", " 4 8 2 9 1 5 ", "48.29.15"])
def test_figures_may_be_spaced_in_any_way(typed: str) -> None:
    assert WORDS.code(typed) == "482915"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Soone Fisch Lampe", "Sonne Fisch Lampe"),
        ("sone fischh lammpe", "Sonne Fisch Lampe"),
        ("Brueke Kafee Slüssel", ""),
        ("Elefannt Tomaate Ferd", "Elefant Tomate Pferd"),
    ],
)
def test_words_may_be_spelt_by_ear(typed: str, meant: str) -> None:
    assert WORDS.code(typed) == (WORDS.code(meant) if meant else "")


@pytest.mark.parametrize(
    "typed",
    ["", "12345", "1234567", "Sonne Fisch", "Sonne Fisch Lampe Hut", "٤٨٢٩١٥", "x" * 500, "\0"],
)
def test_what_is_no_code_is_none(typed: str) -> None:
    assert WORDS.code(typed) == ""


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("04,Auge", "line 5: number must be 03"),
        ("03,Apfel", "line 5: .* sounds like"),
        ("03,Aapffel", "line 5: .* sounds like"),
        ("03,", "line 5: word is empty"),
        ("03,Auge", "there must be 100 words, not 4"),
    ],
)
def test_a_table_whose_words_can_be_confused_is_refused(
    tmp_path: Path, line: str, problem: str
) -> None:
    table = tmp_path / "vocabulary" / "code_words.csv"
    table.parent.mkdir()
    table.write_text(f"number,word\n00,Affe\n01,Apfel\n02,Arm\n{line}\n")
    with pytest.raises(ContentError, match=problem):
        CodeWords.load(tmp_path)
