"""A file of named arrays that never changes and notices every flipped bit before it is used."""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any, Protocol
from weakref import finalize

import numpy as np
import xxhash
from numpy.typing import NDArray

from directory.catalogue.faults import Damaged

BLOCK = 4096
_MAGIC = b"sealed 1"
_TRAILER = 32  # magic, then three numbers: blocks, length of directory, length of data


class Arrays(Protocol):
    """Named arrays, from a file or from memory."""

    def whole(self, name: str) -> NDArray[Any]: ...

    def part(self, name: str, start: int, stop: int) -> NDArray[Any]: ...

    @property
    def notes(self) -> dict[str, Any]: ...


class LooseArrays:
    """The same in memory."""

    def __init__(self, arrays: dict[str, NDArray[Any]], notes: dict[str, Any]) -> None:
        self._arrays = arrays
        self.notes = notes

    def whole(self, name: str) -> NDArray[Any]:
        return self._arrays[name]

    def part(self, name: str, start: int, stop: int) -> NDArray[Any]:
        return self._arrays[name][start:stop]


class SealedWriter:
    """Writes arrays one after the other; ``close`` gives the seal that a reader must present.

    The data lies in blocks of 4 KiB, each with a checksum. The seal is the checksum of those
    checksums and of the directory, so it stands for each single byte of the file.
    """

    def __init__(self, path: Path) -> None:
        self._file: IO[bytes] = path.open("xb")
        self._sums: list[int] = []
        self._open_block = bytearray()
        self._length = 0
        self._directory: dict[str, tuple[str, int, int]] = {}

    def add(self, name: str, array: NDArray[Any]) -> None:
        self.add_pieces(name, array.dtype, (array,))

    def add_pieces(self, name: str, dtype: Any, pieces: Iterable[NDArray[Any]]) -> None:
        """One array that comes in pieces, so that it need not fit into memory."""
        self._write(bytes(-self._length % 64))
        start, count = self._length, 0
        dtype = np.dtype(dtype).newbyteorder("<")
        for piece in pieces:
            self._write(np.ascontiguousarray(piece, dtype=dtype).tobytes())
            count += len(piece)
        self._directory[name] = (dtype.str, start, count)

    def close(self, notes: dict[str, Any]) -> str:
        self._write(bytes(-self._length % BLOCK))
        sums = np.array(self._sums, dtype="u8").tobytes()
        directory = json.dumps({"arrays": self._directory, "notes": notes}).encode()
        trailer = _MAGIC + b"".join(
            number.to_bytes(8, "little")
            for number in (len(self._sums), len(directory), self._length)
        )
        tail = sums + directory + trailer
        self._file.write(tail)
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        return xxhash.xxh3_128_hexdigest(tail)

    def discard(self) -> None:
        self._file.close()

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._length += len(data)
        start = 0
        if self._open_block:
            start = BLOCK - len(self._open_block)
            self._open_block += data[:start]
            if len(self._open_block) < BLOCK:
                return
            self._sums.append(xxhash.xxh3_64_intdigest(self._open_block))
            self._open_block.clear()
        view = memoryview(data)
        while start + BLOCK <= len(data):
            self._sums.append(xxhash.xxh3_64_intdigest(view[start : start + BLOCK]))
            start += BLOCK
        self._open_block += view[start:]


class SealedFile:
    """Reads arrays of a sealed file and checks each block whenever it is read.

    Nothing is mapped: a file that is cut while somebody reads would kill the process (SIGBUS),
    and a block that changes after it was checked would not be noticed.
    """

    def __init__(self, path: Path, seal: str) -> None:
        self._path = path
        try:
            self._handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        except OSError as fault:
            raise Damaged(f"{path.name}: {fault.strerror}") from fault
        self.close = finalize(self, os.close, self._handle)
        self._read_tail(seal)

    def whole(self, name: str) -> NDArray[Any]:
        return self.part(name, 0, self._entry(name)[2])

    def part(self, name: str, start: int, stop: int) -> NDArray[Any]:
        dtype, offset, count = self._entry(name)
        if not 0 <= start <= stop <= count:
            raise Damaged(f"{self._path.name}: {name} has no part {start} to {stop}")
        size = dtype.itemsize
        return np.frombuffer(self._bytes(offset + start * size, (stop - start) * size), dtype)

    def _entry(self, name: str) -> tuple[np.dtype[Any], int, int]:
        try:
            return self._directory[name]
        except KeyError:
            raise Damaged(f"{self._path.name} has no {name}") from None

    def _bytes(self, start: int, length: int) -> memoryview:
        if not length:
            return memoryview(b"")
        first, last = start // BLOCK, -(-(start + length) // BLOCK)
        data = memoryview(self._pread((last - first) * BLOCK, first * BLOCK))
        digest, sums, at = xxhash.xxh3_64_intdigest, self._sums, 0
        for block in range(first, last):
            if digest(data[at : at + BLOCK]) != sums[block]:
                raise Damaged(f"{self._path.name}: block {block} has changed")
            at += BLOCK
        skipped = start - first * BLOCK
        return data[skipped : skipped + length]

    def _pread(self, length: int, start: int) -> bytes:
        try:
            data = os.pread(self._handle, length, start)
            # One call gives at most 2 GiB, and a signal may end it early.
            while 0 < len(data) < length:
                more = os.pread(self._handle, length - len(data), start + len(data))
                if not more:
                    break
                data += more
        except OSError as fault:
            raise Damaged(f"{self._path.name}: {fault.strerror}") from fault
        if len(data) != length:
            raise Damaged(f"{self._path.name} is cut")
        return data

    def _read_tail(self, seal: str) -> None:
        size = os.fstat(self._handle).st_size
        if size < _TRAILER:
            raise Damaged(f"{self._path.name} is cut")
        trailer = self._pread(_TRAILER, size - _TRAILER)
        blocks, directory_length, data_length = (
            int.from_bytes(trailer[at : at + 8], "little") for at in (8, 16, 24)
        )
        tail_length = blocks * 8 + directory_length + _TRAILER
        if trailer[:8] != _MAGIC or data_length + tail_length != size:
            raise Damaged(f"{self._path.name} is no sealed file")
        tail = self._pread(tail_length, data_length)
        if xxhash.xxh3_128_hexdigest(tail) != seal:
            raise Damaged(f"{self._path.name} does not match its seal")
        self._sums = memoryview(tail)[: blocks * 8].cast("Q")
        inside = json.loads(tail[blocks * 8 : -_TRAILER])
        self.notes: dict[str, Any] = inside["notes"]
        self._directory = {
            name: (np.dtype(dtype), start, count)
            for name, (dtype, start, count) in inside["arrays"].items()
        }
