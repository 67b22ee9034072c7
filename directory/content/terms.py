"""Reads the words of this site: how long ones are parted, and which word stands for a thing."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from directory.content.entry import Entry
from directory.content.errors import ContentError
from directory.content.table import rows

_SHOWN_AS = "vocabulary/terms.yaml"
# Shorter names of places are never parted, so nobody needs to know them here.
_LONG_NAME = 12
_TOGETHER = str.maketrans("", "", "-·")


@dataclass(frozen=True, slots=True)
class Term:
    """One word in its two spellings: ``parted`` is "Turn-Halle", ``plain`` is "Turnhalle".

    A hyphen that stands in both is a real one: "E-Rollstuhl-Fußball", "E-Rollstuhlfußball".
    """

    parted: str
    plain: str

    @classmethod
    def of(cls, parted: str, plain: str = "") -> Self:
        """Without ``plain`` no hyphen is real."""
        first, *rest = parted.split("-")
        return cls(parted, plain or first + "".join(part[0].lower() + part[1:] for part in rest))

    @property
    def letters(self) -> str:
        """What all spellings of the word have in common."""
        return letters_of(self.plain)

    def with_sign(self, sign: str) -> str:
        """ "Turn-Halle" for a hyphen, "Turn·halle" for a dot, "Turnhalle" for nothing."""
        if sign == "-":
            return self.parted
        shown, plain = [], iter(self.plain)
        letter = next(plain, "")
        for written in self.parted:
            if written == "-" and letter != "-":
                shown.append(sign)
                continue
            shown.append(letter)
            letter = next(plain, "")
        return "".join(shown)


@dataclass(frozen=True, slots=True)
class SameWord:
    """One thing has one word on this site; ``reason`` is for people, in easy German."""

    use: str
    instead_of: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Terms:
    """All words that the site knows; ``whole`` and names of ``places`` are never parted."""

    terms: tuple[Term, ...]
    whole: frozenset[str]
    places: frozenset[str]
    same_words: tuple[SameWord, ...]

    @classmethod
    def load(cls, folder: Path) -> Self:
        """``folder`` is the content folder; names of sports part themselves."""
        entry = Entry.read(folder / "vocabulary" / "terms.yaml", _SHOWN_AS)
        terms = [_term(text) for text in entry.texts("parted")]
        whole = frozenset(letters_of(word) for word in entry.texts("whole"))
        same_words = tuple(_same_word(section) for section in entry.sections("same_words"))
        entry.nothing_else()
        known = {term.letters: term for term in _sport_terms(folder)}
        for term in terms:
            if term.letters in whole:
                raise ContentError(f"{_SHOWN_AS}: {term.plain} is parted and whole.")
            known[term.letters] = term
        return cls(tuple(known.values()), whole, frozenset(_places(folder)), same_words)


def letters_of(word: str) -> str:
    """Without hyphens and dots, in small letters."""
    return word.translate(_TOGETHER).lower()


def _term(text: str) -> Term:
    parts = text.split("-")
    if len(parts) < 2 or not all(part.isalpha() for part in parts):
        raise ContentError(f'{_SHOWN_AS}: parted holds "{text}", which has no parts.')
    return Term.of(text)


def _same_word(entry: Entry) -> SameWord:
    found = SameWord(entry.text("use"), entry.texts("instead_of"), entry.text("reason"))
    entry.nothing_else()
    return found


def _sport_terms(folder: Path) -> Iterator[Term]:
    """ "Blinden-Fußball" and "Blindenfußball" stand beside each other in the lists of sports."""
    for file in ("sports.csv", "categories.csv"):
        for row in rows(folder / "sports" / file, ("name", "name_de")):
            parted, plain = row.text("name").split(), row.text("name_de").split()
            for one, other in zip(parted, plain, strict=False):
                if one != other and letters_of(one) == letters_of(other):
                    yield Term(one, other)


def _places(folder: Path) -> Iterator[str]:
    """Long names of towns and districts, which no splitter may take apart."""
    for row in rows(folder / "places" / "places.csv", ("name", "district")):
        for column in ("name", "district"):
            yield from (word for word in row.text(column).split() if len(word) >= _LONG_NAME)
    for row in rows(folder / "places" / "local_names.csv", ("name",)):
        yield from (word for word in row.text("name").split() if len(word) >= _LONG_NAME)
