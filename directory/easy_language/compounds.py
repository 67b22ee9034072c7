"""Parts a compound the way authors of Leichte Sprache write it: Turn-Halle, Gesundheits-Amt."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from .models import once, tagger, word_list, zipfs

_SHORTEST_COMPOUND = 6
_LONGEST_WORD = 60
_LONGEST_PART = 22
_DASHES = re.compile(r"[-‐‑·•‧\u00ad]+")


def parts(word: str) -> list[str]:
    """The parts of a compound, linking letters with the part before them.

    `parts("Gesundheitsamt")` is `["Gesundheits", "Amt"]`. A word that is no compound comes back
    alone: `parts("Training")` is `["Training"]`. Hyphens and centre dots part a word as well.
    """
    return list(_parts(word))


@lru_cache(maxsize=50_000)
def _parts(word: str) -> tuple[str, ...]:
    pieces = [piece for piece in _DASHES.split(word) if piece]
    found: list[str] = []
    letter = ""
    for piece in pieces:
        # The first letter of E-Mail or U-Bahn is no part of its own.
        if len(piece) == 1:
            letter += piece + "-"
        elif letter:
            found.append(letter + piece)
            letter = ""
        else:
            found.extend(_parts_of_one(piece))
    if letter:
        found.append(letter.rstrip("-"))
    return tuple(found) or (word,)


def _parts_of_one(word: str) -> list[str]:
    small = word.lower()
    if (
        not word.isalpha()
        or len(small) != len(word)
        or not _SHORTEST_COMPOUND <= len(word) <= _LONGEST_WORD
        or (word.isupper() and len(word) < 12)
    ):
        return [word]
    cuts = _cuts(small, as_noun=not word.islower())
    found = [word[a:b] for a, b in zip((0, *cuts), (*cuts, len(word)), strict=True)]
    if cuts and small != word:
        return [part[0].upper() + part[1:].lower() for part in found]
    return found


def _cuts(word: str, as_noun: bool) -> tuple[int, ...]:
    """Where to cut, by the cheapest way through the word."""
    lexicon = _lexicon()
    if word in lexicon.whole:
        return ()
    closers = lexicon.closers if as_noun or _is_noun(word) else lexicon.adjectives
    size = len(word)
    # best[i] is the cheapest way to part the first i letters into openers.
    best: list[tuple[float, tuple[int, ...]]] = [(math.inf, ())] * (size + 1)
    best[0] = (0.0, ())
    answer: tuple[float, tuple[int, ...]] = (_whole_cost(word), ())
    for start in range(size - 1):
        cost, cuts = best[start]
        if cost == math.inf:
            continue
        for end in range(start + 2, min(size, start + _LONGEST_PART) + 1):
            piece = word[start:end]
            if end == size:
                if start and piece in closers:
                    whole = cost + closers[piece]
                    if whole < answer[0]:
                        answer = (whole, cuts)
            elif piece in lexicon.openers:
                here = cost + lexicon.openers[piece]
                if here < best[end][0]:
                    best[end] = (here, (*cuts, end))
    return answer[1]


def _whole_cost(word: str) -> float:
    """What it costs to leave the word as it is: the longer its core, the more."""
    known = 0.0 if word in zipfs() else 0.3
    return 2.2 + 0.35 * max(0, _core_length(word) - 4) + known


_PREFIXES = re.compile(
    r"^(?:(?:un|miss|wieder|heraus|herein|hinaus|hinein|zurück|zusammen|voraus|über|unter|durch|wider|"
    r"nach|ver|ent|emp|zer|vor|auf|aus|ein|mit|bei|ab|an|be|ge|er|um|zu|dar|hin|her|fort|los|weg)"
    r"(?=.{4}))+"
)
_SUFFIXES = re.compile(
    r"(?:(?:ung|heit|keit|igkeit|schaft|ion|tät|ling|nis|tum|ist|in|eur|er|iker|ei|ment|enz|anz|"
    r"isier|ier|lich|ig|isch|bar|sam|nehm|geb)(?:s|n|en|e|nen|es|se|sen)?)+$"
)


def _core_length(word: str) -> int:
    """Letters without the syllables that only derive a word: 6 for Ver-sicher-ung."""
    return len(_SUFFIXES.sub("", _PREFIXES.sub("", word)) or word)


def _is_noun(word: str) -> bool:
    tags = tagger().tag_word(word, cutoff=0, casesensitive=False)
    return bool(tags) and tags[0][0] in ("NN", "NE")


@dataclass(frozen=True)
class _Lexicon:
    """What each known form costs inside a compound: common words are cheap."""

    openers: Mapping[str, float]
    closers: Mapping[str, float]
    adjectives: Mapping[str, float]
    whole: frozenset[str]


_ALWAYS_WITH_S = re.compile(r"(?:ung|heit|keit|schaft|ion|tät|tum|ling|arbeit)$")
_NOUN_ENDINGS = ("", "s", "es", "n", "en", "e", "er", "ern", "nen", "in", "innen", "se", "sen")
_LINKS = ("s", "es", "n", "en", "e", "er", "ens")
_ADJECTIVE_ENDINGS = ("", "e", "er", "es", "en", "em", "ere", "eren", "eres")


@once
def _lexicon() -> _Lexicon:
    zipf = zipfs()
    stems = _Stems()
    short, never_open, never_close = (
        word_list(name) for name in ("short_parts", "never_modifiers", "never_heads")
    )
    openers: dict[str, float] = {}
    closers: dict[str, float] = {}

    def cost(form: str, strength: float) -> float:
        shortness = {2: 0.6, 3: 0.35, 4: 0.15}.get(len(form), 0.0)
        length = 0.35 * max(0, _core_length(form) - 6)
        return 1.0 + 0.5 * max(0.0, 4.2 - strength) + shortness + length

    def add(table: dict[str, float], form: str, value: float) -> None:
        if table.get(form, math.inf) > value:
            table[form] = value

    for stem, strength in stems.nouns.items():
        small = len(stem) < 4 and stem not in short
        for ending in _NOUN_ENDINGS:
            form = stem + ending
            if form in never_close or small and len(form) < 6:
                continue
            if ending in ("", "n", "s") or form in zipf:
                add(closers, form, cost(form, max(strength, zipf.get(form, 0.0))))
        if small:
            continue
        missing_s = 0.6 if _ALWAYS_WITH_S.search(stem) else 0.0
        add(openers, stem, cost(stem, strength) + missing_s)
        for link in _LINKS:
            form = stem + link
            if link == "s":
                add(
                    openers,
                    form,
                    cost(stem, strength) + (0.0 if _ALWAYS_WITH_S.search(stem) else 0.15),
                )
            elif form in zipf or link in ("n", "en"):
                add(openers, form, cost(form, max(strength, zipf.get(form, 0.0))) + 0.15)
    for form, strength in stems.bound.items():
        add(openers, form, cost(form, strength) + 0.2)
    for form in word_list("particles"):
        add(openers, form, 1.3)
    for form in word_list("extra_parts"):
        add(openers, form, min(cost(form, 4.0), 1.6))
        add(closers, form, min(cost(form, 4.0), 1.6))
    for form in never_open:
        openers.pop(form, None)
    adjectives = {
        stem + ending: 1.0 for stem in word_list("adjective_heads") for ending in _ADJECTIVE_ENDINGS
    }
    return _Lexicon(openers, closers, adjectives, word_list("whole"))


class _Stems:
    """Stems of the HanTa model that take part in compounds, with their strength (zipf)."""

    def __init__(self) -> None:
        self.nouns: dict[str, float] = {}
        self.bound: dict[str, float] = {}
        model, zipf = tagger(), zipfs()
        # HanTa counts 266,000 noun morphemes in about 1.2 million words.
        for tag in ("NN", "NN_VAR"):
            for stem, weight in model.LP_m_t[model.tag2int[tag]].items():
                if stem.isalpha():
                    self.nouns[stem] = max(zipf.get(stem, 0.0), weight / math.log(10) + 8.35)
        for tag in ("VV", "VVnp", "ADJ", "NN_VAR_EL", "ADJ_INVAR"):
            for stem, weight in model.LP_m_t[model.tag2int[tag]].items():
                if stem.isalpha() and (len(stem) >= 4 or stem in word_list("short_parts")):
                    strength = weight / math.log(10) + 8.35
                    self.bound[stem] = max(strength, self.bound.get(stem, 0.0))
