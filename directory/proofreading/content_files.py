"""Checks the content folder file by file, and remembers what it found until a file changes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from threading import Lock
from time import monotonic

from directory.proofreading.content_texts import content_texts
from directory.proofreading.gate import Gate
from directory.proofreading.visitor_text import VisitorText, shown

# What readers see or what the check itself reads; maps and places hold no texts.
_READ = ("*.yaml", "pages/**/*", "sports/*.csv", "vocabulary/*")


@dataclass(frozen=True, slots=True)
class Fault:
    """A sentence that is too hard, and what to write instead where we know."""

    line: int
    sentence: str
    reason: str
    better: str


@dataclass(frozen=True, slots=True)
class FileProof:
    """One file, named as below the content folder; ``checked`` of its ``texts`` so far."""

    file: str
    texts: int
    checked: int
    faults: tuple[Fault, ...]

    @property
    def is_done(self) -> bool:
        return self.checked == self.texts


@dataclass(slots=True)
class _File:
    waiting: list[VisitorText]
    texts: int
    faults: list[Fault] = field(default_factory=list)


def look_over(content: Path, seconds: float) -> tuple[FileProof, ...]:
    """As far as it comes in this time; asked again it goes on from there.

    Raises ``ContentError`` for a file that cannot be read.
    """
    return _proofs(content, "\n".join(_state(content))).look(seconds)


def _state(content: Path) -> Iterator[str]:
    for pattern in _READ:
        for path in sorted(content.glob(pattern)):
            known = path.stat()
            yield f"{path} {known.st_size} {known.st_mtime_ns}"


@lru_cache(maxsize=1)
def _proofs(content: Path, _state: str) -> "_Proofs":
    return _Proofs(content)


class _Proofs:
    """Threads may share it: one checks, others wait."""

    def __init__(self, content: Path) -> None:
        self._gate = Gate.of(content)
        self._files: dict[str, _File] = {}
        self._lock = Lock()
        above = f"{shown(content)}/"
        for text in content_texts(content):
            file = self._files.setdefault(text.file.removeprefix(above), _File([], 0))
            if text not in file.waiting:
                file.waiting.append(text)
                file.texts += 1

    def look(self, seconds: float) -> tuple[FileProof, ...]:
        until = monotonic() + seconds
        with self._lock:
            for file in self._files.values():
                while file.waiting and monotonic() < until:
                    file.faults.extend(self._faults(file.waiting[0]))
                    del file.waiting[0]
            return tuple(
                FileProof(name, one.texts, one.texts - len(one.waiting), tuple(one.faults))
                for name, one in self._files.items()
            )

    def _faults(self, text: VisitorText) -> Iterator[Fault]:
        for checked in self._gate.checked([text]):
            for sentence, found in checked.faults:
                better = found.replacement or found.pattern or ""
                yield Fault(text.line, sentence.text, found.reason, better)
