"""Reasons to look twice at what was sent, and signs that have no place in any text."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar

from directory.model.listing import Listing

Thing = TypeVar("Thing")

# They turn the direction of what follows, or stand between letters without being seen.
_HIDDEN = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"https?://|www\.|\b[\w-]+\.(?:com|net|ru|cn|xyz|top|info|shop)\b", re.I)
# Scripts whose letters look like Latin ones.
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU", "FULLWIDTH")


class Doubt(StrEnum):
    """Why an editor should look twice.

    ``LOOK_ALIKE``: letters of two alphabets in one word, or letters made to look like others.
    ``LINK``: an address of the web inside a text. ``OTHER_ADDRESS``: the club is known, and others
    look after it. ``NOT_KEEPER``: a change by somebody whom we do not know. ``TAKE_OVER``: somebody
    only asks to look after a club.
    """

    LOOK_ALIKE = "look_alike"
    LINK = "link"
    OTHER_ADDRESS = "other_address"
    NOT_KEEPER = "not_keeper"
    TAKE_OVER = "take_over"


def cleaned(thing: Thing) -> Thing:
    """The same, without signs that nobody sees and that change what one reads."""
    if isinstance(thing, StrEnum):
        return thing
    if isinstance(thing, str):
        kept = "".join(sign for sign in _HIDDEN.sub("", thing) if not _is_control(sign))
        return kept  # type: ignore[return-value]
    if isinstance(thing, tuple):
        return tuple(map(cleaned, thing))  # type: ignore[return-value]
    if is_dataclass(thing):
        names = [field.name for field in fields(thing)]
        values = {name: cleaned(getattr(thing, name)) for name in names}
        return replace(thing, **values)  # type: ignore[type-var]
    return thing


def doubts_of(listing: Listing) -> tuple[Doubt, ...]:
    """What a program sees in the words themselves."""
    names = " ".join(_names(listing))
    found = {
        Doubt.LOOK_ALIKE: has_look_alikes(names),
        Doubt.LINK: any(_ADDRESS.search(text) for text in _texts(listing)),
    }
    return tuple(doubt for doubt, is_there in found.items() if is_there)


def has_look_alikes(text: str) -> bool:
    """Whether a word mixes alphabets, or holds letters that only look like common ones.

    A name that is wholly Greek or Cyrillic is just a name.
    """
    # Bold, round and wide forms are letters of mathematics: they become plain ones.
    if any(unicodedata.normalize("NFKC", sign) != sign for sign in text if sign.isalpha()):
        plain = unicodedata.normalize("NFC", text)
        if any(_is_styled(sign) for sign in plain):
            return True
    return any(len(set(_scripts(word))) > 1 for word in _WORD.findall(text))


def _is_styled(sign: str) -> bool:
    return sign.isalpha() and unicodedata.decomposition(sign).startswith(("<font>", "<wide>"))


def _scripts(word: str) -> Iterator[str]:
    for sign in word:
        name = unicodedata.name(sign, "")
        yield next((script for script in _SCRIPTS if name.startswith(script)), "OTHER")


def _names(listing: Listing) -> Iterator[str]:
    """What people go by when they decide whom to trust."""
    yield listing.club.name
    if listing.venue:
        yield listing.venue.name
        yield listing.venue.address.town
        yield listing.venue.address.street
    if listing.offer:
        yield listing.offer.name
        yield listing.offer.name_easy
        for contact in listing.offer.contacts:
            yield contact.first_name
            yield contact.role.easy


def _texts(listing: Listing) -> Iterator[str]:
    offer = listing.offer
    if offer is None:
        return
    yield offer.name
    for text in (offer.what.easy, offer.what.de, offer.what.en):
        if text:
            yield text.words
    yield from _words(offer.first_visit)
    yield from _words(offer.trial)
    yield from _words(offer.notice)


def _words(thing: Any) -> Iterator[str]:
    if isinstance(thing, str) and not isinstance(thing, StrEnum):
        yield thing
    elif isinstance(thing, tuple):
        for part in thing:
            yield from _words(part)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from _words(getattr(thing, field.name))


def _is_control(sign: str) -> bool:
    return sign not in "\n\t" and unicodedata.category(sign) in ("Cc", "Cs")
