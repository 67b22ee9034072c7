"""Which picture stands for a sport, a need, a weekday or an everyday thing."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from directory.content.entry import Entry
from directory.content.errors import ContentError

GROUPS = ("sports", "categories", "likings", "needs", "weekdays", "things")


@dataclass(frozen=True, slots=True)
class Pictogram:
    """A drawing in two variants below ``directory/static/``: coloured, and black lines only.

    ``alt`` says in easy German what is to be seen; beside a word that says the same, leave it out.
    ``source`` is a key of ``content/sources.yaml``.
    """

    file: str
    black: str
    alt: str
    source: str


@dataclass(frozen=True, slots=True)
class Pictures:
    """All pictograms, by the thing they stand for."""

    groups: dict[str, dict[str, Pictogram]]

    @classmethod
    def load(cls, folder: Path) -> Self:
        """``folder`` is the content folder."""
        entry = Entry.read(folder / "pictures.yaml", "pictures.yaml")
        drawings = {name: _pictogram(name, seen) for name, seen in entry.named("pictures")}
        groups = {group: _group(entry, group, drawings) for group in GROUPS}
        entry.nothing_else()
        return cls(groups)

    def sport(self, sport_id: str, category: str = "") -> Pictogram | None:
        """The picture of a sport, or else of its category."""
        return self.groups["sports"].get(sport_id) or self.category(category)

    def category(self, category_id: str) -> Pictogram | None:
        return self.groups["categories"].get(category_id)

    def liking(self, key: str) -> Pictogram | None:
        """Of what people like, such as water or calm."""
        return self.groups["likings"].get(key)

    def need(self, need: str) -> Pictogram | None:
        return self.groups["needs"].get(need)

    def weekday(self, weekday: int) -> Pictogram | None:
        """Monday is 0."""
        return self.groups["weekdays"].get(str(weekday))

    def thing(self, key: str) -> Pictogram | None:
        return self.groups["things"].get(key)


def _pictogram(name: str, entry: Entry) -> Pictogram:
    drawn_by_us = entry.text("source", "openmoji") == "own_pictures"
    folder = "pictures/own" if drawn_by_us else "pictures"
    alt, source = entry.text("alt"), entry.text("source", "openmoji")
    entry.nothing_else()
    return Pictogram(f"{folder}/{name}.svg", f"{folder}/black/{name}.svg", alt, source)


def _group(entry: Entry, group: str, drawings: dict[str, Pictogram]) -> dict[str, Pictogram]:
    section = entry.section(group)
    found = {}
    for key in section.values:
        name = section.text(key)
        if name not in drawings:
            raise ContentError(f'pictures.yaml: {group}.{key} names the unknown picture "{name}".')
        found[key] = drawings[name]
    return found
