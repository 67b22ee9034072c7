"""How hard a sentence is, from 1 (easy) to 7 (hard), as a sum of terms that explain themselves."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from .compounds import LONGEST_WORD, parts
from .findings import Severity
from .grammar import Sentence
from .models import listed, zipf
from .rules import ALL_RULES
from .words import Word, lemma

# Most real Leichte Sprache lies below, most standard German above.
TOO_HARD = 2.4
EASIEST, HARDEST = 1.0, 7.0


@dataclass(frozen=True, slots=True)
class Term:
    """One reason why a sentence is hard: what was measured, how much, and what it adds."""

    name: str
    value: float
    points: float


@dataclass(frozen=True, slots=True)
class _Weight:
    name: str
    weight: float
    grow: Callable[[float], float]


def _log(value: float) -> float:
    return math.log(1 + value)


def _root(value: float) -> float:
    """A second finding of the same rule adds less than the first."""
    return math.sqrt(value)


def _as_is(value: float) -> float:
    return value


# Set with sentences of the lengths that both kinds of text really have: about 5 of 100 easy ones
# lie above, about 10 of 100 standard ones below.
_BASE = 0.65
# Length and rarity follow human ratings. A rule weighs more if standard German breaks it much more
# often than real Leichte Sprache does: the rules tell the two apart.
_WEIGHTS = (
    _Weight("Wörter", 0.297, _log),
    _Weight("lange Wörter", 0.336, _log),
    _Weight("seltene Wörter", 0.711, _log),
    _Weight("Haupt-Wörter aus Tu-Wörtern", 0.081, _as_is),
    _Weight("Neben-Sätze", 0.08, _as_is),
    _Weight("weitere Aussagen", 0.077, _as_is),
    _Weight("konjunktiv", 0.12, _as_is),
    _Weight("infinitivsatz", 0.139, _as_is),
    _Weight("Tu-Wörter als Eigenschaft", 0.137, _as_is),
    _Weight("negation", 0.158, _as_is),
    _Weight("sehr lange Wörter", 0.08, _as_is),
    _Weight("pronomen3", 0.05, _as_is),
    _Weight("genitiv", 0.22, _root),
    _Weight("passiv", 0.2, _root),
    _Weight("praeteritum", 0.1, _root),
    _Weight("sonderzeichen", 0.15, _root),
    _Weight("zahl", 0.12, _root),
    _Weight("zahlwort", 0.15, _root),
    _Weight("fremdwort", 0.12, _root),
    _Weight("kompositum", 0.12, _root),
    _Weight("nominal", 0.08, _root),
    _Weight("abkuerzung", 0.06, _root),
    _Weight("man", 0.05, _root),
)


def difficulty(sentence: str) -> float:
    """1 is very easy, 7 very hard; above 2.4 is too hard for Leichte Sprache. Empty text is 1."""
    return score(terms_of(Sentence(sentence)))


def explain(sentence: str) -> list[Term]:
    """The terms that make a sentence hard, heaviest first. Their points sum to its difficulty."""
    return sorted(terms_of(Sentence(sentence)), key=lambda term: -term.points)


def score(terms: list[Term]) -> float:
    """The sum of all terms, kept between 1 and 7."""
    return round(min(HARDEST, max(EASIEST, sum(term.points for term in terms))), 3)


def terms_of(sentence: Sentence, broken: Counter[str] | None = None) -> list[Term]:
    """Every term that adds something."""
    measured = _measured(sentence, _broken(sentence) if broken is None else broken)
    terms = [Term("Grund-Wert", 1.0, _BASE)]
    for weight in _WEIGHTS:
        value = measured.get(weight.name, 0.0)
        if value > 0:
            terms.append(
                Term(weight.name, round(value, 2), round(weight.weight * weight.grow(value), 4))
            )
    return terms


_COUNTED = listed(
    "konjunktiv infinitivsatz negation pronomen3 genitiv passiv praeteritum sonderzeichen zahl "
    "zahlwort abkuerzung "
    "fremdwort kompositum nominal man"
)


def _broken(sentence: Sentence) -> Counter[str]:
    return Counter(
        found.rule
        for rule in ALL_RULES
        if rule.__name__ in _COUNTED
        for found in rule(sentence)
        if found.severity is not Severity.NOTE
    )


def _measured(sentence: Sentence, broken: Counter[str]) -> dict[str, float]:
    words = [word for word in sentence.words if word.is_word]
    lengths = [_length(word.text) for word in words]
    measured = {
        "Wörter": float(len(sentence.plain)),
        "lange Wörter": float(sum(length > 6 for length in lengths)),
        "sehr lange Wörter": float(sum(length >= 14 for length in lengths)),
        "seltene Wörter": sum(max(0.0, 4.5 - familiarity(word.text, word.tag)) for word in words),
        "Haupt-Wörter aus Tu-Wörtern": float(sum(_is_noun_style(word) for word in words)),
        "Neben-Sätze": float(sum(clause.is_subordinate for clause in sentence.clauses)),
        "weitere Aussagen": float(max(0, len(sentence.finite) - 1)),
        "Tu-Wörter als Eigenschaft": float(sum(_participle_attributes(words))),
    }
    measured.update({rule: float(count) for rule, count in broken.items() if rule in _COUNTED})
    return measured


def _length(word: str) -> int:
    """A hyphen makes a word easier: only its longest part counts."""
    return max((len(piece) for piece in word.replace("·", "-").split("-")), default=0)


# The large list of wordfreq gives words outside the small one 2.1 on average, compounds 2.3.
_UNKNOWN, _UNKNOWN_COMPOUND, _NAME, _FORM_OF_KNOWN = 2.0, 2.4, 2.8, 2.9


def familiarity(text: str, tag: str) -> float:
    """Zipf frequency of a word; a hyphenated word is as hard as its rarest part."""
    return _familiarity(text, tag) if len(text) <= LONGEST_WORD else _UNKNOWN


@lru_cache(maxsize=40_000)
def _familiarity(text: str, tag: str) -> float:
    small = text.lower()
    known = zipf(small)
    if known:
        return known
    pieces = parts(text)
    if len(pieces) > 1:
        rarest = min(_familiarity_of_part(piece.lower()) for piece in pieces)
        if "-" in text or "·" in text:
            return max(_UNKNOWN, rarest)
        return max(_UNKNOWN, min(_UNKNOWN_COMPOUND + 0.3, rarest - 1.0))
    if tag == "NE":
        return _NAME
    base = lemma(text, tag).lower()
    known = max(zipf(base), zipf(base.removesuffix("in")))
    return _FORM_OF_KNOWN if known >= 3.5 else _UNKNOWN


def _familiarity_of_part(piece: str) -> float:
    forms = (
        piece,
        *(piece.removesuffix(link) for link in ("s", "es", "n", "en", "e")),
        piece + "en",
        piece + "e",
    )
    return max((zipf(form) for form in forms), default=0.0) or _UNKNOWN


def _is_noun_style(word: Word) -> bool:
    return word.is_noun and word.small.endswith(
        (
            "ung",
            "ungen",
            "heit",
            "heiten",
            "keit",
            "keiten",
            "tion",
            "tionen",
            "ismus",
            "tät",
            "täten",
        )
    )


def _participle_attributes(words: list[Word]) -> Iterator[bool]:
    """ "der geplante Kurs", "die spielenden Kinder"."""
    for word in words:
        if word.tag != "ADJ(A)" or len(word.text) < 7:
            continue
        small = word.small
        yield small.endswith(("ende", "enden", "ender", "endes", "endem")) or (
            small.endswith(("te", "ten", "ter", "tes", "tem", "ene", "enen", "ener", "enes"))
            and (
                "ge" in small[:6]
                or small.startswith(("be", "ver", "er", "ent", "zer"))
                or "iert" in small
            )
        )
