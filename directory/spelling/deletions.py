"""Finds words that differ by one or two letters, by comparing what is left when letters go.

Two words with a letter changed, missing, added or swapped become equal when one letter is taken
from each (the idea of SymSpell). All shortened words are kept as numbers in one sorted array:
it is built in a fraction of a second, so nothing has to be stored on disk.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.uint64]
Taken = npt.NDArray[np.uint32]
Places = npt.NDArray[np.intp]

# Any odd number has an inverse modulo 2**64; with it a letter is taken out without reading again.
_STEP = 0x9E3779B97F4A7C15
_BACK = np.uint64(pow(_STEP, -1, 2**64))
_LONGEST = 48
_ROOM_FOR_EACH = 8
# Of the number of a bit, the last three binary digits are its place in its byte.
_DIGITS, _PLACE = np.uint64(3), np.uint64(7)
_POWERS = np.array([pow(_STEP, place, 2**64) for place in range(_LONGEST)], dtype=np.uint64)
_TWICE_BACK = np.uint64(pow(_STEP, -2, 2**64))


class Deletions:
    """A table from shortened words to the words they come from."""

    def __init__(self, words: Sequence[str], most: int) -> None:
        self._most = most
        groups: dict[int, list[int]] = {}
        for number, word in enumerate(words):
            if word:
                groups.setdefault(min(len(word), _LONGEST), []).append(number)
        keys, owners = [], []
        for length, numbers in groups.items():
            shortened, taken = _shortened([words[n] for n in numbers], length, most)
            marks = np.array(numbers, dtype=np.uint32)[:, None] * 4 + taken[None, :]
            keys.append(shortened.ravel())
            owners.append(marks.ravel())
        all_keys = np.concatenate(keys) if keys else np.zeros(0, np.uint64)
        order = np.argsort(all_keys)
        self._keys: Numbers = all_keys[order]
        self._marked, self._bits = _marked(all_keys)
        self._owners = np.concatenate(owners)[order] if keys else np.zeros(0, np.uint32)

    def near(self, word: str) -> dict[int, int]:
        """Numbers of words with the letters taken: the larger side first, then both together."""
        found: dict[int, int] = {}
        if not word or not len(self._keys):
            return found
        shortened, taken = _shortened_word(word, self._most)
        at = shortened >> np.uint64(64 - self._bits)
        maybe = (self._marked[at >> _DIGITS] >> (at & _PLACE).astype(np.uint8) & 1).nonzero()[0]
        if not len(maybe):
            return found
        wanted, taken = shortened[maybe], taken[maybe]
        first = self._keys.searchsorted(wanted)
        first[first == len(self._keys)] = 0
        hits = (self._keys[first] == wanted).nonzero()[0]
        if not len(hits):
            return found
        ends = self._keys.searchsorted(wanted[hits], side="right")
        for hit, start, end in zip(hits.tolist(), first[hits].tolist(), ends.tolist(), strict=True):
            here = int(taken[hit])
            for mark in self._owners[start:end].tolist():
                there = mark & 3
                steps = max(here, there) * 4 + min(here, there)
                number = mark >> 2
                if steps < found.get(number, 99):
                    found[number] = steps
        return found


def _marked(keys: Numbers) -> tuple[npt.NDArray[np.uint8], int]:
    """A bit for each beginning of a key, eight in a byte, and how many binary digits it has.

    Of eighty shortened words a table knows five. To look for all of them in it costs eighty times
    twenty reads of far memory; those whose bit is not set are surely not there.
    """
    bits = max(6, (_ROOM_FOR_EACH * len(keys)).bit_length())
    is_set = np.zeros(1 << bits, dtype=bool)
    is_set[keys >> np.uint64(64 - bits)] = True
    return np.packbits(is_set, bitorder="little"), bits


# The same word is looked for among sports, among towns, and among towns with their county.
@lru_cache(maxsize=64)
def _shortened_word(word: str, most: int) -> tuple[Numbers, Taken]:
    shortened, taken = _shortened([word], min(len(word), _LONGEST), most)
    return shortened[0], taken


def _shortened(words: Iterable[str], length: int, most: int) -> tuple[Numbers, Taken]:
    """One row for each word: itself, then without one letter, then without two."""
    letters = "".join(word[:length] for word in words)
    codes = np.frombuffer(letters.encode("utf-32-le", "replace"), dtype=np.uint32)
    values = codes.reshape(-1, length).astype(np.uint64) * _POWERS[:length]
    sums = np.zeros((len(values), length + 1), dtype=np.uint64)
    np.cumsum(values, axis=1, out=sums[:, 1:])
    one, left, right, taken = _plan(length, most)
    whole = sums[:, -1:]
    columns = [whole]
    if len(one):
        columns.append(sums[:, one] + (whole - sums[:, one + 1]) * _BACK)
    if len(left):
        middle = (sums[:, right] - sums[:, left + 1]) * _BACK
        columns.append(sums[:, left] + middle + (whole - sums[:, right + 1]) * _TWICE_BACK)
    return np.concatenate(columns, axis=1), taken


@lru_cache(maxsize=4 * _LONGEST)
def _plan(length: int, most: int) -> tuple[Places, Places, Places, Taken]:
    """Which letters go. A short word loses fewer: of four letters two would be no word at all."""
    none = np.zeros(0, dtype=np.intp)
    one = np.arange(length) if length >= 3 and most >= 1 else none
    left, right = np.triu_indices(length, 1) if length >= 6 and most >= 2 else (none, none)
    taken = np.repeat(np.array([0, 1, 2], dtype=np.uint32), [1, len(one), len(left)])
    return one, left, right, taken
