"""Reads our own labelled sentences, compounds and texts.

Splits: "dev" and "blind_a" to work with; "test" and "blind_b" to measure only, never tuned on.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

_FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Labelled:
    """A club sentence with the rules that it breaks."""

    sentence: str
    rules: frozenset[str]


def club_sentences(split: str) -> list[Labelled]:
    return [
        Labelled(row["sentence"], frozenset(row["rules"].split()))
        for row in _rows("club_sentences.csv")
        if row["split"] == split
    ]


def grammar_sentences(split: str) -> list[Labelled]:
    """Sentences of clubs, offices and newspapers; labelled: passiv, konjunktiv, genitiv only."""
    return [
        Labelled(row["sentence"], frozenset(row["rules"].split()))
        for row in _rows("grammar.csv")
        if row["split"] == split
    ]


def sentences_of_level(level: str, split: str) -> list[str]:
    """Sentences as on the pages of offices in Leichte Sprache ("easy") or in "standard" German."""
    return [
        row["sentence"]
        for row in _rows("levels.csv")
        if (row["level"], row["split"]) == (level, split)
    ]


def pairs(split: str) -> list[tuple[str, str]]:
    """An original and its simplification."""
    return [
        (row["original"], row["simplification"])
        for row in _rows("pairs.csv")
        if row["split"] == split
    ]


def compounds(split: str) -> list[tuple[str, list[str]]]:
    return [
        (row["word"], row["parts"].split("+"))
        for row in _rows("compounds.csv")
        if row["split"] == split
    ]


def segmented_texts(split: str) -> list[tuple[str, list[str]]]:
    """Each text with its sentences."""
    texts = []
    current = ""
    for line in (_FOLDER / "segmentation.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            current = line.removeprefix("= ")
        elif current == split and not line.startswith("#"):
            text = line.replace("\\n", "\n")
            texts.append((text.replace("|", ""), [s.strip() for s in text.split("|")]))
    return texts


def _rows(name: str) -> list[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
