"""How far two spellings are apart, where usual slips weigh less than others."""

_VOWELS = frozenset("aeiouy")
_PAIRS = ("bp", "dt", "gk", "ck", "fv", "vw", "sz", "mn", "iy", "uy", "ae", "ij", "xk", "cz", "cs")
_ALIKE = frozenset(way for pair in _PAIRS for way in (pair, pair[::-1]))
_FAR = 9.0


def distance(typed: str, meant: str) -> float:
    """Steps from one word to the other: changed, missing, added and swapped letters.

    A single letter for a double one is half a step, letters that sound alike are a bit less
    than one. Words whose lengths differ by more than three are simply far.
    """
    if typed == meant:
        return 0.0
    if abs(len(typed) - len(meant)) > 3:
        return _FAR
    before: list[float] = []
    row: list[float] = [0.0]
    for place, letter in enumerate(meant):
        row.append(row[-1] + _missing(meant, place, letter))
    for i, a in enumerate(typed):
        added = _missing(typed, i, a)
        current = [row[0] + added] + [_FAR] * len(meant)
        for j in range(max(0, i - 3), min(len(meant), i + 4)):
            b = meant[j]
            best = row[j] if a == b else row[j] + _change(a, b)
            best = min(best, row[j + 1] + added, current[j] + _missing(meant, j, b))
            if i and j and a == meant[j - 1] and typed[i - 1] == b and a != b:
                best = min(best, before[j - 1] + 0.8)
            current[j + 1] = best
        before, row = row, current
    return row[-1]


def _missing(word: str, place: int, letter: str) -> float:
    if place and word[place - 1] == letter:
        return 0.5
    return 0.7 if letter in "eh" else 1.0


def _change(a: str, b: str) -> float:
    if a + b in _ALIKE:
        return 0.7
    return 0.9 if a in _VOWELS and b in _VOWELS else 1.0
