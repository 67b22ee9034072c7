"""The rule about negation: avoid it, and where it is needed make it bold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings import Finding
from ..grammar import Sentence
from ..models import once, tagger, word_list
from .wording import finding

_NEGATIONS = re.compile(
    r"^(?:nicht|nichts|nie|niemals|niemand(?:em|en|es)?|nirgends|nirgendwo|weder"
    r"|kein(?:e[nmrs]?)?|keinesfalls|keineswegs|"
    r"keinerlei|ohne|nimmer)$"
)
_ALLOWED = re.compile(r"\bmit (?:und|oder|u\.|&|/|und/oder) ohne\b|\bohne und mit\b", re.I)
_BOLD = re.compile(r"\*\*[^*]{1,80}\*\*")


def negation(sentence: Sentence) -> Iterator[Finding]:
    """Words that say no. Bold ones are as easy as can be; "mit und ohne" includes everybody."""
    allowed = [m.span() for m in _ALLOWED.finditer(sentence.text)]
    allowed += [m.span() for m in _BOLD.finditer(sentence.text)]
    for word in sentence.words:
        if any(start <= word.start < end for start, end in allowed):
            continue
        if _NEGATIONS.match(word.small) or _is_un_adjective(word.small, word.tag):
            yield finding("negation", word.start, word.end, replacement=f"**{word.text}**")


def _is_un_adjective(small: str, tag: str) -> bool:
    if not small.startswith("un") or not tag.startswith("ADJ") or len(small) < 6:
        return False
    core = small[2:]
    if any(small.startswith(known) for known in word_list("un_words")):
        return False
    return any(core.startswith(stem) for stem in _adjectives_by_opening().get(core[:3], ()))


@once
def _adjectives_by_opening() -> dict[str, tuple[str, ...]]:
    model = tagger()
    by_opening: dict[str, list[str]] = {}
    for stem in model.LP_m_t[model.tag2int["ADJ"]]:
        if len(stem) > 2:
            by_opening.setdefault(stem[:3], []).append(stem)
    return {opening: tuple(stems) for opening, stems in by_opening.items()}
