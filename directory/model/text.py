"""Texts in up to three languages, and how we know that a text is easy."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Words:
    """A short text in easy German, standard German and English; empty where there is none.

    Words are stored plain ("Turnhalle"); hyphens for easy reading are put in when rendering.
    """

    easy: str = ""
    de: str = ""
    en: str = ""

    def __bool__(self) -> bool:
        return bool(self.easy or self.de or self.en)


NO_WORDS = Words()


class Origin(StrEnum):
    """Where a text comes from."""

    TYPED = "typed"
    FROM_FACTS = "from_facts"
    TRANSLATED = "translated"


@dataclass(frozen=True, slots=True)
class Text:
    """One longer text in one language, with the truth about it.

    Only ``checked_on`` with ``checked_by_team`` (people of the target group) allows the seal;
    ``rule_score`` is what the easy-language engine said (difficulty, 1 easy to 7 hard).
    """

    words: str = ""
    origin: Origin = Origin.TYPED
    rule_score: float | None = None
    checked_on: date | None = None
    checked_by_team: str = ""


@dataclass(frozen=True, slots=True)
class Texts:
    """The same text in easy German, standard German and English (schema.org ``inLanguage``)."""

    easy: Text | None = None
    de: Text | None = None
    en: Text | None = None
