"""Makes the slips that people make in German words, always the same ones for a word."""

import random
from collections.abc import Iterator

# By ear: what is written, and what it sounds like to somebody who spells as they hear.
_BY_EAR = (
    ("chs", "x"),
    ("sch", "sh"),
    ("ph", "f"),
    ("th", "t"),
    ("tz", "z"),
    ("ck", "k"),
    ("qu", "kw"),
    ("dt", "t"),
    ("ie", "i"),
    ("ih", "i"),
    ("äu", "eu"),
    ("eu", "oi"),
    ("ei", "ai"),
    ("ah", "a"),
    ("eh", "e"),
    ("oh", "o"),
    ("uh", "u"),
    ("ä", "e"),
    ("y", "i"),
    ("v", "f"),
    ("z", "s"),
)
_AT_THE_END = {"g": "k", "k": "g", "d": "t", "t": "d", "b": "p", "p": "b"}
_FIRST = {"v": "f", "f": "v", "b": "p", "p": "b", "d": "t", "t": "d", "g": "k", "k": "g"}
_CONSONANTS = "bdfgklmnprst"


def slips(word: str) -> Iterator[tuple[str, str]]:
    """Kind of slip and the word with it; only kinds that are possible in this word."""
    chance = random.Random(word)
    lower = word.lower()
    for kind, make in _KINDS.items():
        wrong = make(lower, chance)
        if wrong and wrong != lower:
            yield kind, wrong


def _single_for_double(word: str, _chance: random.Random) -> str:
    for place in range(len(word) - 1):
        if word[place] == word[place + 1] and word[place] in _CONSONANTS:
            return word[:place] + word[place + 1 :]
    return ""


def _double_for_single(word: str, chance: random.Random) -> str:
    places = [p for p in range(1, len(word)) if word[p] in _CONSONANTS and word[p - 1] != word[p]]
    if not places:
        return ""
    place = chance.choice(places)
    return word[:place] + word[place] + word[place:]


def _swapped(word: str, chance: random.Random) -> str:
    places = [p for p in range(1, len(word) - 1) if word[p] != word[p + 1]]
    if not places:
        return ""
    place = chance.choice(places)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _left_out(word: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(word))
    return word[:place] + word[place + 1 :]


def _by_ear(word: str, _chance: random.Random) -> str:
    for written, heard in _BY_EAR:
        if written in word:
            return word.replace(written, heard, 1)
    return ""


def _last_letter(word: str, _chance: random.Random) -> str:
    return word[:-1] + _AT_THE_END[word[-1]] if word[-1] in _AT_THE_END else ""


def _first_letter(word: str, _chance: random.Random) -> str:
    return _FIRST[word[0]] + word[1:] if word[0] in _FIRST else ""


def _blank(word: str, chance: random.Random) -> str:
    if len(word) < 7:
        return ""
    place = chance.randrange(3, len(word) - 2)
    return f"{word[:place]} {word[place:]}"


_KINDS = {
    "single for double": _single_for_double,
    "double for single": _double_for_single,
    "swapped": _swapped,
    "left out": _left_out,
    "by ear": _by_ear,
    "last letter": _last_letter,
    "first letter": _first_letter,
    "blank": _blank,
}
