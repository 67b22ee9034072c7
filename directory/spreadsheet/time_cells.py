"""Weekdays and clocks: all cells of a row about time make one schedule, and the way back."""

import re
from collections.abc import Iterator, Mapping, Sequence

from directory.spreadsheet import times
from directory.spreadsheet.cells import (
    Misread,
    clock_text,
    day_text,
    misread,
    one_of,
    three,
    words_for,
)
from directory.spreadsheet.columns import COLUMNS, DAYS, RHYTHMS, SETS, YES
from directory.spreadsheet.files import EXCEL_FAULT

CLEAR = "löschen"
"""Written into a cell it takes away what was known; an empty cell says nothing."""

TIME = frozenset(
    {key for key in COLUMNS if re.fullmatch(r"(tag|von|bis)_\d", key)}
    | {"alle", "ab", "termine", "absprache", "zeiten", "uhrzeit"}
)
_SETS = range(1, SETS + 1)
TIME_NAMES = (
    "art",
    *(f"{name}_{number}" for number in _SETS for name in ("tag", "von", "bis", "alle", "ab")),
    *(f"{name}_{number}" for number in _SETS for name in ("datum", "datumbis", "uhr", "uhrbis")),
)


def read_times(cells: Mapping[str, str]) -> tuple[list[tuple[str, str]], list[Misread]]:
    """All cells about time together make one schedule."""
    wrong = [Misread(key, "") for key, text in cells.items() if text == EXCEL_FAULT]
    said = {
        key: clock_text(text)
        for key, text in cells.items()
        if text != EXCEL_FAULT and text.strip().lower() != CLEAR
    }
    every = ""
    if "alle" in said:
        every = one_of(RHYTHMS, said["alle"])
        if not every:
            wrong.append(misread(COLUMNS["alle"], said["alle"]))
    found = [*_rows_of_times(said, wrong), *_text_of_times(said, wrong)]
    if len(found) > SETS:
        wrong.append(Misread("zeiten" if "zeiten" in said else "tag_1", str(len(found))))
        found = found[:SETS]
    if found:
        return list(_weekly(found, every, day_text(said.get("ab", "")))), wrong
    if "termine" in said:
        days = times.dated(day_text(said["termine"]))
        if not days or len(days) > SETS:
            wrong.append(Misread("termine", said["termine"][:80]))
            return [], wrong
        return list(_on_days(days)), wrong
    if "absprache" in said:
        found_three = three(COLUMNS["absprache"], said["absprache"])
        if isinstance(found_three, Misread):
            wrong.append(found_three)
        elif found_three[0][1] == YES:
            return [("art", "absprache")], wrong
    return [], wrong


def _rows_of_times(said: Mapping[str, str], wrong: list[Misread]) -> Iterator[times.Time]:
    for number in _SETS:
        keys = [f"{name}_{number}" for name in ("tag", "von", "bis")]
        day, start, end = (said.get(key, "") for key in keys)
        if not (day or start or end):
            continue
        if number == 1 and not start and "uhrzeit" in said:
            start = said["uhrzeit"]
        between = times.span(start) if start else None
        if between and not end:
            start, end = between
        found = times.times(day) if day else (times.Time(),)
        if found is None:
            wrong.append(misread(COLUMNS[keys[0]], day))
            continue
        for one in found:
            yield times.Time(one.day, one.start or start, one.end or end, one.every)


def _text_of_times(said: Mapping[str, str], wrong: list[Misread]) -> Iterator[times.Time]:
    text = said.get("zeiten", "")
    if not text and "uhrzeit" in said and "tag_1" not in said:
        text = said["uhrzeit"]
        if times.span(text):
            wrong.append(misread(COLUMNS["tag_1"], ""))
            return
    if not text:
        return
    clock = said.get("uhrzeit", "")
    both = times.times(f"{text} {clock}") if clock and clock != text else None
    found = both or times.times(text)
    if found is None:
        wrong.append(Misread("zeiten", text[:80]))
    else:
        yield from found


def _weekly(found: Sequence[times.Time], every: str, first: str) -> Iterator[tuple[str, str]]:
    yield "art", "woche"
    for number, one in enumerate(found, start=1):
        rhythm = one.every or every
        yield from (
            (f"{name}_{number}", value)
            for name, value in (
                ("tag", one.day),
                ("von", one.start),
                ("bis", one.end),
                ("alle", "" if rhythm == "1" else rhythm),
                ("ab", first if rhythm in ("2", "3", "4") else ""),
            )
            if value
        )


def _on_days(days: Sequence[times.Dated]) -> Iterator[tuple[str, str]]:
    yield "art", "termine"
    for number, one in enumerate(days, start=1):
        yield from (
            (f"{name}_{number}", value)
            for name, value in (
                ("datum", one.day),
                ("datumbis", one.last),
                ("uhr", one.start),
                ("uhrbis", one.end),
            )
            if value
        )


def time_cells(given: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    first = {name: values[0] for name, values in given.items()}
    kind = first.get("art", "")
    if kind == "absprache":
        yield "absprache", YES
    if kind == "termine":
        days = []
        for number in _SETS:
            day, last, start, end = (
                first.get(f"{name}_{number}", "") for name in ("datum", "datumbis", "uhr", "uhrbis")
            )
            until = f" - {last}" if last else ""
            clock = f" {start}" + (f" - {end}" if end else " Uhr") if start else ""
            days.append(f"{day}{until}{clock}" if day else "")
        yield "termine", "; ".join(filter(None, days))
    if kind != "woche":
        return
    rhythms, starts = [], []
    for number in _SETS:
        day = first.get(f"tag_{number}", "")
        start, end = first.get(f"von_{number}", ""), first.get(f"bis_{number}", "")
        if not (day or start or end):
            continue
        yield f"tag_{number}", words_for(DAYS, day)
        yield f"von_{number}", start
        yield f"bis_{number}", end
        rhythms.append(first.get(f"alle_{number}", "") or "1")
        starts.append(first.get(f"ab_{number}", ""))
    if len(set(rhythms)) == 1 and rhythms[0] != "1":
        yield "alle", words_for(RHYTHMS, rhythms[0])
    if len(set(starts)) == 1:
        yield "ab", starts[0]
