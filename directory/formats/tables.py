"""Writes offers and clubs as flat tables: CSV, its description for programs, and for Excel."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from directory.formats.cells import BETWEEN, Value, cell, cut
from directory.formats.columns import CLUB_COLUMNS, OFFER_COLUMNS, Column, Site
from directory.formats.house import House
from directory.formats.openly import openly
from directory.formats.signs import one_line
from directory.model import Listing

CSV: Final = "text/csv"
CSVW: Final = "application/csvm+json"
_CHUNK: Final = 64_000


@dataclass(frozen=True, slots=True)
class Table:
    """One row for each listing of its kind, and the same columns in every format."""

    key: str
    title: str
    description: str
    columns: tuple[Column, ...]
    of_offers: bool

    def takes(self, listing: Listing) -> bool:
        return (listing.offer is not None) == self.of_offers

    def values(self, listing: Listing, site: Site) -> list[Value]:
        """Contacts are only those that readers see today; texts have one line."""
        shown = openly(listing, site.today)
        values = (column.read(shown, site) for column in self.columns)
        return [one_line(value) if isinstance(value, str) else value for value in values]

    def rows(self, listings: Iterable[Listing], site: Site) -> Iterator[list[Value]]:
        """Of those listings that belong here."""
        return (self.values(one, site) for one in listings if self.takes(one))

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]

    @property
    def titles(self) -> list[str]:
        return [column.title for column in self.columns]


OFFERS: Final = Table(
    "offers",
    "Angebote",
    "Sportangebote für Menschen mit und ohne Behinderung. Jede Zeile ist ein Angebot.",
    OFFER_COLUMNS,
    of_offers=True,
)
CLUBS: Final = Table(
    "clubs",
    "Vereine",
    "Vereine, von denen noch kein Angebot für Menschen mit Behinderung bekannt ist.",
    CLUB_COLUMNS,
    of_offers=False,
)
TABLES: Final = {table.key: table for table in (OFFERS, CLUBS)}


def csv_chunks(
    table: Table, listings: Iterable[Listing], site: Site, *, for_excel: bool = False
) -> Iterator[bytes]:
    """The file in pieces, the heading first.

    ``for_excel``: with the mark by which Excel knows UTF-8, semicolons, German headings, commas in
    numbers, and texts that fit into a cell. Programs take the other one.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";" if for_excel else ",", lineterminator="\r\n")
    if for_excel:
        buffer.write("\ufeff")
    writer.writerow(table.titles if for_excel else table.names)
    yield _taken(buffer)
    for values in table.rows(listings, site):
        texts = (cell(value, comma=for_excel) for value in values)
        writer.writerow(map(cut, texts) if for_excel else texts)
        if buffer.tell() >= _CHUNK:
            yield _taken(buffer)
    if rest := _taken(buffer):
        yield rest


def csvw_metadata(table: Table, csv_url: str, house: House) -> dict[str, Any]:
    """What each column of the file at ``csv_url`` means, in the words of CSV on the Web."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "de"}],
        "url": csv_url,
        "dc:title": f"{one_line(house.name)}: {table.title}",
        "dc:description": table.description,
        "dc:language": "de",
        "dc:publisher": one_line(house.publisher),
        "dc:license": {"@id": house.licence.url},
        "dc:rights": [one_line(words) for words in house.attribution()],
        "dc:modified": {"@value": house.today.isoformat(), "@type": "xsd:date"},
        "lang": "de",
        "tableSchema": {
            "columns": [_described(column) for column in table.columns],
            "primaryKey": "id",
        },
    }


def _described(column: Column) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": column.name,
        # The heading of the file is the name; people are shown the other one.
        "titles": {"en": column.name, "de": column.title},
        "datatype": column.datatype,
    }
    if column.description:
        described["dc:description"] = column.description
    if column.many:
        described["separator"] = BETWEEN
    if column.name in ("id", "url"):
        described["required"] = True
    return described


def _taken(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()
