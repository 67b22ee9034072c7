"""Help while writing: which sentences are hard, why, a better way, and taking it over."""

import hashlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from directory.easy_language import CheckedSentence, Finding, Severity, check_each
from directory.easy_language.segmentation import without_markup
from directory.web.languages import _, ngettext

CHECK = "ja"
"""The value of the button that only checks; other values name a finding to take over."""

LONGEST = 5_000
# Noise costs more time than language: a sentence of this length is only told to be too long, and
# after these seconds of work we stop.
_LONGEST_SENTENCE = 400
_MOST_SECONDS = 2.0
# The site parts long words by itself, so clubs write them as they like.
_OURS = frozenset({"kompositum"})
# Texts of offers have no bold letters; two stars around a word would only confuse.
_NO_REPLACEMENT = frozenset({"negation"})
_MOST_SENTENCES = 40


class State(StrEnum):
    """What the check says about a text."""

    EMPTY = "empty"
    FINE = "fine"
    HARD = "hard"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a sentence; the hard ones are marked."""

    words: str
    is_hard: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a part of a sentence is hard, and what would be better.

    With ``press`` the better words are finished and can be taken over: ``old`` stands in the text
    from ``start`` to ``end``, counted as browsers count, and ``better`` takes its place.
    """

    words: str
    pattern: str = ""
    better: str = ""
    press: str = ""
    old: str = ""
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class HardSentence:
    """One sentence in pieces, with everything that is hard about it."""

    pieces: tuple[Piece, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class TextHelp:
    """What ``components/text_findings.html`` shows. ``told`` is the short answer, for ears too."""

    state: State
    told: str
    notes: tuple[str, ...] = ()
    sentences: tuple[HardSentence, ...] = ()


def findings_shown(text: str, press: str = CHECK, *, changed: bool = False) -> TextHelp:
    """What is hard in a text. ``press`` is the button that led here; ``changed`` says whether it
    changed something."""
    text = _text(text)
    if not text.strip():
        return TextHelp(State.EMPTY, _("Hier steht noch kein Text."))
    checked = tuple(_checked(text))
    hard = tuple(_hard_sentences(text, checked))
    first, partly = _done(press, changed), _only_beginning(text, checked)
    if not hard:
        return TextHelp(State.FINE, first + _("Die Regeln sind erfüllt."), partly)
    told = ngettext("{count} Satz ist noch schwer.", "{count} Sätze sind noch schwer.", len(hard))
    notes = (_("Das sind nur Tipps."), _("Sie dürfen den Text auch so lassen."), *partly)
    # A text in small pieces has more sentences than anybody wants to see at once.
    return TextHelp(State.HARD, first + told, notes, hard[:_MOST_SENTENCES])


def hard_sentences(text: str) -> Iterator[tuple[str, Finding]]:
    """Each sentence that breaks a rule, with the first that it breaks, as clubs are told it;
    what is only advice is left out."""
    for one in _checked(_text(text)):
        for found in one.findings:
            if found.severity is Severity.FAULT:
                yield one.sentence.text, found
                break


def applied(text: str, press: str) -> str:
    """The text with the better words of the pressed button.

    A button of an older text changes nothing, unless its very sentence still stands there.
    """
    text = _text(text)
    wanted = _Press.of(press)
    if wanted is None or not _is_plain(text):
        return text
    same = [one for one in _checked(text) if _name(one.sentence.text) == wanted.sentence]
    # The sentence may stand there twice: the one with this number is meant, else the first.
    same.sort(key=lambda one: one.number != wanted.number)
    if not same or wanted.finding >= len(same[0].findings):
        return text
    sentence, found = same[0].sentence, same[0].findings[wanted.finding]
    if found.replacement is None:
        return text
    start, end = sentence.start + found.start, sentence.start + found.end
    return text[:start] + found.replacement + text[end:]


@dataclass(frozen=True, slots=True)
class _Press:
    """The value of a button: which sentence, which finding, and how the sentence was written."""

    number: int
    finding: int
    sentence: str

    @classmethod
    def of(cls, press: str) -> "_Press | None":
        number, _dash, rest = press.partition("-")
        finding, _dash, sentence = rest.partition("-")
        if not (_is_small(number) and _is_small(finding) and sentence):
            return None
        return cls(int(number), int(finding), sentence)

    def __str__(self) -> str:
        return f"{self.number}-{self.finding}-{self.sentence}"


def _is_small(figures: str) -> bool:
    return figures.isascii() and figures.isdecimal() and len(figures) <= 4


def _name(sentence: str) -> str:
    return hashlib.sha256(sentence.encode("utf-8", "replace")).hexdigest()[:12]


def _text(text: str) -> str:
    """As a browser counts it: each line end is one sign."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


@dataclass(frozen=True, slots=True)
class _Checked:
    """A sentence with its number, and what clubs are told about it."""

    number: int
    sentence: CheckedSentence
    findings: tuple[Finding, ...]


def _checked(text: str) -> Iterator[_Checked]:
    """Each sentence, as far as length and time allow."""
    latest = 0.0
    for number, sentence in enumerate(check_each(text[:LONGEST], _LONGEST_SENTENCE)):
        yield _Checked(number, sentence, tuple(_told(sentence.findings)))
        # Counted from the second one: the first of a process loads the language models.
        latest = latest or time.thread_time() + _MOST_SECONDS
        if time.thread_time() > latest:
            return


def _told(findings: Sequence[Finding]) -> Iterator[Finding]:
    for found in findings:
        if found.rule in _OURS or found.severity is Severity.NOTE:
            continue
        yield replace(found, replacement=None) if found.rule in _NO_REPLACEMENT else found


def _is_plain(text: str) -> bool:
    """Whether sentences stand where the check says: it takes mark-up out before it counts."""
    return len(without_markup(text[:LONGEST])) == len(text[:LONGEST])


def _hard_sentences(text: str, checked: Sequence[_Checked]) -> Iterator[HardSentence]:
    is_plain = _is_plain(text)
    for one in checked:
        if one.findings:
            reasons = (
                _reason(text, one, place) if is_plain else _reason_only(found)
                for place, found in enumerate(one.findings)
            )
            yield HardSentence(tuple(_pieces(one.sentence.text, one.findings)), tuple(reasons))


def _reason(text: str, one: _Checked, place: int) -> Reason:
    found = one.findings[place]
    if found.replacement is None:
        return _reason_only(found)
    start, end = one.sentence.start + found.start, one.sentence.start + found.end
    return Reason(
        words=found.reason,
        better=found.replacement,
        press=str(_Press(one.number, place, _name(one.sentence.text))),
        old=text[start:end],
        start=_browser_length(text[:start]),
        end=_browser_length(text[:end]),
    )


def _reason_only(found: Finding) -> Reason:
    return Reason(found.reason, pattern=found.pattern or "", better=found.replacement or "")


def _browser_length(text: str) -> int:
    """Browsers count in units of 16 bits: an emoji has two."""
    return len(text) + sum(ord(sign) > 0xFFFF for sign in text)


def _pieces(sentence: str, findings: Sequence[Finding]) -> Iterator[Piece]:
    """The sentence cut where something hard begins or ends."""
    done = 0
    for start, end in _joined((found.start, found.end) for found in findings):
        if start > done:
            yield Piece(sentence[done:start], is_hard=False)
        yield Piece(sentence[start:end], is_hard=True)
        done = end
    if done < len(sentence):
        yield Piece(sentence[done:], is_hard=False)


def _joined(places: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(place for place in places if place[0] < place[1]):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _done(press: str, changed: bool) -> str:
    if changed:
        return _("Der Satz ist geändert.") + " "
    if press and press != CHECK:
        return _("Der Text war schon anders.") + " "
    return ""


def _only_beginning(text: str, checked: Sequence[_Checked]) -> tuple[str, ...]:
    end = checked[-1].sentence.end if checked else 0
    if len(text) <= LONGEST and end >= len(without_markup(text).rstrip()):
        return ()
    return (_("Der Text ist sehr lang."), _("Wir prüfen nur den Anfang."))
