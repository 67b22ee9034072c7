"""Shows where long words part, in the way that the visitor chose: Turn-Halle, Turn·halle."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TypeVar

from flask import current_app, has_app_context

from directory.web.parts import EXTENSION, Parts

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


def words(text: Shown, separator: str = Separator.HYPHEN, names: Sequence[str] = ()) -> Shown:
    """A text in easy German with its long words parted; markup stays markup.

    ``names`` of people, clubs and halls in the text stay as they are; names of towns, streets and
    links do so by themselves. An unknown separator is the usual one, so a shared link never breaks.
    """
    parts: Parts | None = current_app.extensions.get(EXTENSION) if has_app_context() else None
    if parts is None or parts.word_parts is None:
        return text
    sign = _BY_NAME.get(separator, Separator.HYPHEN).sign
    return type(text)(parts.word_parts.shown(str(text), sign, tuple(names)))
