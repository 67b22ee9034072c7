"""Explains hard words where a page uses them first: there the word leads to the dictionary."""

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
    names: tuple[str, ...]

    @classmethod
    def on_page(cls, names: Iterable[str] = ()) -> Self:
        glossary = parts().glossary
        is_easy = languages.current() is languages.EASY
        return cls(FirstUses(glossary) if glossary and is_easy else None, _longest_first(names))

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
        done = 0
        for start, end in _found(text, self.names):
            yield from self._explained(text[done:start])
            yield escape(text[start:end])
            done = end
        yield from self._explained(text[done:])

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


def _longest_first(names: Iterable[str]) -> tuple[str, ...]:
    """ "TSV Inklusion Halle" before "Halle"."""
    known = {" ".join(name.split()) for name in names} - {""}
    return tuple(sorted(known, key=lambda name: (-len(name), name)))


def _found(text: str, names: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where names stand as whole words, from left to right. A pattern would find them as well, but
    nearly every page has other names, and a pattern takes a tenth of a millisecond to be made."""
    done = 0
    while True:
        starts = [(_place_of(name, text, done), at) for at, name in enumerate(names)]
        first, at = min(starts, default=(len(text), 0))
        if first == len(text):
            return
        done = first + len(names[at])
        yield first, done


def _place_of(name: str, text: str, start: int) -> int:
    """The end of the text where it does not stand any more."""
    while (start := text.find(name, start)) >= 0:
        end = start + len(name)
        before, after = text[start - 1 : start] if start else "", text[end : end + 1]
        if not _is_of_a_word(before) and not _is_of_a_word(after):
            return start
        start += 1
    return len(text)


def _is_of_a_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"
