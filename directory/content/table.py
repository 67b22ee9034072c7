"""Reads a CSV file row by row and says file and line of whatever is wrong."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from directory.content.errors import ContentError


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table; values are asked for by column."""

    file: Path
    line: int
    values: dict[str, str]

    def fault(self, problem: str) -> ContentError:
        return ContentError(f"{self.file.name}, line {self.line}: {problem}.")

    def text(self, column: str) -> str:
        return self.values[column].strip()

    def needed(self, column: str) -> str:
        text = self.text(column)
        if not text:
            raise self.fault(f"{column} is empty")
        return text

    def texts(self, column: str) -> tuple[str, ...]:
        """Lists inside a cell are separated by ``|``."""
        return tuple(part.strip() for part in self.values[column].split("|") if part.strip())

    def decimal(self, column: str) -> float:
        text = self.needed(column)
        try:
            return float(text)
        except ValueError as error:
            raise self.fault(f'{column} must be a number, not "{text}"') from error

    def whole(self, column: str) -> int:
        """A whole number; an empty cell counts as 0."""
        text = self.text(column) or "0"
        if not text.isdecimal():
            raise self.fault(f'{column} must be a whole number, not "{text}"')
        return int(text)

    def day(self, column: str) -> date:
        text = self.needed(column)
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise self.fault(f'{column} must be a day such as 2026-03-31, not "{text}"') from error

    def choice(self, column: str, allowed: Sequence[str]) -> str:
        text = self.text(column)
        if text not in allowed:
            names = ", ".join(name or "empty" for name in allowed)
            raise self.fault(f'{column} must be one of {names}, not "{text}"')
        return text


def rows(file: Path, columns: Sequence[str]) -> Iterator[Row]:
    """Each row of a table that has at least these columns."""
    try:
        opened = file.open(encoding="utf-8", newline="")
    except OSError as error:
        raise ContentError(f"{file.name}: the file cannot be read.") from error
    with opened:
        try:
            yield from _rows(file, opened, columns)
        except (UnicodeDecodeError, csv.Error) as error:
            raise ContentError(f"{file.name}: the file is not a table in UTF-8.") from error


def _rows(file: Path, lines: Iterator[str], columns: Sequence[str]) -> Iterator[Row]:
    reader = csv.reader(lines, strict=True)
    head = next(reader, [])
    missing = [column for column in columns if column not in head]
    if missing:
        raise ContentError(f"{file.name}, line 1: the column {missing[0]} is missing.")
    for cells in reader:
        if not cells:
            continue
        row = Row(file, reader.line_num, dict(zip(head, cells, strict=False)))
        if len(cells) != len(head):
            raise row.fault(f"{len(cells)} values stand under {len(head)} columns")
        yield row


def once(row: Row, column: str, seen: set[str]) -> str:
    """The key of a row, which no row before may have had."""
    key = row.needed(column)
    if key in seen:
        raise row.fault(f'the {column} "{key}" stands twice')
    seen.add(key)
    return key
