"""How Whoosh writes and reads our segments: arrays in one sealed file each, nothing pickled.

Whoosh's own codec stores postings as pickled, compressed blocks and copies each segment into
memory. This one keeps Whoosh's interface, so that plain Whoosh opens and searches the same index.
"""

from bisect import bisect_left, insort
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from directory.catalogue.draft import Draft
from directory.catalogue.schema import FIELDS, LABELS, NUMBERS, TEXT
from directory.catalogue.sealed import SealedFile, SealedWriter
from directory.catalogue.segment import Segment, TermList
from directory.catalogue.whoosh_door import (
    ListMatcher,
    TermInfo,
    TermNotFound,
    byte_to_length,
    codec_base,
)

EXTENSION = ".arrays"


class ArraySegment(codec_base.Segment):  # type: ignore[misc]
    """What the table of contents says about one segment."""

    def __init__(self, indexname: str, segid: str | None = None) -> None:
        super().__init__(indexname)
        if segid is not None:
            self.segid = segid
        self.seal = ""
        self.size = 0
        self.deleted: list[int] = []
        self.draft: Draft | None = None

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "draft": None}

    @property
    def filename(self) -> str:
        return str(self.make_filename(EXTENSION))

    def codec(self) -> "ArrayCodec":
        return ArrayCodec()

    def should_assemble(self) -> bool:
        return False

    def set_doc_count(self, count: int) -> None:
        self.size = count

    def doc_count_all(self) -> int:
        return self.size

    def deleted_count(self) -> int:
        return len(self.deleted)

    def deleted_docs(self) -> Iterator[int]:
        return iter(self.deleted)

    def is_deleted(self, doc: int) -> bool:
        at = bisect_left(self.deleted, doc)
        return at < len(self.deleted) and self.deleted[at] == doc

    def delete_document(self, doc: int, delete: bool = True) -> None:
        if delete and not self.is_deleted(doc):
            insort(self.deleted, doc)
        elif not delete and self.is_deleted(doc):
            self.deleted.remove(doc)

    def started(self) -> Draft:
        """The documents that wait for being written."""
        if self.draft is None:
            self.draft = Draft()
        return self.draft

    def write(self, folder: Path) -> None:
        """Ends the draft: from now on the segment is its file."""
        if self.draft is None or not self.draft.size:
            return
        arrays, notes = self.draft.arrays()
        self.size = self.draft.size
        writer = SealedWriter(folder / self.filename)
        try:
            for name, array in arrays.items():
                writer.add(name, array)
            self.seal = writer.close(notes)
        finally:
            writer.discard()
        self.draft = None

    def open(self, folder: Path) -> Segment:
        return Segment(self.filename, SealedFile(folder / self.filename, self.seal))


class ArrayCodec(codec_base.Codec):  # type: ignore[misc]
    """Creates the writers and readers of one segment."""

    length_stats = False

    def new_segment(self, _storage: Any, indexname: str) -> ArraySegment:
        return ArraySegment(indexname)

    def per_document_writer(self, _storage: Any, segment: ArraySegment) -> "DocumentWriter":
        return DocumentWriter(segment.started())

    def field_writer(self, storage: Any, segment: ArraySegment) -> "PostingWriter":
        return PostingWriter(segment, segment.started(), Path(storage.folder))

    def postings_writer(self, _file: Any, byteids: bool = False) -> Any:
        raise NotImplementedError("postings are written with their segment")

    def postings_reader(self, *_arguments: Any) -> Any:
        raise NotImplementedError("postings are read with their segment")

    def per_document_reader(self, storage: Any, segment: ArraySegment) -> "DocumentReader":
        return DocumentReader(segment, segment.open(Path(storage.folder)))

    def terms_reader(self, storage: Any, segment: ArraySegment) -> "TermsReader":
        return TermsReader(segment.open(Path(storage.folder)))


class DocumentWriter(codec_base.PerDocumentWriter):  # type: ignore[misc]
    """Takes what is kept by document."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self.is_closed = False

    def start_doc(self, _doc: int) -> None:
        self._draft.start()

    def add_field(self, name: str, _field: Any, value: Any, length: int) -> None:
        if value is not None:
            self._draft.put(name, value)
        if length:
            self._draft.put_length(length)

    def add_column_value(self, name: str, _column: Any, value: Any) -> None:
        self._draft.put(name, value)

    def add_vector_items(self, *_arguments: Any) -> None:
        raise NotImplementedError("no field has vectors")

    def finish_doc(self) -> None:
        self._draft.finish()

    def close(self) -> None:
        self.is_closed = True


class PostingWriter(codec_base.FieldWriter):  # type: ignore[misc]
    """Writes the file when Whoosh has handed over everything."""

    def __init__(self, segment: ArraySegment, draft: Draft, folder: Path) -> None:
        self._segment = segment
        self._draft = draft
        self._folder = folder
        self.is_closed = False

    def add_postings(self, _schema: Any, _lengths: Any, items: Any) -> None:
        fields = self._draft.fields
        for field, term, doc, weight, _value in items:
            fields[field].add(term, doc, weight)

    def close(self) -> None:
        self._segment.write(self._folder)
        self.is_closed = True


class PostingPool:
    """Takes the place of Whoosh's pool, which sorts tuples: a draft sorts arrays."""

    def __init__(self, draft: Draft) -> None:
        self._fields = draft.fields

    def add(self, item: tuple[str, bytes, int, float, bytes]) -> None:
        self._fields[item[0]].add(item[1], item[2], item[3])

    def iter_postings(self) -> Iterator[Any]:
        return iter(())

    def cleanup(self) -> None:
        """Nothing lies on disk."""


