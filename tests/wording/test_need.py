"""Words of needs stand on every page of results, so parting them must cost nothing."""

from directory.config import CHECKOUT
from directory.content.terms import Terms
from directory.content.word_parts import WordParts
from directory.wording.need import NEEDS


def test_no_language_model_is_loaded_to_part_the_words_of_needs() -> None:
    """It takes about a second and 70 MB, which the first visitor of a process would wait for."""
    asked: list[str] = []

    def split(word: str) -> list[str]:
        asked.append(word)
        return [word]

    parts = WordParts(Terms.load(CHECKOUT / "content"), split)
    for words in NEEDS.values():
        parts.shown(words, "-")
    assert asked == []
