"""Reads tables from files that anybody may have made: workbooks and CSV, rows of plain text.

Formulas are never worked out and macros never opened: of a cell only the value counts that was
stored in the file. What is too big, hidden in other formats or made to do harm is refused.
"""

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Final

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

LARGEST_BYTES: Final = 5_000_000
MOST_ROWS: Final = 5_000
# A table of 5,000 offers unpacks to about 25 MB; what unpacks to more is made to fill the memory.
_LARGEST_UNPACKED: Final = 60_000_000
_MOST_FILES_INSIDE: Final = 1_000
_MOST_COLUMNS: Final = 300
_LONGEST_CELL: Final = 5_000
# Some programs keep a million empty rows below a table.
_EMPTY_ROWS_END: Final = 1_000
_MOST_SHEETS: Final = 20
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_DOCTYPES: Final = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
)
_EXCEL_FAULTS: Final = frozenset(
    {"#REF!", "#N/A", "#NV", "#VALUE!", "#WERT!", "#NAME?", "#DIV/0!", "#NUM!", "#ZAHL!",
     "#NULL!", "#BEZUG!", "#SPILL!", "#CALC!"}
)  # fmt: skip
EXCEL_FAULT: Final = "\ufffc#"
"""Stands for a cell in which the program that made the file could not work out a value."""


class Problem(StrEnum):
    """Why a file cannot be read."""

    EMPTY = "empty"
    TOO_BIG = "too_big"
    TOO_MANY_ROWS = "too_many_rows"
    NO_TABLE = "no_table"
    OLD_EXCEL = "old_excel"
    OTHER_PROGRAM = "other_program"
    MACROS = "macros"
    PASSWORD = "password"  # noqa: S105  (why it is refused, no password)
    BROKEN = "broken"
    HARMFUL = "harmful"


