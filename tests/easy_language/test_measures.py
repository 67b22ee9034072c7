"""Prints precision and recall per rule on sentences never tuned on, and holds the bars."""

import sys
from collections import Counter

from labelled import club_sentences, compounds, segmented_texts

from directory.easy_language import broken_rules, difficulty, parts, sentences
from directory.easy_language.rules import ALL_RULES

# What the issue demands: F1 of all rules, and each of the three that no text may break.
MUST_F1, MUST_EACH, MOST_FALSE_ALARMS = 0.92, 0.95, 0.03


def test_rules_are_found_and_clean_sentences_left_alone(capsys):
    right, false, missed = Counter(), Counter(), Counter()
    clean = alarms = 0
    for labelled in club_sentences("test"):
        found = {finding.rule for finding in broken_rules(labelled.sentence)}
        right.update(found & labelled.rules)
        false.update(found - labelled.rules)
        missed.update(labelled.rules - found)
        clean += not labelled.rules
        alarms += not labelled.rules and bool(found)
    _say(capsys, _table(right, false, missed, alarms / clean))
    f1 = 2 * right.total() / (2 * right.total() + false.total() + missed.total())
    assert f1 >= MUST_F1
    assert alarms / clean <= MOST_FALSE_ALARMS


def _say(capsys, text):
    """Shows a figure even when the test is green."""
    with capsys.disabled():
        sys.stdout.write(f"\n{text}\n")


def _table(right, false, missed, alarms):
    lines = ["", "| rule | labelled | precision | recall |", "| --- | --- | --- | --- |"]
    for rule in sorted(right | false | missed):
        precision = right[rule] / max(1, right[rule] + false[rule])
        recall = right[rule] / max(1, right[rule] + missed[rule])
        lines.append(f"| {rule} | {right[rule] + missed[rule]} | {precision:.2f} | {recall:.2f} |")
    return "\n".join([*lines, f"false alarms on clean sentences: {alarms:.3f}"])


def test_every_rule_occurs_in_the_labelled_sentences():
    labelled = {
        rule for split in ("dev", "test") for s in club_sentences(split) for rule in s.rules
    }
    assert labelled == {rule.__name__ for rule in ALL_RULES}


def test_compounds_are_parted_as_authors_do_and_other_long_words_stay_whole(capsys):
    exact = real = parted = whole = 0
    for word, expected in compounds("test"):
        got = parts(word)
        if len(expected) > 1:
            real += 1
            exact += got == expected
        else:
            whole += 1
            parted += len(got) > 1
    _say(capsys, f"\ncompounds exact {exact / real:.3f}, wrongly parted {parted / whole:.3f}")
    assert exact / real >= 0.90
    assert parted / whole <= 0.04


def test_sentences_are_cut_where_a_person_cuts_them(capsys):
    right = got_all = expected_all = 0
    for text, expected in segmented_texts("test"):
        got = sentences(text)
        right += sum((Counter(got) & Counter(expected)).values())
        got_all += len(got)
        expected_all += len(expected)
    f1 = 2 * right / (got_all + expected_all)
    _say(capsys, f"\nsentence segmentation F1 {f1:.3f}")
    assert f1 >= 0.97


def test_clean_club_sentences_are_rarely_too_hard():
    clean = [s.sentence for s in club_sentences("test") if not s.rules]
    assert sum(difficulty(sentence) > 2.4 for sentence in clean) / len(clean) <= 0.08
