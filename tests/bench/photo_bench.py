"""How long making a photo takes, and how much memory, each in a process of its own.

``python -m tests.bench.photo_bench NAME`` measures one file and prints one line of JSON.
"""

import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from directory.photos import Refused, made
from tests.photos import uploads

FILES: dict[str, Callable[[], bytes]] = {
    **uploads.HOSTILE,
    "PNG, as large as we take": uploads.largest_png,
    "PNG with few colours": uploads.largest_png_with_few_colours,
    "WebP, as large as we take": uploads.largest_webp,
    "photo, 12 million dots": uploads.phone,
    "photo, 50 million dots": uploads.best_phone,
    "photo, 25 million dots in passes": uploads.progressive_phone,
}


@dataclass(frozen=True, slots=True)
class Measured:
    """CPU seconds, and megabytes above those of the program itself."""

    name: str
    kilobytes: int
    became: str
    cpu_seconds: float
    megabytes: float


@dataclass(frozen=True, slots=True)
class PhotoResult:
    files: tuple[Measured, ...]

    @property
    def slowest(self) -> float:
        return max(one.cpu_seconds for one in self.files)

    @property
    def most_megabytes(self) -> float:
        return max(one.megabytes for one in self.files)


def measure() -> PhotoResult:
    return PhotoResult(tuple(map(_measured, FILES)))


def _measured(name: str) -> Measured:
    """The file is made beforehand, so that only taking it is measured."""
    with tempfile.NamedTemporaryFile() as file:
        Path(file.name).write_bytes(FILES[name]())
        told = subprocess.run(
            [sys.executable, "-m", "tests.bench.photo_bench", name, file.name],
            capture_output=True,
            text=True,
            check=True,
        )
    return Measured(**json.loads(told.stdout))


def _one(name: str, file: Path) -> Measured:
    made(uploads.jpeg(400, 300))  # loads the libraries
    upload = file.read_bytes()
    before, start = _peak(), time.process_time()
    try:
        photo = made(upload)
        became = f"{photo.width} × {photo.height}, {len(photo.large) // 1000} kB"
    except Refused as refused:
        became = f"refused: {refused.why}"
    seconds = time.process_time() - start
    return Measured(name, len(upload) // 1000, became, round(seconds, 3), round(_peak() - before))


def _peak() -> float:
    """Of this program alone; ``getrusage`` would count that of who started it, too."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0]) / 1000


if __name__ == "__main__":
    found = _one(sys.argv[1], Path(sys.argv[2]))
    sys.stdout.write(json.dumps({name: getattr(found, name) for name in found.__slots__}))
