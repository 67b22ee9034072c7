"""The forms that may open or close a compound, each with what it costs: common words are cheap."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from .models import once, tagger, word_list, zipf

_PREFIXES = re.compile(
    r"^(?:(?:un|miss|wieder|heraus|herein|hinaus|hinein|zurück|zusammen|voraus|über|unter|durch"
    r"|wider|"
    r"nach|ver|ent|emp|zer|vor|auf|aus|ein|mit|bei|ab|an|be|ge|er|um|zu|dar|hin|her|fort|los|weg)"
    r"(?=.{4}))+"
)
_SUFFIXES = re.compile(
    r"(?:(?:ung|heit|keit|igkeit|schaft|ion|tät|ling|nis|tum|ist|in|eur|er|iker|ei|ment|enz|anz|"
    r"isier|ier|lich|ig|isch|bar|sam|nehm|geb)(?:s|n|en|e|nen|es|se|sen)?)+$"
)


def core_length(word: str) -> int:
    """Letters without the syllables that only derive a word: 6 for Ver-sicher-ung."""
    return len(_SUFFIXES.sub("", _PREFIXES.sub("", word)) or word)


# Dearer forms hardly ever win and would take 5 MB.
_TOO_DEAR = 3.7


@dataclass(frozen=True)
class Lexicon:
    """Costs of openers (all parts but the last) and closers, and words that are settled by list."""

    openers: dict[str, float] = field(default_factory=dict)
    closers: dict[str, float] = field(default_factory=dict)
    adjectives: Mapping[str, float] = field(default_factory=dict)
    settled: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def open_with(self, form: str, cost: float) -> None:
        if cost <= _TOO_DEAR and self.openers.get(form, math.inf) > cost:
            self.openers[form] = cost

    def close_with(self, form: str, cost: float) -> None:
        if cost <= _TOO_DEAR and self.closers.get(form, math.inf) > cost:
            self.closers[form] = cost


@once
def lexicon() -> Lexicon:
    """Built once from the two models and the lists, in about half a second."""
    adjectives = {
        stem + ending: 1.0 for stem in word_list("adjective_heads") for ending in _ADJECTIVE_ENDINGS
    }
    built = Lexicon(adjectives=adjectives)
    _add_nouns(built)
    _add_bound_stems(built)
    _add_lists(built)
    return built


# HanTa counts 266,000 noun morphemes in about 1.2 million words.
_ZIPF_OF_ONE = 8.35
_ALWAYS_WITH_S = re.compile(r"(?:ung|heit|keit|schaft|ion|tät|tum|ling|arbeit)$")
_NOUN_ENDINGS = ("", "s", "es", "n", "en", "e", "er", "ern", "nen", "se", "sen")
_LINKS = ("s", "es", "n", "en", "e", "er", "ens")
_ADJECTIVE_ENDINGS = ("", "e", "er", "es", "en", "em", "ere", "eren", "eres")


def _stems(*tags: str) -> Iterator[tuple[str, float]]:
    model = tagger()
    for tag in tags:
        for stem, weight in model.LP_m_t[model.tag2int[tag]].items():
            if stem.isalpha():
                yield stem, weight / math.log(10) + _ZIPF_OF_ONE
                if "ß" in stem:
                    yield stem.replace("ß", "ss"), weight / math.log(10) + _ZIPF_OF_ONE


_COSTS: dict[float, float] = {}


def _cost(form: str, strength: float) -> float:
    shortness = {2: 0.6, 3: 0.35, 4: 0.15}.get(len(form), 0.0)
    length = 0.35 * max(0, core_length(form) - 6)
    # Interned: a hundred thousand entries share a few hundred figures.
    cost = round(1.0 + 0.5 * max(0.0, 4.2 - strength) + shortness + length, 2)
    return _COSTS.setdefault(cost, cost)


def _add_nouns(built: Lexicon) -> None:
    short, never_close = word_list("short_parts"), word_list("never_heads")
    for stem, weight in _stems("NN", "NN_VAR"):
        strength = max(weight, zipf(stem))
        small = len(stem) < 4 and stem not in short
        for ending in _NOUN_ENDINGS:
            form = stem + ending
            seen = zipf(form)
            if form in never_close or (small and (len(form) < 4 or not seen)):
                continue
            if seen or ending in ("", "n", "s"):
                built.close_with(form, _cost(form, max(strength, seen)))
        if stem.endswith("er") and len(stem) > 4:
            for ending in ("in", "innen"):
                built.close_with(stem + ending, _cost(stem, strength))
        if not small:
            _add_openers(built, stem, strength)


def _add_openers(built: Lexicon, stem: str, strength: float) -> None:
    wants_s = bool(_ALWAYS_WITH_S.search(stem))
    built.open_with(stem, _cost(stem, strength) + (0.6 if wants_s else 0.0))
    for link in _LINKS:
        form = stem + link
        if link == "s":
            built.open_with(form, _cost(stem, strength) + (0.0 if wants_s else 0.15))
        elif zipf(form) or link in ("n", "en"):
            built.open_with(form, _cost(form, max(strength, zipf(form))) + 0.15)


def _add_bound_stems(built: Lexicon) -> None:
    """Stems of verbs and adjectives: Turn-Halle, Groß-Eltern, Kranken-Haus, Halte-Stelle."""
    short = word_list("short_parts")
    for stem, strength in _stems("VV", "VVnp", "ADJ", "NN_VAR_EL", "ADJ_INVAR"):
        if len(stem) >= 4 or stem in short:
            built.open_with(stem, _cost(stem, strength) + 0.2)
    for stem, strength in _stems("ADJ"):
        if (len(stem) >= 4 or stem in short) and zipf(stem + "en"):
            built.open_with(stem + "en", _cost(stem + "en", strength) + 0.4)
    for stem, strength in _stems("ADJ"):
        if stem.endswith(("ig", "lich", "bar", "sam")):
            # "Zugehörigkeit" is seldom in the model, though "zugehörig" is.
            for ending in ("keit", "keiten"):
                built.close_with(stem + ending, _cost(stem, strength))
    for stem, strength in _stems("VV"):
        if len(stem) >= 4 and zipf(stem + "e"):
            built.open_with(stem + "e", _cost(stem + "e", strength) + 0.4)


def _add_lists(built: Lexicon) -> None:
    for form in word_list("particles"):
        built.open_with(form, 1.3)
    for form in word_list("extra_parts"):
        cost = min(_cost(form, 4.0), 1.6)
        built.open_with(form, cost)
        built.open_with(form + "s", cost + 0.15)
        for ending in ("", "s", "n", "en"):
            built.close_with(form + ending, cost)
    for stem in word_list("whole"):
        cost = min(_cost(stem, 4.5), 1.5)
        for ending in (*_NOUN_ENDINGS, "in", "innen"):
            built.settled[stem + ending] = ()
            built.close_with(stem + ending, cost)
        for link in ("", "s", "n", "en"):
            built.open_with(stem + link, cost)
    for parted in word_list("parted"):
        first = len(parted.split("-")[0])
        stem = parted.replace("-", "").lower()
        for ending in (*_NOUN_ENDINGS, "innen"):
            built.settled[stem + ending] = (first,)
    for form in word_list("never_modifiers"):
        built.openers.pop(form, None)
