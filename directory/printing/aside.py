"""Long papers are printed by a process of its own: everything that it needs lies in one folder.

The printer holds a box for every line of every page, and gives nothing back before it ends.
"""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final
from urllib.parse import urljoin

from directory.printing.pdf import BASE, NoPaper, Piece, pdf_of

# A booklet of 1,000 offers needs a third of both.
MOST_BYTES: Final = 4_000_000_000
MOST_SECONDS: Final = 900
PAPER: Final = "paper.html"
PIECES: Final = "pieces.json"
_NAMED = re.compile(r'(?:src|href)="([^"#]+)"')
_NAMED_IN_STYLE = re.compile(r'url\("([^"]+)"\)')


def pack(html: str, piece_of: Callable[[str], Piece | None], folder: Path) -> None:
    """Writes the paper and every file that it names, as far as it is one of ours."""
    (folder / PAPER).write_text(html, encoding="utf-8")
    known: dict[str, tuple[str, str]] = {}
    for address, piece in _pieces(html, piece_of):
        name = f"piece-{len(known)}"
        (folder / name).write_bytes(piece.content)
        known[address] = (name, piece.mime_type)
    (folder / PIECES).write_text(json.dumps(known), encoding="utf-8")


def print_folder(folder: Path, target: Path) -> None:
    """Prints what :func:`pack` wrote, in a process of its own. Raises ``NoPaper``."""
    words = [sys.executable, "-m", "directory.printing", str(folder), str(target)]
    try:
        done = subprocess.run(words, capture_output=True, check=False, timeout=MOST_SECONDS)  # noqa: S603
    except subprocess.TimeoutExpired as problem:
        raise NoPaper("it took too long") from problem
    if done.returncode:
        raise NoPaper(done.stderr.decode(errors="replace").strip()[-500:] or "it was killed")


def main(folder: Path, target: Path) -> None:
    """What that process does."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    known = json.loads((folder / PIECES).read_text(encoding="utf-8"))

    def piece_of(address: str) -> Piece | None:
        if address not in known:
            return None
        name, mime_type = known[address]
        return Piece((folder / name).read_bytes(), mime_type)

    made = pdf_of((folder / PAPER).read_text(encoding="utf-8"), piece_of)
    target.write_bytes(made)


def _pieces(html: str, piece_of: Callable[[str], Piece | None]) -> Iterator[tuple[str, Piece]]:
    """By the address under which the printer asks for it; a sheet of style names more of them."""
    for named in dict.fromkeys(_NAMED.findall(html)):
        address = urljoin(BASE, named)
        piece = piece_of(address)
        if piece is None:
            continue
        yield address, piece
        if piece.mime_type == "text/css":
            for more in _NAMED_IN_STYLE.findall(piece.content.decode()):
                inner = urljoin(address, more)
                if found := piece_of(inner):
                    yield inner, found
