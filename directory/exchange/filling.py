"""Fills an empty directory with a complete export: all of it, or nothing."""

import json
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import IO, Any, Final, Protocol

from directory.content.sources import DataSource
from directory.exchange import lines
from directory.exchange.errors import ExchangeError, Unusable
from directory.exchange.exporting import (
    FORMAT,
    FORMER,
    KEEPERS,
    PHOTO_FOLDER,
    PHOTOS,
    RECORDS,
    VERSION,
)
from directory.exchange.files import MANIFEST
from directory.photos import PhotoName
from directory.submissions.errors import StoringFailed
from directory.submissions.tables import RecordKind
from directory.submissions.whole import Clash, Filling, NotEmpty, Whole

_AT_ONCE: Final = 200
# A photo is stored with at most 400 kB; a line of an offer has a few kB.
_LONGEST_LINE: Final = 2_000_000
_LARGEST_PHOTO: Final = 1_000_000
_PIECE: Final = 1_000_000


class _Files(Protocol):
    """A folder, or a file that holds one."""

    def open(self, name: str) -> IO[bytes]: ...


@dataclass(frozen=True, slots=True)
class _Folder:
    path: Path

    def open(self, name: str) -> IO[bytes]:
        return (self.path / name).open("rb")


@dataclass(frozen=True, slots=True)
class _Package:
    package: zipfile.ZipFile

    def open(self, name: str) -> IO[bytes]:
        return self.package.open(name)


@dataclass(frozen=True, slots=True)
class Export:
    """An export whose files are all there and as they were written."""

    name: str
    files: _Files
    counts: Mapping[str, int]

    def fill(self, whole: Whole) -> None:
        """One transaction. Raises :class:`ExchangeError`."""
        try:
            with whole.filling() as filling:
                self._fill(filling)
        except NotEmpty as error:
            raise ExchangeError(
                f"{self.name}: an export fills an empty directory, and this one has records."
                " Let DIRECTORY_INSTANCE (or DIRECTORY_DATABASE_URL) name a new place."
            ) from error
        except Clash as problem:
            raise ExchangeError(f"{self.name}: {problem}.") from problem
        except StoringFailed as error:
            raise ExchangeError(f"{self.name}: storing failed ({type(error).__name__}).") from error

    def sources(self) -> tuple[DataSource, ...]:
        """What its records name."""
        try:
            with self.files.open("sources.json") as file:
                return tuple(map(_source, json.load(file)))
        except (OSError, KeyError, TypeError, AttributeError, ValueError) as error:
            raise ExchangeError(f"{self.name}: sources.json cannot be read ({error}).") from error

    def _fill(self, filling: Filling) -> None:
        ids: dict[RecordKind, set[str]] = {kind: set() for kind in RecordKind}
        for name, kind in RECORDS.items():
            found = self._lines(name)
            while part := list(islice(found, _AT_ONCE)):
                kept = [self._parsed(name, n, line, kind, ids) for n, line in part]
                filling.records(kind, kept)
        for _number, former in self._parsed_by(FORMER, lines.former_of):
            filling.former([former])
        for number, photo in self._parsed_by(PHOTOS, lines.photo_of):
            if PhotoName.of(photo.file) is None:
                raise self._fault(PHOTOS, number, f'"{photo.file[:80]}" is no name of a photo')
            filling.photo(photo, self._photo(photo.file))
        if KEEPERS in self.counts:
            for _number, keeper in self._parsed_by(KEEPERS, lines.keeper_of):
                filling.keeper(keeper)

    def _parsed(
        self, name: str, number: int, line: bytes, kind: RecordKind, ids: dict[RecordKind, set[str]]
    ) -> Any:
        try:
            kept = lines.record_of(kind, line)
        except Unusable as problem:
            raise self._fault(name, number, str(problem)) from problem
        thing = kept.thing
        if thing.id in ids[kind]:
            raise self._fault(name, number, f'the id "{thing.id[:80]}" stands twice')
        ids[kind].add(thing.id)
        if kind is RecordKind.OFFER and thing.club_id not in ids[RecordKind.CLUB]:
            raise self._fault(name, number, f'its club "{thing.club_id[:80]}" is missing')
        return kept

    def _parsed_by(self, name: str, read: Any) -> Iterator[tuple[int, Any]]:
        for number, line in self._lines(name):
            try:
                yield number, read(line)
            except Unusable as problem:
                raise self._fault(name, number, str(problem)) from problem

    def _lines(self, name: str) -> Iterator[tuple[int, bytes]]:
        with self.files.open(name) as file:
            number = 0
            while line := file.readline(_LONGEST_LINE):
                number += 1
                if not line.endswith(b"\n"):
                    raise self._fault(name, number, "it is too long, or its end is missing")
                yield number, line

    def _photo(self, file: str) -> bytes:
        with self.files.open(f"{PHOTO_FOLDER}/{file}") as opened:
            content = opened.read(_LARGEST_PHOTO + 1)
        if len(content) > _LARGEST_PHOTO or content[:4] != b"RIFF" or content[8:12] != b"WEBP":
            raise ExchangeError(f"{self.name}: {PHOTO_FOLDER}/{file} is no photo of ours.")
        return content

    def _fault(self, name: str, number: int, problem: str) -> ExchangeError:
        return ExchangeError(f"{self.name}: {name}, line {number}: {problem.rstrip('.')}.")


