"""How far two spellings are apart, where usual slips weigh less than others."""

from functools import cache

_VOWELS = frozenset("aeiouy")
_PAIRS = (
    "bp",
    "dt",
    "gk",
    "ck",
    "fv",
    "vw",
    "sz",
    "mn",
    "iy",
    "uy",
    "ae",
    "ij",
    "xk",
    "cz",
    "cs",
    "SC",
)
_ALIKE = frozenset(way for pair in _PAIRS for way in (pair, pair[::-1]))
_FAR = 9.0


def distance(typed: str, meant: str, vowel: float = 0.8) -> float:
    """Steps from one word to the other: changed, missing, added and swapped letters.

    A single letter for a double one is half a step, letters that sound alike are a bit less
    than one, another vowel costs ``vowel``. Words whose lengths differ by more than three are
    simply far.
    """
    if typed == meant:
        return 0.0
    if abs(len(typed) - len(meant)) > 3:
        return _FAR
    typed, meant = _where_they_differ(typed, meant)
    before: list[float] = []
    row: list[float] = [0.0]
    changed = _changes(vowel)
    left_out = [_missing(meant, place, letter) for place, letter in enumerate(meant)]
    for step in left_out:
        row.append(row[-1] + step)
    for i, a in enumerate(typed):
        # To leave a letter out happens a little more often than to add one.
        added = _missing(typed, i, a) + 0.05
        current = [row[0] + added] + [_FAR] * len(meant)
        # Written out, because every misspelt word comes here a thousand times.
        for j in range(max(0, i - 3), min(len(meant), i + 4)):
            b = meant[j]
            best = row[j] if a == b else row[j] + changed.get(a + b, 1.0)
            if (other := row[j + 1] + added) < best:
                best = other
            if (other := current[j] + left_out[j]) < best:
                best = other
            if a != b and i and j and a == meant[j - 1] and typed[i - 1] == b:
                best = min(best, before[j - 1] + 0.8)
            current[j + 1] = best
        before, row = row, current
    return row[-1]


def _where_they_differ(typed: str, meant: str) -> tuple[str, str]:
    """Without the same beginning and end, which saves most of the work.

    One letter before the difference stays, because it tells whether a letter is doubled.
    """
    shorter = min(len(typed), len(meant))
    start = 0
    while start < shorter and typed[start] == meant[start]:
        start += 1
    end = 0
    while end < shorter - start and typed[-1 - end] == meant[-1 - end]:
        end += 1
    start = max(0, start - 1)
    return typed[start : len(typed) - end], meant[start : len(meant) - end]


def _missing(word: str, place: int, letter: str) -> float:
    if place and word[place - 1] == letter:
        return 0.5
    if letter in "eh":
        return 0.7
    return 0.8 if letter == "r" and place and word[place - 1] in _VOWELS else 1.0


@cache
def _changes(vowel: float) -> dict[str, float]:
    """What it costs to write one letter for another, where that is less than a whole step."""
    costs = {a + b: vowel for a in _VOWELS for b in _VOWELS}
    return costs | {pair: min(costs.get(pair, 1.0), 0.7) for pair in _ALIKE}
