"""Reads the hard words with their explanation in Leichte Sprache, and finds them in texts."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
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


@dataclass(frozen=True, slots=True)
class Glossary:
    """All hard words in alphabetical order."""

    entries: tuple[HardWord, ...]
    of: Callable[[str], HardWord | None] = field(repr=False, compare=False)
    """The entry of a word in any spelling and with any usual ending."""

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
        # Pages ask for the same words again and again.
        return cls(in_order, lru_cache(maxsize=20_000)(partial(_entry_of, by_letters)))


def _entry_of(by_letters: Mapping[str, HardWord], words: str) -> HardWord | None:
    letters = letters_of(" ".join(words.split()))
    for ending in _ENDINGS:
        found = by_letters.get(letters.removesuffix(ending))
        # "Der Verein" but not "vereint": a noun has a capital letter.
        if found and letters.endswith(ending) and not _is_other_kind(words, found):
            return found
    return None


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
        words = list(_WORD.finditer(text))
        place = 0
        while place < len(words):
            size, entry = self._at(text, words, place)
            if entry is None:
                place += 1
                continue
            start, end = words[place].start(), words[place + size - 1].end()
            self.explained.append(entry)
            if start > done:
                yield Piece(text[done:start])
            yield Piece(text[start:end], entry)
            done, place = end, place + size
        if done < len(text):
            yield Piece(text[done:])

    def _at(self, text: str, words: list[re.Match[str]], place: int) -> tuple[int, HardWord | None]:
        """The longest hard word that begins here: "Leichte Sprache" before "Sprache"."""
        for size in range(min(_MOST_WORDS, len(words) - place), 0, -1):
            found = text[words[place].start() : words[place + size - 1].end()]
            entry = self.glossary.of(found)
            if entry:
                return size, None if entry in self.explained else entry
        return 1, None
