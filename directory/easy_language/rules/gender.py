"""The rule about gender signs inside words, with pair forms as replacement."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..compounds import parts
from ..findings import Finding
from ..grammar import Sentence
from ..models import listed, word_map, zipf
from .long_words import LONG
from .wording import finding

_SEP = r"(?:[*:_·’'!]|/-?)"
GENDER_SIGN = re.compile(
    rf"\b(?:[\w-]{{1,40}}{_SEP}in(?:nen)?\b"
    r"|[\w-]{1,40}\((?:in|innen)\)"
    r"|[\w-]{0,40}[a-zäöüß]In(?:nen)?\b"
    rf"|(?i:jede|eine|keine|diese|welche|unsere|ihre|seine|meine|der|die|das|ein|kein|den|einen"
    rf"|deren|dem|einem|zur|zum|er|sie|ihm|ihn|eine[rnms]|jede[rnms]|diese[rnms]){_SEP}"
    r"(?:r|n|m|s|e|er|der|die|das|den|dem|sie|er|ihr|ihm|zum|zur|rin|keine|eine|ne|einer|einem)\b"
    r"|[A-ZÄÖÜ][\w-]{1,40}(?:e|er|en)[*:_](?:r|n|innen|in)\b)"
    r"|\((?:m|w|d|x)[/|,]\s?(?:m|w|d|x)(?:[/|,]\s?(?:m|w|d|x))?\)"
)
_PERSON = re.compile(rf"^(?P<stem>[\w-]+?)(?:{_SEP}|\(|(?=In))(?:[iI]n(?P<many>nen)?)\)?$")
_WEAK = re.compile(r"(?:ist|ent|ant|at|loge|log|graf|soph|nom|pat|iot|et|ekt|änd|eur)$")


def gender(sentence: Sentence) -> Iterator[Finding]:
    """Stars, colons, underscores, slashes and inner capitals for both genders."""
    for match in GENDER_SIGN.finditer(sentence.text):
        word = match.group()
        if word in ("In", "DJane", "LinkedIn", "CheckIn", "PlugIn", "LogIn", "AddIn", "DriveIn"):
            continue
        person = _PERSON.match(word)
        pair = _pair(person, sentence, match.start()) if person else None
        if pair:
            yield finding("gender", *match.span(), replacement=pair)
        else:
            yield finding("gender", *match.span(), pattern=_template(word))


def _pair(person: re.Match[str], sentence: Sentence, start: int) -> str | None:
    stem, many = person.group("stem"), person.group("many")
    stem = stem.rstrip("-")
    one, several = _masculine(stem)
    if one is None or several is None:
        return None
    feminine = _feminine_stem(stem)
    if many:
        if _is_dative(sentence, start) and not several.endswith(("n", "s")):
            several += "n"
        return f"{_parted(several)} und {_parted(feminine + 'innen')}"
    if _has_article(sentence, start):
        # "der*die Trainer*in": the articles need a pair as well, so a person must write it.
        return None
    return f"{_parted(one)} oder {_parted(feminine + 'in')}"


def _parted(word: str) -> str:
    """Long words get their hyphens at once: Übungs-Leiterinnen."""
    return "-".join(parts(word)) if len(word) >= LONG else word


def _masculine(stem: str) -> tuple[str | None, str | None]:
    head, dash, last = stem.rpartition("-")
    before = head + dash
    small = last.lower()
    for ending, both in word_map("gender_pairs").items():
        one, several = both.split("/")
        if small.endswith(ending) and not small.endswith("er"):
            front = last[: len(last) - len(ending)]
            pair = (one.lower(), several.lower()) if front else (one, several)
            return before + front + pair[0], before + front + pair[1]
    if small.endswith(("er", "el")):
        return stem, stem
    if _WEAK.search(small):
        if small.endswith("eur"):
            return stem, stem + "e"
        if small.endswith(("log", "soph")):
            return stem + "e", stem + "en"
        return stem, stem + "en"
    best = max(("en", "e", "s", "n"), key=lambda ending: zipf(small + ending))
    return (stem, stem + best) if zipf(small + best) else (None, None)


def _feminine_stem(stem: str) -> str:
    return stem.removesuffix("e") if stem.endswith("e") and not stem.endswith("ee") else stem


_DATIVE = listed(
    "mit von vom bei beim zu zum zur nach aus seit allen den unseren ihren vielen einigen diesen "
    "deinen meinen"
)


def _is_dative(sentence: Sentence, start: int) -> bool:
    before = [word for word in sentence.words if word.end <= start][-2:]
    return bool(before) and (
        before[-1].small in _DATIVE
        or (len(before) > 1 and before[0].small in _DATIVE and before[-1].tag == "ADJ(A)")
    )


def _has_article(sentence: Sentence, start: int) -> bool:
    before = [word for word in sentence.words if word.end <= start][-2:]
    return any(
        word.tag in ("ART", "PPOSAT", "PDAT", "PIAT", "APPRART", "ADJ(A)") for word in before
    ) or any("*" in word.text or ":" in word.text or "/" in word.text for word in before)


def _template(word: str) -> str:
    person = _PERSON.match(word)
    if person:
        one, _ = _masculine(person.group("stem").rstrip("-"))
        if one:
            woman = _feminine_stem(person.group("stem")) + "in"
            return f"Schreiben Sie beide: „der {one} oder die {woman}“."
    return "Schreiben Sie beide Wörter. Oder schreiben Sie: „die Person“."
