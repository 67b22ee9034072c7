"""Words are found however they are bent, written together or apart."""

import pytest

from directory.catalogue.analysis import no_split, stem, terms, terms_with_parts
from directory.easy_language import parts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("schwimmen", "Schwimmer"),
        ("Füße", "fuesse"),
        ("Fuß-Ball", "Fußball"),
        ("Fuß·ball", "FUSSBALL"),
        ("Straße", "Strasse"),
        ("Vereine", "Verein"),
        ("Kinder", "Kindern"),
    ],
)
def test_one_term_for_all_spellings_and_endings(one: str, other: str) -> None:
    assert terms(one) == terms(other)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Rollstuhlbasketball", "rollstuhl basketball"),
        ("Rollstuhl-Basketball", "Rollstuhl Basketball"),
        ("Wir spielen „Rollstuhlbasketball“.", "Basketball im Rollstuhl".replace(" im", "")),
        ("Blindenfußball", "Fußball Blinde"),
        ("Übungsleiter", "Leiter"),
    ],
)
def test_compounds_are_found_by_their_parts(text: str, asked: str) -> None:
    assert set(terms(asked)) <= set(terms_with_parts(text, parts))


def test_the_whole_word_stays() -> None:
    assert terms("Rollstuhlbasketball")[0] in terms_with_parts("Rollstuhlbasketball", parts)


@pytest.mark.parametrize(
    "text", ["", "  ", "…", "\0", "a\u0308o\u0308", "x" * 500, "(Halle/Saale), 06108!", "Yoga-"]
)
def test_without_splitting_the_index_keeps_the_terms_that_are_asked(text: str) -> None:
    assert list(dict.fromkeys(terms(text))) == list(dict.fromkeys(terms_with_parts(text, no_split)))


def test_endless_words_are_cut_on_both_sides_alike() -> None:
    assert stem("x" * 500) == stem("x" * 64)