@contextmanager
def opened(path: Path) -> Iterator[Export]:
    """An export, in a folder or a file. Raises :class:`ExchangeError` unless it is whole."""
    try:
        if path.is_dir():
            yield _looked_over(path.name, _Folder(path))
        else:
            with zipfile.ZipFile(path) as package:
                yield _looked_over(path.name, _Package(package))
    except (OSError, zipfile.BadZipFile, KeyError) as error:
        raise ExchangeError(f"{path.name}: the export cannot be read ({error}).") from error


def _looked_over(name: str, files: _Files) -> Export:
    manifest = _manifest(name, files)
    if manifest.get("format") != FORMAT:
        raise ExchangeError(f"{name}: {MANIFEST} does not say that this is an export of ours.")
    if manifest.get("version") != VERSION:
        raise ExchangeError(f"{name}: it was written by another version of the directory.")
    sums, counts = manifest.get("sha256"), manifest.get("counts")
    needed = {*RECORDS, FORMER, PHOTOS, "sources.json"}
    if not isinstance(sums, dict) or not isinstance(counts, dict) or not needed <= sums.keys():
        raise ExchangeError(f"{name}: {MANIFEST} does not name all files.")
    for file, expected in sums.items():
        if _sum(name, files, file) != expected:
            raise ExchangeError(f"{name}: {file} is not as it was written; get the export anew.")
    return Export(name, files, counts)


def _manifest(name: str, files: _Files) -> dict[str, Any]:
    try:
        with files.open(MANIFEST) as file:
            manifest = json.load(file)
    except (ValueError, RecursionError) as error:
        raise ExchangeError(f"{name}: {MANIFEST} cannot be read.") from error
    return manifest if isinstance(manifest, dict) else {}


def _sum(name: str, files: _Files, file: str) -> str:
    if file.startswith("/") or ".." in file.split("/"):
        raise ExchangeError(f"{name}: {MANIFEST} names a file outside the export.")
    found = sha256()
    try:
        with files.open(file) as opened_file:
            while piece := opened_file.read(_PIECE):
                found.update(piece)
    except (OSError, KeyError) as error:
        raise ExchangeError(f"{name}: {file} is missing.") from error
    return found.hexdigest()


def _source(entry: Any) -> DataSource:
    return DataSource(
        key=str(entry["key"]),
        name=str(entry["name"]),
        purpose=str(entry["purpose"]),
        licence=str(entry["licence"]),
        licence_url=str(entry["licence_url"]),
        attribution=str(entry["attribution"]),
        links=tuple((str(words), str(href)) for words, href in entry["links"].items()),
        date=str(entry["date"]),
        files=(),
        static_files=(),
    )
