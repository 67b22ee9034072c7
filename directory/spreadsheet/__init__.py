"""Tables of offers: a workbook to fill in, files in any shape read safely, rows as answers."""

from directory.spreadsheet.cells import Misread
from directory.spreadsheet.columns import COLUMNS, NUMBER, STATE, Choice, Column, Kind, Part
from directory.spreadsheet.files import LARGEST_BYTES, Problem, Refused, Sheet, read_file
from directory.spreadsheet.headings import Heading, Headings, How
from directory.spreadsheet.rows import (
    Reading,
    Understanding,
    is_sample,
    laid_over,
    names_of,
)

__all__ = [
    "COLUMNS",
    "LARGEST_BYTES",
    "NUMBER",
    "STATE",
    "Choice",
    "Column",
    "Heading",
    "Headings",
    "How",
    "Kind",
    "Misread",
    "Part",
    "Problem",
    "Reading",
    "Refused",
    "Sheet",
    "Understanding",
    "is_sample",
    "laid_over",
    "names_of",
    "read_file",
]
