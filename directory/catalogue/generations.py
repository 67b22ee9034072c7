"""Where the index lies: one folder for each generation, a manifest in each, one current."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex

import msgspec
import xxhash

from directory.catalogue.faults import Damaged
from directory.disk import sync_folder

CURRENT, MANIFEST, LOCK, REBUILD, BAD = "CURRENT", "MANIFEST", "LOCK", "REBUILD", "BAD"
TAKEN = f"{REBUILD}.taken"
KEPT = 3


class SegmentEntry(msgspec.Struct, frozen=True):
    """One file of postings and columns; ``deleted`` holds document numbers, 4 bytes each."""

    file: str
    segid: str
    seal: str
    size: int
    deleted: bytes = b""


class Manifest(msgspec.Struct, frozen=True):
    """What a generation consists of. The seals in it stand for each byte of the segments.

    ``fingerprint`` and ``wording`` tell which program wrote it: see schema.py.
    ``position`` is how far the database was read. ``toc`` is the checksum of Whoosh's own table
    of contents, which we never read: it is a pickle, and only plain Whoosh needs it.
    """

    fingerprint: str
    wording: str
    position: str
    count: int
    segments: tuple[SegmentEntry, ...]
    toc: str


def prepare(folder: Path) -> None:
    """Makes the folder, readable for nobody else: the index holds a pickle of Whoosh."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Waits until no other builder is at work; the system frees the lock of a killed one.

    The folder may have been deleted since the builder was made.
    """
    prepare(folder)
    with (folder / LOCK).open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def newest_first(folder: Path) -> list[str]:
    """The names of all generations, also unfinished ones."""
    with suppress(OSError):
        return sorted((path.name for path in folder.glob("gen-*")), reverse=True)
    return []


@contextmanager
def new_generation(folder: Path) -> Iterator[Path]:
    """An empty folder that follows all others; gone again when filling it fails."""
    last = max((_number(name) for name in newest_first(folder)), default=0)
    path = folder / f"gen-{last + 1:09d}-{token_hex(4)}"
    path.mkdir(mode=0o700)
    try:
        yield path
    except BaseException:
        if current(folder) != path.name:
            shutil.rmtree(path, ignore_errors=True)
        raise


def current(folder: Path) -> str:
    """The name of the current generation, "" when nobody has said."""
    try:
        name = (folder / CURRENT).read_bytes()[:100].decode("ascii", "replace").strip()
    except OSError:
        return ""
    return name if name.startswith("gen-") and "/" not in name else ""


def write_manifest(generation: Path, manifest: Manifest) -> None:
    """The last file of a generation: without it the folder counts as unfinished."""
    line = msgspec.json.encode(manifest)
    text = line + b"\n" + xxhash.xxh3_128_hexdigest(line).encode() + b"\n"
    _write_synced(generation / MANIFEST, text)
    sync_folder(generation)


def read_manifest(generation: Path) -> Manifest:
    """Raises ``Damaged`` unless every byte of it is right."""
    try:
        line, checksum, end = (generation / MANIFEST).read_bytes().split(b"\n")
        if end or xxhash.xxh3_128_hexdigest(line).encode() != checksum:
            raise Damaged(f"{generation.name}: the manifest has changed")
        return msgspec.json.decode(line, type=Manifest)
    except (OSError, ValueError, msgspec.MsgspecError) as fault:
        raise Damaged(f"{generation.name}: no sound manifest") from fault


def switch(folder: Path, generation: Path) -> None:
    """Makes a finished generation the current one, in one step."""
    waiting = folder / f"{CURRENT}.tmp"
    for path in (waiting, folder / CURRENT):
        if path.is_dir():  # nobody knows why, but a rebuild has to mend everything
            shutil.rmtree(path)
    _write_synced(waiting, generation.name.encode() + b"\n")
    sync_folder(folder)
    waiting.replace(folder / CURRENT)
    sync_folder(folder)


def take_request(folder: Path) -> None:
    """Sets a request for a rebuild aside until it is fulfilled: a builder that is killed meanwhile
    leaves it, and a request that comes later is one more."""
    with suppress(FileNotFoundError):
        (folder / REBUILD).replace(folder / TAKEN)


def is_requested(folder: Path) -> bool:
    return any((folder / name).exists() for name in (REBUILD, TAKEN))


def mark_bad(generation: Path) -> None:
    """For all processes. An unfinished folder is left alone: a builder may be at work in it."""
    if (generation / MANIFEST).exists():
        with suppress(OSError):
            (generation / BAD).touch()


def prune(folder: Path) -> None:
    """Keeps the current generation and the finished ones just before it, removes the rest."""
    now = current(folder)
    older = [name for name in newest_first(folder) if name < now and _is_finished(folder / name)]
    kept = {now, *older[: KEPT - 1]}
    for name in newest_first(folder):
        if name not in kept:
            shutil.rmtree(folder / name, ignore_errors=True)


def link(path: Path, new: Path) -> None:
    """The same file under a second name; a copy where the file system cannot do that."""
    try:
        os.link(path, new)
    except FileNotFoundError:
        raise Damaged(f"{path.name} is missing") from None
    except OSError:
        shutil.copyfile(path, new)
        sync_file(new)


def sync_file(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _is_finished(generation: Path) -> bool:
    return (generation / MANIFEST).exists() and not (generation / BAD).exists()


def _number(name: str) -> int:
    digits = name.removeprefix("gen-").partition("-")[0]
    return int(digits) if digits.isascii() and digits.isdigit() else 0


def _write_synced(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
