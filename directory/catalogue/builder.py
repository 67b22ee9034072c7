"""Writes the index: whole from all records, or a next generation from a few changes."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import xxhash
from numpy.typing import NDArray

from directory.catalogue import generations
from directory.catalogue.analysis import Split
from directory.catalogue.codec import ArrayCodec, ArraySegment, PostingPool
from directory.catalogue.faults import Damaged, IndexUnusable
from directory.catalogue.generations import Manifest, SegmentEntry
from directory.catalogue.merge import merge
from directory.catalogue.record import Record
from directory.catalogue.schema import document_of, fingerprint, new_schema, wording
from directory.catalogue.segment import Segment
from directory.catalogue.whoosh_door import TOC, FileIndex, FileStorage, SegmentWriter
from directory.easy_language import parts

INDEX_NAME = "MAIN"

# A rebuild writes a segment whenever so many postings are in memory, and joins them at the end.
POSTINGS_IN_MEMORY = 2_000_000
# So many segments may wait until small ones are joined; a search pays for each of them.
SEGMENTS = 5
# A segment joins smaller ones when it is at most so many times as large as all of them.
GROWTH = 3
# A segment is written anew when more than this share of it is deleted.
DELETED_SHARE = 0.3


class Builder:
    """The only one who writes into the folder. A second builder waits for the first.

    ``split`` takes a compound apart; an index built with another one is built anew.
    """

    def __init__(self, folder: Path, split: Split = parts) -> None:
        self._folder = folder
        self._split = split
        self._opened: dict[tuple[str, str], Segment] = {}
        generations.prepare(folder)

    def rebuild(self, records: Iterable[Record], position: str) -> None:
        """A new generation from nothing but these records. Each id may come once."""
        with generations.locked(self._folder):
            with generations.new_generation(self._folder) as place:
                draft = _Generation(place, [], self._split)
                draft.add_all(_each_once(records))
                # Who asked until now is served by this one; who asks from now on means this one.
                generations.take_request(self._folder)
                self._finish(draft, position)
            (self._folder / generations.TAKEN).unlink(missing_ok=True)

    def apply(self, upserts: Sequence[Record], deletes: Collection[str], position: str) -> None:
        """The last generation with these changes. A record that is in both lists stays.

        Raises ``IndexUnusable`` when there is no sound generation to go on from.
        """
        with generations.locked(self._folder):
            try:
                self._apply({record.id: record for record in upserts}, deletes, position)
            except Damaged as fault:
                raise IndexUnusable(str(fault)) from fault

    def _apply(self, upserts: dict[str, Record], deletes: Collection[str], position: str) -> None:
        last, manifest = self._last()
        segments = [_segment_of(entry) for entry in manifest.segments]
        gone = [*upserts, *deletes]
        for segment in segments:
            docs = self._open(last, segment).docs_of_ids(gone).tolist()
            segment.deleted = sorted({*segment.deleted, *docs})
        segments = [segment for segment in segments if segment.doc_count()]
        with generations.new_generation(self._folder) as place:
            for segment in segments:
                generations.link(last / segment.filename, place / segment.filename)
            draft = _Generation(place, segments, self._split)
            draft.add_few(upserts.values(), self._open)
            self._finish(draft, position)

    def _last(self) -> tuple[Path, Manifest]:
        path = self._folder / (generations.current(self._folder) or "gen-")
        if (path / generations.BAD).exists():
            raise Damaged(f"{path.name} is damaged")
        manifest = generations.read_manifest(path)
        if (manifest.fingerprint, manifest.wording) != (fingerprint(), wording(self._split)):
            raise Damaged(f"{path.name} was made by another version")
        return path, manifest

    def _open(self, folder: Path, segment: ArraySegment) -> Segment:
        key = segment.filename, segment.seal
        if key not in self._opened:
            self._opened[key] = segment.open(folder)
        return self._opened[key]

    def _finish(self, draft: "_Generation", position: str) -> None:
        segments = draft.segments
        entries = tuple(_entry_of(segment) for segment in segments)
        manifest = Manifest(
            fingerprint=fingerprint(),
            wording=wording(self._split),
            position=position,
            count=sum(segment.doc_count() for segment in segments),
            segments=entries,
            toc=draft.sync_toc(),
        )
        generations.write_manifest(draft.folder, manifest)
        generations.switch(self._folder, draft.folder)
        generations.prune(self._folder)
        kept = {(entry.file, entry.seal) for entry in entries}
        self._opened = {key: value for key, value in self._opened.items() if key in kept}


class _Generation:
    """A folder that is being filled by Whoosh's writer."""

    def __init__(self, folder: Path, segments: list[ArraySegment], split: Split) -> None:
        self.folder = folder
        self.segments = segments
        self._split = split
        self._schema = new_schema()
        self._storage = FileStorage(str(folder))
        TOC(self._schema, segments, 0).write(self._storage, INDEX_NAME)

    def add_all(self, records: Iterator[Record]) -> None:
        """Bounded memory: many segments first, then one of them all."""
        while self._write_some(records):
            pass
        if len(self.segments) > 1:
            self._commit(
                self._writer(), [], self.segments, lambda segment: segment.open(self.folder)
            )

    def add_few(self, records: Iterable[Record], open_segment: Any) -> None:
        joined = segments_to_join(self.segments)
        kept = [segment for segment in self.segments if segment not in joined]
        writer = self._writer()
        for record in records:
            self._add(writer, record)
        self._commit(writer, kept, joined, lambda segment: open_segment(self.folder, segment))

    def sync_toc(self) -> str:
        """The checksum of Whoosh's table of contents, once it is safe on disk."""
        (path,) = self.folder.glob("*.toc")
        generations.sync_file(path)
        return xxhash.xxh3_128_hexdigest(path.read_bytes())

    def _write_some(self, records: Iterator[Record]) -> bool:
        writer = self._writer()
        draft = writer.newsegment.started()
        more = False
        for record in records:
            self._add(writer, record)
            if draft.postings >= POSTINGS_IN_MEMORY:
                more = True
                break
        self._commit(writer, self.segments, [], None)
        return more

    def _add(self, writer: Any, record: Record) -> None:
        card = msgspec.json.encode(record.card)
        writer.add_document(**document_of(record, card, self._split))

    def _writer(self) -> Any:
        # The folder is ours alone, so Whoosh need not lock it.
        index = FileIndex(self._storage, schema=self._schema)
        writer = SegmentWriter(index, _lk=False, codec=ArrayCodec(), compound=False)
        writer.pool = PostingPool(writer.newsegment.started())
        return writer

    def _commit(
        self, writer: Any, kept: list[ArraySegment], joined: list[ArraySegment], opened: Any
    ) -> None:
        final = list(kept)

        def join(_writer: Any, _segments: Any) -> list[ArraySegment]:
            if joined:
                # A segment that is alone is the large one: its order is worth an effort.
                final.append(self._joined(joined, opened, by_place=not kept))
            return final  # Whoosh appends the segment of the new documents to this list

        writer.commit(mergetype=join)
        self.segments = final

    def _joined(self, segments: list[ArraySegment], opened: Any, *, by_place: bool) -> ArraySegment:
        made = ArraySegment(INDEX_NAME)
        sources = [(opened(segment), _living(segment)) for segment in segments]
        made.seal, made.size = merge(sources, self.folder / made.filename, by_place=by_place)
        return made


