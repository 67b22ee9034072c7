"""Compounds are parted as authors of Leichte Sprache write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.easy_language import parts


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Rollstuhl", "Roll Stuhl"),
        ("Turnhalle", "Turn Halle"),
        ("Schwimmbad", "Schwimm Bad"),
        ("Sportverein", "Sport Verein"),
        ("Bushaltestelle", "Bus Halte Stelle"),
        ("Wasserball", "Wasser Ball"),
        ("Gesundheitsamt", "Gesundheits Amt"),
        ("Rollstuhlbasketball", "Rollstuhl Basketball"),
        ("Behindertenparkplatz", "Behinderten Parkplatz"),
        ("E-Mail-Adresse", "E-Mail Adresse"),
        ("Roll-Stuhl", "Roll Stuhl"),
        ("Turn·halle", "Turn halle"),
        ("barrierefrei", "barriere frei"),
        ("turnhalle", "turn halle"),
    ],
)
def test_a_compound_is_parted_with_its_linking_letters(word, expected):
    assert parts(word) == expected.split()


@pytest.mark.parametrize(
    "word",
    [
        "Training",
        "Versicherung",
        "Unterstützung",
        "Gemeinschaft",
        "Behinderung",
        "Moderation",
        "Kontrolle",
        "Mitglied",
        "Sportlerin",
        "Übernachtung",
        "mitmachen",
        "gemeinsame",
        "Halle",
        "TSV",
    ],
)
def test_a_derived_or_simple_word_stays_whole(word):
    assert parts(word) == [word]


@given(st.text(max_size=80))
def test_no_letter_is_lost(word):
    letters = [sign for sign in "".join(parts(word)).lower() if sign.isalpha()]
    assert letters == [sign for sign in word.lower() if sign.isalpha()] or not word.isascii()
