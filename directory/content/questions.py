"""What the finder with pictures asks: what people like, and how they come."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from directory.content.entry import Entry
from directory.content.pictures import Pictogram, Pictures

_FILE = "questions.yaml"


@dataclass(frozen=True, slots=True)
class Liking:
    """What somebody likes; ``search`` are words that search understands as its sports.

    ``name`` is easy German, ``picture`` a file below ``static/``.
    """

    key: str
    name: str
    name_de: str
    name_en: str
    search: str
    picture: str


@dataclass(frozen=True, slots=True)
class Way:
    """How somebody comes, and how far that is comfortable."""

    key: str
    name: str
    name_de: str
    name_en: str
    picture: str
    kilometres: int


@dataclass(frozen=True, slots=True)
class Questions:
    """In the order of the file."""

    likings: dict[str, Liking]
    ways: dict[str, Way]

    @classmethod
    def load(cls, folder: Path) -> Self:
        """``folder`` is the content folder."""
        entry = Entry.read(folder / _FILE, _FILE)
        pictures = Pictures.load(folder)
        likings = {key: _liking(key, seen, pictures) for key, seen in entry.named("likings")}
        ways = {key: _way(key, seen, pictures) for key, seen in entry.named("ways")}
        entry.nothing_else()
        return cls(likings, ways)


def _liking(key: str, entry: Entry, pictures: Pictures) -> Liking:
    liking = Liking(
        key=key,
        name=entry.text("name"),
        name_de=entry.text("name_de"),
        name_en=entry.text("name_en"),
        search=entry.text("search"),
        picture=_file(entry, pictures.liking(key), key),
    )
    entry.nothing_else()
    return liking


def _way(key: str, entry: Entry, pictures: Pictures) -> Way:
    picture = entry.text("picture")
    kilometres = entry.number("kilometres")
    if not kilometres:
        raise entry.fault("kilometres", "must be a number above 0")
    way = Way(
        key=key,
        name=entry.text("name"),
        name_de=entry.text("name_de"),
        name_en=entry.text("name_en"),
        picture=_file(entry, pictures.thing(picture), picture),
        kilometres=kilometres,
    )
    entry.nothing_else()
    return way


def _file(entry: Entry, found: Pictogram | None, name: str) -> str:
    if found is None:
        raise entry.fault("picture", f'"{name}" does not stand in pictures.yaml')
    return found.file
