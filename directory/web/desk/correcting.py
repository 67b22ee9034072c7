"""The words of an offer that editors may correct before they approve it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from directory.model import Listing, Text
from directory.model.merging import value_at

LONGEST: Final = 4_000
# Where the words stand in a listing, and what editors call them.
_PLACES: Final = {
    "offer.name": "Name des Angebots",
    "club.name": "Name des Vereins",
    "offer.what.easy": "Text in Leichter Sprache",
    "offer.what.de": "Text in Standardsprache",
    "offer.what.en": "Text auf Englisch",
    "venue.name": "Name des Ortes",
    "venue.address.street": "Straße",
    "venue.address.house_number": "Hausnummer",
    "venue.address.postcode": "Postleitzahl",
    "venue.address.town": "Stadt",
}
_LONG: Final = frozenset({"offer.what.easy", "offer.what.de", "offer.what.en"})


@dataclass(frozen=True, slots=True)
class Field:
    """One text with what stands there now."""

    name: str
    label: str
    value: str
    is_long: bool


def correctable(listing: Listing, typed: Mapping[str, str] | None = None) -> tuple[Field, ...]:
    """What stands there now, or what was typed over it."""
    found = []
    for path, label in _PLACES.items():
        holder = _holder(listing, path)
        if holder is not None:
            now = _words(getattr(holder, path.rpartition(".")[2]))
            value = typed.get(path, now) if typed is not None else now
            found.append(Field(path, label, value, path in _LONG))
    return tuple(found)


def corrected(listing: Listing, typed: Mapping[str, str]) -> Listing:
    """The listing with these words. An empty name is no name: then the old one stays."""
    for path in _PLACES:
        holder = _holder(listing, path)
        given = typed.get(path)
        if holder is None or given is None:
            continue
        name = path.rpartition(".")[2]
        words = given.replace("\r\n", "\n").strip()[:LONGEST]
        old = getattr(holder, name)
        if words == _words(old).strip() or (not words and path.endswith(".name")):
            continue
        value = _text(old, words) if path in _LONG else words
        listing = _put(listing, path, value)
    return listing


def _holder(listing: Listing, path: str) -> Any:
    """What holds the words; None where this listing has no such part."""
    return value_at(listing, path.rpartition(".")[0])


def _words(value: Any) -> str:
    if value is None:
        return ""
    return value.words if isinstance(value, Text) else str(value)


def _text(old: Text | None, words: str) -> Text | None:
    """What readers of the target group have checked was another text, so the seal goes."""
    if not words:
        return None
    unchecked = {"rule_score": None, "checked_on": None, "checked_by_team": ""}
    return replace(old, words=words, **unchecked) if old else Text(words)  # type: ignore[arg-type]


def _put(thing: Any, path: str, value: Any) -> Any:
    name, _dot, rest = path.partition(".")
    inner = _put(getattr(thing, name), rest, value) if rest else value
    return replace(thing, **{name: inner})
