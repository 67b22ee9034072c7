"""Makes one backup: what goes into it, and that it is whole."""

import fcntl
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Final

from directory.cli import archive, erased
from directory.cli.archive import BadArchive
from directory.cli.logs import say
from directory.config import Settings
from directory.submissions.backup import copied
from directory.submissions.database import Database
from directory.watching import Event, tell

_HALF: Final = ".new-"


def for_servers(tool: str) -> str:
    return (
        f"This directory lies in PostgreSQL, which has tools of its own: {tool}."
        " OPERATING.md shows the whole way."
    )


def back_up(settings: Settings) -> Path:
    """The file of a new backup, which was read again and compared."""
    if Database(settings.database_url).file is None:
        _stop(for_servers("pg_dump"))
    settings.backups.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _alone_in(settings.backups):
        return _made(settings)


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Waits for a backup that is under way, and removes what one that was killed has left."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with suppress(OSError):  # a drive of the network may know no locks: then all stays
            fcntl.flock(handle, fcntl.LOCK_EX)
            for left in folder.glob(f"{_HALF}*"):
                shutil.rmtree(left, ignore_errors=True)
            for left in folder.glob(f"directory-*{archive.PART}"):
                left.unlink(missing_ok=True)
        yield
    finally:
        os.close(handle)


def _made(settings: Settings) -> Path:
    moment, begun = datetime.now(UTC), perf_counter()
    file = settings.backups / archive.name_of(moment)
    if file.exists():
        _stop(f"{file} is there already. Nothing was changed.")
    with tempfile.TemporaryDirectory(prefix=_HALF, dir=settings.backups) as folder:
        copy = Path(folder) / archive.DATABASE
        found = copied(settings.database_url, copy, moment)
        files: dict[str, Path | bytes] = {archive.DATABASE: copy}
        # Read after the copy: whoever is forgotten meanwhile is on the list.
        listed = settings.backups / erased.NAME
        files[erased.NAME] = listed.read_bytes() if listed.is_file() else b""
        for recording in _recordings(settings):
            files[archive.RECORDINGS + recording.name] = recording
        try:
            archive.write(file, moment, found, files)
        except (BadArchive, OSError) as problem:
            _stop(f"The backup failed: {problem}. No older one was removed.")
    seconds = round(perf_counter() - begun, 2)
    tell(Event.BACKUP_MADE, bytes=file.stat().st_size, seconds=seconds)
    return file


def _recordings(settings: Settings) -> list[Path]:
    folder = settings.instance / "recordings"
    return sorted(each for each in folder.iterdir() if each.is_file()) if folder.is_dir() else []


def _stop(words: str) -> None:
    say(words, is_fault=True)
    sys.exit(1)
