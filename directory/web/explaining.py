"""Explains hard words where a page uses them first: there the word leads to the dictionary."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from markupsafe import Markup, escape

from directory.content.glossary import FirstUses, HardWord
from directory.web import languages
from directory.web.addresses import url_for
from directory.web.page import FactLine, Line
from directory.web.parts import parts
from directory.web.templating import macro
from directory.wording import FactSaid, Said


@dataclass(frozen=True, slots=True)
class Explaining:
    """One for each page; it is given our sentences in the order in which they stand there.

    Only easy language explains words. Names and what clubs wrote stay as they are.
    """

    uses: FirstUses | None
    names: re.Pattern[str] | None

    @classmethod
    def on_page(cls, names: Iterable[str] = ()) -> Self:
        glossary = parts().glossary
        is_easy = languages.current() is languages.EASY
        return cls(FirstUses(glossary) if glossary and is_easy else None, _any_of(names))

    def sentence(self, text: str) -> str:
        """The sentence with links, as markup; without a dictionary the sentence itself."""
        return Markup("").join(self._pieces(text)) if self.uses else text

    def lines(self, said: tuple[Said, ...]) -> tuple[Line, ...]:
        return tuple(
            Line(one.words if one.own or one.lang else self.sentence(one.words), one.lang)
            for one in said
        )

    def fact_lines(self, facts: tuple[FactSaid, ...]) -> tuple[FactLine, ...]:
        return tuple(
            FactLine(self.sentence(fact.words), fact.sign.value, self.lines(fact.notes))
            for fact in facts
        )

    def _pieces(self, text: str) -> Iterator[Markup]:
        # Splitting at a group gives words and names in turn.
        for place, piece in enumerate(self.names.split(text) if self.names else (text,)):
            if place % 2:
                yield escape(piece)
            else:
                yield from self._explained(piece)

    def _explained(self, text: str) -> Iterator[Markup]:
        for piece in self.uses.pieces(text) if self.uses else ():
            if piece.entry:
                link = macro("hard_word")
                yield escape(link(piece.words, explanation_address(piece.entry)))
            else:
                yield escape(piece.words)


def explanation_address(entry: HardWord) -> str:
    """Where a word is explained."""
    return f"{url_for('help.glossary')}#{entry.key}"


def _any_of(names: Iterable[str]) -> re.Pattern[str] | None:
    """Longer names first: "TSV Inklusion Halle" before "Halle"."""
    known = {" ".join(name.split()) for name in names} - {""}
    listed = sorted(known, key=lambda name: (-len(name), name))
    if not listed:
        return None
    return re.compile(rf"(?<!\w)({'|'.join(re.escape(name) for name in listed)})(?!\w)")