class Refused(Exception):
    """The file cannot be read."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table as text. ``first`` is the number of its first row in the file.

    ``hidden`` counts rows that the program hides, ``merged`` areas of cells that were made one:
    only their first cell has a value.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    hidden: int = 0
    merged: int = 0


def read_file(content: bytes) -> tuple[Sheet, ...]:
    """All tables that are not hidden, each without empty rows at its end. Raises ``Refused``."""
    if not content.strip(b"\0 \r\n\t"):
        raise Refused(Problem.EMPTY)
    if len(content) > LARGEST_BYTES:
        raise Refused(Problem.TOO_BIG)
    if content.startswith(_OLE):
        raise Refused(Problem.PASSWORD if _ENCRYPTED in content else Problem.OLD_EXCEL)
    sheets = _workbook(content) if content.startswith(b"PK") else (_csv(content),)
    filled = tuple(sheet for sheet in sheets if sheet.rows)
    if not filled:
        raise Refused(Problem.EMPTY)
    return filled


def _workbook(content: bytes) -> tuple[Sheet, ...]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _look_inside(package)
            return tuple(_sheets(content, package))
    except Refused:
        raise
    except DefusedXmlException:
        raise Refused(Problem.HARMFUL) from None
    except (MemoryError, RecursionError):
        raise Refused(Problem.TOO_BIG) from None
    except Exception:  # whatever a broken file makes of a reader
        raise Refused(Problem.BROKEN) from None


def _look_inside(package: zipfile.ZipFile) -> None:
    """Before anything is unpacked as a whole."""
    entries = package.infolist()
    names = {entry.filename.lower() for entry in entries}
    if len(entries) > _MOST_FILES_INSIDE:
        raise Refused(Problem.HARMFUL)
    if sum(entry.file_size for entry in entries) > _LARGEST_UNPACKED:
        raise Refused(Problem.HARMFUL)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused(Problem.PASSWORD)
    if any(name.endswith("vbaproject.bin") for name in names):
        raise Refused(Problem.MACROS)
    if "xl/workbook.xml" not in names:
        others = any(name.endswith(("content.xml", "workbook.bin", "index.zip")) for name in names)
        raise Refused(Problem.OTHER_PROGRAM if others else Problem.NO_TABLE)
    for entry in entries:
        if entry.filename.lower().endswith((".xml", ".rels")):
            _refuse_entities(package, entry)


def _refuse_entities(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """No workbook needs a DOCTYPE; whatever reads the file later never sees one."""
    with package.open(entry) as file:
        tail = b""
        while chunk := file.read(1_000_000):
            seen = tail + chunk
            if any(word in seen for word in _DOCTYPES):
                raise Refused(Problem.HARMFUL)
            tail = chunk[-40:]


def _sheets(content: bytes, package: zipfile.ZipFile) -> Iterator[Sheet]:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about parts that we do not read anyway
        book = load_workbook(
            io.BytesIO(content), read_only=True, data_only=True, keep_links=False, rich_text=False
        )
        try:
            for sheet in book.worksheets[:_MOST_SHEETS]:
                if sheet.sheet_state != "visible":
                    continue
                # What the file says about its size may be wrong in both directions.
                sheet.reset_dimensions()
                rows = sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True)
                read = _filled(map(_texts, rows))
                path = str(getattr(sheet, "_worksheet_path", ""))
                hidden, merged = _special(package, path)
                yield Sheet(str(sheet.title), read, hidden, merged)
        finally:
            book.close()


def _special(package: zipfile.ZipFile, path: str) -> tuple[int, int]:
    """How many rows with content are hidden, and how many areas are merged."""
    if path not in package.namelist():
        return 0, 0
    hidden = merged = number = 0
    with package.open(path) as file:
        for event, element in iterparse(file, events=("start", "end"), forbid_dtd=True):
            tag = element.tag.rpartition("}")[2]
            if event == "end" and tag == "row":
                number += 1
                if element.get("hidden") in ("1", "true") and len(element):
                    hidden += 1
                element.clear()
                if number > MOST_ROWS + _EMPTY_ROWS_END:
                    break
            elif event == "end" and tag == "mergeCell":
                merged += 1
    return hidden, merged


def _csv(content: bytes) -> Sheet:
    text = _decoded(content)
    if "\0" in text:
        raise Refused(Problem.NO_TABLE)
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
        rows = _filled(tuple(_tidied(cell) for cell in line[:_MOST_COLUMNS]) for line in lines)
    except csv.Error:
        raise Refused(Problem.NO_TABLE) from None
    if text.lstrip().startswith(("%PDF", "{\\rtf", "<!DOCTYPE", "<html", "<?xml")):
        raise Refused(Problem.NO_TABLE)
    if not any(len([cell for cell in row if cell]) > 1 for row in rows):
        raise Refused(Problem.NO_TABLE)
    return Sheet("", rows)


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Excel in Germany saves so; five of its signs do not exist.
        return content.decode("cp1252", "replace")


def _delimiter(text: str) -> str:
    """What parts the cells of the first lines; a line may hold quoted ones."""
    outside = re.sub(r'"[^"]*"', "", text[:20_000])
    first = [line for line in outside.splitlines() if line.strip()][:20]
    return max(";\t,", key=lambda sign: sum(line.count(sign) > 0 for line in first))


def _filled(rows: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Without empty rows at the end. More rows than allowed are refused when they hold anything."""
    read: list[tuple[str, ...]] = []
    empty = filled = 0
    for row in rows:
        if not any(row):
            empty += 1
            if empty > _EMPTY_ROWS_END:
                break
            read.append(())
            continue
        empty = 0
        filled += 1
        if filled > MOST_ROWS + 50:  # what stands above the headings is no offer
            raise Refused(Problem.TOO_MANY_ROWS)
        read.append(row)
    while read and not read[-1]:
        read.pop()
    return tuple(read)


def _texts(row: Iterable[Any]) -> tuple[str, ...]:
    texts = list(map(text_of, row))
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)


def text_of(value: Any) -> str:
    """A cell as a person would have typed it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, datetime | date | time | timedelta):
        return _moment(value)
    text = _tidied(str(value))
    return EXCEL_FAULT if text.upper() in _EXCEL_FAULTS else text


def _tidied(text: str) -> str:
    lines = text[:_LONGEST_CELL].replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "")
    kept = "".join(sign for sign in lines if sign in "\n\t" or sign >= " ")
    return kept.replace("\t", " ").replace("\u00a0", " ").strip()


def _number(value: float) -> str:
    if isinstance(value, int) or (abs(value) < 1e15 and value == int(value)):
        return str(int(value))
    return f"{value:.4f}".rstrip("0").rstrip(".").replace(".", ",")


def _moment(value: datetime | date | time | timedelta) -> str:
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60 % 24}:{minutes % 60:02}"
    if isinstance(value, time):
        return f"{value.hour}:{value.minute:02}"
    day = f"{value.day}.{value.month}.{value.year}"
    if isinstance(value, datetime) and (value.hour or value.minute):
        # A clock without a day counts from the first day that Excel knows.
        clock = f"{value.hour}:{value.minute:02}"
        return clock if value.year < 1901 else f"{day} {clock}"
    return day
