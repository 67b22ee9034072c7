"""Writes workbooks: an empty one to fill in, and an answer that says what is wrong in each row.

Every text is written as text, so that nothing in it is ever taken for a formula.
"""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from directory.spreadsheet.columns import COLUMNS, NUMBER, STATE, Column, Kind, Part, template
from directory.spreadsheet.files import MOST_ROWS
from directory.spreadsheet.headings import WRONG

MIMETYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OFFERS, MANUAL, LISTS = "Angebote", "So geht es", "Listen"
SAMPLE_WORD: Final = "Beispiel"
_EMPTY_ROWS: Final = 300
_FEWEST_SETS, _MOST_SETS = 3, 6

# Each has black words on it with a contrast of at least 12 to 1.
_COLOURS: Final = {
    Part.OFFER: "D9E8F6",
    Part.TIME: "FBEBCB",
    Part.PLACE: "DCEFD9",
    Part.PEOPLE: "F4DFEA",
    Part.HELP: "DDEFEF",
    Part.COST: "F3E5D6",
    Part.TEXT: "E7E3F4",
    Part.CONTACT: "E4E9D2",
    Part.OURS: "E6E6E6",
}
_WRONG_FILL: Final = PatternFill("solid", fgColor="FFD9D2")
_SAMPLE_FILL: Final = PatternFill("solid", fgColor="EEEEEE")
_EDGE: Final = Border(bottom=Side(style="thin", color="666666"))

