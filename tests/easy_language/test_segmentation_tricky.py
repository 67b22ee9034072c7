"""Abbreviations, figures and headings end a sentence only where a new one begins."""

from collections import Counter

import pytest
from labelled import segmented_texts

from directory.easy_language import sentences


@pytest.mark.parametrize(
    "expected",
    [
        ["Es gibt Gruppe A.", "Gruppe B trainiert später."],
        ["Das ist Johann S. Bach."],
        ["Wir sind der TSV e. V.", "Kinder spielen bei uns."],
        ["Der TSV Aue e. V. Köln hat 5 Hallen."],
        ["Judo u. v. m.", "Kinder sind da."],
        ["Das Fest ist am 3.5.", "Kinder zahlen nichts."],
        ["Wir feiern den 50. Geburtstag."],
        ["Wir spielen in der II. Liga."],
        ["Der Trainer heißt Max.", "Er ist nett."],
        ["Das geht so.", "Kinder helfen gern."],
    ],
)
def test_the_words_behind_a_dot_tell_whether_it_ends_a_sentence(expected):
    assert sentences(" ".join(expected)) == expected


def test_a_heading_ends_before_a_line_that_opens_a_sentence():
    assert sentences("Über uns\nWir sind nett.") == ["Über uns", "Wir sind nett."]


def test_a_date_goes_on_in_the_next_line():
    assert sentences("Das Fest ist am 3.\nMai.") == ["Das Fest ist am 3.\nMai."]


@pytest.mark.parametrize(("split", "least"), [("tricky_dev", 0.99), ("tricky_test", 0.95)])
def test_tricky_texts_are_cut_where_a_person_cuts_them(split, least):
    right = together = 0
    for text, expected in segmented_texts(split):
        got = sentences(text)
        right += sum((Counter(got) & Counter(expected)).values())
        together += len(got) + len(expected)
    assert 2 * right / together >= least
