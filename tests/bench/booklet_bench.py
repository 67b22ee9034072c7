"""How long the booklet of 300 offers takes, and how much memory its processes need."""

import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from directory.cli.starting import fill, make_ready
from directory.config import Settings
from directory.content.generator import generated_listings

# About one in seventeen generated offers was confirmed lately.
GENERATED = 5_040
SECONDS, MEGABYTES = 60.0, 500.0


@dataclass(frozen=True, slots=True)
class BookletResult:
    """``megabytes`` is the most that any of its processes held at a time."""

    offers: int
    pages: int
    seconds: float
    megabytes: float


def measure(folder: Path) -> BookletResult:
    import pypdfium2

    environ = {"DIRECTORY_INSTANCE": str(folder / "instance"), "DIRECTORY_EXAMPLES": "no"}
    settings = Settings.from_environment(environ)
    make_ready(settings)
    fill(settings, generated_listings(settings.content, GENERATED, 1))
    target = folder / "booklet.pdf"
    words = [sys.executable, "-m", "directory", "booklet", "deutschland", "-o", str(target)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    begun = time.perf_counter()
    subprocess.run(words, env={**os.environ, **environ}, check=True, capture_output=True)
    seconds = time.perf_counter() - begun
    most = max(before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024
    pdf = pypdfium2.PdfDocument(target.read_bytes())
    pages = len(pdf)
    words_of_all = "".join(page.get_textpage().get_text_bounded() for page in pdf)
    pdf.close()
    return BookletResult(words_of_all.count("Platz für Notizen"), pages, seconds, most)
