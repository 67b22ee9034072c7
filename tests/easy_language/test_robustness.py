"""Whatever is put in, an answer comes out; nothing is loaded before it is needed."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from labelled import club_sentences

from directory.easy_language import (
    broken_rules,
    check,
    check_each,
    difficulty,
    explain,
    parts,
    sentences,
)

_ALL = (sentences, difficulty, explain, check, broken_rules, parts)
_WORDS = "Wir und wird zu , . 3.5. 17:30 ( * „ “ : <b> </p> &amp; 😀 Str. würde der des Vereins - %"
_PIECES = st.sampled_from([*_WORDS.split(), "https://a.de", "ein:e", "e. V.", "**", "\n", "\x00"])


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120) | st.lists(_PIECES, max_size=25).map(" ".join))
def test_any_text_gets_an_answer(text):
    for ask in _ALL:
        ask(text)
    assert 1 <= difficulty(text) <= 7


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\x00\x00",
        "😀😀😀",
        "مرحبا بالعالم.",
        "你好世界。",
        "The quick brown fox.",
        "https://example.org/?a=b&c=d",
        "<div><p>Hallo</p>",
        "(" * 3000,
        "ab-" * 3000,
        "1" * 9000,
        "a" * 9000,
        "<a" * 3000,
        "\ud800",
    ],
    ids=lambda text: repr(text[:12]),
)
def test_odd_text_gets_an_answer_from_every_function(text):
    for ask in _ALL:
        ask(text)


def test_every_span_lies_in_its_sentence_and_every_sentence_in_the_text():
    text = " ".join(s.sentence for s in club_sentences("dev")[:80])
    for checked in check(text).sentences:
        assert text[checked.start : checked.end] == checked.text
        for found in checked.findings:
            assert 0 <= found.start < found.end <= len(checked.text)


def test_the_terms_of_a_sentence_sum_to_its_difficulty():
    sentence = "Die Mitglieder der Gruppe wurden am Dienstag von dem Vorstand eingeladen."
    assert sum(term.points for term in explain(sentence)) == pytest.approx(
        difficulty(sentence), abs=1e-3
    )


def test_a_longer_and_rarer_sentence_is_harder():
    easy, middle, hard = (
        difficulty(sentence)
        for sentence in (
            "Wir spielen Ball.",
            "Wir spielen jeden Montag in der großen Halle mit dem Ball.",
            "Die Vereinsmitglieder wurden aufgrund der Satzungsänderung umgehend benachrichtigt.",
        )
    )
    assert easy < middle < hard


def test_importing_loads_no_model():
    code = (
        "import sys, directory.easy_language;"
        "print([m for m in ('HanTa', 'numpy', 'wordfreq', 'simplemma') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_model_in_the_current_folder_is_never_opened(tmp_path):
    (tmp_path / "morphmodel_ger.pgz").write_bytes(b"not a model")
    code = "from directory.easy_language import parts; print(parts('Turnhalle'))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={"PYTHONPATH": _root()},
    )
    assert done.stdout.strip() == "['Turn', 'Halle']"


def _root():
    from pathlib import Path

    import directory

    return str(Path(directory.__file__).parent.parent)


def test_threads_get_the_same_answers_as_one():
    texts = [s.sentence for s in club_sentences("dev")[:60]]
    alone = [check(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(check, texts)) == alone


def test_of_a_sentence_that_is_too_long_only_the_length_is_said() -> None:
    noise = "Das ist " + "zwei würde " * 100
    first, second = check_each(f"Wir spielen. {noise}", longest=300)
    assert (first.findings, second.text) == ((), noise.strip())
    assert [found.rule for found in second.faults] == ["satzlaenge"]
