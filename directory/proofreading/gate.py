"""Checks the texts of the house against the rules of Leichte Sprache, with an allow list."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from directory import easy_language
from directory.content.entry import Entry
from directory.content.terms import SameWord, Terms
from directory.content.word_parts import WordParts
from directory.easy_language import CheckedSentence, Finding, Severity
from directory.proofreading.visitor_text import VisitorText

SAME_WORD = "gleiches_wort"


@dataclass(frozen=True, slots=True)
class Allowed:
    """A fault that may stay: these words in a sentence, this rule, and why."""

    words: str
    rule: str
    reason: str


def allow_list(content: Path) -> tuple[Allowed, ...]:
    entry = Entry.read(content / "vocabulary" / "allow.yaml", "vocabulary/allow.yaml")
    found = []
    for section in entry.sections("allowed"):
        found.append(Allowed(section.text("words"), section.text("rule"), section.text("reason")))
        section.nothing_else()
    entry.nothing_else()
    return tuple(found)


@dataclass(frozen=True, slots=True)
class CheckedText:
    """A text as readers see it, sentence by sentence; ``faults`` are those that count."""

    text: VisitorText
    sentences: tuple[CheckedSentence, ...]
    faults: tuple[tuple[CheckedSentence, Finding], ...]

    @property
    def difficulty(self) -> float:
        return max((sentence.difficulty for sentence in self.sentences), default=1.0)


@dataclass(slots=True)
class Gate:
    """Checks texts one after another and remembers which allowances were needed."""

    word_parts: WordParts
    same_words: tuple[SameWord, ...]
    allowed: tuple[Allowed, ...]
    needed: set[Allowed] = field(default_factory=set)

    @classmethod
    def of(cls, content: Path) -> Self:
        terms = Terms.load(content)
        parts = WordParts(terms, easy_language.parts)
        return cls(parts, terms.same_words, allow_list(content))

    def checked(self, texts: Iterable[VisitorText]) -> Iterator[CheckedText]:
        """Each text once, where it stands first."""
        seen: set[str] = set()
        for text in texts:
            if text.words not in seen:
                seen.add(text.words)
                sentences = self._sentences(text)
                yield CheckedText(text, sentences, tuple(self._faults(text, sentences)))

    def _sentences(self, text: VisitorText) -> tuple[CheckedSentence, ...]:
        """With hyphens, because that is how readers see the words unless they choose otherwise."""
        shown = self.word_parts.shown(text.words, "-", text.names)
        return easy_language.check(shown).sentences

    def _faults(
        self, text: VisitorText, sentences: tuple[CheckedSentence, ...]
    ) -> Iterator[tuple[CheckedSentence, Finding]]:
        for sentence in sentences:
            other_words = self._other_words(sentence.text) if text.ours else ()
            for fault in (*sentence.faults, *other_words):
                if not _is_in_a_name(fault, sentence.text, text.names) and not self._may_stay(
                    fault, sentence.text
                ):
                    yield sentence, fault

    def _other_words(self, sentence: str) -> Iterator[Finding]:
        plain = self.word_parts.shown(sentence, "")
        for same in self.same_words:
            for word in same.instead_of:
                for found in re.finditer(rf"(?<![\w-]){re.escape(word)}(?![\w-])", plain):
                    way = f"Schreiben Sie: „{same.use}“."
                    yield Finding(
                        SAME_WORD,
                        *found.span(),
                        Severity.FAULT,
                        f"{same.reason} 1 Sache hat immer 1 Wort.",
                        pattern=way,
                    )

    def _may_stay(self, fault: Finding, sentence: str) -> bool:
        for allowed in self.allowed:
            if allowed.rule == fault.rule and allowed.words in sentence:
                self.needed.add(allowed)
                return True
        return False


def _is_in_a_name(fault: Finding, sentence: str, names: tuple[str, ...]) -> bool:
    """Nobody can change a name, and a sample in a gap is not ours."""
    for name in names:
        for found in re.finditer(re.escape(name), sentence):
            if found.start() <= fault.start and fault.end <= found.end():
                return True
    return False
