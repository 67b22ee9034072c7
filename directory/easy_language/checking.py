"""Runs all rules over a text and keeps only replacements that really help."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from .facts import facts
from .findings import CheckedSentence, Finding, Findings, Severity
from .grammar import Sentence
from .rating import HARDEST, score, terms_of
from .rules import ALL_RULES
from .rules.wording import finding
from .segmentation import spans, without_markup


def check(text: str) -> Findings:
    """Every sentence of a text with its difficulty and what is hard about it."""
    return Findings(tuple(check_each(text)))


def check_each(text: str, longest: int = 0) -> Iterator[CheckedSentence]:
    """The same one by one, so that whoever waits may stop.

    Of a sentence with more than ``longest`` signs only its length is said.
    """
    plain = without_markup(text)
    for start, end in spans(plain):
        if longest and end - start > longest:
            found = finding("satzlaenge", 0, end - start, severity=Severity.FAULT)
            yield CheckedSentence(plain[start:end], start, end, HARDEST, (found,))
        else:
            yield _checked(plain[start:end], start, end)


def broken_rules(sentence: str) -> tuple[Finding, ...]:
    """The findings of one sentence in order of place, without notes: its broken rules."""
    found = _found(Sentence(sentence))
    return tuple(finding for finding in found if finding.severity is not Severity.NOTE)


# Each replacement is tried out; noise with hundreds of signs must not take minutes.
_TRIED = 20


def _checked(text: str, start: int, end: int) -> CheckedSentence:
    sentence = Sentence(text)
    found = _found(sentence)
    broken = Counter(finding.rule for finding in found if finding.severity is not Severity.NOTE)
    terms = terms_of(sentence, broken)
    if len(found) > _TRIED:
        found = [*found[:_TRIED], *(_as_pattern(finding) for finding in found[_TRIED:])]
    helpful = tuple(_with_safe_replacement(text, finding, broken) for finding in found)
    return CheckedSentence(text, start, end, score(terms), helpful)


def _found(sentence: Sentence) -> list[Finding]:
    return sorted(_all(sentence), key=lambda finding: (finding.start, finding.end, finding.rule))


def _all(sentence: Sentence) -> Iterator[Finding]:
    for rule in ALL_RULES:
        yield from rule(sentence)


def _with_safe_replacement(text: str, found: Finding, broken: Counter[str]) -> Finding:
    """A replacement that breaks a rule or changes a fact becomes a pattern for a person."""
    if found.replacement is None:
        return found
    changed = found.applied(text)
    after = Counter(
        finding.rule
        for finding in _found(Sentence(changed))
        if finding.severity is not Severity.NOTE
    )
    solved = found.severity is Severity.NOTE or after[found.rule] < broken[found.rule]
    worse = any(count > broken[rule] for rule, count in after.items() if rule != "satzlaenge")
    if solved and not worse and facts(changed) == facts(text):
        return found
    return _as_pattern(found)


def _as_pattern(found: Finding) -> Finding:
    if found.replacement is None:
        return found
    return replace(found, replacement=None, pattern=f"Zum Beispiel: „{found.replacement.strip()}“")
