"""The answers of a draft, read one by one; what was not changed stays as it was."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from directory.model import UNKNOWN, Fact, Known, Role, Words
from directory.web import typed
from directory.web.clubs.names import KNOWN, NO, UNSURE, YES
from directory.web.forms import Typed

Group = TypeVar("Group")


@dataclass(frozen=True, slots=True)
class Filled:
    """``before`` are the answers that the stored offer gives; None for a new offer."""

    answers: Typed
    before: Typed | None
    today: date

    def line(self, name: str) -> str:
        return typed.one_line(self.answers.get(name, ""))

    def text(self, name: str) -> str:
        return typed.lines(self.answers.get(name, ""))

    def several(self, name: str, known: Mapping[str, Any] | tuple[str, ...]) -> tuple[str, ...]:
        """Those that we know, in our order."""
        given = self.answers.getlist(name)
        return tuple(value for value in known if value in given)

    def unchanged(self, *names: str) -> bool:
        """Whether these answers are those of the stored offer, so that it knows more than they."""
        if self.before is None:
            return False
        return all(_said(self.answers, name) == _said(self.before, name) for name in names)

    def fact(self, name: str, old: Fact = UNKNOWN) -> Fact:
        """Checked today by the club, unless it says what was known before."""
        if self.unchanged(name):
            return old
        value = KNOWN.get(self.answers.get(name, ""), Known.UNKNOWN)
        return self.known(value)

    def known(self, value: Known) -> Fact:
        if value is Known.UNKNOWN:
            return UNKNOWN
        return Fact(value, checked_on=self.today, checked_by=Role.CLUB)

    def facts(self, names: Mapping[str, str], old: Group) -> Group:
        """A group of facts, each by the name of its answer."""
        found = {inside: self.fact(name, getattr(old, inside)) for name, inside in names.items()}
        return replace(old, **found)  # type: ignore[type-var]

    def words(self, name: str, old: Words) -> Words:
        """Typed words are in easy German until somebody says otherwise."""
        return old if self.unchanged(name) else Words(easy=self.text(name))


def said_fact(fact: Fact) -> str:
    """The answer that gives this fact; nothing where it is unknown."""
    return {Known.YES: YES, Known.NO: NO}.get(fact.value, "")


def said_words(words: Words) -> str:
    return words.easy or words.de or words.en


def _said(answers: Typed, name: str) -> list[str]:
    tidied = map(typed.lines, answers.getlist(name))
    return sorted(value for value in tidied if value not in ("", UNSURE))
