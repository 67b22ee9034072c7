"""Words for the page that explains hard words."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from flask import url_for

from directory.content.glossary import Glossary, HardWord
from directory.web.languages import _, manner
from directory.web.page import Link


@dataclass(frozen=True, slots=True)
class Explained:
    """One word; ``key`` is the place on the page, so that other pages can link to it."""

    key: str
    word: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """All words that begin with one letter."""

    letter: str
    words: tuple[Explained, ...]


@dataclass(frozen=True, slots=True)
class GlossaryPage:
    """Words for ``help/glossary.html``."""

    title: str
    trail: tuple[Link, ...]
    letters: tuple[Letter, ...]

    @classmethod
    def of(cls, glossary: Glossary) -> "GlossaryPage":
        return cls(
            title=_("Wörterbuch"),
            trail=(Link(_("Startseite"), url_for("finder.start")),),
            letters=tuple(_letters(glossary)),
        )


def _letters(glossary: Glossary) -> Iterator[Letter]:
    for letter, entries in groupby(glossary.entries, key=lambda entry: entry.key[0].upper()):
        yield Letter(letter, tuple(_explained(entry) for entry in entries))


def _explained(entry: HardWord) -> Explained:
    shown = manner().words
    return Explained(entry.key, shown(entry.word), tuple(shown(one) for one in entry.sentences))
