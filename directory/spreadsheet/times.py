"""Reads weekdays, clocks and days as people write them in lists: "Mo + Mi 18-19:30 Uhr"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

WEEK = ("mo", "di", "mi", "do", "fr", "sa", "so")

_DAY = (
    r"(?:mo(?:n(?:tag)?)?|di(?:e(?:nstag)?)?|mi(?:t(?:twoch)?)?|do(?:n(?:nerstag)?)?|fr(?:e(?:itag)?)?"
    r"|sa(?:m(?:stag)?)?|so(?:n(?:ntag)?)?|sonnabend)(?:s|abends?|nachmittags?|vormittags?|morgens?)?"
)
_CLOCK = r"\d{1,2}(?:\s?[:.h]\s?\d{2})?"
_UNTIL = r"(?:-|–|—|bis|to)"
_TOKENS = re.compile(
    rf"(?P<from>\b{_DAY})\.?\s*{_UNTIL}\s*(?P<to>{_DAY}\b)\.?"
    rf"|\b(?P<day>{_DAY}\b)\.?"
    r"|\b(?P<all>täglich|jeden tag|werktags|wochenende|am wochenende)\b"
    rf"|(?P<start>\b{_CLOCK})\s*(?:uhr)?\s*{_UNTIL}\s*(?P<end>{_CLOCK})(?:\s*(?:uhr|h)\b)?"
    rf"|\b(?:ab\s+|um\s+)?(?P<at>\d{{1,2}}\s?[:.h]\s?\d{{2}}|\d{{1,2}}(?=\s*(?:uhr|h)\b))(?:\s*(?:uhr|h)\b)?"
)
_RHYTHMS = (
    (
        re.compile(
            r"\b(?:14|vierzehn)[\s-]*täg(?:ig|lich)\w*|\balle (?:2|zwei) wochen"
            r"|\bjede (?:2\.|zweite) woche|\b(?:2|zwei)-?wöchentlich"
        ),
        "2",
    ),
    (re.compile(r"\balle (?:3|drei) wochen|\b(?:3|drei)-?wöchentlich"), "3"),
    (re.compile(r"\balle (?:4|vier) wochen|\b(?:4|vier)-?wöchentlich"), "4"),
    (re.compile(r"\b(?:wöchentlich|jede woche)"), "1"),
)  # fmt: skip
_NTH = re.compile(
    rf"\b(?:jede[nrs]?\s+|am\s+|immer\s+am\s+)?(?P<nth>[1-4]\.|erste[nr]?|zweite[nr]?|dritte[nr]?|vierte[nr]?|letzte[nr]?)"
    rf"\s*(?P<day>{_DAY}\b)\.?(?:\s*(?:im|des|eines|jeden)\s+monats?)?"
)
# By the first letter of "1.", "erster" and so on.
_NTH_OF = dict(
    zip("1e2z3d4vl", ("m1", "m1", "m2", "m2", "m3", "m3", "m4", "m4", "ml"), strict=True)
)
_EMPTY_WORDS = re.compile(
    r"\b(?:und|u|von|um|ab|am|jeden|jede|immer|uhr|h|oder|sowie|im|monat|in|der|zeit)\b|[\s,;/+&|.:()\-–—]+"
)
_DATE = r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{4}|\d{2}\b)?)"
_DATES = re.compile(
    rf"(?:(?:{_DAY})\.?,?\s+)?(?P<first>{_DATE}|\d{{1,2}}\.(?=\s*[-–]))(?:\s*{_UNTIL}\s*(?P<last>{_DATE}))?"
    rf"(?:\s*,?\s*(?:von\s+|ab\s+|um\s+)?(?P<start>{_CLOCK}\b(?!\.))(?:\s*uhr)?(?:\s*{_UNTIL}\s*(?P<end>{_CLOCK}\b(?!\.)))?(?:\s*uhr)?)?"
)


@dataclass(frozen=True, slots=True)
class Time:
    """One weekday with its clocks, all as text; ``every`` is a rhythm or empty."""

    day: str = ""
    start: str = ""
    end: str = ""
    every: str = ""


@dataclass(frozen=True, slots=True)
class Dated:
    """One day, or several in a row."""

    day: str
    last: str = ""
    start: str = ""
    end: str = ""


def times(text: str) -> tuple[Time, ...] | None:
    """All days and clocks of a cell; None where a word of it is not understood."""
    plain = " ".join(text.lower().replace("\u00ad", "").split())
    every, plain = _rhythm(plain)
    left, found = _NTH.sub(" ", plain), list(_nths(plain))
    # An nth day keeps its place in the text, so that its clock is found behind it.
    plain = _NTH.sub(lambda match: f" {_day(match['day'])} ", plain)
    read: list[Time] = []
    group: list[Time] = []
    timed = False
    for token in _TOKENS.finditer(plain):
        days = tuple(_days_of(token))
        if days:
            if timed:
                read += group
                group, timed = [], False
            group += [Time(day=day, every=found.pop(0) if found else every) for day in days]
            continue
        start, end = _clock(token["start"] or token["at"]), _clock(token["end"] or "")
        if timed:
            # A second span on the same days: mornings and evenings.
            read += group
        group = [replace(one, start=start, end=end) for one in group or [Time(every=every)]]
        timed = True
    read += group
    rest = _EMPTY_WORDS.sub("", _TOKENS.sub(" ", left))
    return tuple(read) if read and not rest else None


def _rhythm(text: str) -> tuple[str, str]:
    for pattern, value in _RHYTHMS:
        if pattern.search(text):
            return ("" if value == "1" else value), pattern.sub(" ", text)
    return "", text


def _nths(text: str) -> Iterator[str]:
    for match in _NTH.finditer(text):
        yield _NTH_OF[match["nth"][0]]


def _days_of(token: re.Match[str]) -> Iterator[str]:
    if token["day"]:
        yield _day(token["day"])
    elif token["from"]:
        first, last = WEEK.index(_day(token["from"])), WEEK.index(_day(token["to"]))
        yield from (WEEK[number % 7] for number in range(first, last + 1 + 7 * (last < first)))
    elif token["all"]:
        kind = token["all"]
        first, last = (5, 7) if "wochenende" in kind else (0, 5 if kind == "werktags" else 7)
        yield from WEEK[first:last]


def _day(word: str) -> str:
    return "sa" if word.startswith("sonna") else word[:2]


def _clock(text: str) -> str:
    """As "18:30", so that no letter or dot is left over."""
    figures = re.findall(r"\d+", text or "")
    if not figures:
        return ""
    return f"{int(figures[0])}:{figures[1] if len(figures) > 1 else '00'}"


def days(text: str) -> tuple[str, ...] | None:
    """Only weekdays, such as "Mo + Mi"; None where more stands there."""
    found = times(text)
    if found is None or any(one.start or one.every for one in found):
        return None
    return tuple(dict.fromkeys(one.day for one in found))


def span(text: str) -> tuple[str, str] | None:
    """Only clocks, such as "18-19:30 Uhr"; None where something else stands there."""
    found = times(text)
    if found is None or len(found) != 1 or found[0].day:
        return None
    return found[0].start, found[0].end


def dated(text: str) -> tuple[Dated, ...] | None:
    """Single days with or without clocks; None where a word of it is not understood."""
    plain = " ".join(text.lower().replace("\n", " ; ").split())
    found = tuple(_one_date(match) for match in _DATES.finditer(plain))
    rest = _EMPTY_WORDS.sub("", _DATES.sub(" ", plain))
    return found if found and not rest else None


def _one_date(match: re.Match[str]) -> Dated:
    first, last = match["first"].replace(" ", ""), (match["last"] or "").replace(" ", "")
    if last and re.fullmatch(r"\d{1,2}\.", first):
        # 3.-5.5.2027 begins in the same month.
        first += last.partition(".")[2]
    return Dated(first, last, _clock(match["start"] or ""), _clock(match["end"] or ""))