_HOW: Final = (
    "So füllen Sie die Tabelle aus",
    "1 Zeile ist 1 Angebot.",
    "Die 2. Zeile ist ein Beispiel. Die Zeile mit dem Wort Beispiel lesen wir nicht.",
    "Wissen Sie etwas nicht? Dann lassen Sie das Feld leer.",
    "Diese Spalten brauchen wir: Verein, Sportart, Postleitzahl, Telefonnummer.",
    "Die Stadt reicht auch. Dann brauchen wir keine Postleitzahl.",
    "Die E-Mail-Adresse reicht auch. Dann brauchen wir keine Telefonnummer.",
    "In vielen Feldern können Sie ein Wort auswählen.",
    "Sie dürfen Spalten löschen. Sie dürfen auch die Reihenfolge ändern.",
    "Haben Sie schon eine eigene Liste? Dann schicken Sie uns Ihre Liste.",
    "Wir verstehen viele Namen von Spalten.",
    "",
    "So ändern Sie ein Angebot",
    "In der Spalte Nummer steht unsere Nummer. Daran erkennen wir das Angebot.",
    "Ein leeres Feld ändert nichts.",
    "Nur bei den Zeiten ist das anders.",
    "Alle Zeiten in der Zeile gelten zusammen.",
    "Soll etwas weg? Dann schreiben Sie in das Feld: löschen",
    "",
    "So schicken Sie die Tabelle ab",
    "Speichern Sie die Tabelle als Excel-Datei. Oder speichern Sie die Tabelle als CSV-Datei.",
    "Laden Sie die Tabelle auf unserer Seite hoch.",
    "Wir zeigen Ihnen zuerst: So verstehen wir Ihre Tabelle.",
    "Erst danach schicken Sie die Tabelle ab.",
    "",
    "Das bedeuten die Spalten",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One row of an answer: what it says, and which sentences stand at which column.

    ``sentences`` without a column are about the whole row.
    """

    cells: Mapping[str, str]
    sentences: Sequence[str] = ()
    faults: Mapping[str, str] = field(default_factory=dict)


def template_workbook(sports: Sequence[str], rows: Iterable[Mapping[str, str]] = ()) -> bytes:
    """To fill in; ``rows`` are offers that are there already."""
    lines = [Line(cells) for cells in rows]
    return _saved(_book(sports, lines, answer=False))


def answer_workbook(sports: Sequence[str], lines: Sequence[Line]) -> bytes:
    """The same rows with what is wrong, in words, a colour and a note at each cell."""
    return _saved(_book(sports, lines, answer=True))


def _book(sports: Sequence[str], lines: Sequence[Line], *, answer: bool) -> Workbook:
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError("a new workbook has a sheet")
    sheet.title = OFFERS
    columns = (*template(_sets(lines)), *_further(lines))
    shift = 1 if answer else 0
    _head(sheet, columns, shift)
    first = 2
    if not answer:
        _sample(sheet, columns)
        first = 3
    for number, line in enumerate(lines, start=first):
        _row(sheet, number, columns, line, shift)
    lists = _Lists(book.create_sheet(LISTS))
    last = min(first + len(lines) + _EMPTY_ROWS, MOST_ROWS + 2)
    for place, column in enumerate(columns, start=1 + shift):
        words = tuple(sports) if column.kind is Kind.SPORT else _choices(column)
        if words:
            letter = get_column_letter(place)
            sheet.add_data_validation(lists.choice_of(words, f"{letter}2:{letter}{last}"))
    _manual(book, columns)
    sheet.freeze_panes = sheet.cell(row=2, column=shift + 3)
    sheet.sheet_view.zoomScale = 110
    return book


def _sets(lines: Sequence[Line]) -> int:
    used = (
        number
        for line in lines
        for number in range(_MOST_SETS, _FEWEST_SETS, -1)
        if any(f"{name}_{number}" in line.cells for name in ("tag", "von", "bis"))
    )
    return max(used, default=_FEWEST_SETS)


def _further(lines: Sequence[Line]) -> Iterator[Column]:
    """Columns of lists of others, such as times in one cell, as far as rows still hold them."""
    used = {key for line in lines for key in line.cells}
    return (column for column in COLUMNS.values() if not column.is_ours and column.key in used)


def _head(sheet: Worksheet, columns: Sequence[Column], shift: int) -> None:
    if shift:
        _write(sheet, 1, 1, WRONG).fill = _WRONG_FILL
        sheet.column_dimensions["A"].width = 48
    for place, column in enumerate(columns, start=1 + shift):
        cell = _write(sheet, 1, place, column.heading)
        cell.fill = PatternFill("solid", fgColor=_COLOURS[column.part])
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = column.width
        sheet.column_dimensions[letter].hidden = column.key == STATE
        # Excel must not drop the first 0 of a postcode, nor make a day of 1-2.
        sheet.column_dimensions[letter].number_format = "@"
        if column.note:
            cell.comment = _comment(column.note)
    for cell in sheet[1]:
        cell.font = Font(bold=True, color="000000")
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.border = _EDGE
    sheet.row_dimensions[1].height = 62


def _sample(sheet: Worksheet, columns: Sequence[Column]) -> None:
    for place, column in enumerate(columns, start=1):
        words = SAMPLE_WORD if column.key == NUMBER else column.sample
        cell = _write(sheet, 2, place, words)
        cell.font = Font(italic=True, color="333333")
        cell.fill = _SAMPLE_FILL


def _row(sheet: Worksheet, number: int, columns: Sequence[Column], line: Line, shift: int) -> None:
    if shift:
        words = [*line.sentences, *_at_columns(columns, line)]
        cell = _write(sheet, number, 1, "\n".join(words))
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if words:
            cell.fill = _WRONG_FILL
    for place, column in enumerate(columns, start=1 + shift):
        text = line.cells.get(column.key, "")
        fault = line.faults.get(column.key, "")
        if text or fault:
            cell = _write(sheet, number, place, text)
            if fault:
                cell.fill = _WRONG_FILL
                cell.comment = _comment(fault)


def _at_columns(columns: Sequence[Column], line: Line) -> Iterator[str]:
    for column in columns:
        if fault := line.faults.get(column.key):
            yield f"{column.heading}: {fault}"
    shown = {column.key for column in columns}
    yield from (fault for key, fault in line.faults.items() if key not in shown)


class _Lists:
    """What may be chosen stands in a sheet of its own, because a list in a cell may hold only 255
    letters, and no comma."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._known: dict[tuple[str, ...], str] = {}
        sheet.sheet_state = "hidden"

    def choice_of(self, words: tuple[str, ...], cells: str) -> DataValidation:
        validation = DataValidation("list", formula1=self._at(words), allow_blank=True)
        # Other words are taken too: two sports, or a word that we may understand.
        validation.showErrorMessage = False
        validation.add(cells)
        return validation

    def _at(self, words: tuple[str, ...]) -> str:
        if words not in self._known:
            number = len(self._known) + 1
            letter = get_column_letter(number)
            for row, word in enumerate(words, start=1):
                _write(self._sheet, row, number, word)
            self._known[words] = f"{LISTS}!${letter}$1:${letter}${len(words)}"
        return self._known[words]


def _choices(column: Column) -> tuple[str, ...]:
    return tuple(choice.words for choice in column.choices)


def _manual(book: Workbook, columns: Sequence[Column]) -> None:
    sheet = book.create_sheet(MANUAL)
    sheet.column_dimensions["A"].width = 40
    sheet.column_dimensions["B"].width = 80
    for row, words in enumerate(_HOW, start=1):
        cell = _write(sheet, row, 1, words)
        cell.font = Font(bold=row == 1 or (not words or not _HOW[row - 2]), size=12)
        if words:
            sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=2)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for row, column in enumerate(columns, start=len(_HOW) + 1):
        _write(sheet, row, 1, column.heading).font = Font(bold=True)
        words = column.note or _words_for(column)
        _write(sheet, row, 2, words).alignment = Alignment(wrap_text=True, vertical="top")


def _words_for(column: Column) -> str:
    return f"Das können Sie wählen: {', '.join(_choices(column))}" if column.choices else ""


def _write(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    cell: Any = sheet.cell(row=row, column=column)
    if text:
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
        # Also what begins with = or @: a text of a stranger is never worked out.
        cell.data_type = "s"
        cell.quotePrefix = text[0] in "=+-@\t\r"
    cell.number_format = "@"
    return cell


def _comment(words: str) -> Comment:
    comment = Comment(ILLEGAL_CHARACTERS_RE.sub("", words), "")
    comment.width, comment.height = 320, 90
    return comment


def _saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
