"""Says which known word somebody meant who wrote it differently."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from typing import Self

from directory.spelling.deletions import Deletions
from directory.spelling.distance import distance
from directory.spelling.letters import fold, simple
from directory.spelling.sounds import skeleton, sound, sounds

# Looking closely at more candidates than this changed no answer in the quality sets.
_CLOSER_LOOK = 12
_LONGEST = 48


@dataclass(frozen=True, slots=True)
class Correction:
    """``meant`` is the entry as it was given; ``cost`` is 0 for the same letters, 1 for a slip."""

    meant: str
    cost: float


class Corrector:
    """Knows entries of one or more words; blanks do not count, so it also joins and parts words."""

    def __init__(self, entries: Mapping[str, float]) -> None:
        self._entries = tuple(entries)
        self._keys = tuple(_key(entry) for entry in self._entries)
        self._sounds = tuple(sounds(self._entries))
        self._ease = tuple(_ease(weight) for weight in entries.values())
        self._numbers = {key: number for number, key in reversed(list(enumerate(self._keys)))}
        self._by_letters = Deletions(self._keys, most=2)
        self._by_sound = Deletions([skeleton(word) for word in self._sounds], most=1)
        # Many people make the same slips; an answer takes about 500 bytes.
        self._near = lru_cache(maxsize=2_000)(self._found_near)

    @classmethod
    def of(cls, entries: Mapping[str, float]) -> Self:
        """``entries``: what may be meant, with how usual it is (such as inhabitants)."""
        return cls(entries)

    def __contains__(self, text: str) -> bool:
        return _key(text) in self._numbers

    def correct(self, text: str) -> Correction | None:
        """The entry that was meant; None if the text is one itself or resembles none."""
        if text in self:
            return None
        return next(iter(self.near(text, 1)), None)

    def near(self, text: str, limit: int) -> tuple[Correction, ...]:
        """Entries that may be meant, likeliest first."""
        return self._near(text, limit) if 3 <= len(_key(text)) <= _LONGEST else ()

    def _found_near(self, text: str, limit: int) -> tuple[Correction, ...]:
        key = _key(text)
        spoken = sound(text)
        allowed = _allowed(len(key))
        found = []
        for number, cost in self._looked_at(text, key, spoken):
            if cost + 0.4 * self._ease[number] <= allowed:
                found.append((cost + self._ease[number], self._entries[number], cost))
        found.sort()
        best: dict[str, Correction] = {}
        for _, meant, cost in found:
            best.setdefault(meant, Correction(meant, cost))
        return tuple(best.values())[:limit]

    def _looked_at(self, text: str, key: str, spoken: str) -> Iterator[tuple[int, float]]:
        unfolded = simple(text).replace(" ", "")
        for number in self._candidates(key, spoken):
            yield number, self._cost(key, spoken, number)
        if unfolded != key:
            for number in self._by_letters.near(unfolded):
                yield number, distance(unfolded, self._keys[number])

    def _candidates(self, key: str, spoken: str) -> list[int]:
        by_letters = self._by_letters.near(key)
        by_sound = self._by_sound.near(skeleton(spoken))
        # Steps count up to 2 * 4 + 2; who is found on one way only gets a bit more than that.
        rank = {
            number: by_letters.get(number, 13) + by_sound.get(number, 9) + self._ease[number]
            for number in by_letters.keys() | by_sound.keys()
        }
        return nsmallest(_CLOSER_LOOK, rank, key=lambda number: (rank[number], number))

    def _cost(self, key: str, spoken: str, number: int) -> float:
        letters = distance(key, self._keys[number])
        if letters == 0:
            return 0.0
        heard = distance(spoken, self._sounds[number], vowel=0.5)
        if heard == 0:
            return min(letters, 0.3 * letters + 0.15)
        return min(letters, 0.4 * letters + 0.6 * heard + 0.1)


def _key(text: str) -> str:
    return fold(text).replace(" ", "")


def _ease(weight: float) -> float:
    """An advantage for what is usual: 0 for a metropolis, 0.8 for something never seen."""
    return 0.8 - 0.8 * min(1.0, math.log10(1.0 + max(0.0, weight)) / 6.5)


def _allowed(length: int) -> float:
    """Short words have many neighbours, so less is forgiven."""
    if length <= 3:
        return 0.85
    if length <= 4:
        return 1.1
    if length <= 6:
        return 1.35
    if length <= 9:
        return 1.95
    return 2.4 if length <= 14 else 3.1
