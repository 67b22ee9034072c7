"""Reads the small values of an example: id, facts, words in three languages, who checked it."""

from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any
from uuid import NAMESPACE_DNS, uuid5

from directory.content.entry import Entry
from directory.model import (
    UNKNOWN,
    Fact,
    How,
    Known,
    Origin,
    Role,
    Source,
    Text,
    Texts,
    Trust,
    Verification,
    Words,
)

# Ids must be the same after each reading, so they are computed from the place in the files.
_NAMESPACE = uuid5(NAMESPACE_DNS, "beispiel.example")


def example_id(key: str) -> str:
    return str(uuid5(_NAMESPACE, key))


def source(entry: Entry, key: str) -> Source:
    return Source("examples", key, entry.choice("trust", Trust, Trust.CLUB))


def changed(entry: Entry, default: datetime | None = None) -> datetime | None:
    text = entry.text("changed", "")
    if not text:
        return default
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except ValueError as error:
        raise entry.fault("changed", "must look like 2026-03-31T17:30") from error


def words(entry: Entry, key: str) -> Words:
    """One text counts as easy language."""
    return words_of(entry.section(key, "easy"))


def words_of(section: Entry) -> Words:
    found = Words(
        easy=section.text("easy", ""), de=section.text("de", ""), en=section.text("en", "")
    )
    section.nothing_else()
    return found


def many_words(entry: Entry, key: str) -> tuple[Words, ...]:
    return tuple(words_of(item) for item in entry.sections(key, "easy"))


def fact(entry: Entry, key: str) -> Fact:
    """``yes``, ``no``, ``unknown``, or with more: ``[yes, Text]``; a missing key is unknown."""
    if key not in entry:
        return UNKNOWN
    section = entry.section(key, "is", "note", "checked")
    checked = section.text("checked", "").split()
    found = Fact(
        value=section.choice("is", Known, Known.UNKNOWN),
        note=words(section, "note"),
        checked_on=section.as_day("checked", checked[0]) if checked else None,
        checked_by=section.as_choice("checked", checked[1], Role) if len(checked) > 1 else None,
    )
    section.nothing_else()
    return found


def facts(section: Entry, kind: type[Any]) -> dict[str, Any]:
    """Every fact of a dataclass of the model, by the name of its field."""
    names = [field.name for field in fields(kind) if field.default is UNKNOWN]
    return {name: fact(section, name) for name in names}


def texts(entry: Entry, key: str) -> Texts:
    """A long text in up to three languages."""
    section = entry.section(key)
    found = Texts(easy=_text(section, "easy"), de=_text(section, "de"), en=_text(section, "en"))
    section.nothing_else()
    return found


def verification(entry: Entry) -> Verification:
    """``checked: 2026-10-02 club phone``, then when it is due again, then which facts."""
    section = entry.section("checked", "seen", "due", "fields")
    day, by, how = _seen(section)
    found = Verification(
        verified_on=day,
        by=by,
        how=how,
        fields=section.texts("fields"),
        next_due=section.day("due"),
    )
    section.nothing_else()
    return found


def _text(entry: Entry, key: str) -> Text | None:
    if key not in entry:
        return None
    section = entry.section(key, "words")
    score = section.text("score", "")
    found = Text(
        words=section.text("words"),
        origin=section.choice("origin", Origin, Origin.TYPED),
        rule_score=float(score) if score else None,
        checked_on=section.day("read_on"),
        checked_by_team=section.text("read_by", ""),
    )
    section.nothing_else()
    return found


def _seen(section: Entry) -> tuple[date | None, Role | None, How | None]:
    parts = section.text("seen", "").split()
    if not parts:
        return None, None, None
    if len(parts) != 3:
        raise section.fault("seen", "must be a day, who and how, such as 2026-10-02 club phone")
    return (
        section.as_day("seen", parts[0]),
        section.as_choice("seen", parts[1], Role),
        section.as_choice("seen", parts[2], How),
    )
