"""Cuts a question into phrases and chooses for each one the likeliest way to read it.

Every way to cut has a price: known words are free, guessed ones cost what they differ, unknown
ones cost most. The cheapest whole wins, so "Rolschtul basket bal" becomes one sport and
"Fußball in der Halle" is no town.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import log10

from directory.catalogue.lexicon import Lexicon
from directory.catalogue.meaning import Little, Meaning, Phrase
from directory.catalogue.numbers import said_at
from directory.geo import Gazetteer, Place, PlaceKind
from directory.spelling import fold

_LONGEST_PHRASE = 5
_LONGEST_GUESS = 4
_MOST_WORDS = 40
# Guessing is the only slow part; a question with more strange words than this is no question.
_MOST_GUESSES = 48
_WORD = re.compile(r"[^\W_]+(?:[-‐-―·•'’][^\W_]+)*")

_PHRASE = 0.1
_ORDINARY = 0.8
_UNKNOWN = 3.2
_GUESS = 0.3
# A correct German word is only read as a town, and a strange one only as a village that nothing
# announces, when both sound the same. Otherwise one rare word in twelve became a village.
_HOMOPHONE = 0.5
_UNSEEN = 5_000
_IN_NAMES = frozenset((None, Little.VENUE))
# So common that it is no town by itself: Weil, Waren, Lage (share of all German words).
_COMMON = 2e-5
_RARE = 4e-6


@dataclass(frozen=True, slots=True)
class Allowed:
    """What a box may contain and whether guessing is wanted."""

    sports: bool = True
    places: bool = True
    guesses: bool = True


@dataclass(frozen=True, slots=True)
class _Word:
    """``glued``: a hyphen joins it to the word before."""

    typed: str
    key: str
    glued: bool = False


@dataclass(frozen=True, slots=True)
class _Way:
    cost: float
    phrase: Phrase
    length: int


class Reader:
    """Reads questions with a lexicon and a gazetteer; made once, used for every question."""

    def __init__(
        self, lexicon: Lexicon, gazetteer: Gazetteer, is_known: Callable[[str], bool]
    ) -> None:
        self._lexicon = lexicon
        self._gazetteer = gazetteer
        self._is_known = is_known

    def read(self, text: str, allowed: Allowed) -> tuple[Phrase, ...]:
        """The phrases in their order."""
        return _Question(self, text, allowed).cheapest()

    def words_of(self, text: str) -> tuple[_Word, ...]:
        """Words as typed; one with a hyphen is parted unless it is known as a whole."""
        words: list[_Word] = []
        for found in _WORD.finditer(text):
            whole = _Word(found[0], _key(found[0]))
            parts = re.findall(r"[^\W_]+", found[0])
            if len(parts) == 1 or self.is_phrase(whole.key):
                words.append(whole)
            else:
                words.extend(_Word(p, _key(p), glued=n > 0) for n, p in enumerate(parts))
        return tuple(word for word in words if word.key)[:_MOST_WORDS]

    def is_phrase(self, key: str) -> bool:
        return self._lexicon.meaning(key) is not None or key in self._gazetteer

    def is_ordinary(self, key: str) -> bool:
        """A correct word without a meaning for search."""
        short = len(key) < 3 or any(sign.isdecimal() for sign in key)
        known = key in self._lexicon.ordinary or self._is_known(key)
        return short or known or frequency(key) > _RARE

    @property
    def lexicon(self) -> Lexicon:
        return self._lexicon

    @property
    def gazetteer(self) -> Gazetteer:
        return self._gazetteer


class _Question:
    """One text while it is being read."""

    def __init__(self, reader: Reader, text: str, allowed: Allowed) -> None:
        self._reader = reader
        self._allowed = allowed
        self._words = reader.words_of(text)
        self._keys = [word.key for word in self._words]
        self._guesses = 0
        self._strange = [
            not reader.is_phrase(key) and not reader.is_ordinary(key) for key in self._keys
        ]
        self._little = [self._little_at(place) for place in range(len(self._keys))]

    def cheapest(self) -> tuple[Phrase, ...]:
        count = len(self._words)
        best: list[tuple[float, tuple[Phrase, ...]]] = [(0.0, ())]
        best += [(float("inf"), ())] * count
        for place in range(count):
            cost, phrases = best[place]
            for way in self._ways(place):
                end = place + way.length
                whole = cost + way.cost + _PHRASE
                if whole < best[end][0]:
                    best[end] = (whole, (*phrases, way.phrase))
        return best[count][1]

    def _ways(self, place: int) -> Iterator[_Way]:
        yield self._left_over(place)
        said = said_at(self._keys, place)
        if said and self._allowed.sports:
            times = (said.time,) if said.time else ()
            typed = self._typed(place, said.length)
            meaning = Meaning(typed, age=said.age, times=times, radius_km=said.radius_km)
            yield _Way(-0.1, Phrase(typed, meaning), said.length)
        for length in range(1, min(_LONGEST_PHRASE, len(self._keys) - place) + 1):
            yield from self._known(place, length)
            if self._may_guess(place, length):
                self._guesses += 1
                yield from self._guessed(place, length)
        yield from self._torn(place)

    def _left_over(self, place: int) -> _Way:
        strange = self._strange[place]
        cost = _UNKNOWN if strange else _ORDINARY
        return _Way(cost, Phrase(self._words[place].typed, known=not strange), 1)

    def _known(self, place: int, length: int) -> Iterator[_Way]:
        typed, key = self._typed(place, length), "".join(self._keys[place : place + length])
        lexicon = self._reader.lexicon
        meaning = lexicon.meaning(key) if length == 1 else lexicon.phrase(key)
        if meaning and (self._allowed.sports or meaning.is_little):
            yield _Way(self._meaning_cost(place, length, meaning), Phrase(typed, meaning), length)
        is_name = key in self._reader.gazetteer
        if self._allowed.places and (is_name or not self._is_between(place, length)):
            places = self._reader.gazetteer.named(" ".join(self._keys[place : place + length]))
            if places:
                signalled = self._is_signalled(place)
                cost = self._place_cost(place, length, places[0], meaning)
                yield _Way(cost, Phrase(typed, places=places, signalled=signalled), length)

    def _meaning_cost(self, at: int, length: int, meaning: Meaning) -> float:
        if meaning.little is Little.VENUE:
            # "Tennis in der Halle" is a hall; without an article the town is likelier.
            return 0.0 if self._follows_article(at) else 0.3
        return -0.3 if length == len(self._keys) and not meaning.is_little else 0.0

    def _is_between(self, place: int, length: int) -> bool:
        """A name of several words does not begin or end with a little word."""
        ends = {self._little[place], self._little[place + length - 1]}
        return length > 1 and not ends <= _IN_NAMES and not self._is_glued(place, length)

    def _is_glued(self, place: int, length: int) -> bool:
        return all(word.glued for word in self._words[place + 1 : place + length])

    def _place_cost(self, at: int, length: int, place: Place, meaning: Meaning | None) -> float:
        if self._is_signalled(at):
            return -0.15
        if length == len(self._keys):
            return -0.2
        cost = 0.05 + 0.2 * _smallness(place)
        small = place.population < 40_000 and place.kind is not PlaceKind.STATE
        if self._follows_article(at) and not place.is_area:
            # Only regions have an article: "im Harz" is one, "in der Halle" is no town.
            cost += 1.5 if length == 1 else 0.3
        if length == 1 and small:
            if meaning and meaning.is_little and meaning.little is not Little.VENUE:
                cost += 2.0
            elif frequency(self._keys[at]) > _COMMON:
                cost += 0.6 if place.population > 2_000 else 0.9
        return cost

    def _may_guess(self, place: int, length: int) -> bool:
        if not self._allowed.guesses or length > _LONGEST_GUESS or self._guesses >= _MOST_GUESSES:
            return False
        first, last = self._little[place], self._little[place + length - 1]
        if length > 1 and not self._is_glued(place, length):
            # "Wetbewerbsfreies Angebot" may end with a filler, but "schwimen in" may not.
            long = last is Little.FILLER and len(self._keys[place + length - 1]) > 4
            if first not in _IN_NAMES or not (long or last in _IN_NAMES):
                return False
        return any(self._strange[place : place + length]) or self._names_no_place(place, length)

    def _names_no_place(self, place: int, length: int) -> bool:
        """An ordinary word where a town should stand: "Landkreis Hartz"."""
        key = self._keys[place]
        return length == 1 and self._is_signalled(place) and not self._reader.is_phrase(key)

    def _guessed(self, place: int, length: int) -> Iterator[_Way]:
        typed = self._typed(place, length)
        extra = _GUESS + 0.15 * (length - 1)
        strange = any(self._strange[place : place + length])
        for guess in self._reader.lexicon.guesses(typed) if strange else ():
            if self._allowed.sports or guess.meaning.is_little:
                phrase = Phrase(typed, guess.meaning, corrected_to=guess.meant)
                yield _Way(guess.cost + extra + 0.6 * guess.meaning.is_little, phrase, length)
        if not self._allowed.places:
            return
        signalled = self._is_signalled(place)
        found = self._reader.gazetteer.resembling(typed, 4)
        for at, (town, cost) in enumerate(found):
            small = town.population < _UNSEEN and not signalled
            if cost > _HOMOPHONE and (small or not strange):
                continue
            others = tuple(other for other, _ in found[at + 1 :])
            phrase = Phrase(
                typed, places=(town, *others), signalled=signalled, corrected_to=town.name
            )
            price = cost + extra + (0.5 if signalled else 0.7) * _smallness(town)
            price += -0.3 if signalled else 0.05
            yield _Way(price, phrase, length)

    def _torn(self, place: int) -> Iterator[_Way]:
        """Two words written as one: schwimmenmagdeburg. The second half is read as a town."""
        key = self._keys[place]
        if not self._strange[place] or not self._allowed.guesses or not 8 <= len(key) <= 40:
            return
        if not (self._allowed.places and self._allowed.sports):
            return
        for cut in range(4, len(key) - 3):
            meaning = self._reader.lexicon.meaning(key[:cut])
            places = self._reader.gazetteer.named(key[cut:]) if meaning else ()
            if meaning and meaning.sports and places and places[0].population > 5_000:
                phrase = Phrase(self._words[place].typed, meaning, places)
                yield _Way(0.6, phrase, 1)

    def _typed(self, place: int, length: int) -> str:
        return " ".join(word.typed for word in self._words[place : place + length])

    def _little_at(self, place: int) -> Little | None:
        meaning = self._reader.lexicon.meaning(self._keys[place])
        return meaning.little if meaning else None

    def _is_signalled(self, place: int) -> bool:
        """Whether words such as "in" or "in der Nähe von" stand right before."""
        for length in range(1, min(4, place) + 1):
            meaning = self._reader.lexicon.meaning("".join(self._keys[place - length : place]))
            if meaning and meaning.little is Little.BEFORE_PLACE:
                return True
        return False

    def _follows_article(self, place: int) -> bool:
        return place > 0 and self._little[place - 1] is Little.ARTICLE


def _key(text: str) -> str:
    return fold(text).replace(" ", "")


def _smallness(place: Place) -> float:
    """0 for a metropolis, 1 for a place of which nobody counted the people."""
    return 1 - min(1.0, log10(1 + place.population) / 6)


def frequency(key: str) -> float:
    """How large a share of German text a word is; 0 for one of the rarer words."""
    return _frequencies().get(key, 0.0)


@lru_cache(maxsize=1)
def _frequencies() -> dict[str, float]:
    from wordfreq import get_frequency_dict

    folded: dict[str, float] = {}
    for word, share in get_frequency_dict("de", wordlist="small").items():
        key = _key(word)
        folded[key] = max(share, folded.get(key, 0.0))
    return folded
