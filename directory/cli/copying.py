"""Makes one backup: what goes into it, and that it is whole."""

import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from directory.cli import archive, erased
from directory.cli.archive import BadArchive
from directory.cli.logs import say
from directory.config import Settings
from directory.submissions.backup import copied
from directory.submissions.database import Database
from directory.watching import Event, tell


def for_servers(tool: str) -> str:
    return (
        f"This directory lies in PostgreSQL, which has tools of its own: {tool}."
        " OPERATING.md shows the whole way."
    )


def back_up(settings: Settings) -> Path:
    """The file of a new backup, which was read again and compared."""
    if Database(settings.database_url).file is None:
        _stop(for_servers("pg_dump"))
    moment, begun = datetime.now(UTC), perf_counter()
    settings.backups.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = settings.backups / archive.name_of(moment)
    if file.exists():
        _stop(f"{file} is there already. Nothing was changed.")
    with tempfile.TemporaryDirectory(prefix=".new-", dir=settings.backups) as folder:
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
