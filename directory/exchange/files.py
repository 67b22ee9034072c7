"""Tells what kind of file it is by what stands in it, not by its name."""

import csv
import zipfile
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

import msgspec

from directory.exchange.errors import ExchangeError
from directory.spreadsheet import Refused, Sheet, read_file

MANIFEST: Final = "manifest.json"
# A state as GeoJSON has about 40 MB; what is bigger is read in parts.
LARGEST_BYTES: Final = 200_000_000
# Without these nothing can be found again; all other columns are optional.
NEEDED: Final = ("id", "name")


class FileKind(StrEnum):
    """``PLACES``: a table with a column ``id`` and a column ``name``. ``OFFERS``: any other table,
    such as the list of a federation. ``EXPORT``: a complete export of a directory."""

    GEOJSON = "GeoJSON"
    OVERPASS = "Overpass JSON"
    PLACES = "table of places"
    OFFERS = "table of offers"
    EXPORT = "complete export"


def kind_of(path: Path) -> FileKind:
    """Raises :class:`ExchangeError` where nobody can tell."""
    try:
        if path.is_dir():
            return _kind_of_folder(path)
        with path.open("rb") as file:
            start = file.read(4096)
    except OSError as error:
        raise ExchangeError(f"{path.name}: the file cannot be read.") from error
    if start.startswith(b"PK"):
        return _kind_of_zip(path)
    plain = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not plain:
        raise ExchangeError(f"{path.name}: the file is empty.")
    if plain[:1] in (b"{", b"["):
        return _kind_of_json(path)
    line = plain.partition(b"\n")[0].decode("utf-8", "replace")
    head = next(csv.reader([line.strip("\r")], delimiter=delimiter_of(line)), [])
    return FileKind.PLACES if set(NEEDED) <= set(head) else FileKind.OFFERS


def delimiter_of(head: str) -> str:
    """What parts the cells of the headings."""
    return max(",;\t", key=head.count)


def read_json(path: Path) -> Any:
    """The whole of it. Raises :class:`ExchangeError`."""
    if path.stat().st_size > LARGEST_BYTES:
        raise ExchangeError(
            f"{path.name}: the file has more than {LARGEST_BYTES // 1_000_000} MB; divide it."
        )
    content = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    try:
        return msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ExchangeError(f"{path.name}: this is no sound JSON ({error}).") from error


def sheet_of(path: Path) -> Sheet:
    """The first table of a workbook. Raises :class:`ExchangeError`."""
    try:
        return read_file(path.read_bytes())[0]
    except Refused as refused:
        raise ExchangeError(
            f"{path.name}: the workbook cannot be read ({refused.problem.value})."
        ) from refused


def _kind_of_folder(path: Path) -> FileKind:
    if (path / MANIFEST).is_file():
        return FileKind.EXPORT
    raise ExchangeError(f"{path.name}: the folder is no export, because it has no {MANIFEST}.")


def _kind_of_zip(path: Path) -> FileKind:
    try:
        with zipfile.ZipFile(path) as package:
            if MANIFEST in package.namelist():
                return FileKind.EXPORT
    except zipfile.BadZipFile as error:
        raise ExchangeError(f"{path.name}: the file is broken.") from error
    head = next((row for row in sheet_of(path).rows if any(row)), ())
    return FileKind.PLACES if set(NEEDED) <= set(head) else FileKind.OFFERS


def _kind_of_json(path: Path) -> FileKind:
    whole = read_json(path)
    if isinstance(whole, dict):
        if whole.get("type") == "FeatureCollection" and isinstance(whole.get("features"), list):
            return FileKind.GEOJSON
        if isinstance(whole.get("elements"), list):
            return FileKind.OVERPASS
    raise ExchangeError(
        f"{path.name}: neither GeoJSON (a FeatureCollection) nor an answer of Overpass (elements)."
    )
