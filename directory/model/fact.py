"""A fact is yes, no or unknown; unknown is a value of its own and never looks like no."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from directory.model.text import NO_WORDS, Words
from directory.model.verification import Role


class Known(StrEnum):
    """The three values of every fact."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Fact:
    """One observable thing, with a short text and with when and by whom it was checked.

    A11yJSON and acceslibre keep the same three values; OpenActive and HSDS only have free text.
    """

    value: Known = Known.UNKNOWN
    note: Words = NO_WORDS
    checked_on: date | None = None
    checked_by: Role | None = None

    @property
    def is_yes(self) -> bool:
        return self.value is Known.YES

    @property
    def is_no(self) -> bool:
        return self.value is Known.NO

    @property
    def is_unknown(self) -> bool:
        return self.value is Known.UNKNOWN


UNKNOWN = Fact()


def facts_of(thing: Any, path: str = "") -> Iterator[tuple[str, Fact]]:
    """Every fact inside a dataclass with its dotted path, such as ``access.toilet``."""
    for field in fields(thing):
        value = getattr(thing, field.name)
        inner = f"{path}.{field.name}" if path else field.name
        if isinstance(value, Fact):
            yield inner, value
        elif is_dataclass(value):
            yield from facts_of(value, inner)
