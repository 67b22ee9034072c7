"""Reads clubs and halls out of a table (CSV in UTF-8, or a workbook), a row for each."""

import csv
from collections.abc import Collection, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Final, TextIO

from directory.exchange.errors import ExchangeError, Unusable
from directory.exchange.files import delimiter_of, sheet_of
from directory.exchange.found import Found
from directory.model import ClubKind

_KINDS: Final = {kind.value: kind for kind in ClubKind}
_ACCESS: Final = ("yes", "no", "limited", "")
Cells = Mapping[str, str]


def places(path: Path, sports: Collection[str]) -> Iterator[Found | Unusable]:
    """``sports``: the ids that there are. Raises :class:`ExchangeError` for a broken table."""
    seen: set[str] = set()
    for line, cells in _rows(path):
        where = f"line {line}"
        key = cells.get("id", "").strip()
        if key in seen:
            # Which of them is meant nobody can say, so nothing of the file is taken in.
            raise ExchangeError(f'{path.name}, {where}: the id "{key[:80]}" stands twice.')
        try:
            yield _found(where, key, cells, sports)
            seen.add(key)
        except Unusable as problem:
            yield Unusable(f"{where}: {problem}")


def _rows(path: Path) -> Iterator[tuple[int, Cells]]:
    with path.open("rb") as file:
        is_workbook = file.read(2) == b"PK"
    if is_workbook:
        yield from _rows_of_workbook(path)
        return
    try:
        # Programs for tables write a mark at the beginning; in Germany they part cells by ";".
        with path.open(encoding="utf-8-sig", newline="") as lines:
            yield from _rows_of_csv(path.name, lines)
    except UnicodeDecodeError as error:
        raise ExchangeError(f"{path.name}: the file is not a table in UTF-8.") from error


def _rows_of_csv(name: str, lines: TextIO) -> Iterator[tuple[int, Cells]]:
    first = lines.readline()
    reader = csv.reader(chain([first], lines), delimiter=delimiter_of(first), strict=True)
    try:
        head = next(reader, [])
        for cells in reader:
            if not any(cells):
                continue
            if len(cells) != len(head):
                raise ExchangeError(
                    f"{name}, line {reader.line_num}: {len(cells)} values stand under {len(head)}"
                    " columns."
                )
            yield reader.line_num, dict(zip(head, cells, strict=True))
    except csv.Error as error:
        raise ExchangeError(
            f"{name}, line {reader.line_num}: this is no table ({error})."
        ) from error


def _rows_of_workbook(path: Path) -> Iterator[tuple[int, Cells]]:
    sheet = sheet_of(path)
    head: tuple[str, ...] = ()
    for line, cells in enumerate(sheet.rows, start=1):
        if not any(cells):
            continue
        if not head:
            head = cells
            continue
        yield line, dict(zip(head, cells, strict=False))


def _found(where: str, key: str, cells: Cells, sports: Collection[str]) -> Found:
    if not key:
        raise Unusable("its id is empty")
    if len(key) > 100:
        raise Unusable("its id has more than 100 signs")
    # A postcode that was only filled in from the nearest one is a guess, and a guess is no fact.
    is_guess = _text(cells, "postcode_source") == "nearest"
    return Found(
        where=where,
        key=key,
        record_id=_text(cells, "osm_ref") or key,
        name=_text(cells, "name"),
        kind=_KINDS[_choice(cells, "kind", (*_KINDS, "")) or ClubKind.OTHER],
        sports=_sports(cells, sports),
        street=_text(cells, "street"),
        house_number=_text(cells, "housenumber"),
        postcode="" if is_guess else _text(cells, "postcode"),
        town=_text(cells, "city"),
        part_of_town=_text(cells, "district"),
        latitude=_degrees(cells, "lat"),
        longitude=_degrees(cells, "lon"),
        osm_id=_text(cells, "osm_ref"),
        wheelchair=_choice(cells, "wheelchair", _ACCESS),
        wheelchair_note=_text(cells, "wheelchair_note"),
        toilet=_choice(cells, "toilets_wheelchair", _ACCESS),
        website=_text(cells, "website"),
    )


def _text(cells: Cells, column: str) -> str:
    return cells.get(column, "").strip()


def _choice(cells: Cells, column: str, allowed: Collection[str]) -> str:
    text = _text(cells, column)
    if text not in allowed:
        names = ", ".join(name or "empty" for name in allowed)
        raise Unusable(f'{column} must be one of {names}, not "{text[:80]}"')
    return text


def _sports(cells: Cells, sports: Collection[str]) -> tuple[str, ...]:
    found = [part.strip() for part in _text(cells, "sport_ids").split("|") if part.strip()]
    for sport in found:
        if sport not in sports:
            raise Unusable(f'the sport "{sport[:80]}" is not known')
    return tuple(dict.fromkeys(found))


def _degrees(cells: Cells, column: str) -> float | None:
    text = _text(cells, column).replace(",", ".")
    if not text:
        return None
    try:
        return float(text)
    except ValueError as error:
        raise Unusable(f'{column} must be a number, not "{text[:80]}"') from error
