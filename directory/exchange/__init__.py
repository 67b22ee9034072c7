"""Catalogues of others come in, ours goes out whole: reports, and files that anybody can read."""

from directory.exchange.errors import ExchangeError
from directory.exchange.exporting import Exporter
from directory.exchange.files import FileKind, kind_of
from directory.exchange.filling import Export, opened
from directory.exchange.found import Listings
from directory.exchange.reading import Reader
from directory.exchange.taking_in import Report, take_in

__all__ = [
    "ExchangeError",
    "Export",
    "Exporter",
    "FileKind",
    "Listings",
    "Reader",
    "Report",
    "kind_of",
    "opened",
    "take_in",
]
