"""A replacement solves its finding, breaks no other rule and changes no fact."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from labelled import club_sentences

from directory.easy_language import Severity, broken_rules, check
from directory.easy_language.facts import facts

_WEEKDAYS = st.sampled_from(
    ["Montag", "Mo", "Dienstag", "Di", "Fr", "Samstag", "Mo-Fr", "Mo und Mi"]
)
_TIMES = st.builds("{:02d}:{:02d} Uhr".format, st.integers(0, 23), st.integers(0, 59)) | st.builds(
    "{}.{:02d}-{}.{:02d} Uhr".format,
    st.integers(1, 12),
    st.integers(0, 59),
    st.integers(13, 23),
    st.integers(0, 59),
)
_DATES = st.builds("{}.{}.".format, st.integers(1, 31), st.integers(1, 12)) | st.builds(
    "{:02d}.{:02d}.{}".format, st.integers(1, 31), st.integers(1, 12), st.integers(2000, 2040)
)
_NUMBERS = st.sampled_from(
    ["zwei", "drei", "zwölf", "zwanzig", "einundvierzig", "hundert", "dreihundert"]
)
_PRICES = st.builds("{},{:02d} Euro".format, st.integers(1, 99), st.integers(0, 99))
_PHONES = st.builds("0{}/{}".format, st.integers(20, 9999), st.integers(10_000, 9_999_999))
_THINGS = st.sampled_from(
    ["Trainer*innen", "Mitgliederversammlung", "Tag des Vereins", "Name der Gruppe"]
)


def _broken(sentence):
    return Counter(f.rule for f in broken_rules(sentence))


def _assert_safe(text):
    for checked in check(text).sentences:
        before = _broken(checked.text)
        for found in checked.findings:
            if found.replacement is None:
                continue
            changed = found.applied(checked.text)
            after = _broken(changed)
            if found.severity is not Severity.NOTE:
                assert after[found.rule] < before[found.rule], changed
            assert not {r for r in after - before if r != "satzlaenge"}, changed
            assert facts(changed) == facts(checked.text), changed


@pytest.mark.parametrize("labelled", club_sentences("dev"), ids=lambda s: s.sentence[:40])
def test_every_replacement_in_our_examples_is_safe(labelled):
    _assert_safe(labelled.sentence)


@settings(max_examples=60, deadline=None)
@given(st.tuples(_WEEKDAYS, _TIMES, _DATES, _NUMBERS), st.tuples(_PRICES, _PHONES, _THINGS))
def test_numbers_times_weekdays_and_dates_are_the_same_before_and_after(when, what):
    day, time, date, number = when
    price, phone, thing = what
    _assert_safe(f"Am {day} um {time} in Bonn. Am {date} kommen {number} Kinder. {thing}: {price}.")
    _assert_safe(f"Rufen Sie Frau Klein an: {phone}. Am {date} ist {thing}. {number} sind da.")


def test_a_fact_in_another_spelling_is_the_same_fact():
    assert facts("am 3.5. um 09:00 Uhr, 7,50 Euro") == facts("am 3. Mai um 9 Uhr, 7 Euro 50")
    assert facts("am 3.5.") != facts("am 4. Mai")
    assert facts("Montag") != facts("Dienstag")
    assert facts("zwölf") == facts("12") != facts("21")
    assert facts("Bonn") != facts("Köln")
    assert facts("17 Uhr 30") != facts("17 Uhr 20")
