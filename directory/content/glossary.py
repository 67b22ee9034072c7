"""Reads the hard words with their explanation in Leichte Sprache, and finds them in texts."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Self

from directory.content.entry import Entry
from directory.content.errors import ContentError
from directory.content.slug import slug_of
from directory.content.terms import letters_of

_SHOWN_AS = "vocabulary/glossary.yaml"
_ENDINGS = ("", "n", "en", "s", "es", "e", "er", "em")
_MOST_WORDS = 3
_WORD = re.compile(r"[^\W\d_]+(?:[-·][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class HardWord:
    """A word, stored plain, with one or more sentences that explain it.

    ``forms`` are other spellings and forms of the word; usual endings need none.
    """

    key: str
    word: str
    sentences: tuple[str, ...]
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text; ``entry`` is set where a hard word is used for the first time."""

    words: str
    entry: HardWord | None = None


Use = tuple[int, int, HardWord]
"""From where to where in a text, and which word that is."""


@dataclass(frozen=True, slots=True)
class Glossary:
    """All hard words in alphabetical order."""

    entries: tuple[HardWord, ...]
    _by_letters: Mapping[str, HardWord] = field(repr=False)
    uses: Callable[[str], tuple[Use, ...]] = field(init=False, repr=False, compare=False)
    """Where hard words stand in a text; pages ask for the same sentences again and again."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "uses", lru_cache(maxsize=5_000)(self._uses))

    @classmethod
    def load(cls, folder: Path) -> Self:
        """``folder`` is the content folder."""
        file = Entry.read(folder / "vocabulary" / "glossary.yaml", _SHOWN_AS)
        entries = tuple(_hard_word(word, file.section(word)) for word in file.values)
        by_letters: dict[str, HardWord] = {}
        for entry in entries:
            for form in (entry.word, *entry.forms):
                if by_letters.setdefault(letters_of(form), entry) is not entry:
                    raise ContentError(f'{_SHOWN_AS}: "{form}" is explained twice.')
        in_order = tuple(sorted(entries, key=lambda entry: entry.key))
        return cls(in_order, MappingProxyType(by_letters))

    def of(self, words: str) -> HardWord | None:
        """The entry of a word in any spelling and with any usual ending."""
        letters = letters_of(" ".join(words.split()))
        for ending in _ENDINGS:
            found = self._by_letters.get(letters.removesuffix(ending))
            # "Der Verein" but not "vereint": a noun has a capital letter.
            if found and letters.endswith(ending) and not _is_other_kind(words, found):
                return found
        return None

    def _uses(self, text: str) -> tuple[Use, ...]:
        found: list[Use] = []
        words = list(_WORD.finditer(text))
        for place, word in enumerate(words):
            if not found or word.start() >= found[-1][1]:
                found.extend(self._longest(text, words[place : place + _MOST_WORDS]))
        return tuple(found)

    def _longest(self, text: str, words: list[re.Match[str]]) -> Iterator[Use]:
        """The longest hard word that begins here: "Leichte Sprache" before "Sprache"."""
        start = words[0].start()
        for last in reversed(words):
            entry = self.of(text[start : last.end()])
            if entry:
                yield start, last.end(), entry
                return


def _is_other_kind(words: str, entry: HardWord) -> bool:
    return words[0].islower() and entry.word[0].isupper()


def _hard_word(word: str, entry: Entry) -> HardWord:
    found = HardWord(slug_of(word), word, entry.texts("easy"), entry.texts("forms"))
    entry.nothing_else()
    if not found.sentences:
        raise entry.fault("easy", "is missing")
    return found


@dataclass(slots=True)
class FirstUses:
    """Finds hard words on one page, each only where it is used first.

    One object for each page; texts are given in the order in which they stand on it.
    """

    glossary: Glossary
    explained: list[HardWord] = field(default_factory=list)

    def pieces(self, text: str) -> tuple[Piece, ...]:
        """The text, cut at hard words that were not on the page before; nothing gets lost."""
        return tuple(self._cut(text))

    def _cut(self, text: str) -> Iterator[Piece]:
        done = 0
        for start, end, entry in self.glossary.uses(text):
            if entry in self.explained:
                continue
            self.explained.append(entry)
            if start > done:
                yield Piece(text[done:start])
            yield Piece(text[start:end], entry)
            done = end
        if done < len(text):
            yield Piece(text[done:])
