"""The command that checks a text says what is hard, why, and what is better."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from directory.cli import directory_group
from directory.easy_language import check

HARD = "Wir spielen.\n\nDas Training wird von Anna geleitet.\nDie Halle ist im Gesundheitsamt.\n"
EASY = "Wir spielen jeden Dienstag.\nKommen Sie vorbei!\n"


def run(*words: str, typed: bytes | str | None = None) -> Result:
    return CliRunner().invoke(directory_group, ["easy-language", *words], input=typed)


@pytest.fixture
def hard(tmp_path: Path) -> str:
    file = tmp_path / "hard.txt"
    file.write_text(HARD, encoding="utf-8")
    return str(file)


def test_an_easy_text_keeps_the_rules() -> None:
    result = run("-", typed=EASY)
    assert result.exit_code == 0
    assert result.output == "Die Regeln sind erfüllt\n"


def test_a_hard_text_is_told_by_line_rule_reason_and_better_way(hard: str) -> None:
    passive, compound = check(HARD).faults
    result = run(hard)
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "Zeile 3: Das Training wird von Anna geleitet.",
        f"  Fehler [passiv] „wird von Anna geleitet“: {passive.reason}",
        f"    Besser: {passive.pattern}",
        "",
        "Zeile 4: Die Halle ist im Gesundheitsamt.",
        f"  Fehler [kompositum] „Gesundheitsamt“: {compound.reason}",
        "    Besser: Gesundheits-Amt",
        "",
        "Noch zu schwer",
    ]


def test_programs_get_the_same_in_json(hard: str) -> None:
    result = run("--json", hard)
    assert result.exit_code == 1
    told = json.loads(result.output)
    assert (told["verdict"], told["fulfilled"]) == ("Noch zu schwer", False)
    assert [one["line"] for one in told["sentences"]] == [1, 3, 4]
    (finding,) = told["sentences"][2]["findings"]
    assert finding["rule"] == "kompositum"
    assert finding["severity"] == "fault"
    assert finding["replacement"] == "Gesundheits-Amt"
    sentence = told["sentences"][2]["text"]
    assert sentence[finding["start"] : finding["end"]] == "Gesundheitsamt"


def test_a_missing_file_is_one_kind_sentence() -> None:
    result = run("none.txt")
    assert result.exit_code == 2
    assert result.output == "Wir können diese Datei nicht lesen: none.txt\n"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    result = run(str(tmp_path))
    assert result.exit_code == 2
    assert result.output.startswith("Wir können diese Datei nicht lesen: ")


@pytest.mark.parametrize(
    "typed", [b"", b"\xff\xfe\x00", b"\xef\xbb\xbfWir spielen.", "🙂".encode()]
)
def test_odd_bytes_bring_a_verdict_and_no_traceback(typed: bytes) -> None:
    result = run("-", typed=typed)
    assert result.output.splitlines()[-1] in ("Die Regeln sind erfüllt", "Noch zu schwer")


def test_without_a_file_the_command_says_what_it_needs() -> None:
    result = run()
    assert result.exit_code == 2
    assert "Name a file" in result.output
