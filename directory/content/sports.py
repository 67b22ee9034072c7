"""Reads the list of sports and their categories."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Self

from directory.content.pictures import Pictures
from directory.content.table import Row, once, rows

_CATEGORY_COLUMNS = ("id", "name", "name_de", "name_en")
_SPORT_COLUMNS = (
    *_CATEGORY_COLUMNS,
    "synonyms",
    "category",
    "special_olympics",
    "dbs",
    "osm_tag",
    "openactive_id",
    "openactive_label",
)


@dataclass(frozen=True, slots=True)
class Category:
    """A group of sports; ``name`` is easy German, ``picture`` a file below ``static/``."""

    id: str
    name: str
    name_de: str
    name_en: str
    picture: str | None


@dataclass(frozen=True, slots=True)
class Sport:
    """One sport. ``name`` is as on an easy page ("Hallen-Fußball"), ``name_de`` as in a dictionary.

    ``openactive_id`` ends the address https://openactive.io/activity-list#…, ``osm_tag`` is a tag
    of OpenStreetMap such as sport=soccer. ``is_special_olympics`` and ``is_disabled_sports`` (DBS,
    the German federation) are True or None: the lists that could be read are not complete, so
    nobody can say no.
    """

    id: str
    name: str
    name_de: str
    name_en: str
    synonyms: tuple[str, ...]
    category: str
    openactive_id: str
    openactive_label: str
    osm_tag: str
    picture: str | None
    is_special_olympics: bool | None
    is_disabled_sports: bool | None


@dataclass(frozen=True, slots=True)
class Sports:
    """All sports, in the order of the file."""

    by_id: Mapping[str, Sport]
    categories: Mapping[str, Category]

    @classmethod
    def load(cls, folder: Path) -> Self:
        """``folder`` is the content folder."""
        pictures = Pictures.load(folder)
        categories = _categories(folder / "sports" / "categories.csv", pictures)
        sports: dict[str, Sport] = {}
        seen: set[str] = set()
        for row in rows(folder / "sports" / "sports.csv", _SPORT_COLUMNS):
            sport = _sport(row, once(row, "id", seen), pictures, categories)
            sports[sport.id] = sport
        return cls(MappingProxyType(sports), MappingProxyType(categories))

    def all(self) -> tuple[Sport, ...]:
        return tuple(self.by_id.values())

    def category(self, category_id: str) -> Category:
        """Raises KeyError where there is none."""
        return self.categories[category_id]

    def in_category(self, category_id: str) -> tuple[Sport, ...]:
        return tuple(sport for sport in self.by_id.values() if sport.category == category_id)


def _categories(file: Path, pictures: Pictures) -> dict[str, Category]:
    categories: dict[str, Category] = {}
    seen: set[str] = set()
    for row in rows(file, _CATEGORY_COLUMNS):
        key = once(row, "id", seen)
        pictogram = pictures.category(key)
        categories[key] = Category(
            id=key,
            name=row.needed("name"),
            name_de=row.needed("name_de"),
            name_en=row.needed("name_en"),
            picture=pictogram.file if pictogram else None,
        )
    return categories


def _sport(row: Row, key: str, pictures: Pictures, categories: Mapping[str, Category]) -> Sport:
    category = row.needed("category")
    if category not in categories:
        raise row.fault(f'the category "{category}" does not stand in categories.csv')
    pictogram = pictures.sport(key, category)
    return Sport(
        id=key,
        name=row.needed("name"),
        name_de=row.needed("name_de"),
        name_en=row.needed("name_en"),
        synonyms=row.texts("synonyms"),
        category=category,
        openactive_id=row.text("openactive_id"),
        openactive_label=row.text("openactive_label"),
        osm_tag=row.text("osm_tag"),
        picture=pictogram.file if pictogram else None,
        is_special_olympics=_yes(row, "special_olympics"),
        is_disabled_sports=_yes(row, "dbs"),
    )


def _yes(row: Row, column: str) -> bool | None:
    return True if row.choice(column, ("yes", "")) else None
