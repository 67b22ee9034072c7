"""Small things that pages are made of: links, lines and blocks."""

from dataclasses import dataclass

from msgspec import Struct

from directory.model import Words
from directory.web.languages import manner
from directory.wording.own_words import nearest


class Link(Struct, frozen=True):
    """Words that say the target, and where they lead."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence; ``lang`` only where it is not in the language of the page."""

    words: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact in a sentence; ``value`` is its sign: yes, no, unknown or plain."""

    words: str
    value: str
    notes: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list, such as a price or a step; ``label`` stands before its lines."""

    lines: tuple[Line, ...]
    label: Line | None = None
    facts: tuple[FactLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One headed part of a page."""

    key: str
    title: str
    lines: tuple[Line, ...] = ()
    items: tuple[Entry, ...] = ()
    facts: tuple[FactLine, ...] = ()
    picture: str = ""


def line_of(words: Words) -> Line | None:
    """The words in the language of this request, else the nearest that there is, marked."""
    tags = {"easy": "de-simple", "de": "de", "en": "en"}
    wanted = manner()
    for key in nearest(wanted.language.key):
        found = str(getattr(words, key)).strip()
        if found:
            # Easy words on a page in another language keep their parts: they are still easy words.
            shown = wanted.words(found) if key == "easy" else found
            return Line(shown, "" if tags[key] == wanted.language.tag else tags[key])
    return None


def lines_of(*many: Words) -> tuple[Line, ...]:
    return tuple(line for line in map(line_of, many) if line)
