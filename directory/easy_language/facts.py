"""The facts in a sentence: numbers, times, dates, weekdays; no replacement may lose one."""

from __future__ import annotations

import re
from collections import Counter

from .models import first_names, listed, nouns
from .number_words import figure
from .rules.numbers import ROMAN, roman_value
from .rules.times import DATE, MONTHS, spoken_date

_DAYS = {
    day: day[:2] for day in listed("montag dienstag mittwoch donnerstag freitag samstag sonntag")
}
_DAYS["sonnabend"] = "sa"
# "So" and "Do" are words as well; a replacement only ever turns them into days.
_SHORT_DAYS = {"Mo", "Di", "Mi", "Fr", "Sa"}
_PRICE = re.compile(
    r"(\d+)[.,](\d\d|-|–)\s?(?:€|Euro|EUR)|€\s?(\d+)[.,](\d\d)|(\d+)\s(?:Euro"
    r"|€)(?:\s(\d\d))?(?!\d)"
)


def facts(text: str) -> Counter[str]:
    """What a reader must be able to rely on, in one spelling whatever the text looked like."""
    found: Counter[str] = Counter()
    rest = DATE.sub(lambda match: f" {spoken_date(match)} ", text)
    rest = _PRICE.sub(lambda match: _price(match, found), rest)
    rest = ROMAN.sub(lambda match: str(roman_value(match.group())), rest)
    rest = _WORD.sub(lambda match: _figure_of(match.group()), rest)
    # All figures in their order: how they are grouped is a matter of spelling.
    figures = _LEADING_ZERO.sub("", _FULL_HOUR.sub("", _GAP.sub("", rest)))
    found["figures " + "".join(re.findall(r"\d", figures))] += 1
    for word in _WORD.findall(rest):
        kind = _kind(word)
        if kind:
            found[kind] += 1
    return found


_WORD = re.compile(r"[^\W\d_]+")
_GAP = re.compile(r"(?<=\d)[\s/()–-]+(?=\d)")
_FULL_HOUR = re.compile(r"(?<=\d)[:.]00\b")
_LEADING_ZERO = re.compile(r"(?<!\d)0(?=\d\b)")


def _figure_of(word: str) -> str:
    small = word.lower()
    value = figure(small) or figure(small.removesuffix("mal"))
    return word if value is None else f"{value} "


def _kind(word: str) -> str:
    """A day, a month or a name; nothing for other words."""
    small = word.lower()
    day = _DAYS.get(small) or _DAYS.get(small.rstrip("s")) or (small if word in _SHORT_DAYS else "")
    if day:
        return f"day {day}"
    if word in MONTHS:
        return f"month {small}"
    if word[0].isupper() and len(word) > 3 and small in first_names() and small not in nouns():
        return f"name {small}"
    return ""


def _price(match: re.Match[str], found: Counter[str]) -> str:
    euro = match.group(1) or match.group(3) or match.group(5)
    cent = match.group(2) or match.group(4) or match.group(6) or "00"
    found[f"price {int(euro)}.{cent if cent.isdigit() else '00'}"] += 1
    return " "
