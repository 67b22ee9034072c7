"""Reads whom one can ask in which part of the country: one file for each region."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Self

from directory.content.entry import Entry
from directory.content.errors import ContentError

_FOLDER = "regions"
_FILES = "files"
_LONGEST_NAME = 80
_LARGEST_FILE = 5_000_000
# Lengths of a municipality key and of its meaningful beginnings: state, district, municipality.
_KEY_LENGTHS = (2, 5, 8)


class Field(StrEnum):
    """From where a partner of a network comes."""

    SPORT = "sport"
    SUPPORT = "support"
    CULTURE = "culture"
    EDUCATION = "education"
    BUSINESS = "business"
    POLITICS = "politics"


@dataclass(frozen=True, slots=True)
class Advisor:
    """Somebody whom anybody may ask; ``answers`` says in easy German when and for what.

    ``example`` marks a person whom we invented. A real one is shown until ``consent_until``, on
    which they agreed; ``photo`` is a file of the region with the words for who does not see it.
    """

    first_name: str
    phone: str
    email: str
    answers: tuple[str, ...]
    example: bool
    consent_until: date | None = None
    photo: str = ""
    photo_alt: str = ""
    photo_author: str = ""

    def may_be_shown(self, today: date) -> bool:
        return self.example or (self.consent_until is not None and today <= self.consent_until)


@dataclass(frozen=True, slots=True)
class Partner:
    """Somebody of the network; ``about`` is short and easy."""

    field: Field
    name: str
    about: tuple[str, ...] = ()
    url: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class RegionDocument:
    """Something to read: a file of the region, or an address."""

    title: str
    file: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class RegionEvent:
    """Something that takes place; ``key`` is its own in the calendar."""

    key: str
    title: str
    day: date
    start: time | None = None
    end: time | None = None
    place: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the country: all municipalities whose keys begin with one of ``ags``.

    ``host_town`` is the year in which it welcomed guests from all over the world. ``hosts`` are
    names of its own under which the site answers; ``files`` are those that its pages may show.
    """

    key: str
    name: str
    ags: tuple[str, ...]
    advisors: tuple[Advisor, ...]
    example: bool
    intro: tuple[str, ...] = ()
    partners: tuple[Partner, ...] = ()
    host_town: str = ""
    documents: tuple[RegionDocument, ...] = ()
    events: tuple[RegionEvent, ...] = ()
    phone: str = ""
    email: str = ""
    logo: str = ""
    hosts: tuple[str, ...] = ()
    source: str = ""
    files: Mapping[str, Path] = field(default_factory=dict)

    def advisors_shown(self, today: date) -> tuple[Advisor, ...]:
        """Those who agreed and still agree."""
        return tuple(one for one in self.advisors if one.may_be_shown(today))


@dataclass(frozen=True, slots=True)
class Regions:
    """All regions, by key of the file, and by the beginnings of municipality keys."""

    by_key: Mapping[str, Region]
    by_ags: Mapping[str, Region]
    by_host: Mapping[str, Region] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """``folder`` is the content folder; without ``regions/`` there are none."""
        files = sorted((folder / _FOLDER).glob("*.yaml"))
        return cls.of(_region(file) for file in files)

    @classmethod
    def of(cls, regions: Iterable[Region]) -> Self:
        by_key: dict[str, Region] = {}
        by_ags: dict[str, Region] = {}
        by_host: dict[str, Region] = {}
        for region in regions:
            by_key[region.key] = region
            for host in region.hosts:
                other = by_host.setdefault(host, region)
                if other is not region:
                    raise ContentError(
                        f"{_FOLDER}/{region.key}.yaml: host {host} belongs to {other.key} already."
                    )
            for ags in region.ags:
                other = by_ags.setdefault(ags, region)
                if other is not region:
                    raise ContentError(
                        f"{_FOLDER}/{region.key}.yaml: ags {ags} belongs to {other.key} already."
                    )
        return cls(MappingProxyType(by_key), MappingProxyType(by_ags), MappingProxyType(by_host))

    def for_place(self, ags: str) -> Region | None:
        """The narrowest region around a municipality, a district or a state; "" has none."""
        for length in reversed(_KEY_LENGTHS):
            region = self.by_ags.get(ags[:length]) if len(ags) >= length else None
            if region:
                return region
        return None


def _region(file: Path) -> Region:
    entry = Entry.read(file, f"{_FOLDER}/{file.name}", with_lines=True)
    example = _is_example(entry)
    contact = entry.section("contact")
    logo = entry.text("logo", "")
    partners = tuple(_partner(one) for one in entry.sections("network"))
    documents = tuple(_document(one) for one in entry.sections("documents"))
    advisors = tuple(_advisor(section, example) for section in entry.sections("advisors"))
    named = [logo, *(one.file for one in documents), *(one.photo for one in advisors)]
    region = Region(
        key=_key(file),
        name=_short(entry, "name"),
        ags=tuple(_ags(entry, text) for text in entry.texts("ags")),
        advisors=advisors,
        example=example,
        intro=entry.texts("intro"),
        partners=partners,
        host_town=_year(entry, "host_town"),
        documents=documents,
        events=tuple(_event(one, file.stem, at) for at, one in enumerate(entry.sections("events"))),
        phone=contact.text("phone", "").replace(" ", ""),
        email=contact.text("email", ""),
        logo=logo,
        hosts=tuple(_host(entry, text) for text in entry.texts("hosts")),
        source=entry.text("source", ""),
        files={name: _found(entry, file.parent / _FILES, name) for name in named if name},
    )
    contact.nothing_else()
    if not region.ags:
        raise entry.fault("ags", "is missing")
    if logo and not logo.endswith((".svg", ".png")):
        raise entry.fault("logo", "must be an SVG or a PNG")
    entry.nothing_else()
    return region


