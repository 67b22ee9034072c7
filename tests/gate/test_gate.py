"""Every text that visitors read keeps the rules of Leichte Sprache, or the gate says where not."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from directory.cli import directory_group, visitor_texts
from directory.cli.visitor_texts import messages
from directory.easy_language import check
from directory.proofreading import CheckedText, Gate, VisitorText, allow_list
from directory.proofreading.content_texts import page_texts

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "content"


@pytest.fixture(scope="module")
def gate() -> Gate:
    return Gate.of(CONTENT)


@pytest.fixture(scope="module")
def house(gate: Gate) -> list[CheckedText]:
    return list(gate.checked(visitor_texts.visitor_texts(CONTENT)))


def rules(gate: Gate, words: str, names: tuple[str, ...] = (), *, ours: bool = True) -> list[str]:
    (checked,) = gate.checked([VisitorText("a.html", 1, words, names, ours)])
    return [finding.rule for _sentence, finding in checked.faults]


def test_every_text_of_the_house_keeps_the_rules(house: list[CheckedText]) -> None:
    faults = [
        f"{one.text.file}:{one.text.line}: {sentence.text} [{finding.rule}] {finding.reason}"
        for one in house
        for sentence, finding in one.faults
    ]
    assert faults == []


@pytest.mark.parametrize(
    "part",
    [
        "directory/templates/",
        "directory/web/",
        "directory/wording/",
        "content/sources.yaml",
        "content/pictures.yaml",
        "content/sports/categories.csv",
        "content/sports/sports.csv",
        "content/vocabulary/glossary.yaml",
        "content/examples/",
        "content/pages/",
    ],
)
def test_the_gate_looks_at_each_part_of_the_house(house: list[CheckedText], part: str) -> None:
    assert any(one.text.file.startswith(part) for one in house)


def test_the_gate_looks_at_all_examples(house: list[CheckedText]) -> None:
    files = {one.text.file for one in house if one.text.file.startswith("content/examples/")}
    assert len(files) == len(list((CONTENT / "examples").glob("*/*.yaml")))


def test_the_gate_looks_at_sentences_that_are_made_from_facts(house: list[CheckedText]) -> None:
    words = {one.text.words for one in house}
    assert "Der Verein heißt: Beispiel-Verein Neustadt bewegt." in words


def test_lines_are_those_of_the_file(house: list[CheckedText]) -> None:
    """Long texts are folded and gaps are filled, so only plain ones can be compared."""
    compared = 0
    for one in house:
        file = ROOT / one.text.file
        if file.suffix not in (".yaml", ".csv") or not one.text.words or one.text.line == 1:
            continue
        line = file.read_text(encoding="utf-8").splitlines()[one.text.line - 1]
        assert one.text.words[:12] in line, one.text
        compared += 1
    assert compared > 500


def test_the_allow_list_is_short_and_each_entry_is_still_needed(
    gate: Gate, house: list[CheckedText]
) -> None:
    allowed = allow_list(CONTENT)
    assert len(allowed) <= 25
    assert [one.words for one in allowed if one not in gate.needed] == []
    assert all(len(one.reason) > 20 for one in allowed)


@pytest.mark.parametrize(
    ("words", "broken"),
    [
        ("Das Training wird geleitet.", ["passiv"]),
        ("Hier finden Sie Sport.", []),
        # Readers see Post-Leitzahl and Sport-Arten, so plain words are no fault.
        ("Schreiben Sie Ihre Postleitzahl.", []),
        ("Es gibt viele Sportarten.", []),
        # One thing has one word.
        ("Es gibt einen Fahrstuhl.", ["gleiches_wort"]),
        ("Rufen Sie den Übungsleiter an.", ["gleiches_wort"]),
        ("Schreiben Sie eine E-Mail.", []),
    ],
)
def test_faults_of_single_texts(gate: Gate, words: str, broken: list[str]) -> None:
    assert rules(gate, words) == broken


def test_clubs_may_use_their_own_words(gate: Gate) -> None:
    assert rules(gate, "Unser Klub hat einen Fahrstuhl.", ours=False) == []


def test_a_name_is_nobodys_fault(gate: Gate) -> None:
    words = "Der Verein heißt: Sport & Spiel e. V."
    assert rules(gate, words) != []
    assert rules(gate, words + " ", ("Sport & Spiel e. V.",)) == []


def test_a_fault_may_stay_only_where_the_allow_list_says_so(tmp_path: Path) -> None:
    content = tmp_path / "vocabulary"
    content.mkdir()
    (content / "allow.yaml").write_text(
        "allowed:\n  - {words: wird geleitet, rule: passiv, reason: For this test.}\n"
    )
    whole = Gate.of(CONTENT)
    gate = Gate(whole.word_parts, whole.same_words, allow_list(tmp_path))
    assert rules(gate, "Das Training wird geleitet.") == []
    assert rules(gate, "Das Training wird gemacht.") == ["passiv"]
    assert rules(gate, "Am 3.5. wird geleitet.") == ["datum"]
    assert gate.needed == set(gate.allowed)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "house"
    (folder / "templates").mkdir(parents=True)
    return folder


def test_gaps_are_filled_with_something_sensible(package: Path) -> None:
    (package / "templates" / "page.html").write_text(
        "\n{% trans name=x %}E-Mail an {{ name }} schreiben{% endtrans %}\n"
    )
    (package / "page.py").write_text(
        '_("Sport in {place}")\n\n'
        'ngettext("{count} Angebot", "{count} Angebote", n)\n'
        '_("Der Sport heißt: {whatever}.")\n'
    )
    found = {one.words: one for one in messages(package)}
    assert list(found) == [
        "Sport in Halle",
        "1 Angebot",
        "3 Angebote",
        "Der Sport heißt: Boccia.",
        "E-Mail an Anna schreiben",
    ]
    place = found["3 Angebote"]
    assert (place.file, place.line) == ("house/page.py", 3)
    assert found["E-Mail an Anna schreiben"].file == "house/templates/page.html"
    assert found["E-Mail an Anna schreiben"].names == ("Anna",)


def test_pages_of_the_content_folder_are_read_line_by_line(tmp_path: Path) -> None:
    folder = tmp_path / "pages" / "hilfe"
    folder.mkdir(parents=True)
    (folder / "easy.md").write_text(
        "---\ntitle: Hilfe\n---\n\nWir [helfen](/hilfe) **Ihnen**.\nSie sind bei {{name}}.\n\n"
        "## Telefon {picture=phone}\n\n- Rufen Sie an.\n\n{{operator}}\n"
    )
    (folder / "de.md").write_text("---\ntitle: Hilfe\n---\n\nHilfe wird gewährt.\n")
    pages = list(page_texts(tmp_path))
    assert [(one.line, one.words) for one in pages] == [
        (2, "Hilfe"),
        (5, "Wir helfen Ihnen."),
        (6, "Sie sind bei Sport für alle."),
        (8, "Telefon"),
        (10, "Rufen Sie an."),
    ]
    assert pages[2].names == ("Sport für alle",)


def test_the_command_names_file_line_sentence_reason_and_better_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = [
        VisitorText("directory/a.html", 7, "Das Training wird geleitet."),
        VisitorText("directory/b.html", 9, "Wir spielen."),
    ]
    monkeypatch.setattr(visitor_texts, "visitor_texts", lambda _content: iter(texts))
    (passive,) = check(texts[0].words).faults
    result = CliRunner().invoke(directory_group, ["easy-language", "--house"])
    assert result.exit_code == 1
    assert result.output.splitlines()[:3] == [
        "directory/a.html:7: Das Training wird geleitet.",
        f"  Fehler [passiv] „wird geleitet“: {passive.reason}",
        f"    Besser: {passive.pattern}",
    ]
    assert "2 texts, 1 faults. Noch zu schwer" in result.output


def test_the_worst_text_stands_first(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [
        VisitorText("directory/a.html", 7, "Wir spielen."),
        VisitorText("directory/b.html", 9, "Die Durchführung der Veranstaltung erfolgt zeitnah."),
    ]
    monkeypatch.setattr(visitor_texts, "visitor_texts", lambda _content: iter(texts))
    result = CliRunner().invoke(directory_group, ["easy-language", "--worst"])
    assert result.exit_code == 0
    assert [line.split()[1] for line in result.output.splitlines()] == [
        "directory/b.html:9",
        "directory/a.html:7",
    ]
