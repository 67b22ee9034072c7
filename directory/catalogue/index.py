"""Opens the current generation for readers and falls back to an older one when it is damaged."""

import os
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path

from directory.catalogue import generations
from directory.catalogue.criteria import Answer, Criteria
from directory.catalogue.faults import Damaged, IndexUnusable
from directory.catalogue.generations import SegmentEntry
from directory.catalogue.schema import fingerprint
from directory.catalogue.sealed import SealedFile
from directory.catalogue.searcher import NOBODY, Searcher
from directory.catalogue.segment import Segment
from directory.catalogue.view import View

__all__ = ["Index", "IndexUnusable"]

State = tuple[int, ...]


class Index:
    """One for each process. All methods may be called by many threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._current = str(folder / generations.CURRENT)
        self._lock = threading.Lock()
        # One value, so that a thread never sees a new state with an old searcher.
        self._opened: tuple[State | None, Searcher | None] = None, None
        self._bad: set[str] = set()

    def searcher(self) -> Searcher:
        """The newest sound generation. Asking again costs one look at a file.

        Raises ``IndexUnusable`` when there is none, and then wants a rebuild.
        """
        state = _state(self._current)
        known, searcher = self._opened
        if state != known:
            with self._lock:
                known, searcher = self._opened
                if state != known:
                    searcher = self._open_newest(searcher.views if searcher else ())
                    self._opened = state, searcher
        if searcher is None:
            raise IndexUnusable("no sound generation of the index")
        return searcher

    def search(
        self,
        criteria: Criteria,
        without: frozenset[str] = NOBODY,
        confirmed_since: date | None = None,
    ) -> Answer:
        """As ``Searcher.search``; a generation that turns out damaged is left for an older one."""
        for _ in range(generations.KEPT):
            with suppress(IndexUnusable):
                return self.searcher().search(criteria, without, confirmed_since)
        raise IndexUnusable("every generation of the index is damaged")

    def request_rebuild(self) -> None:
        """Tells the builder's process; harmless when the folder cannot be written."""
        with suppress(OSError):
            (self._folder / generations.REBUILD).touch()

    def rebuild_wanted(self) -> bool:
        """Whether somebody asked for it, or there is nothing to go on from."""
        now = self._folder / (generations.current(self._folder) or "gen-")
        if generations.is_requested(self._folder) or (now / generations.BAD).exists():
            return True
        try:
            return generations.read_manifest(now).fingerprint != fingerprint()
        except Damaged:
            return True

    def _mark_bad(self, generation: str) -> None:
        """Nobody opens it again, neither here nor in another process."""
        self._bad.add(generation)
        generations.mark_bad(self._folder / generation)
        self.request_rebuild()
        with self._lock:
            self._opened = None, None

    def _open_newest(self, views: Sequence[View]) -> Searcher | None:
        now = generations.current(self._folder)
        older = [name for name in generations.newest_first(self._folder) if name != now]
        for name in [now, *older] if now else older:
            with suppress(_Foreign):
                try:
                    searcher = self._open(name, views)
                except Damaged:
                    self._bad.add(name)
                    generations.mark_bad(self._folder / name)
                    self.request_rebuild()
                    continue
                return searcher
        return None

    def _open(self, name: str, views: Sequence[View]) -> Searcher:
        path = self._folder / name
        if name in self._bad or (path / generations.BAD).exists():
            raise Damaged(f"{name} is marked bad")
        manifest = generations.read_manifest(path)
        if manifest.fingerprint != fingerprint():
            raise _Foreign
        reused = {view.segment.name: view for view in views}
        searcher = Searcher(
            [_view(path, entry, reused) for entry in manifest.segments],
            manifest.position,
            partial(self._mark_bad, name),
        )
        if searcher.count != manifest.count:
            raise Damaged(f"{name} has not the number of documents that it promises")
        return searcher


class _Foreign(Exception):
    """Made by another version of the program: of no use here, but perhaps right for others."""


def _view(path: Path, entry: SegmentEntry, reused: Mapping[str, View]) -> View:
    """The known view where nothing has changed: its arrays are in memory."""
    file = path / entry.file
    try:
        # A rebuild with the same content has the same seal, but perhaps the old file is damaged.
        # The number tells them apart: no other file has it while the old one is still open.
        name = f"{entry.seal} {file.stat().st_ino}"
    except OSError as fault:
        raise Damaged(f"{entry.file}: {fault.strerror}") from fault
    known = reused.get(name)
    if known is None:
        return View(Segment(name, SealedFile(file, entry.seal)), entry.deleted)
    return known if known.deleted == entry.deleted else View(known.segment, entry.deleted)


def _state(current: str) -> State:
    """Changes whenever another generation becomes the current one."""
    try:
        found = os.stat(current)  # noqa: PTH116 - asked some times for each page
    except OSError:
        return ()
    return found.st_ino, found.st_mtime_ns, found.st_size
