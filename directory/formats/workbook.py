"""Writes a table as a workbook for Excel, row by row, with a second sheet about rights."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any, BinaryIO, Final

from directory.formats.cells import Value, cut
from directory.formats.columns import Column
from directory.formats.house import House
from directory.formats.signs import one_line
from directory.formats.tables import Table
from directory.model import Listing

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ABOUT: Final = "Über diese Tabelle"


def write_workbook(table: Table, listings: Iterable[Listing], house: House, file: BinaryIO) -> int:
    """How many rows. ``file`` must be open for writing; rows lie in a temporary file until then."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(table.title)
    sheet.freeze_panes = "C2"
    for place, column in enumerate(table.columns, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    cells = _Cells(sheet)
    sheet.append([cells.bold(column.title) for column in table.columns])
    count = 0
    for values in table.rows(listings, house):
        sheet.append([cells.of(value) for value in values])
        count += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{count + 1}"
    _about(book, table, house)
    book.save(file)
    return count


class _Cells:
    """Cells of one sheet; a text is written as text, whatever it begins with."""

    def __init__(self, sheet: Any) -> None:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Font

        self._sheet = sheet
        self._cell = WriteOnlyCell
        self._bold = Font(bold=True)

    def of(self, value: Value) -> Any:
        match value:
            case None | "":
                return None
            case bool():
                return self._text("yes" if value else "no")
            case datetime():
                # Workbooks know no time zones.
                return value.astimezone(UTC).replace(tzinfo=None)
            case int() | float() | date():
                return value
            case _:
                return self._text(value)

    def bold(self, text: str) -> Any:
        cell = self._text(text)
        cell.font = self._bold
        return cell

    def _text(self, text: str) -> Any:
        cell = self._cell(self._sheet, cut(text))
        cell.data_type = "s"
        return cell


def _about(book: Any, table: Table, house: House) -> None:
    sheet = book.create_sheet(ABOUT)
    sheet.column_dimensions["A"].width = 40
    sheet.column_dimensions["B"].width = 100
    cells = _Cells(sheet)
    for heading, text in _rights(table, house):
        sheet.append([cells.bold(heading), cells.of(text)])
    sheet.append([])
    for column in table.columns:
        sheet.append([cells.of(column.title), cells.of(_meaning(column))])


def _rights(table: Table, house: House) -> Iterator[tuple[str, Value]]:
    yield table.title, table.description
    yield "Seite", one_line(f"{house.name}, {house.addresses.start()}")
    yield "Von", one_line(house.publisher)
    yield "Stand", house.today
    yield "Lizenz", f"{house.licence.name}, {house.licence.url}"
    for line in house.attribution():
        yield "Bitte nennen", one_line(line)


def _meaning(column: Column) -> str:
    return f"{column.name}. {column.description}".strip()
