"""The word that was meant is found, and a correct word is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.spelling import Corrector

SPORTS = (
    *("Fußball", "Rollstuhl-Basketball", "Basketball", "Baseball", "Schwimmen", "Tischtennis"),
    *("Kegeln", "Klettern", "Reiten", "Rudern", "Radeln", "Judo", "Yoga", "Leichtathletik"),
)
CORRECTOR = Corrector.of(dict.fromkeys(SPORTS, 100_000))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Fusbal", "Fußball"),
        ("Vußball", "Fußball"),
        ("Rolschtul basket bal", "Rollstuhl-Basketball"),
        ("baskeball", "Basketball"),
        ("schwimen", "Schwimmen"),
        ("shwimmen", "Schwimmen"),
        ("Tichtenis", "Tischtennis"),
        ("gegeln", "Kegeln"),
        ("rduern", "Rudern"),
        ("Raiten", "Reiten"),
        ("Joga", "Yoga"),
        ("leicht atletick", "Leichtathletik"),
        ("jodo", "Judo"),
    ],
)
def test_the_word_that_was_meant_is_found(typed, meant):
    correction = CORRECTOR.correct(typed)
    assert correction is not None
    assert correction.meant == meant


@pytest.mark.parametrize("word", [*SPORTS, "FUSSBALL", "Roll Stuhl Basket Ball", "Fuß·ball"])
def test_a_correct_word_is_never_corrected(word):
    assert CORRECTOR.correct(word) is None


@pytest.mark.parametrize("word", ["Schrank", "Elefant", "xyz", "", "a", "((((", "12345", "😀"])
def test_words_that_resemble_nothing_stay(word):
    assert CORRECTOR.correct(word) is None


def test_of_two_that_are_equally_near_the_usual_one_is_meant():
    corrector = Corrector.of({"Bremen": 569_000, "Brehmen": 300})
    assert corrector.near("Bremem", 2)[0].meant == "Bremen"


def test_the_cost_grows_with_the_slips():
    slip, two_slips = CORRECTOR.correct("Kletern"), CORRECTOR.correct("Gletern")
    assert slip and two_slips
    assert 0 < slip.cost < two_slips.cost


@given(st.sampled_from(SPORTS), st.data())
def test_any_single_slip_in_a_long_word_is_mended(sport, data):
    word = sport.lower()
    if len(word) < 8:
        return
    place = data.draw(st.integers(0, len(word) - 2))
    slip = data.draw(st.sampled_from(["left out", "doubled", "swapped", "changed"]))
    rest = word[place + 1 :]
    wrong = {
        "left out": word[:place] + rest,
        "doubled": word[: place + 1] + word[place] + rest,
        "swapped": word[:place] + rest[:1] + word[place] + rest[1:],
        "changed": word[:place] + "q" + rest,
    }[slip]
    found = CORRECTOR.correct(wrong)
    # Baskeball is as near to Baseball.
    assert (
        found is None
        or found.meant == sport
        or {found.meant, sport}
        <= {
            "Basketball",
            "Baseball",
        }
    )
    assert found is not None or wrong in CORRECTOR


@given(st.text(max_size=10_000))
def test_any_text_gets_an_answer(text):
    CORRECTOR.correct(text)


def test_an_empty_list_corrects_nothing():
    assert Corrector.of({}).correct("Fussbal") is None
