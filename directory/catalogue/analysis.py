"""Turns text into the terms that are indexed and asked for: folded words without endings."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from directory.catalogue.whoosh_door import GermanStemmer
from directory.spelling import words

# Longer "words" are addresses or noise; both sides are cut alike, so they are still found.
LONGEST_TERM = 64

Split = Callable[[str], Iterable[str]]

# "Rollstuhl-Basketball" is one word, and each side of the hyphen is one as well.
_HYPHENS = re.compile("[-‐‑–·•]")

_stemmer = GermanStemmer()


def no_split(_word: str) -> tuple[str, ...]:
    """Takes no word apart."""
    return ()


def terms(text: str) -> tuple[str, ...]:
    """The terms of a text in its order, the same for index and question."""
    return tuple(stem(word) for word in words(text))


def terms_with_parts(text: str, split: Split) -> tuple[str, ...]:
    """As ``terms``, each followed by those of its parts: what the index keeps of a text.

    "Rollstuhl-Basketball" gives the whole word, then "rollstuhl" and "basketball".
    """
    return tuple(term for token in text.split() for term in token_terms(token, split))


@lru_cache(maxsize=100_000)
def token_terms(token: str, split: Split) -> tuple[str, ...]:
    """The terms of what stands between two blanks, without repetition.

    The word is taken apart as it was written: "Übungsleiter" is known, "ubungsleiter" is not.
    """
    whole = [stem(word) for word in words(token)]
    pieces = _HYPHENS.split(_bare(token))
    parts = [part for piece in pieces for part in (piece, *split(piece))]
    if len(pieces) == 1:
        parts = parts[1:]
    return tuple(dict.fromkeys((*whole, *(stem(word) for part in parts for word in words(part)))))


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Without its ending: "schwimmen" and "Schwimmer" are one term."""
    word = word[:LONGEST_TERM]
    return str(_stemmer.stem(word)) or word


def _bare(token: str) -> str:
    """Without the quotation marks, commas and brackets around it."""
    first, last = 0, len(token)
    while first < last and not token[first].isalnum():
        first += 1
    while first < last and not token[last - 1].isalnum():
        last -= 1
    return token[first:last]
