"""Finds what visitors can save: texts of ours, and files that an operator lays beside them."""

import re
from dataclasses import dataclass
from pathlib import Path

from directory.content.entry import Entry
from directory.model import Words

FOLDER = Path("pages") / "dokumente"
_KEY = re.compile(r"[a-z0-9-]+")


@dataclass(frozen=True, slots=True)
class SavedFile:
    """A file of the operator, such as a PDF; ``key`` is its address, ``title`` its name."""

    key: str
    title: Words
    file: Path
    size_bytes: int

    @property
    def kind(self) -> str:
        """ "PDF" """
        return self.file.suffix.removeprefix(".").upper()


def text_keys(folder: Path) -> tuple[str, ...]:
    """The folders with a text to save; ``folder`` is the content folder."""
    return tuple(sorted(file.parent.name for file in (folder / FOLDER).glob("*/easy.md")))


def saved_files(folder: Path) -> tuple[SavedFile, ...]:
    """What ``files.yaml`` names; there need not be such a list."""
    file = folder / FOLDER / "files.yaml"
    if not file.exists():
        return ()
    listed = Entry.read(file, "pages/dokumente/files.yaml")
    return tuple(_saved_file(key, listed.section(key), folder / FOLDER) for key in listed.values)


def _saved_file(key: str, entry: Entry, folder: Path) -> SavedFile:
    name = entry.text("file")
    title = Words(entry.text("easy"), entry.text("de", ""), entry.text("en", ""))
    entry.nothing_else()
    # Only what lies in this very folder is ever handed out.
    if not _KEY.fullmatch(key) or Path(name).name != name or not (folder / name).is_file():
        raise entry.fault("file", f'names "{name}", which does not lie beside files.yaml')
    return SavedFile(key, title, folder / name, (folder / name).stat().st_size)
