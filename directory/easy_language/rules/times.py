"""Rules about dates and clock times, with finished replacements."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings import Finding
from ..grammar import Sentence
from .wording import finding

MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
_DASH = r"\s?[-–—]\s?"
DATE = re.compile(
    r"(?<![\d.,:/])(?:"
    r"(?P<y1>(?:19|20)\d\d)-(?P<m1>0?[1-9]|1[0-2])-(?P<d1>0?[1-9]|[12]\d|3[01])"
    r"|(?P<d2>0?[1-9]|[12]\d|3[01])\.\s?(?P<m2>0?[1-9]|1[0-2])\.(?:\s?(?P<y2>(?:19|20)\d\d"
    r"|\d\d(?!\d|\s?Uhr|:))(?![\d:]|\.\d))?"
    r"|(?P<d3>0?[1-9]|[12]\d|3[01])/(?P<m3>0?[1-9]|1[0-2])/(?P<y3>(?:19|20)\d\d|\d\d)"
    r")(?!\d)"
)
_HALF_RANGE = re.compile(
    rf"(?<![\d.,:/])(?P<d>0?[1-9]|[12]\d|3[01])\.{_DASH}(?=(?P<d2>0?[1-9]|[12]\d"
    rf"|3[01])\.\s?(?P<m>0?[1-9]|1[0-2])\.)"
)


def datum(sentence: Sentence) -> Iterator[Finding]:
    """Dates in figures only, such as 3.5. or 03.05.2026."""
    for match in DATE.finditer(sentence.text):
        end = match.end()
        tail = ""
        if match.group()[-1] == "." and not sentence.text[end:].strip(' )]"“*'):
            # The full stop of the sentence is part of "am 3.5." and must stay.
            tail = "."
        yield finding("datum", match.start(), end, replacement=spoken_date(match) + tail)


def spoken_date(match: re.Match[str]) -> str:
    """ "03.05.2026" is "3. Mai 2026"."""
    day, month, year = _date_of(match)
    return f"{day}. {MONTHS[month - 1]}" + (f" {year}" if year else "")


def _date_of(match: re.Match[str]) -> tuple[int, int, int | None]:
    part = match.groupdict()
    day = int(part["d1"] or part["d2"] or part["d3"])
    month = int(part["m1"] or part["m2"] or part["m3"])
    year = part["y1"] or part["y2"] or part["y3"]
    if not year:
        return day, month, None
    return day, month, int(year) + (2000 if len(year) == 2 else 0)


_HOUR = r"(?:[01]?\d|2[0-4])"
_CLOCK = rf"(?:{_HOUR}[:.][0-5]\d|{_HOUR})"
_TIMES = re.compile(
    rf"(?<![\d.,:/€])(?:(?P<von>[Vv]on\s+))?(?P<a>{_CLOCK})(?P<uhr1>\s?Uhr)?"
    rf"(?:(?P<dash>{_DASH})(?P<b>{_CLOCK}))?(?P<unit>\s?(?:Uhr|h)\b)?(?![\d/]|[.,:]\d|\s?[%€])"
)


def uhrzeit(sentence: Sentence) -> Iterator[Finding]:
    """Leading zeros, minutes after a colon or point, dashes between two times, "h"."""
    text = sentence.text
    taken = [(m.start(), m.end()) for m in DATE.finditer(text)]
    for match in _TIMES.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        if not _is_clock(match, text) or not _is_hard(match):
            continue
        yield finding("uhrzeit", match.start(), match.end(), replacement=_spoken(match))


def _is_clock(match: re.Match[str], text: str) -> bool:
    unit = (match.group("unit") or match.group("uhr1") or "").strip()
    if unit == "Uhr":
        return True
    colon = ":" in match.group("a") or ":" in (match.group("b") or "")
    if unit == "h":
        # "2 h" lasts two hours, "um 17 h" is a time.
        return bool(
            colon
            or match.group("dash")
            or re.search(r"\b(?:um|ab|bis|gegen)\s$", text[: match.start()])
        )
    if not colon:
        return False
    after = text[match.end() : match.end() + 12].lower()
    # 3:2 is a result, 1:100 a scale; minutes have two figures, so only the words tell more.
    return not re.match(r"\s*(?:gewonnen|verloren|tore|sieg|punkte)", after)


def _is_hard(match: re.Match[str]) -> bool:
    times = [match.group("a"), match.group("b") or ""]
    unit = (match.group("unit") or "").strip()
    return (
        unit == "h"
        or bool(match.group("dash"))
        or any(":" in time or "." in time or (len(time) > 1 and time[0] == "0") for time in times)
    )


def _spoken(match: re.Match[str]) -> str:
    first, second = match.group("a"), match.group("b")
    if not second:
        return (match.group("von") or "") + clock(first)
    von = match.group("von") or "von "
    begin = clock(first)
    if begin.endswith(" Uhr"):
        begin = begin.removesuffix(" Uhr")
    return f"{von}{begin} bis {clock(second)}"


def clock(time: str) -> str:
    """ "09:00" is "9 Uhr", "17.30" is "17 Uhr 30"."""
    hour, _, minutes = time.replace(".", ":").partition(":")
    if not minutes or int(minutes) == 0:
        return f"{int(hour)} Uhr"
    return f"{int(hour)} Uhr {int(minutes)}"