class DocumentReader(codec_base.PerDocumentReader):  # type: ignore[misc]
    """Plain Whoosh's view of columns, lengths and stored values."""

    def __init__(self, about: ArraySegment, segment: Segment) -> None:
        self._about = about
        self._segment = segment

    def doc_count(self) -> int:
        return int(self._about.doc_count())

    def doc_count_all(self) -> int:
        return self._about.doc_count_all()

    def has_deletions(self) -> bool:
        return bool(self._about.deleted)

    def is_deleted(self, doc: int) -> bool:
        return self._about.is_deleted(doc)

    def deleted_docs(self) -> Iterator[int]:
        return self._about.deleted_docs()

    def supports_columns(self) -> bool:
        return True

    def has_column(self, name: str) -> bool:
        return name in NUMBERS or name in LABELS

    def column_reader(self, name: str, _column: Any) -> Any:
        values = self._segment.columns[name].tolist()
        if name in LABELS:
            labels = self._segment.arrays.notes[name]
            values = [labels[code].encode() for code in values]
        return _ColumnReader(values)

    def doc_field_length(self, doc: int, name: str, default: int = 0) -> int:
        if name != TEXT:
            return default
        return int(byte_to_length(int(self._segment.columns["length"][doc]))) or default

    def field_length(self, name: str) -> int:
        return self._segment.total_tokens if name == TEXT else 0

    def min_field_length(self, name: str) -> int:
        return self._bound(name, min)

    def max_field_length(self, name: str) -> int:
        return self._bound(name, max)

    def stored_fields(self, doc: int) -> dict[str, Any]:
        return {"id": self._segment.id(doc), "card": self._segment.card_bytes(doc)}

    def _bound(self, name: str, choose: Any) -> int:
        lengths = self._segment.columns["length"] if name == TEXT else ()
        return int(byte_to_length(int(choose(lengths)))) if len(lengths) else 0


class _ColumnReader:
    def __init__(self, values: list[Any]) -> None:
        self._values = values

    def __len__(self) -> int:
        return len(self._values)

    def __getitem__(self, doc: int) -> Any:
        return self._values[doc]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._values)

    def sort_key(self, doc: int) -> Any:
        return self._values[doc]

    def load(self) -> list[Any]:
        return self._values


class TermsReader(codec_base.TermsReader):  # type: ignore[misc]
    """Plain Whoosh's view of terms and postings."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._number(*term) is not None

    def indexed_field_names(self) -> tuple[str, ...]:
        return FIELDS

    def terms(self) -> Iterator[tuple[str, bytes]]:
        for field in sorted(FIELDS):
            for term in self._segment.terms[field]:
                yield field, term

    def terms_from(self, field: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        terms = self._segment.terms[field]
        for number in range(terms.first_from(prefix), len(terms)):
            yield field, terms[number]

    def items(self) -> Iterator[tuple[tuple[str, bytes], Any]]:
        return (((field, term), self.term_info(field, term)) for field, term in self.terms())

    def items_from(self, field: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], Any]]:
        found = self.terms_from(field, prefix)
        return (((name, term), self.term_info(name, term)) for name, term in found)

    def term_info(self, field: str, term: bytes) -> Any:
        docs, weights = self._postings(field, term)
        lengths = self._segment.columns["length"][docs] if field == TEXT else (0,)
        return TermInfo(
            weight=float(weights.sum()),
            df=len(docs),
            minlength=byte_to_length(int(min(lengths))),
            maxlength=byte_to_length(int(max(lengths))),
            maxweight=float(weights.max()),
            minid=int(docs[0]),
            maxid=int(docs[-1]),
        )

    def frequency(self, field: str, term: bytes) -> float:
        return float(self._postings(field, term)[1].sum())

    def doc_frequency(self, field: str, term: bytes) -> int:
        return len(self._postings(field, term)[0])

    def matcher(self, field: str, term: bytes, format_: Any, scorer: Any = None) -> Any:
        if (field, term) not in self:
            raise TermNotFound(f"{field}:{term!r}")
        docs, weights = self._postings(field, term)
        return ListMatcher(
            docs.tolist(),
            weights.tolist(),
            None,
            format_,
            scorer=scorer,
            term=(field, term),
            terminfo=self.term_info(field, term),
        )

    def cursor(self, field: str, field_type: Any) -> "TermCursor":
        return TermCursor(self._segment.terms[field], field_type)

    def _number(self, field: str, term: bytes) -> int | None:
        terms = self._segment.terms.get(field)
        return None if terms is None else terms.number(term)

    def _postings(self, field: str, term: bytes) -> tuple[Any, Any]:
        if self._number(field, term) is None:
            raise KeyError(f"{field}:{term!r}")  # what Whoosh expects of a codec
        docs, weights = self._segment.postings(field, term.decode())
        return docs, weights if field == TEXT else np.ones(len(docs), dtype="f4")


class TermCursor(codec_base.FieldCursor):  # type: ignore[misc]
    """Walks over the terms of one field; Whoosh's fuzzy queries jump with it."""

    def __init__(self, terms: TermList, field_type: Any) -> None:
        self._terms = terms
        self._field_type = field_type
        self._at = 0

    def first(self) -> Any:
        self._at = 0
        return self.text()

    def find(self, term: Any) -> Any:
        self._at = self._terms.first_from(self._field_type.to_bytes(term))
        return self.text()

    def next(self) -> Any:
        self._at += 1
        return self.text()

    def text(self) -> Any:
        return self._field_type.from_bytes(self._terms[self._at]) if self.is_valid() else None

    def is_valid(self) -> bool:
        return self._at < len(self._terms)
