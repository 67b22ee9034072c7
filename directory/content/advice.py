"""Advice for clubs beside the questions, as editors write it in ``content/advice.yaml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from directory.content.entry import Entry

_FILE = "advice.yaml"


@dataclass(frozen=True, slots=True)
class Advice:
    """One piece of advice in three languages; each line is a sentence."""

    title: str
    title_de: str
    title_en: str
    easy: tuple[str, ...]
    de: tuple[str, ...]
    en: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AllAdvice:
    """By the page of questions that it stands beside."""

    by_page: Mapping[str, Advice]

    @classmethod
    def load(cls, folder: Path) -> Self:
        """``folder`` is the content folder."""
        entry = Entry.read(folder / _FILE, _FILE)
        found = {page: _advice(entry.section(page)) for page in entry.values}
        entry.nothing_else()
        return cls(found)


def _advice(entry: Entry) -> Advice:
    advice = Advice(
        title=entry.text("title"),
        title_de=entry.text("title_de"),
        title_en=entry.text("title_en"),
        easy=_lines(entry, "easy"),
        de=_lines(entry, "de"),
        en=_lines(entry, "en"),
    )
    entry.nothing_else()
    return advice


def _lines(entry: Entry, key: str) -> tuple[str, ...]:
    lines = entry.texts(key)
    if not lines:
        raise entry.fault(key, "is missing")
    return lines
