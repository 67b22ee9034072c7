"""Checks, explains and parts German words and sentences for Leichte Sprache.

    sentences("Wir spielen am 3.5. in Bonn. Kommen Sie!")   two sentences
    difficulty("Wir spielen Fußball.")                       1 to 7, too hard above 2.4
    explain("Wir spielen Fußball.")                          the terms of that figure
    check(text)                                              findings, sentence by sentence
    broken_rules(sentence)                                   the findings of one sentence, no notes
    parts("Gesundheitsamt")                                  ["Gesundheits", "Amt"]

Everything may be called from several threads. Code and language models are loaded on first use.
The verdict is "Die Regeln sind erfüllt" or "Noch zu schwer": only readers can check
Leichte Sprache, software cannot.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .checking import broken_rules, check, check_each
    from .compounds import parts
    from .findings import CheckedSentence, Finding, Findings, Severity
    from .rating import TOO_HARD, Term, difficulty, explain
    from .segmentation import sentences

__all__ = [
    "TOO_HARD",
    "CheckedSentence",
    "Finding",
    "Findings",
    "Severity",
    "Term",
    "broken_rules",
    "check",
    "check_each",
    "difficulty",
    "explain",
    "parts",
    "sentences",
]

_HOMES = {
    "TOO_HARD": "rating",
    "CheckedSentence": "findings",
    "Finding": "findings",
    "Findings": "findings",
    "Severity": "findings",
    "Term": "rating",
    "broken_rules": "checking",
    "check": "checking",
    "check_each": "checking",
    "difficulty": "rating",
    "explain": "rating",
    "parts": "compounds",
    "sentences": "segmentation",
}


def __getattr__(name: str) -> Any:
    """Loads a part when its name is first asked for: the search needs `parts` and no rule."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    globals()[name] = found
    return found
