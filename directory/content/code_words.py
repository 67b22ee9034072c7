"""Words for codes: two figures are one easy word, so a code can be said, heard and typed."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

from directory.content.table import rows
from directory.spelling import Corrector, fold, sound

FIGURES: Final = 6
_TABLE: Final = Path("vocabulary/code_words.csv")
_COUNT: Final = 100


@dataclass(frozen=True, slots=True)
class CodeWords:
    """A hundred words that nobody confuses at the telephone; the place of each is its number."""

    words: tuple[str, ...]
    corrector: Corrector
    _numbers: dict[str, int] = field(repr=False, compare=False)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """``folder`` is the content folder. Raises ``ContentError`` where two sound alike."""
        found: list[str] = []
        seen: dict[str, str] = {}
        for row in rows(folder / _TABLE, ("number", "word")):
            word = row.needed("word")
            if row.text("number") != f"{len(found):02d}":
                raise row.fault(f"number must be {len(found):02d}")
            for key in (fold(word), f"sound {sound(word)}"):
                if key in seen:
                    raise row.fault(f'"{word}" sounds like "{seen[key]}"')
                seen[key] = word
            found.append(word)
        if len(found) != _COUNT:
            raise row.fault(f"there must be {_COUNT} words, not {len(found)}")
        numbers = {fold(word): number for number, word in enumerate(found)}
        return cls(tuple(found), Corrector.of(dict.fromkeys(found, 1.0)), numbers)

    def said(self, code: str) -> tuple[str, ...]:
        """The words of a code of six figures."""
        return tuple(self.words[int(code[at : at + 2])] for at in range(0, FIGURES, 2))

    def code(self, typed: str) -> str:
        """The six figures that somebody typed, however they are spaced, or wrote as words, also by
        ear; empty for what is neither."""
        figures = re.sub(r"[\s.,/–-]+", "", typed)
        if len(figures) == FIGURES and figures.isascii() and figures.isdecimal():
            return figures
        parts = [part for part in re.split(r"[^\w]+", typed) if part][: FIGURES // 2 + 1]
        numbers = [self._number(part) for part in parts]
        if len(numbers) != FIGURES // 2 or None in numbers:
            return ""
        return "".join(f"{number:02d}" for number in numbers)

    def _number(self, typed: str) -> int | None:
        number = self._numbers.get(fold(typed))
        if number is None and (meant := self.corrector.correct(typed)):
            number = self._numbers[fold(meant.meant)]
        return number
