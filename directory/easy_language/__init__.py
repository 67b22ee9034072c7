"""Checks, explains and parts German words and sentences for Leichte Sprache.

    sentences("Wir spielen am 3.5. in Bonn. Kommen Sie!")   two sentences
    difficulty("Wir spielen Fußball.")                       1 to 7, too hard above 2.4
    explain("Wir spielen Fußball.")                          the terms of that figure
    check(text)                                              findings, sentence by sentence
    broken_rules(sentence)                                   the findings of one sentence, no notes
    parts("Gesundheitsamt")                                  ["Gesundheits", "Amt"]

Everything may be called from several threads. The language models are loaded on first use.
The verdict is "Die Regeln sind erfüllt" or "Noch zu schwer": only readers can check
Leichte Sprache, software cannot.
"""

from .checking import broken_rules, check
from .compounds import parts
from .difficulty import TOO_HARD, Term, difficulty, explain
from .findings import CheckedSentence, Finding, Findings, Severity
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
    "difficulty",
    "explain",
    "parts",
    "sentences",
]
