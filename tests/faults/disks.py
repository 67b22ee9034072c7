"""Disks of their own for tests: a small one that can be full, and one that breaks."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass
class Disk:
    """``image`` is the file on which it lies; a disk in memory has none."""

    place: Path
    image: Path | None = None

    def fill(self) -> None:
        """Until not one more byte fits."""
        with (self.place / "filling").open("wb", buffering=0) as file:
            for size in (65536, 1024, 1):
                try:
                    while True:
                        file.write(bytes(size))
                except OSError:
                    continue

    def empty(self) -> None:
        (self.place / "filling").unlink()

    def breaks(self) -> None:
        """From now on it can only be read, whoever has opened what."""
        _mount("-o", "remount,abort", str(self.place))

    def is_mended(self) -> None:
        """Once everybody has left it."""
        for _ in range(100):
            if subprocess.run(["umount", self.place], capture_output=True, check=False).returncode:
                time.sleep(0.2)
            else:
                break
        _mount("-o", "loop", str(self.image), str(self.place))


@contextmanager
def small_disk(place: Path, size_mb: int) -> Iterator[Disk]:
    place.mkdir(parents=True, exist_ok=True)
    with _mounted("-t", "tmpfs", "-o", f"size={size_mb}m", "tmpfs", str(place)):
        yield Disk(place)


@contextmanager
def disk_that_breaks(folder: Path, size_mb: int) -> Iterator[Disk]:
    """One in a file, because only a real file system can break."""
    image, place = folder / "image", folder / "disk"
    place.mkdir()
    with image.open("wb") as file:
        file.truncate(size_mb * 1_000_000)
    try:
        subprocess.run(["/sbin/mkfs.ext4", "-q", image], check=True)
    except OSError:
        pytest.skip("needs mkfs.ext4")
    with _mounted("-o", "loop", str(image), str(place)):
        yield Disk(place, image)


@contextmanager
def _mounted(*words: str) -> Iterator[None]:
    try:
        _mount(*words)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("only who may mount can make a disk")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", words[-1]], check=True)


def _mount(*words: str) -> None:
    subprocess.run(["mount", *words], check=True, capture_output=True)
