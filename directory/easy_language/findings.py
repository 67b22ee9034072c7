"""What the check tells: broken rules with place, reason and a better way."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

RULES_FULFILLED = "Die Regeln sind erfüllt"
STILL_TOO_HARD = "Noch zu schwer"


class Severity(StrEnum):
    """How much a finding weighs, after how often real Leichte Sprache breaks the rule.

    A fault occurs in at most 4 of 100 sentences of real Leichte Sprache, a hint more often.
    A note only says that there is an even easier way; the rule is not broken.
    """

    FAULT = "fault"
    HINT = "hint"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One broken rule. `start` and `end` are places in the sentence.

    `replacement` is finished text for exactly that place. `pattern` shows a way that a person
    must finish. At most one of both is there.
    """

    rule: str
    start: int
    end: int
    severity: Severity
    reason: str
    replacement: str | None = None
    pattern: str | None = None

    def applied(self, sentence: str) -> str:
        """The sentence with the replacement, or as it was when there is none."""
        if self.replacement is None:
            return sentence
        return sentence[: self.start] + self.replacement + sentence[self.end :]


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A sentence, where it stands in the text without mark-up, and what is hard about it."""

    text: str
    start: int
    end: int
    difficulty: float
    findings: tuple[Finding, ...]

    @property
    def faults(self) -> tuple[Finding, ...]:
        return tuple(found for found in self.findings if found.severity is Severity.FAULT)


@dataclass(frozen=True, slots=True)
class Findings:
    """All sentences of a text with their findings, in order."""

    sentences: tuple[CheckedSentence, ...]

    @property
    def faults(self) -> tuple[Finding, ...]:
        return tuple(fault for sentence in self.sentences for fault in sentence.faults)

    @property
    def fulfilled(self) -> bool:
        return not self.faults

    @property
    def verdict(self) -> str:
        """Never "geprüfte Leichte Sprache": only readers can check that."""
        return RULES_FULFILLED if self.fulfilled else STILL_TOO_HARD
