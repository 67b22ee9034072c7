"""Parts a compound the way authors of Leichte Sprache write it: Turn-Halle, Gesundheits-Amt."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from .compound_lexicon import core_length, lexicon
from .models import first_names, nouns, tagger, zipf

_SHORTEST_COMPOUND = 6
LONGEST_WORD = 60
_LONGEST_PART = 22
_DASHES = re.compile(r"[-‐‑·•‧\u00ad]+")


def parts(word: str) -> list[str]:
    """The parts of a compound, linking letters with the part before them.

    `parts("Gesundheitsamt")` is `["Gesundheits", "Amt"]`. A word that is no compound comes back
    alone: `parts("Training")` is `["Training"]`. Hyphens and centre dots part a word as well.
    """
    return list(_parts(word)) if len(word) <= LONGEST_WORD else [word]


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
        or not _SHORTEST_COMPOUND <= len(word) <= LONGEST_WORD
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
    known = lexicon()
    if word in known.settled:
        return known.settled[word]
    if word in first_names() and word not in nouns():
        # "Neubrandenburg" is the name of a town.
        return ()
    closers = known.closers if as_noun or _is_noun(word) else known.adjectives
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
            elif piece in known.openers:
                here = cost + known.openers[piece]
                if here < best[end][0]:
                    best[end] = (here, (*cuts, end))
    return _short_words_joined(word, answer[1])


# A well-known word below the length that the rule minds stays whole inside a longer one.
_SHORT_ENOUGH = 9
_WELL_KNOWN = 3.5


def _short_words_joined(word: str, cuts: tuple[int, ...]) -> tuple[int, ...]:
    """Rollstuhl-Fahrer instead of Roll-Stuhl-Fahrer: joins the best-known pair of neighbours."""
    while len(cuts) > 1:
        edges = (0, *cuts, len(word))
        known = [
            (_fame(word[start:end]), cut)
            for start, cut, end in zip(edges, cuts, edges[2:], strict=False)
        ]
        fame, needless = max(known)
        if fame < _WELL_KNOWN:
            break
        cuts = tuple(cut for cut in cuts if cut != needless)
    return cuts


def _fame(pair: str) -> float:
    if len(pair) > _SHORT_ENOUGH + 1:
        return 0.0
    without_link = pair.removesuffix("s")
    forms = [form for form in (pair, without_link) if len(form) <= _SHORT_ENOUGH]
    return max((zipf(form) for form in forms), default=0.0)


def _whole_cost(word: str) -> float:
    """What it costs to leave the word as it is: the longer its core, the more."""
    known = 0.0 if zipf(word) else 0.3
    return 2.2 + 0.35 * max(0, core_length(word) - 4) + known


def _is_noun(word: str) -> bool:
    tags = tagger().tag_word(word, cutoff=0, casesensitive=False)
    return bool(tags) and tags[0][0] in ("NN", "NE")