def segments_to_join(segments: Sequence[ArraySegment]) -> list[ArraySegment]:
    """The newest ones once there are many; an old large one only when they have grown enough."""
    if any(segment.deleted_count() > DELETED_SHARE * segment.size for segment in segments):
        return list(segments)
    if len(segments) < SEGMENTS:
        return []
    by_size = sorted(segments, key=lambda segment: int(segment.doc_count()))
    chosen, total = by_size[:2], sum(segment.doc_count() for segment in by_size[:2])
    for segment in by_size[2:]:
        if segment.doc_count() > GROWTH * total:
            break
        chosen.append(segment)
        total += segment.doc_count()
    return chosen


def _living(segment: ArraySegment) -> NDArray[Any]:
    return np.delete(np.arange(segment.size), segment.deleted)


def _each_once(records: Iterable[Record]) -> Iterator[Record]:
    seen: set[str] = set()
    for record in records:
        if record.id in seen:
            raise ValueError(f"two records have the id {record.id}")
        seen.add(record.id)
        yield record


def _segment_of(entry: SegmentEntry) -> ArraySegment:
    segment = ArraySegment(INDEX_NAME, entry.segid)
    segment.seal, segment.size = entry.seal, entry.size
    segment.deleted = np.frombuffer(entry.deleted, dtype="<u4").tolist()
    return segment


def _entry_of(segment: ArraySegment) -> SegmentEntry:
    return SegmentEntry(
        file=segment.filename,
        segid=segment.segid,
        seal=segment.seal,
        size=segment.size,
        deleted=np.array(segment.deleted, dtype="<u4").tobytes(),
    )
