"""Words of a sentence with part of speech and basic form, found by HanTa and remembered."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from .models import tagger

TOKEN = re.compile(
    r"(?:https?://|www\.)[^\s<>\"„“]+[^\s<>\"„“.,;:!?)]"
    r"|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"
    r"|[\w-]{1,63}\.(?:de|org|com|net|info|eu)\b(?:/[^\s]*[^\s.,;:!?)])?"
    r"|\d+(?:[.,:]\d+)*\.?(?=\s+[a-zäöüA-ZÄÖÜ])|\d+(?:[.,:]\d+)*"
    r"|[^\W\d_]+(?:(?:['’]|[-‐‑·*:_]{1,2})[^\W\d_]+)*(?:\*|:)?(?<![*:])"
    r"|\*\*|\.\.\.|[^\w\s]|_"
)
_INNER = re.compile(r"[-‐‑·]")
_GENDER = re.compile(r"[*:_](?=in(?:nen)?$)")


# Longer words are web addresses or noise: HanTa would need time that grows with the square.
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Word:
    """One word or sign of a sentence: where it stands, its HanTa tag and its basic form."""

    text: str
    start: int
    end: int
    tag: str
    small: str

    @property
    def lemma(self) -> str:
        return lemma(self.text, self.tag)

    @property
    def is_word(self) -> bool:
        """Letters, and no web or mail address."""
        return self.text[0].isalpha() and not ("." in self.text or "@" in self.text)

    @property
    def is_finite(self) -> bool:
        return self.tag in ("VV(FIN)", "VA(FIN)", "VM(FIN)")

    @property
    def is_noun(self) -> bool:
        return self.tag in ("NN", "NNI", "NNA")


def lemma(text: str, tag: str) -> str:
    """The basic form in the spelling of the dictionary: "ging" as a verb is "gehen"."""
    return _lemma(text, tag) if len(text) <= _LONGEST else text


@lru_cache(maxsize=20_000)
def _lemma(text: str, tag: str) -> str:
    model = tagger()
    core = _core(text)
    if tag not in model.tag2int:
        return core
    return str(model.analyze(core, pos=tag)[0])


def words_of(text: str) -> tuple[Word, ...]:
    """The words and signs of one sentence, tagged."""
    found = list(TOKEN.finditer(text))
    tags = _tags([match.group() for match in found])
    for i in range(1, len(found)):
        # A capital inside a sentence opens a noun: "die Umkleide" is no verb.
        if (
            tags[i].startswith("VV")
            and found[i].group()[0].isupper()
            and found[i - 1].group()[0].isalpha()
        ):
            tags[i] = "NN"
    return tuple(
        Word(match.group(), match.start(), match.end(), tag, match.group().lower())
        for match, tag in zip(found, tags, strict=True)
    )


def _core(text: str) -> str:
    """What HanTa gets to see: the last part of a hyphenated word, gender signs closed up."""
    if "*" in text or ":" in text or "_" in text:
        text = _GENDER.sub("", text)
    if _INNER.search(text):
        last = _INNER.split(text)[-1]
        if len(last) > 1:
            return last if text[0].islower() else last[0].upper() + last[1:]
    return text


_LONGEST_SENTENCE = 150


@lru_cache(maxsize=40_000)
def _choices(core: str, first: bool) -> tuple[tuple[int, float], ...]:
    """The tags that a word may have, with their weights for the way through the sentence."""
    model = tagger()
    found = model._tag_word(core, 5, not first, True)
    return tuple((tag, weight) for tag, weight in found if tag > 3)


def _tags(tokens: Sequence[str]) -> list[str]:
    """The likeliest tags. Very long runs without a full stop are tagged piece by piece."""
    tags: list[str] = []
    for start in range(0, len(tokens), _LONGEST_SENTENCE):
        tags += _best_way(tokens[start : start + _LONGEST_SENTENCE])
    return tags


_KEPT_WAYS = 6
_OPENINGS = ':„“"»«(*-–•'
_Way = tuple[float, tuple[int, int], "_Way | None"]


def _best_way(tokens: Sequence[str]) -> list[str]:
    """HanTa's own search for the best tags, on the few tags that each word really has.

    Going through all fifty tags at each word, as HanTa does, takes five times as long.
    """
    model = tagger()
    transitions = model.LP_trans_word
    ways: list[_Way] = [(0.0, (0, 1), None)]
    after_opening = True
    for text in tokens:
        choices = _choices(_core(text)[:_LONGEST], after_opening and text[0].isupper())
        after_opening = text in _OPENINGS or (after_opening and not text[0].isalnum())
        best: dict[tuple[int, int], _Way] = {}
        for way in ways:
            weight, (_, last), _ = way
            follows = transitions.get(way[1])
            if follows is None:
                continue
            for tag, own in choices or ((model.tag2int["NE"], 0.0),):
                total = weight + own + follows.get(tag, -20.0)
                state = (last, tag)
                if state not in best or total > best[state][0]:
                    best[state] = (total, state, way)
        ways = sorted(best.values(), key=_weight, reverse=True)[:_KEPT_WAYS]
        if not ways:
            return ["NE"] * len(tokens)
    end = model.tag2int["END"]
    final = max(ways, key=lambda way: way[0] + transitions.get(way[1], {}).get(end, -math.inf))
    tags: list[str] = []
    step: _Way | None = final
    while step is not None and step[2] is not None:
        tags.append(model.int2tag[step[1][1]])
        step = step[2]
    return tags[::-1]


def _weight(way: _Way) -> float:
    return way[0]
