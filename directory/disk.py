"""Files that are there whole or not at all, and stay, though the power fails the moment after."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def write_whole(file: Path, content: bytes, mode: int = 0o600) -> None:
    """In place of what was there before; with the usual ``mode`` only its owner may read it."""
    _put(file, content, mode, lambda new: new.replace(file))


def create_whole(file: Path, content: bytes) -> None:
    """What is there already stays: whoever was first counts."""

    def link(new: Path) -> None:
        with suppress(FileExistsError):
            file.hardlink_to(new)  # unlike renaming, this never overwrites
        new.unlink()

    _put(file, content, 0o600, link)


def _put(file: Path, content: bytes, mode: int, name: Callable[[Path], object]) -> None:
    new = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        opened = os.open(new, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, mode)
        with os.fdopen(opened, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        name(new)
    except OSError:
        new.unlink(missing_ok=True)
        raise
    sync_folder(file.parent)


def sync_folder(folder: Path) -> None:
    """The names in it; what files hold is synced with each file."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
