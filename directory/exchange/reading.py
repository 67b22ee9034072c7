"""Reads a file of a known kind, record by record, whatever the kind."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from directory.content import Sports
from directory.exchange.errors import Unusable
from directory.exchange.files import FileKind, kind_of, read_json
from directory.exchange.found import Found, sports_by_tag
from directory.exchange.osm import geojson, overpass
from directory.exchange.places import places


@dataclass(frozen=True, slots=True)
class Reader:
    """One extract. It may be read more than once, so that all is looked at before a part is
    stored."""

    path: Path
    kind: FileKind
    sports: Sports

    @classmethod
    def of(cls, path: Path, sports: Sports) -> "Reader":
        """Raises :class:`ExchangeError`."""
        return cls(path, kind_of(path), sports)

    def records(self) -> Iterator[Found | Unusable]:
        """What was found, and in its place why something is no use. Raises
        :class:`ExchangeError` where the file itself is broken."""
        if self.kind is FileKind.PLACES:
            return places(self.path, self.sports.by_id.keys())
        tags = sports_by_tag({sport.id: sport.osm_tag for sport in self.sports.all()})
        whole = read_json(self.path)
        if self.kind is FileKind.GEOJSON:
            return geojson(whole["features"], tags)
        return overpass(whole["elements"], tags)
