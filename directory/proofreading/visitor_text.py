"""A text that visitors read, with file and line; gaps in it are filled with a sample."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
# For messages that are said of one thing and of many.
ONE: Final = {"count": "1"}

# What may stand in a gap. Nothing that is put in is checked, only the words around it.
_SAMPLES = {
    "amount": "5 Euro",
    "age": "12",
    "by": "vom Verein",
    "cents": "50",
    "count": "3",
    "date": "3. März",
    "day": "Dienstag",
    "days": "3",
    "end": "18 Uhr",
    "euros": "5",
    "first": "3. März",
    "high": "60",
    "hour": "17",
    "km": "10",
    "languages": "Deutsch und Englisch",
    "last": "5. März",
    "line": "5",
    "low": "18",
    "minute": "30",
    "month": "März",
    "name": "Anna",
    "number": "2",
    "page": "2",
    "pages": "3",
    "place": "Halle",
    "start": "17 Uhr",
    "state": "Hessen",
    "town": "Halle",
    "where": "Halle",
}
_GAP = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")


@dataclass(frozen=True, slots=True)
class VisitorText:
    """A text and where it stands. ``names`` in it are nobody's fault and are not checked.

    ``ours`` are words that we write ourselves; the others come from clubs or from outside.
    """

    file: str
    line: int
    words: str
    names: tuple[str, ...] = ()
    ours: bool = True


def filled(file: str, line: int, message: str, special: dict[str, str]) -> VisitorText:
    names: list[str] = []

    def sample(gap: re.Match[str]) -> str:
        name = gap[1] or gap[2]
        given = special.get(name) or _SAMPLES.get(name, "Boccia")
        if not given[0].isdigit():
            names.append(given)
        return given

    words = _GAP.sub(sample, message)
    return VisitorText(file, line, words.replace("%%", "%"), tuple(names))


class Lines:
    """Finds the line of a file on which a text begins."""

    def __init__(self, file: Path) -> None:
        self._shown = shown(file)
        self._lines = file.read_text(encoding="utf-8").splitlines()

    def text(self, words: str, names: tuple[str, ...] = (), *, ours: bool = True) -> VisitorText:
        inside = tuple(name for name in names if name in words)
        return VisitorText(self._shown, self._line(words), words, inside, ours)

    def _line(self, words: str) -> int:
        # Long texts are folded, so only the first words stand on one line.
        for start in (words, words[:40], words[:12]):
            for number, line in enumerate(self._lines, start=1):
                if start in line:
                    return number
        return 1


def shown(file: Path) -> str:
    return file.relative_to(ROOT).as_posix() if file.is_relative_to(ROOT) else str(file)
