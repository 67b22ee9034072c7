"""Shows where long words part, in the way that the visitor chose: Turn-Halle, Turn·halle."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import TypeVar

from flask import current_app, has_app_context

from directory.web.parts import EXTENSION, Parts
from directory.web.reading import reading

Shown = TypeVar("Shown", bound=str)


class Separator(StrEnum):
    """What visitors may choose; the values are for addresses and settings."""

    HYPHEN = "strich"
    DOT = "punkt"
    NONE = "aus"

    @property
    def sign(self) -> str:
        return _SIGNS[self]


# The dot is U+00B7: voices read U+2022 aloud, and soft hyphens break words for some of them.
_SIGNS = {Separator.HYPHEN: "-", Separator.DOT: "·", Separator.NONE: ""}
_BY_NAME = {separator.value: separator for separator in Separator}
USUAL = Separator.HYPHEN
SETTING = "worttrenner"


def chosen() -> Separator:
    """What this visitor chose, else the usual one."""
    return separator_of(reading().value(SETTING)) or USUAL


def separator_of(name: str) -> Separator | None:
    """The separator with that name; nothing for an unknown one."""
    return _BY_NAME.get(name)


def words(text: Shown, separator: str | None = None, names: Sequence[str] = ()) -> Shown:
    """A text in easy German with its long words parted; markup stays markup.

    ``names`` of people, clubs and halls in the text stay as they are; names of towns, streets and
    links do so by themselves. Without a ``separator`` it is the one that the visitor chose; an
    unknown one is the usual one, so a shared link never breaks.
    """
    shown_with = chosen() if separator is None else separator_of(separator) or USUAL
    part = parted_by(shown_with)
    return type(text)(part(str(text), tuple(names))) if part else text


def parted_by(separator: Separator) -> Callable[[str, tuple[str, ...]], str] | None:
    """Parts the words of a text with that sign; None where no app knows where words part."""
    parts: Parts | None = current_app.extensions.get(EXTENSION) if has_app_context() else None
    if parts is None or parts.word_parts is None:
        return None
    shown, sign = parts.word_parts.shown, separator.sign
    return lambda text, names: shown(text, sign, names)
