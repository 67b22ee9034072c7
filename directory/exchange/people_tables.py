"""The same catalogue as two tables that every program opens; nothing in them is a formula."""

import csv
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TextIO

from directory.content.sources import DataSource
from directory.formats.cells import cell
from directory.formats.tables import TABLES, Table
from directory.model import Listing
from directory.wording import Voice, voice_of


class Paths:
    """Addresses within the site: a copy does not know under which host it will stand."""

    def start(self) -> str:
        return "/"

    def offer(self, slug: str) -> str:
        return f"/angebot/{slug}"

    def club(self, slug: str) -> str:
        return f"/verein/{slug}"

    def sport(self, sport_id: str) -> str:
        return f"/sport/{sport_id}"

    def venue(self, venue_id: str) -> str:
        return f"/api/v1/venues/{venue_id}"

    def photo(self, file: str) -> str:
        return f"photos/{file}"


@dataclass(frozen=True)
class Copied:
    """What tables have to know of the site; ``sports`` are German names by id."""

    sports: Mapping[str, str]
    sources: Mapping[str, DataSource]
    today: date
    licence: str = ""
    addresses: Paths = Paths()
    voice: Voice = voice_of("de")

    def sport_names(self, listing: Listing) -> tuple[str, ...]:
        ids = listing.offer.sports if listing.offer else listing.club.sports
        return tuple(self.sports.get(id, id) for id in ids)

    def attribution(self, used: Collection[str] | None = None) -> Iterator[str]:
        for key, source in self.sources.items():
            if used is None or key in used:
                yield source.attribution

    def licence_of(self, source: str) -> str:
        found = self.sources.get(source)
        return (found.licence_url or found.licence) if found else self.licence


@dataclass
class PeopleTables:
    """Writes line by line; contacts are those that readers see on the day of the copy."""

    folder: Path
    copied: Copied
    _files: list[TextIO] = field(default_factory=list)
    _writers: dict[str, Any] = field(default_factory=dict)

    def __enter__(self) -> Self:
        for table in TABLES.values():
            # With the mark at its beginning Excel, too, takes it for UTF-8.
            path = self.folder / f"{table.key}.csv"
            file = path.open("w", encoding="utf-8-sig", newline="")
            self._files.append(file)
            self._writers[table.key] = csv.writer(file, lineterminator="\r\n")
            self._writers[table.key].writerow(table.names)
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        for file in self._files:
            file.close()

    def add(self, listing: Listing) -> None:
        """An offer, or a club without one."""
        for table in TABLES.values():
            if table.takes(listing):
                self._write(table, listing)

    def _write(self, table: Table, listing: Listing) -> None:
        self._writers[table.key].writerow(map(cell, table.values(listing, self.copied)))
