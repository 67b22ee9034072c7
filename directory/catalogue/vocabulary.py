"""Reads the words of everyday life in content/vocabulary."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from directory.content.table import rows

# Search asks for these; who adds a file adds it here.
_FILES = ("everyday", "by_ear", "needs", "days", "times", "ages", "little_words")


@dataclass(frozen=True, slots=True)
class Saying:
    """Words that people type, and what an editor says that they mean."""

    file: str
    meaning: str
    words: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All sayings in the order of the files."""

    sayings: tuple[Saying, ...]

    @classmethod
    def load(cls, folder: Path) -> Self:
        """``folder`` is the content folder; raises ContentError with file and line."""
        return cls(
            tuple(
                Saying(file, row.needed("meaning"), words)
                for file in _FILES
                for row in rows(folder / "vocabulary" / f"{file}.csv", ("meaning", "words"))
                for words in row.texts("words")
            )
        )

    def of(self, file: str) -> tuple[Saying, ...]:
        return tuple(saying for saying in self.sayings if saying.file == file)
