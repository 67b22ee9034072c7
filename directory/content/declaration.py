"""Reads what the declaration of accessibility says beside its text: dates and open points."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Self

from directory.content.entry import Entry

# BITV § 7: to be renewed every year.
GOOD_FOR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Something that is not accessible yet, in sentences for each language."""

    easy: tuple[str, ...]
    de: tuple[str, ...]
    en: tuple[str, ...]

    def sentences(self, language: str) -> tuple[str, ...]:
        return {"easy": self.easy, "de": self.de, "en": self.en}[language]


@dataclass(frozen=True, slots=True)
class Declaration:
    """When it was declared, when it was tested, and what is still missing."""

    declared_on: date
    tested_on: date
    open_points: tuple[OpenPoint, ...]

    @classmethod
    def load(cls, folder: Path) -> Self:
        """``folder`` is the content folder."""
        shown_as = "pages/barrierefreiheit/state.yaml"
        file = Entry.read(folder / shown_as, shown_as)
        days = [file.as_day(key, file.text(key)) for key in ("declared_on", "tested_on")]
        points = tuple(_open_point(entry) for entry in file.sections("open"))
        file.nothing_else()
        return cls(days[0], days[1], points)

    def is_old(self, today: date) -> bool:
        return today > self.declared_on + GOOD_FOR


def _open_point(entry: Entry) -> OpenPoint:
    found = OpenPoint(entry.texts("easy"), entry.texts("de"), entry.texts("en"))
    entry.nothing_else()
    if not (found.easy and found.de and found.en):
        raise entry.fault("", "needs easy, de and en")
    return found
