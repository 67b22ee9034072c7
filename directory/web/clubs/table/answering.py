"""The answer to a table: each row with its number and with what is wrong in it."""

from directory.spreadsheet import NUMBER, STATE
from directory.spreadsheet.workbook import Line
from directory.web.clubs.table.planning import Planned, cells_of


def line_of(one: Planned) -> Line:
    """A row that is right as we understand it, else as it was sent."""
    listing = one.listing
    if listing is None or listing.offer is None:
        return Line(one.row.cells, one.sentences, one.faults)
    cells = dict(one.row.cells) if one.faults or one.sentences else cells_of(listing)
    cells[NUMBER] = one.code
    cells[STATE] = str(listing.offer.version) if one.is_public else ""
    return Line(cells, one.sentences, one.faults)
