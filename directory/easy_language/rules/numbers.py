"""Rules about numbers: words instead of figures, large and broken numbers, Roman figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings import Finding
from ..grammar import Sentence
from ..number_words import figure
from .times import DATE
from .wording import finding

_TIMES_WORD = re.compile(r"^(?P<number>[a-zäöüß]+?)(?P<rest>mal|fach)$")
_ADJECTIVE = re.compile(
    r"^(?P<number>[a-zäöüß]+?)(?P<rest>(?:jährig|stündig|tägig|wöchig|monatig|minütig|köpfig"
    r"|teilig|stufig)\w{0,2})$"
)
# "Acht geben" and the verb "sieben" are no numbers.
_NO_NUMBER = re.compile(r"\bacht\s+(?:geben|gibt|nehmen)\b|\b(?:außer|in)\s+acht\b", re.I)


def zahlwort(sentence: Sentence) -> Iterator[Finding]:
    """Number words of two or more. "ein" and "eine" are allowed."""
    for word in sentence.words:
        if not word.is_word or len(word.text) < 3 or word.tag in ("NE", "VV(INF)", "VV(FIN)"):
            continue
        if "-" in word.text:
            continue
        value = figure(word.small)
        if value is not None:
            if word.small == "acht" and _NO_NUMBER.search(sentence.text):
                continue
            yield finding("zahlwort", word.start, word.end, replacement=str(value))
            continue
        compound = _TIMES_WORD.match(word.small) or _ADJECTIVE.match(word.small)
        if compound and (value := figure(compound.group("number"))):
            rest = compound.group("rest")
            text = f"{value} Mal" if rest == "mal" else f"{value}-{rest}"
            yield finding("zahlwort", word.start, word.end, replacement=text)
        elif word.small in ("dutzend", "anderthalb", "eineinhalb", "zweieinhalb", "dreiviertel"):
            yield finding(
                "zahlwort", word.start, word.end, pattern="Schreiben Sie die Zahl in Ziffern."
            )


_PERCENT = re.compile(
    r"(?<!\d)\d{1,9}(?:[.,]\d{1,9})?\s?(?:%|[Pp]rozent\b)"
    r"|\b[Pp]rozent(?:e|en|satz)?\b|%"
)
_PRICE = re.compile(
    r"(?<![\d.,])(?P<euro>\d{1,4})[.,](?P<cent>\d\d|-|–)\s?(?P<unit>€|Euro\b|EUR\b)"
    r"|€\s?(?P<euro2>\d{1,4})[.,](?P<cent2>\d\d)"
)
_DECIMAL = re.compile(r"(?<![\d.,:])\d+,\d+(?![\d.,]*\d)")
_GROUPED = re.compile(r"(?<![\d.,/-])\d{1,3}(?:[.\u202f ]\d{3})+(?![\d.,]*\d)")
_LONG = re.compile(r"(?<![\d.,/:+\w-])[1-9]\d{4,}(?![\d.,:/]*\d|\w)")
FRACTION = re.compile(r"[½⅓⅔¼¾⅛]|(?<![\d/])\d{1,2}/\d{1,2}(?![\d/])")
_MILLIONS = re.compile(r"\b(?:Million(?:en)?|Milliarden?|Mio\.?|Mrd\.?)(?!\w)")
_NO_AMOUNT = re.compile(
    r"(?:IBAN|BIC|Konto|Nummer|Nr\.|Tel\.?|Telefon|Fax|Handy|Mobil|PLZ|Postleitzahl"
    r"|Post-Leitzahl|ID|Code)\D{0,14}[\d ]*$",
    re.I,
)


def zahl(sentence: Sentence) -> Iterator[Finding]:
    """Percent, decimals, fractions and numbers from 10,000. Years and phone numbers are fine."""
    text = sentence.text
    taken: list[tuple[int, int]] = [(m.start(), m.end()) for m in DATE.finditer(text)]
    for found in _numbers(text):
        if any(start < found.end and found.start < end for start, end in taken):
            continue
        taken.append((found.start, found.end))
        yield found


def _numbers(text: str) -> Iterator[Finding]:
    for match in _PRICE.finditer(text):
        euro = match.group("euro") or match.group("euro2")
        cent = match.group("cent") or match.group("cent2")
        price = f"{euro} Euro" if cent in ("00", "-", "–") else f"{euro} Euro {int(cent):02d}"
        yield finding("zahl", match.start(), match.end(), replacement=price)
    for match in _PERCENT.finditer(text):
        yield finding("zahl", match.start(), match.end(), pattern=_simple_share(match.group()))
    for expression in (FRACTION, _DECIMAL):
        for match in expression.finditer(text):
            if expression is _DECIMAL or not text[match.end() :].lstrip().startswith("Uhr"):
                yield finding(
                    "zahl", match.start(), match.end(), pattern="Schreiben Sie eine ganze Zahl."
                )
    for expression in (_GROUPED, _LONG):
        for match in expression.finditer(text):
            if _is_large_amount(text, match):
                yield finding(
                    "zahl",
                    match.start(),
                    match.end(),
                    pattern="Schreiben Sie: „viele“ oder „sehr viele“.",
                )
    for match in _MILLIONS.finditer(text):
        yield finding("zahl", match.start(), match.end(), pattern="Schreiben Sie: „sehr viele“.")


def _simple_share(share: str) -> str:
    number = re.match(r"\d+", share)
    known = {
        "50": "die Hälfte",
        "100": "alle",
        "25": "1 von 4",
        "10": "1 von 10",
        "20": "1 von 5",
        "75": "3 von 4",
    }
    if number and number.group() in known:
        return f"Schreiben Sie zum Beispiel: „{known[number.group()]}“."
    return "Schreiben Sie zum Beispiel: „wenige“, „viele“ oder „fast alle“."


def _is_large_amount(text: str, match: re.Match[str]) -> bool:
    digits = re.sub(r"\D", "", match.group())
    if int(digits) < 10_000 or _NO_AMOUNT.search(text[: match.start()]):
        return False
    if len(digits) == 5 and match.group().isdigit():
        # Five figures before a name are a postcode: 50667 Köln.
        after = re.match(r"\s+([A-ZÄÖÜ][\w-]+)", text[match.end() :])
        if after and not re.fullmatch(
            r"(?:Euro|Menschen|Personen|Mitglieder|Kinder|Zuschauer|Besucher|Sportler|Vereine"
            r"|Meter|Kilometer|"
            r"Jahre|Leute|Fans|Einwohner|Teilnehmer|Athleten|Frauen|Männer|Plätze|Schritte"
            r"|Stunden|Tage|Mal|"
            r"Euros|Läufer|Gäste|Jugendliche|Zuschauerinnen|Sportlerinnen|Teilnehmerinnen|Stück"
            r"|Karten|Tickets)",
            after.group(1),
        ):
            return False
    return not text[: match.start()].rstrip().endswith(("0", "+49"))


ROMAN = re.compile(r"(?<![\w.-])(?=[IVX]{2,})X{0,3}(?:IX|IV|V?I{0,3})(?![\w-])")
_VALUES = {"I": 1, "V": 5, "X": 10}


def roemisch(sentence: Sentence) -> Iterator[Finding]:
    """Roman figures of two or more letters; clothes sizes such as XL are none."""
    for match in ROMAN.finditer(sentence.text):
        if match.group() == "XX" and sentence.text[match.end() :].startswith("L"):
            continue
        yield finding(
            "roemisch", match.start(), match.end(), replacement=str(roman_value(match.group()))
        )


def roman_value(roman: str) -> int:
    values = [_VALUES[letter] for letter in roman]
    return sum(
        -value if i + 1 < len(values) and value < values[i + 1] else value
        for i, value in enumerate(values)
    )
