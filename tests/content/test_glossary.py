"""Hard words are explained once, and found in texts where they are used first."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.content import ContentError
from directory.content.glossary import FirstUses, Glossary
from directory.content.terms import Term, Terms

CONTENT = Path(__file__).parents[2] / "content"
GLOSSARY = Glossary.load(CONTENT)


def content_with(folder: Path, name: str, text: str) -> Path:
    shutil.copytree(CONTENT / "vocabulary", folder / "vocabulary")
    (folder / "vocabulary" / name).write_text(text, encoding="utf-8")
    return folder


def marked(*texts: str) -> list[str]:
    """The words that would be linked, and what explains them."""
    uses = FirstUses(GLOSSARY)
    pieces = [piece for text in texts for piece in uses.pieces(text)]
    return [f"{piece.words}={piece.entry.word}" for piece in pieces if piece.entry]


def test_at_least_40_words_are_explained_in_short_sentences() -> None:
    assert len(GLOSSARY.entries) >= 40
    for entry in GLOSSARY.entries:
        assert 1 <= len(entry.sentences) <= 4, entry.word
        assert all(len(sentence.split()) <= 12 for sentence in entry.sentences), entry.word


@pytest.mark.parametrize(
    "word",
    [
        "Begleitung", "barrierefrei", "Inklusion", "Rollstuhlsport", "Boccia", "Unified",
        "Teilhabeberater", "Verein", "Mitglied", "Probetraining", "Beitrag", "Bildungspaket",
        "Attest", "Überweisung", "Gebärdensprache", "Impressum", "Datenschutz", "Postleitzahl",
    ],
)  # fmt: skip
def test_words_that_readers_asked_for_are_explained(word: str) -> None:
    found = GLOSSARY.of(word)
    assert found is not None
    assert found.word == word


def test_words_are_stored_plain_and_stand_in_alphabetical_order() -> None:
    keys = [entry.key for entry in GLOSSARY.entries]
    assert keys == sorted(keys)
    real_hyphens = {"E-Mail", "E-Rollstuhl", "Para-Sport", "Reha-Sport"}
    parted = {entry.word for entry in GLOSSARY.entries if "-" in entry.word}
    assert parted <= real_hyphens


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Der Verein ist groß.", ["Verein=Verein"]),
        ("Viele Vereine machen mit.", ["Vereine=Verein"]),
        ("Kommen Sie zum Probe-Training!", ["Probe-Training=Probetraining"]),
        ("Kommen Sie zum Probe·training!", ["Probe·training=Probetraining"]),
        ("Die Halle ist barriere-frei.", ["barriere-frei=barrierefrei"]),
        ("Barrierefrei ist die Halle.", ["Barrierefrei=barrierefrei"]),
        ("Wir reden in Leichter Sprache.", ["Leichter Sprache=Leichte Sprache"]),
        ("Wir bezahlen die Beiträge.", ["Beiträge=Beitrag"]),
        # Other words that only look alike.
        ("Wir sind vereint.", []),
        ("Wir filtern Wasser.", []),
        ("Im Vereinshaus ist Platz.", []),
        ("Das ist Sprache.", []),
        ("", []),
    ],
)
def test_hard_words_in_texts(text: str, found: list[str]) -> None:
    assert marked(text) == found


def test_a_word_is_marked_only_where_it_stands_first_on_the_page() -> None:
    texts = ("Der Verein hat 3 Mitglieder.", "Fragen Sie den Verein.", "Ein Mitglied hilft.")
    assert marked(*texts) == ["Verein=Verein", "Mitglieder=Mitglied"]
    assert marked("Verein, Verein, Verein") == ["Verein=Verein"]


def test_the_page_knows_which_words_it_has_to_explain() -> None:
    uses = FirstUses(GLOSSARY)
    uses.pieces("Boccia im Verein. Boccia!")
    assert [entry.word for entry in uses.explained] == ["Boccia", "Verein"]


@given(st.text(alphabet="Verein barrierefrei-·Leichte Sprache.<&\n", max_size=60))
def test_no_letter_is_lost_when_a_text_is_cut(text: str) -> None:
    assert "".join(piece.words for piece in FirstUses(GLOSSARY).pieces(text)) == text


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (
            "glossary.yaml",
            "Verein:\n  easy: A.\nKlub:\n  easy: B.\n  forms: [Verein]\n",
            'vocabulary/glossary.yaml: "Verein" is explained twice.',
        ),
        (
            "glossary.yaml",
            "Verein:\n  forms: [Vereine]\n",
            "vocabulary/glossary.yaml: Verein.easy is missing.",
        ),
        (
            "glossary.yaml",
            "Verein:\n  easy: A.\n  from: [Vereine]\n",
            "vocabulary/glossary.yaml: Verein.from is not a key that belongs here.",
        ),
    ],
)
def test_a_broken_glossary_is_named(tmp_path: Path, name: str, text: str, message: str) -> None:
    with pytest.raises(ContentError) as raised:
        Glossary.load(content_with(tmp_path, name, text))
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "parted: [Turnhalle]\n",
            'vocabulary/terms.yaml: parted holds "Turnhalle", which has no parts.',
        ),
        (
            "parted: [Turn-Halle]\nwhole: [Turnhalle]\n",
            "vocabulary/terms.yaml: Turnhalle is parted and whole.",
        ),
        (
            "parted: [Turn-Halle]\nsame_words: [{use: A, instead: [B], reason: C}]\n",
            "vocabulary/terms.yaml: same_words[1].instead is not a key that belongs here.",
        ),
    ],
)
def test_a_broken_list_of_terms_is_named(tmp_path: Path, text: str, message: str) -> None:
    folder = content_with(tmp_path, "terms.yaml", text)
    shutil.copytree(CONTENT / "sports", folder / "sports")
    with pytest.raises(ContentError) as raised:
        Terms.load(folder)
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("term", "signs"),
    [
        (Term.of("Turn-Halle"), ["Turn-Halle", "Turn·halle", "Turnhalle"]),
        (Term.of("barriere-frei"), ["barriere-frei", "barriere·frei", "barrierefrei"]),
        (
            Term("E-Rollstuhl-Fußball", "E-Rollstuhlfußball"),
            ["E-Rollstuhl-Fußball", "E-Rollstuhl·fußball", "E-Rollstuhlfußball"],
        ),
    ],
)
def test_a_term_has_three_spellings(term: Term, signs: list[str]) -> None:
    assert [term.with_sign(sign) for sign in ("-", "·", "")] == signs


def test_no_word_is_wanted_and_forbidden_at_once() -> None:
    terms = Terms.load(CONTENT)
    wanted = {same.use for same in terms.same_words}
    forbidden = [word for same in terms.same_words for word in same.instead_of]
    assert len(forbidden) == len(set(forbidden))
    assert wanted.isdisjoint(forbidden)
