"""Numbers that only go up, kept by every process of a machine in files that they share.

A process that ends leaves its file to the next one, which goes on counting in it: so sums never go
backwards, and there are never more files than processes at a time. Counting is one addition in
memory; a file is written once a request, whole, by one call. Where files cannot be written (the
disk is full), a process counts for itself alone.

A library for this keeps one file for each process that ever lived, and our workers live for 5,000
requests; it also has to know its folder before it is loaded.
"""

import fcntl
import logging
import os
import struct
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from itertools import product
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Final

OTHER: Final = "other"
# Wide enough for a machine with 64 workers that are all replaced at the same time.
MOST_FILES: Final = 200
TRIED_AGAIN_SECONDS: Final = 60.0
# Number and kind of the process that writes.
_HEAD: Final = struct.Struct("<q24s")

_log = logging.getLogger(__name__)


class Cells:
    """The numbers of this process, and the file in which they lie."""

    def __init__(self) -> None:
        self.values = array("d")
        self.lock = Lock()
        self._folder: Path | None = None
        self._kind = OTHER
        self._file: int | None = None
        self._silent_until = 0.0

    def place(self, count: int) -> int:
        """Room for so many numbers; where they begin."""
        begin = len(self.values)
        self.values.extend([0.0] * count)
        return begin

    def share_in(self, folder: Path | None, kind: str) -> None:
        """From now on in a file of this folder; None: in memory alone. Counts begin anew."""
        with self.lock:
            self._let_go()
            self._folder, self._kind, self._silent_until = folder, kind, 0.0

    def write(self) -> None:
        """To be called after each request and each chore; never raises."""
        if self._folder is None or monotonic() < self._silent_until:
            return
        try:
            if self._file is None:
                with self.lock:
                    if self._file is None:
                        self._file = self._take_over(self._folder)
            os.pwrite(self._file, self.values, _HEAD.size)
        except OSError as error:
            self._silent_until = monotonic() + TRIED_AGAIN_SECONDS
            _log.warning("numbers are not shared for a minute: %s", type(error).__name__)

    def begin_anew(self) -> None:
        """In a forked child: what the parent counted is the parent's."""
        self.lock = Lock()
        self._let_go()

    def read(self) -> "Shared":
        """The sums over all files of the folder; of this process alone where it has no file."""
        self.write()
        sums, living = list[float](), list[Process]()
        if self._file is None:
            sums, living = list(self.values), [Process(os.getpid(), self._kind)]
        paths = sorted(self._folder.glob(f"{_fingerprint()}.*")) if self._folder else ()
        for path in paths:
            with suppress(OSError):
                process, values = _read(path)
                sums = _joined(sums, values)
                if process:
                    living.append(process)
        return Shared(sums, tuple(living))

    def _let_go(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None
        self.values[:] = array("d", bytes(8 * len(self.values)))

    def _take_over(self, folder: Path) -> int:
        """The first file that no living process has; its numbers are now ours."""
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(MOST_FILES):
            path = folder / f"{_fingerprint()}.{number:03}"
            file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            if not _locked(file, fcntl.LOCK_EX):
                os.close(file)
                continue
            before = os.pread(file, 8 * len(self.values), _HEAD.size)
            if len(before) == 8 * len(self.values):
                self.values[:] = array("d", _joined(self.values, array("d", before)))
            os.pwrite(file, _HEAD.pack(os.getpid(), self._kind.encode()[:24]), 0)
            if number == 0:
                _remove_older(folder)
            return file
        raise OSError("too many processes")


def _remove_older(folder: Path) -> None:
    """Files of another version of the program, unless it still runs."""
    for path in folder.glob("*.[0-9][0-9][0-9]"):
        if path.name.startswith(_fingerprint()):
            continue
        file = os.open(path, os.O_RDWR | os.O_CLOEXEC)
        try:
            if _locked(file, fcntl.LOCK_EX):
                path.unlink(missing_ok=True)
        finally:
            os.close(file)


def _locked(file: int, how: int) -> bool:
    try:
        fcntl.flock(file, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _read(path: Path) -> "tuple[Process | None, array[float]]":
    """The process that has this file if it lives, and the numbers."""
    file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        is_held = not _locked(file, fcntl.LOCK_SH)
        content = os.pread(file, _HEAD.size + 8 * len(CELLS.values), 0)
    finally:
        os.close(file)
    if len(content) < _HEAD.size + 8 * len(CELLS.values):
        raise OSError("not written yet")
    number, kind = _HEAD.unpack(content[: _HEAD.size])
    process = Process(number, kind.rstrip(b"\0").decode("ascii", "replace"))
    return process if is_held else None, array("d", content[_HEAD.size :])


def _joined(sums: Sequence[float], more: Sequence[float]) -> list[float]:
    if not sums:
        return list(more)
    joined = [one + other for one, other in zip(sums, more, strict=True)]
    for metric in METRICS:
        if isinstance(metric, Latest):
            joined[metric.begin] = max(sums[metric.begin], more[metric.begin])
    return joined


@dataclass(frozen=True, slots=True)
class Process:
    """A living one, that counts into a file of its own."""

    number: int
    kind: str

    @property
    def memory_bytes(self) -> int | None:
        """What it holds in memory, where the system tells."""
        try:
            pages = Path(f"/proc/{self.number}/statm").read_text(encoding="ascii").split()[1]
        except (OSError, IndexError):
            return None
        return int(pages) * os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Shared:
    """What all processes of this machine have counted, and which of them live."""

    values: Sequence[float]
    processes: tuple[Process, ...]


CELLS: Final = Cells()
METRICS: Final = list["Counter | Histogram | Latest"]()
os.register_at_fork(after_in_child=CELLS.begin_anew)


class _Labelled:
    """A name with labels whose values are known from the beginning, so its place is fixed."""

    def __init__(self, name: str, words: str, cells: int, labels: Mapping[str, Sequence[str]]):
        self.name, self.words, self.labels = name, words, tuple(labels)
        self.series = tuple(product(*labels.values()))
        self.cells = cells
        self.begin = CELLS.place(cells * len(self.series))
        self._places = {one: self.begin + cells * at for at, one in enumerate(self.series)}
        self._known = tuple(frozenset(values) for values in labels.values())

    def _place(self, given: tuple[str, ...]) -> int:
        found = self._places.get(given)
        if found is not None:
            return found
        known = zip(given, self._known, strict=True)
        return self._places[tuple(one if one in values else OTHER for one, values in known)]


class Counter(_Labelled):
    """How often something happened."""

    def __init__(self, name: str, words: str, **labels: Sequence[str]) -> None:
        super().__init__(name, words, 1, labels)
        METRICS.append(self)

    def add(self, *given: str, count: float = 1.0) -> None:
        place = self._place(given)
        with CELLS.lock:
            CELLS.values[place] += count

    def of(self, values: Sequence[float]) -> Iterator[tuple[tuple[str, ...], float]]:
        for series in self.series:
            yield series, values[self._places[series]]


class Histogram(_Labelled):
    """How long something took: how often up to each bound, and the sum."""

    def __init__(
        self, name: str, words: str, bounds: Sequence[float], **labels: Sequence[str]
    ) -> None:
        self.bounds = tuple(bounds)
        super().__init__(name, words, len(bounds) + 2, labels)
        METRICS.append(self)

    def note(self, seconds: float, *given: str) -> None:
        place = self._place(given)
        bucket = place + bisect_left(self.bounds, seconds)
        with CELLS.lock:
            CELLS.values[bucket] += 1.0
            CELLS.values[place + self.cells - 1] += seconds

    def of(self, values: Sequence[float]) -> Iterator[tuple[tuple[str, ...], list[float], float]]:
        """For each series how many in each bucket, and the sum."""
        for series in self.series:
            place = self._places[series]
            last = place + self.cells - 1
            yield series, list(values[place:last]), values[last]


class Latest(_Labelled):
    """The latest moment at which something happened, as seconds since 1970; 0: never."""

    def __init__(self, name: str, words: str) -> None:
        super().__init__(name, words, 1, {})
        METRICS.append(self)

    def note(self, at: float) -> None:
        with CELLS.lock:
            CELLS.values[self.begin] = at

    def of(self, values: Sequence[float]) -> float:
        return values[self.begin]


def _fingerprint() -> str:
    """Another one whenever numbers lie elsewhere: files of another version are left alone."""
    global _known_fingerprint  # noqa: PLW0603 - made once, after all numbers have their place
    if not _known_fingerprint:
        named = repr([(m.name, m.begin, m.series, m.cells) for m in METRICS])
        _known_fingerprint = blake2b(named.encode(), digest_size=6).hexdigest()
    return _known_fingerprint


_known_fingerprint = ""
