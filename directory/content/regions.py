"""Reads whom one can ask in which part of the country: one file for each region."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Self

from directory.content.entry import Entry
from directory.content.errors import ContentError

_FOLDER = "regions"
# Lengths of a municipality key and of its meaningful beginnings: state, district, municipality.
_KEY_LENGTHS = (2, 5, 8)


@dataclass(frozen=True, slots=True)
class Advisor:
    """Somebody whom anybody may ask; ``answers`` says in easy German when and for what.

    ``example`` marks a person whom we invented.
    """

    first_name: str
    phone: str
    email: str
    answers: tuple[str, ...]
    example: bool


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the country: all municipalities whose keys begin with one of ``ags``."""

    key: str
    name: str
    ags: tuple[str, ...]
    advisors: tuple[Advisor, ...]
    example: bool


@dataclass(frozen=True, slots=True)
class Regions:
    """All regions, by key of the file, and by the beginnings of municipality keys."""

    by_key: Mapping[str, Region]
    by_ags: Mapping[str, Region]

    @classmethod
    def load(cls, folder: Path) -> Self:
        """``folder`` is the content folder; without ``regions/`` there are none."""
        files = sorted((folder / _FOLDER).glob("*.yaml"))
        return cls.of(_region(file) for file in files)

    @classmethod
    def of(cls, regions: Iterable[Region]) -> Self:
        by_key: dict[str, Region] = {}
        by_ags: dict[str, Region] = {}
        for region in regions:
            by_key[region.key] = region
            for ags in region.ags:
                other = by_ags.setdefault(ags, region)
                if other is not region:
                    raise ContentError(
                        f"{_FOLDER}/{region.key}.yaml: ags {ags} belongs to {other.key} already."
                    )
        return cls(MappingProxyType(by_key), MappingProxyType(by_ags))

    def for_place(self, ags: str) -> Region | None:
        """The narrowest region around a municipality, a district or a state; "" has none."""
        for length in reversed(_KEY_LENGTHS):
            region = self.by_ags.get(ags[:length]) if len(ags) >= length else None
            if region:
                return region
        return None


def _region(file: Path) -> Region:
    entry = Entry.read(file, f"{_FOLDER}/{file.name}")
    example = _is_example(entry)
    region = Region(
        key=file.stem,
        name=entry.text("name"),
        ags=tuple(_ags(entry, text) for text in entry.texts("ags")),
        advisors=tuple(_advisor(section, example) for section in entry.sections("advisors")),
        example=example,
    )
    if not region.ags:
        raise entry.fault("ags", "is missing")
    entry.nothing_else()
    return region


def _ags(entry: Entry, text: str) -> str:
    if not (text.isascii() and text.isdecimal() and len(text) in _KEY_LENGTHS):
        raise entry.fault("ags", f'must be keys of 2, 5 or 8 digits, not "{text}"')
    return text


def _advisor(entry: Entry, example: bool) -> Advisor:
    advisor = Advisor(
        first_name=entry.text("first_name"),
        phone=entry.text("phone", "").replace(" ", ""),
        email=entry.text("email", ""),
        answers=entry.texts("answers"),
        example=example or _is_example(entry),
    )
    if not (advisor.phone or advisor.email):
        raise entry.fault("", "needs a phone or an email, else nobody can ask")
    entry.nothing_else()
    return advisor


def _is_example(entry: Entry) -> bool:
    text = entry.text("example", "false")
    if text not in ("true", "false"):
        raise entry.fault("example", f'must be true or false, not "{text}"')
    return text == "true"
