"""One file for each backup: the database, recordings, and who was forgotten, with checksums."""

import gzip
import hashlib
import json
import os
import re
import tarfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import IO, Any, Final

from directory.disk import sync_folder
from directory.submissions import Contents

DATABASE: Final = "directory.sqlite"
RECORDINGS: Final = "recordings/"
ABOUT: Final = "about.json"
PART: Final = ".part"
"""Behind the name of one that is not finished."""
# What the pages of law promise: after five weeks nothing of the past is left.
LONGEST_KEPT: Final = timedelta(days=35)
DAYS, WEEKS = 7, 4
FORMAT: Final = 1

_NAME: Final = re.compile(r"directory-(\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2})Z\.tar\.gz")
_MOMENT: Final = "%Y-%m-%dT%H-%M-%S"
_BLOCK: Final = 1 << 20


class BadArchive(Exception):
    """A file that is no whole backup; the text says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class About:
    """What a backup says of itself; ``made_at`` is when copying began."""

    made_at: datetime
    contents: Contents
    sums: dict[str, str]

    def as_json(self) -> bytes:
        said = {"format": FORMAT, "made_at": self.made_at.isoformat(), "sums": self.sums}
        return json.dumps(said | asdict(self.contents), indent=1).encode()

    @classmethod
    def from_json(cls, text: bytes) -> "About":
        said: dict[str, Any] = json.loads(text)
        if said["format"] != FORMAT:
            raise BadArchive(f"it was made by another program (format {said['format']})")
        contents = Contents(said["schema"], said["rows"])
        return cls(datetime.fromisoformat(said["made_at"]), contents, said["sums"])


def name_of(moment: datetime) -> str:
    return f"directory-{moment.astimezone(UTC).strftime(_MOMENT)}Z.tar.gz"


def moment_of(file: Path) -> datetime | None:
    """When a backup was made, by its name; None for any other file."""
    found = _NAME.fullmatch(file.name)
    return datetime.strptime(found[1], _MOMENT).replace(tzinfo=UTC) if found else None


def in_folder(folder: Path) -> list[Path]:
    """All backups of a folder, newest first."""
    found = folder.glob("directory-*.tar.gz") if folder.is_dir() else ()
    return sorted((file for file in found if moment_of(file)), reverse=True)


def write(
    file: Path, made_at: datetime, contents: Contents, files: dict[str, Path | bytes]
) -> None:
    """Writes a new backup and reads it again. Raises ``FileExistsError`` where one is."""
    sums = {name: _sum_of(content) for name, content in files.items()}
    about = About(made_at, contents, sums)
    part = file.with_name(f"{file.name}{PART}")
    opened = os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    try:
        with os.fdopen(opened, "wb") as stream:
            # Level 3: nearly as small as the best, and three times as fast.
            with tarfile.open(fileobj=stream, mode="w:gz", compresslevel=3) as tar:
                for name, content in {ABOUT: about.as_json(), **files}.items():
                    _add(tar, name, content, made_at)
            stream.flush()
            os.fsync(stream.fileno())
        check(part)
        file.hardlink_to(part)  # unlike renaming, this never overwrites
        sync_folder(file.parent)
    finally:
        part.unlink(missing_ok=True)


def check(file: Path) -> About:
    """Reads all of a backup and compares every checksum. Raises :class:`BadArchive`."""
    with _opened(file) as tar:
        about = _about(tar)
        found = {name: _sum(stream) for name, stream in _members(tar)}
    for name, expected in about.sums.items():
        if found.get(name) != expected:
            raise BadArchive(f"{name} is missing or damaged in it")
    return about


def unpack(file: Path, folder: Path) -> About:
    """Puts what a backup holds into a new folder, checked. Raises :class:`BadArchive`."""
    with _opened(file) as tar:
        about = _about(tar)
        for name, stream in _members(tar):
            # Only names that we wrote ourselves: nothing can leave the folder.
            if name not in about.sums:
                continue
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with os.fdopen(
                os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb"
            ) as out:
                while block := stream.read(_BLOCK):
                    out.write(block)
                out.flush()
                os.fsync(out.fileno())
    for name, expected in about.sums.items():
        target = folder / name
        if not target.is_file() or _sum_of(target) != expected:
            raise BadArchive(f"{name} is missing or damaged in it")
    return about


def outdated(files: Sequence[Path], now: datetime) -> list[Path]:
    """Those that need not be kept: not of the last day, nor the newest of one of the last seven
    days or four weeks that have any. None is kept for longer than five weeks but the newest."""
    dated = sorted(((moment_of(file), file) for file in files), reverse=True, key=_moment_first)
    days: dict[Any, Path] = {}
    weeks: dict[Any, Path] = {}
    for moment, file in dated:
        if moment:
            days.setdefault(moment.date(), file)
            weeks.setdefault(moment.isocalendar()[:2], file)
    kept = {*list(days.values())[:DAYS], *list(weeks.values())[:WEEKS]}
    kept |= {file for moment, file in dated if moment and moment > now - timedelta(days=1)}
    kept -= {file for moment, file in dated if moment and moment <= now - LONGEST_KEPT}
    kept |= {file for _, file in dated[:1]}
    return [file for moment, file in dated if moment and file not in kept]


def _moment_first(dated: tuple[datetime | None, Path]) -> str:
    return dated[1].name


def _add(tar: tarfile.TarFile, name: str, content: Path | bytes, at: datetime) -> None:
    entry = tarfile.TarInfo(name)
    entry.mode, entry.mtime = 0o600, int(at.timestamp())
    if isinstance(content, bytes):
        entry.size = len(content)
        tar.addfile(entry, BytesIO(content))
        return
    with content.open("rb") as stream:
        entry.size = os.fstat(stream.fileno()).st_size
        tar.addfile(entry, stream)


@contextmanager
def _opened(file: Path) -> Iterator[tarfile.TarFile]:
    """Whatever is wrong with the file comes out as :class:`BadArchive`."""
    try:
        with gzip.open(file) as stream, tarfile.open(fileobj=stream) as tar:
            yield tar
            # The checksum of the whole stands behind everything.
            while stream.read(_BLOCK):
                pass
    except FileNotFoundError as error:
        raise BadArchive("there is no such file") from error
    except (tarfile.TarError, zlib.error, EOFError, OSError, KeyError, ValueError) as error:
        raise BadArchive(f"it cannot be read ({error})") from error


def _about(tar: tarfile.TarFile) -> About:
    first = tar.next()
    stream = tar.extractfile(first) if first and first.name == ABOUT else None
    if stream is None:
        raise BadArchive("it is no backup of this directory")
    return About.from_json(stream.read())


def _members(tar: tarfile.TarFile) -> Iterator[tuple[str, IO[bytes]]]:
    for entry in tar:
        stream = tar.extractfile(entry) if entry.isfile() else None
        if stream:
            yield entry.name, stream


def _sum_of(content: Path | bytes) -> str:
    if isinstance(content, bytes):
        return hashlib.sha256(content).hexdigest()
    with content.open("rb") as stream:
        return _sum(stream)


def _sum(stream: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while block := stream.read(_BLOCK):
        digest.update(block)
    return digest.hexdigest()
