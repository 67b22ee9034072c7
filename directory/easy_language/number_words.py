"""German number words and their figures."""

from __future__ import annotations

import re
from functools import lru_cache

from .models import once, word_list

_ONES = {
    "ein": 1,
    "zwei": 2,
    "drei": 3,
    "vier": 4,
    "fünf": 5,
    "sechs": 6,
    "sieben": 7,
    "acht": 8,
    "neun": 9,
}


@once
def _known() -> dict[str, int]:
    pairs = (entry.split(":") for entry in word_list("number_words"))
    return {word: int(figure) for word, figure in pairs}


_LARGE = re.compile(
    r"(?:(?P<front>[a-zäöüß]+?)(?P<unit>tausend|hundert))(?:und)?(?P<rest>[a-zäöüß]*)$"
)


@lru_cache(maxsize=2_000)
def figure(word: str) -> int | None:
    """ "einundzwanzig" is 21; None for a word that is no number of two or more."""
    word = word.lower()
    if word in _known():
        return _known()[word]
    for one, value in _ONES.items():
        if word.startswith(one + "und"):
            tens = _known().get(word.removeprefix(one + "und"))
            if tens and tens in range(20, 100, 10):
                return tens + value
    large = _LARGE.match(word)
    if large and (front := _part(large.group("front"))):
        rest = large.group("rest")
        tail = 0 if not rest else _part(rest)
        if tail is not None:
            return front * (1000 if large.group("unit") == "tausend" else 100) + tail
    return None


def _part(word: str) -> int | None:
    return _ONES.get(word) or (1 if word == "eins" else figure(word))
