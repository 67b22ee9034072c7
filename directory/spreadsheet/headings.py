"""Finds the headings of a table and says what each column holds, however it is called."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from directory.spelling import Corrector, fold
from directory.spreadsheet.columns import COLUMNS, SETS

WRONG = "Was stimmt nicht?"
"""Our own words to somebody who sent a table; sent back, they say nothing."""

_LOOKED_AT = 30
_FIRST_SET = ("tag_1", "von_1", "bis_1")
_BRACKETS = re.compile(r"[(\[].*?[)\]]")
_NUMBERED = re.compile(r"^(.*?)[\s._-]*([1-6])\.?$")
_SIGNS = re.compile(r"[^\w\s/€.-]|_")
# Names of columns are few; a weight like that of a small town lets a slip or two through.
_WEIGHT = 50_000.0


class How(StrEnum):
    """How sure we are: the very words, words like these, said by a person, or not at all."""

    SAME = "same"
    ALIKE = "alike"
    CHOSEN = "chosen"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Heading:
    """``key`` is empty for a column that we do not read."""

    words: str
    key: str
    how: How


@dataclass(frozen=True, slots=True)
class Headings:
    """``row`` is the place of the headings in the table."""

    row: int
    columns: tuple[Heading, ...]

    @classmethod
    def find(cls, rows: Sequence[Sequence[str]]) -> "Headings":
        """The row of the first thirty in which most is understood."""
        best, most = 0, 0.0
        for place, row in enumerate(rows[:_LOOKED_AT]):
            known = sum(1 for words in row if words and _known(words)[0])
            filled = sum(1 for words in row if words)
            # Two words that we know make a heading; a lone "Verein" may be a title.
            score = known + filled / 1000 if known > 1 else 0
            if score > most:
                best, most = place, score
        if not most:
            best = next((n for n, row in enumerate(rows) if sum(map(bool, row)) > 1), 0)
        return cls(best, _understood(rows[best] if rows else ()))

    @property
    def is_known(self) -> bool:
        """Whether any column is understood at all."""
        return any(column.key for column in self.columns)

    def with_chosen(self, keys: Sequence[str]) -> "Headings":
        """As somebody corrected it; what is no name of ours is not read."""
        chosen = []
        for heading, key in zip(self.columns, keys, strict=False):
            known = key if key in COLUMNS else ""
            how = heading.how if known == heading.key else How.CHOSEN
            chosen.append(Heading(heading.words, known, how))
        return Headings(self.row, (*chosen, *self.columns[len(chosen) :]))


def _understood(row: Iterable[str]) -> tuple[Heading, ...]:
    """Each key once: the surest column takes it; further weekdays and clocks count on."""
    found = [Heading(words, *_known(words)) for words in row]
    taken: set[str] = set()
    order = sorted(range(len(found)), key=lambda place: (found[place].how is not How.SAME, place))
    for place in order:
        heading = found[place]
        if not heading.key:
            continue
        key = _next_set(heading.key, taken) if heading.key in _FIRST_SET else heading.key
        if key in taken:
            key = ""
        if key:
            taken.add(key)
        how = heading.how if key else How.UNKNOWN
        found[place] = Heading(heading.words, key, how)
    return tuple(found)


def _next_set(key: str, taken: set[str]) -> str:
    name = key.partition("_")[0]
    further = (f"{name}_{number}" for number in range(1, SETS + 1))
    return next((one for one in further if one not in taken), "")


@lru_cache(maxsize=4096)  # headings come from strangers
def _known(words: str) -> tuple[str, How]:
    if words == WRONG:
        return "", How.SAME
    for text in (words, _BRACKETS.sub(" ", words)):
        key = _names().get(_plain(text))
        if key:
            return key, How.SAME
    bare = _plain(_BRACKETS.sub(" ", words))
    first = _plain(words.partition("/")[0])
    if first != bare and first in _names():
        return _names()[first], How.ALIKE
    numbered = _NUMBERED.match(bare)
    if numbered:
        key = _names().get(numbered[1].strip(), "")
        if key in _FIRST_SET:
            return f"{key.partition('_')[0]}_{numbered[2]}", How.SAME
    if len(bare) > 3 and (corrected := _corrector().correct(bare)):
        return _names()[_plain(corrected.meant)], How.ALIKE
    return "", How.UNKNOWN


def _plain(text: str) -> str:
    return " ".join(fold(_SIGNS.sub(" ", text.lower())).split())


@cache
def _names() -> dict[str, str]:
    """What a heading may say, and what it means; our own words come before those of others."""
    known: dict[str, str] = {}
    for column in COLUMNS.values():
        known.setdefault(_plain(column.heading), column.key)
    for column in COLUMNS.values():
        for words in column.also:
            known.setdefault(_plain(words), column.key)
    known.pop("", None)
    return known


@cache
def _corrector() -> Corrector:
    return Corrector.of(dict.fromkeys((name for name in _names() if len(name) > 3), _WEIGHT))
