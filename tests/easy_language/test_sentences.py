"""Sentences end where a person sees their end."""

import pytest
from labelled import segmented_texts

from directory.easy_language import sentences


@pytest.mark.parametrize(
    "sentence",
    [
        "Der 1. FC Köln spielt am 3.5. in Bonn.",
        "Der TSV Bonn e. V. hat eine Halle.",
        "Das Training ist am 3. Mai um 17 Uhr 30.",
        "Es gibt z. B. Fußball und ca. 10 Bälle usw.",
        "Dr. Müller wohnt in der Haupt-Str. 12.",
        "„Komm mit!“, sagt Tom.",
        "Die Halle ist\nin Bonn.",
        "Schreiben Sie an info@sport.de oder www.sport.de.",
    ],
)
def test_one_sentence_stays_one(sentence):
    assert sentences(sentence) == [sentence]


def test_blank_lines_bullets_and_block_tags_end_a_sentence():
    assert sentences("Unser Verein\n\nDas bieten wir\n- Tanz\n- Judo") == [
        "Unser Verein",
        "Das bieten wir",
        "- Tanz",
        "- Judo",
    ]
    assert sentences("<p>Wir <em>spielen</em>.</p><ul><li>Eins</li><li>Zwei</li></ul>") == [
        "Wir spielen.",
        "Eins",
        "Zwei",
    ]


def test_bold_stays_visible_and_scripts_vanish():
    assert sentences("<script>x()</script>Das ist <strong>nicht</strong> weit.") == [
        "Das ist **nicht** weit."
    ]


@pytest.mark.parametrize("empty", ["", "  \n\t ", "\x00"])
def test_an_empty_text_has_no_sentences(empty):
    assert sentences(empty) == []


def test_our_own_texts_are_cut_as_labelled():
    for text, expected in segmented_texts("dev"):
        assert sentences(text) == expected
