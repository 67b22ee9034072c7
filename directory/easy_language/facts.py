"""The facts in a sentence: numbers, times, dates, weekdays; no replacement may lose one."""

from __future__ import annotations

import re
from collections import Counter

from .models import listed
from .number_words import figure
from .rules.numbers import _ROMAN, _value
from .rules.times import DATE, MONTHS, _date_of

_DAYS = {
    day: day[:2] for day in listed("montag dienstag mittwoch donnerstag freitag samstag sonntag")
}
_DAYS["sonnabend"] = "sa"
_SHORT_DAYS = {"Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"}
_CLOCK = re.compile(
    r"(?<![\d.,])(\d{1,2})(?:[:.](\d\d)(?:\s?(?:Uhr|h))?|\s?(?:Uhr"
    r"|h)(?:\s(\d{1,2})(?!\d))?)(?![\d.]*\d)"
)
_PRICE = re.compile(
    r"(\d+)[.,](\d\d|-|–)\s?(?:€|Euro|EUR)|€\s?(\d+)[.,](\d\d)|(\d+)\s(?:Euro"
    r"|€)(?:\s(\d\d))?(?!\d)"
)


def facts(text: str) -> Counter[str]:
    """What a reader must be able to rely on, in one spelling whatever the text looked like."""
    found: Counter[str] = Counter()
    rest = text
    for match in list(DATE.finditer(rest))[::-1]:
        day, month, year = _date_of(match)
        spoken = f"{day}. {MONTHS[month - 1]}" + (f" {year}" if year else "")
        rest = f"{rest[: match.start()]} {spoken} {rest[match.end() :]}"
    rest = _PRICE.sub(lambda m: _price(m, found), rest)
    rest = _ROMAN.sub(lambda m: str(_value(m.group())), rest)
    rest = re.sub(r"\b(\d{1,2})(?=\s?[-–]\s?\d{1,2}(?:[:.]\d\d)?\s?(?:Uhr|h)\b)", r"\1 Uhr", rest)
    rest = re.sub(r"\b(\d{1,2})(?=\s(?:bis|und)\s\d{1,2}\s?(?:Uhr)\b)", r"\1 Uhr", rest)
    rest = re.sub(r"\b(\d{1,2} Uhr \d{1,2})\b", r"\1", rest)
    digits = re.sub(r"(?<=\d)[\s/()–-]+(?=\d)", "", rest)
    found.update(f"digit {digit}" for digit in re.findall(r"\d", _plain_clock(digits)))
    for word in re.findall(r"[^\W\d_]+", rest):
        small = word.lower()
        value = figure(small)
        if value is not None:
            found.update(f"digit {digit}" for digit in str(value))
        elif small in _DAYS or small.rstrip("s") in _DAYS:
            found[f"day {_DAYS.get(small) or _DAYS[small.rstrip('s')]}"] += 1
        elif word in _SHORT_DAYS and re.search(
            rf"\b{word}(?=[\s.,:/–-]*(?:\d|{'|'.join(_SHORT_DAYS)}|und))|(?<=[-–/] ){word}"
            rf"|(?<=[-–/]){word}|(?<=und ){word}|\b{word}\.",
            rest,
        ):
            found[f"day {small}"] += 1
        elif word in MONTHS:
            found[f"month {small}"] += 1
    return found


def _price(match: re.Match[str], found: Counter[str]) -> str:
    euro = match.group(1) or match.group(3) or match.group(5)
    cent = match.group(2) or match.group(4) or match.group(6) or "00"
    found[f"price {int(euro)}.{cent if cent.isdigit() else '00'}"] += 1
    return " "


def _plain_clock(text: str) -> str:
    """Leading zeros and ":00" are no facts of their own."""
    return re.sub(r"(?<!\d)0(?=\d\b)|(?<=\d)[:.]00\b", "", text)
