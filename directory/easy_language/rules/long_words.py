"""The rule about long compounds, with hyphens as replacement."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..compounds import parts
from ..findings import Finding, Severity
from ..grammar import Sentence
from ..models import first_names
from .wording import finding

LONG = 12
RATHER_LONG = 10
_PIECES = re.compile(r"[^-‐‑·]+")


def kompositum(sentence: Sentence) -> Iterator[Finding]:
    """A compound of twelve letters is a fault, one of ten a note, unless hyphens part it."""
    for i, word in enumerate(sentence.words):
        if not word.text[0].isupper() or len(word.text) < RATHER_LONG or word.text.isupper():
            continue
        if i and sentence.words[i - 1].text in ("Frau", "Herr", "Herrn", "Familie"):
            continue
        if word.tag in ("NE", "FM") and not _is_surely_no_name(sentence, i):
            continue
        if word.small in first_names() or word.small.removesuffix("s") in first_names():
            continue
        for piece in _PIECES.finditer(word.text):
            if len(piece.group()) < RATHER_LONG or not piece.group().isalpha():
                continue
            found = parts(piece.group())
            if len(found) < 2 or _is_street(sentence, i):
                continue
            start = word.start + piece.start()
            easy = len(piece.group()) < LONG or found[0] in ("Mit", "Teil")
            # "Mitarbeiterin" is long, but everybody knows the word in one piece.
            severity = Severity.NOTE if easy else None
            yield finding(
                "kompositum",
                start,
                word.start + piece.end(),
                replacement="-".join(found),
                severity=severity,
            )


def _is_surely_no_name(sentence: Sentence, place: int) -> bool:
    """HanTa takes unknown compounds for names; an article before them shows that they are none."""
    before = sentence.words[place - 1] if place else None
    if before is None or not _TOWN.search(sentence.words[place].small):
        return before is None or (
            before.tag != "NE" and before.text not in ("Frau", "Herr", "Herrn", "Familie")
        )
    return before.tag in _BEFORE_NOUNS or before.small in ("ohne", "mit", "für")


_BEFORE_NOUNS = frozenset(("ART", "PPOSAT", "PDAT", "PIAT", "ADJ(A)", "APPRART", "CARD"))


_TOWN = re.compile(
    r"(?:burg|hausen|heim|dorf|stadt|kirchen|bach|feld|felde|berg|bergen|furt|hafen|ingen|leben"
    r"|rode|roda|brück|"
    r"brücken|wald|walde|au|land|stein|tal|born|kamp|weiler|hofen|münster|see|werder|lands"
    r"|straße|platz|allee|weg)$"
)


def _is_street(sentence: Sentence, place: int) -> bool:
    """ "Bahnhofstraße 5" is an address: it must be written as it stands on the sign."""
    word = sentence.words[place]
    if not re.search(r"(?:straße|strasse|weg|platz|allee|gasse|ring|damm|ufer)$", word.small):
        return False
    after = sentence.words[place + 1 : place + 2]
    return bool(after) and after[0].text[0].isdigit()
