"""Help while writing: hard sentences with reason and a better way that can be taken over."""

import time

import pytest

from directory.easy_language import check
from directory.web.clubs.text_help import LONGEST, State, TextHelp, applied, findings_shown

TEXT = "Wir spielen am 3.5. im Park.\nWir haben zwei Bälle.\nAlle dürfen mitmachen."


def presses(shown: TextHelp) -> list[str]:
    return [one.press for hard in shown.sentences for one in hard.reasons if one.press]


def test_a_hard_sentence_is_named_with_its_reason_and_a_better_way() -> None:
    shown = findings_shown(TEXT)
    assert (shown.state, shown.told) == (State.HARD, "2 Sätze sind noch schwer.")
    first, second = shown.sentences
    assert [(piece.words, piece.is_hard) for piece in second.pieces] == [
        ("Wir haben ", False),
        ("zwei", True),
        (" Bälle.", False),
    ]
    assert [(one.old, one.better) for one in first.reasons] == [("3.5.", "3. Mai")]
    assert second.reasons[0].words == "Das ist eine Zahl als Wort. Ziffern sind leichter."


def test_what_cannot_be_finished_by_rule_shows_a_pattern_and_no_button() -> None:
    (hard,) = findings_shown("Die Kinder werden vom Trainer abgeholt.").sentences
    assert [(one.press, "Wer macht das?" in one.pattern) for one in hard.reasons] == [("", True)]


def test_an_easy_text_is_told_that_the_rules_are_kept_and_never_more() -> None:
    shown = findings_shown("Wir spielen Ball.")
    assert (shown.state, shown.told) == (State.FINE, "Die Regeln sind erfüllt.")
    assert "geprüft" not in shown.told


def test_the_words_are_hints_only() -> None:
    assert "Sie dürfen den Text auch so lassen." in findings_shown(TEXT).notes


@pytest.mark.parametrize("text", ["", "  \r\n "])
def test_without_a_text_nothing_is_said_to_be_wrong(text: str) -> None:
    assert findings_shown(text) == TextHelp(State.EMPTY, "Hier steht noch kein Text.")


def test_long_words_are_written_as_they_are_because_the_site_parts_them() -> None:
    assert check("Wir spielen in der Mehrzweckhalle.").faults
    assert findings_shown("Wir spielen in der Mehrzweckhalle.").state is State.FINE


def test_taking_over_one_after_another_leaves_an_easy_text() -> None:
    text = TEXT
    while found := presses(findings_shown(text)):
        text = applied(text, found[0])
    assert text == "Wir spielen am 3. Mai im Park.\nWir haben 2 Bälle.\nAlle dürfen mitmachen."
    assert findings_shown(text).state is State.FINE


def test_lines_of_a_browser_end_with_two_signs_and_still_fit() -> None:
    sent = TEXT.replace("\n", "\r\n")
    _first, second = presses(findings_shown(sent))
    assert applied(sent, second) == TEXT.replace("zwei", "2")


def test_a_press_for_a_sentence_that_changed_changes_nothing() -> None:
    press = presses(findings_shown(TEXT))[1]
    for changed in (TEXT.replace("zwei Bälle", "zwei rote Bälle"), "Ganz anders.", "", TEXT[:29]):
        assert applied(changed, press) == changed


def test_a_press_follows_its_sentence_when_others_came_before_it() -> None:
    press = presses(findings_shown(TEXT))[1]
    later = f"Guten Tag.\nWir sind da.\n{TEXT}"
    assert applied(later, press) == later.replace("zwei", "2")


def test_of_two_same_sentences_the_pressed_one_changes() -> None:
    text = "Wir haben zwei Bälle. Wir sind viele. Wir haben zwei Bälle."
    second = presses(findings_shown(text))[1]
    assert applied(text, second) == "Wir haben zwei Bälle. Wir sind viele. Wir haben 2 Bälle."


@pytest.mark.parametrize(
    "press", ["", "ja", "0", "0-0", "0-0-", "-1-0-abc", "9999999-0-a", "0-9-a", "a-b-c", "٣-0-x"]
)
def test_a_broken_press_changes_nothing(press: str) -> None:
    assert applied(TEXT, press) == TEXT


def test_a_press_names_a_finding_that_is_not_there() -> None:
    number, _finding, name = presses(findings_shown(TEXT))[0].split("-")
    assert applied(TEXT, f"{number}-9-{name}") == TEXT


def test_it_is_told_whether_a_press_did_something() -> None:
    press = presses(findings_shown(TEXT))[0]
    new = applied(TEXT, press)
    told = findings_shown(new, press, changed=new != TEXT).told
    assert told == "Der Satz ist geändert. 1 Satz ist noch schwer."
    assert findings_shown(new, press).told.startswith("Der Text war schon anders.")


def test_places_are_counted_as_browsers_count() -> None:
    text = "Wir lachen 😀😀. Wir haben zwei Bälle."
    one = next(one for hard in findings_shown(text).sentences for one in hard.reasons if one.press)
    units = text.encode("utf-16-le")
    assert units[2 * one.start : 2 * one.end].decode("utf-16-le") == "zwei" == one.old


@pytest.mark.parametrize("text", ["<b>Wir</b> haben zwei Bälle.", "Wir&nbsp;haben zwei Bälle."])
def test_where_marks_were_taken_out_nothing_is_put_in_at_a_wrong_place(text: str) -> None:
    shown = findings_shown(text)
    assert shown.state is State.HARD
    assert presses(shown) == []
    assert [one.better for hard in shown.sentences for one in hard.reasons if one.better] == ["2"]


def test_stars_for_bold_letters_are_not_put_into_a_text() -> None:
    shown = findings_shown("Sie dürfen nicht rauchen.")
    assert not any("**" in one.better for hard in shown.sentences for one in hard.reasons)


def test_a_very_long_text_is_checked_at_its_beginning_and_says_so() -> None:
    text = "Wir spielen Ball. " * 400
    assert len(text) > LONGEST
    assert findings_shown(text).notes == ("Der Text ist sehr lang.", "Wir prüfen nur den Anfang.")
    assert findings_shown(text[:90] + "  \n").notes == ()


@pytest.mark.parametrize(
    "unit",
    [
        "zwei ",
        "3.5. ",
        "<",
        "&",
        "(",
        "\u202ewir ",
        "😀",
        "a.B ",
        "wenn, dann weil ",
        "würde wird ",
        "Donaudampfschifffahrtsgesellschaftskapitän",
        "\n- ",
        "17:30 Uhr ",
        "Man würde am 3.5. zwei Bälle haben. ",
    ],
)
def test_no_text_takes_long(unit: str) -> None:
    findings_shown("Wir spielen am 3.5. Ball.")
    start = time.process_time()
    findings_shown(unit * (LONGEST // len(unit)))
    assert time.process_time() - start < 4