def _key(file: Path) -> str:
    """It stands in addresses, and must not be taken for a key of places."""
    if not re.fullmatch(r"[a-z][a-z0-9-]{0,39}", file.stem):
        raise ContentError(
            f"{_FOLDER}/{file.name}: its name must be small letters, figures and dashes."
        )
    return file.stem


def _short(entry: Entry, key: str) -> str:
    text = entry.text(key)
    if not text or len(text) > _LONGEST_NAME or "\n" in text:
        raise entry.fault(key, f"must be one line of 1 to {_LONGEST_NAME} letters")
    return text


def _found(entry: Entry, folder: Path, name: str) -> Path:
    """A file beside the regions; no way leads out of their folder."""
    if not re.fullmatch(r"[a-zA-Z0-9][a-zA-Z0-9_-]*\.(?:svg|png|webp|jpg|pdf)", name):
        raise entry.fault("", f'names the file "{name}", whose name must be plain')
    path = folder / name
    if not path.is_file() or path.is_symlink():
        raise entry.fault("", f'names the file "{name}", which is not in {_FOLDER}/{_FILES}')
    if path.stat().st_size > _LARGEST_FILE:
        raise entry.fault("", f'names the file "{name}", which has more than {_LARGEST_FILE} bytes')
    return path


def _ags(entry: Entry, text: str) -> str:
    if not (text.isascii() and text.isdecimal() and len(text) in _KEY_LENGTHS):
        raise entry.fault("ags", f'must be keys of 2, 5 or 8 digits, not "{text}"')
    return text


def _host(entry: Entry, text: str) -> str:
    if not re.fullmatch(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", text):
        raise entry.fault("hosts", f'must be names such as sport.halle.example, not "{text}"')
    return text


def _year(entry: Entry, key: str) -> str:
    text = entry.text(key, "")
    if text and not re.fullmatch(r"20[0-9]{2}", text):
        raise entry.fault(key, f'must be a year, not "{text}"')
    return text


def _url(entry: Entry, key: str = "url") -> str:
    text = entry.text(key, "")
    if text and not re.fullmatch(r"https?://[^\s<>\"']+", text):
        raise entry.fault(key, f'must begin with https://, not "{text}"')
    return text


def _partner(entry: Entry) -> Partner:
    partner = Partner(
        field=entry.choice("field", Field, Field.SPORT),
        name=_short(entry, "name"),
        about=entry.texts("about"),
        url=_url(entry),
        phone=entry.text("phone", "").replace(" ", ""),
    )
    entry.nothing_else()
    return partner


def _document(entry: Entry) -> RegionDocument:
    document = RegionDocument(_short(entry, "title"), entry.text("file", ""), _url(entry))
    if bool(document.file) == bool(document.url):
        raise entry.fault("", "needs either a file or a url")
    entry.nothing_else()
    return document


def _event(entry: Entry, region: str, number: int) -> RegionEvent:
    day = entry.day("day")
    if day is None:
        raise entry.fault("day", "is missing")
    event = RegionEvent(
        key=f"{region}-{day.isoformat()}-{number}",
        title=_short(entry, "title"),
        day=day,
        start=_clock(entry, "start"),
        end=_clock(entry, "end"),
        place=entry.text("place", ""),
        url=_url(entry),
    )
    if event.start and event.end and event.end <= event.start:
        raise entry.fault("end", "must be later than start")
    entry.nothing_else()
    return event


def _clock(entry: Entry, key: str) -> time | None:
    text = entry.text(key, "")
    try:
        return time.fromisoformat(text) if text else None
    except ValueError as error:
        raise entry.fault(key, f'must be a time such as 17:30, not "{text}"') from error


def _advisor(entry: Entry, example: bool) -> Advisor:
    advisor = Advisor(
        first_name=_short(entry, "first_name"),
        phone=entry.text("phone", "").replace(" ", ""),
        email=entry.text("email", ""),
        answers=entry.texts("answers"),
        example=example or _is_example(entry),
        consent_until=entry.day("consent_until"),
        photo=entry.text("photo", ""),
        photo_alt=entry.text("photo_alt", ""),
        photo_author=entry.text("photo_author", ""),
    )
    if not (advisor.phone or advisor.email):
        raise entry.fault("", "needs a phone or an email, else nobody can ask")
    if not advisor.example and advisor.consent_until is None:
        raise entry.fault("consent_until", "is missing: the day until which they agreed")
    if advisor.photo and not advisor.photo_alt:
        raise entry.fault("photo_alt", "is missing; it says what is to be seen")
    entry.nothing_else()
    return advisor


def _is_example(entry: Entry) -> bool:
    text = entry.text("example", "false")
    if text not in ("true", "false"):
        raise entry.fault("example", f'must be true or false, not "{text}"')
    return text == "true"
