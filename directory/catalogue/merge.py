"""Makes one segment out of several, without what was deleted."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import numpy as np
from numpy.typing import NDArray

from directory.catalogue.draft import Arrays, coded, derived, dictionary, ends
from directory.catalogue.globe import cells_of
from directory.catalogue.schema import FIELDS, LABELS, NO_POINT, NUMBERS, SPORT, TEXT
from directory.catalogue.sealed import SealedWriter
from directory.catalogue.segment import Segment

# So many postings are sorted at a time: about 60 MB of memory, whatever the size of the index.
POSTINGS_AT_A_TIME = 2_000_000
CARDS_AT_A_TIME = 5_000

# A segment and the documents of it that live on, ascending.
Source = tuple[Segment, NDArray[Any]]


def merge(sources: Sequence[Source], path: Path, *, by_place: bool = False) -> tuple[str, int]:
    """Writes the documents of all sources; gives the seal and their number.

    They keep their order, or come ``by_place``: neighbours on the map are then neighbours in
    memory, and a search around a point reads a third faster. Worth its time in a rebuild.
    """
    writer = SealedWriter(path)
    try:
        columns, notes = _columns(sources)
        order = np.arange(notes["size"])
        if by_place:
            order = np.argsort(_cells(columns), kind="stable")
        made = {name: column[order] for name, column in columns.items()}
        for name, column in made.items():
            writer.add(name, column)
        new_docs = list(_new_docs(sources, order))
        for field in FIELDS:
            made.update(
                _write_postings(_JoinedField(field, sources, new_docs), writer, path.parent)
            )
        for name, array in derived(made).items():
            writer.add(name, array)
        _write_cards(sources, order, writer)
        return writer.close(notes), notes["size"]
    finally:
        writer.discard()


def _columns(sources: Sequence[Source]) -> tuple[Arrays, dict[str, Any]]:
    made: Arrays = {
        name: np.concatenate([segment.columns[name][live] for segment, live in sources])
        for name in (*NUMBERS, "tokens", "ids")
    }
    notes: dict[str, Any] = {"size": len(made["ids"]), "tokens": int(made["tokens"].sum())}
    for name in LABELS:
        labels = [
            segment.arrays.notes[name][code].encode()
            for segment, live in sources
            for code in segment.columns[name][live].tolist()
        ]
        made[name], notes[name] = coded(labels)
    return made, notes


def _cells(columns: Arrays) -> NDArray[Any]:
    """The cell of the grid in which each document lies; those without a point come first."""
    latitude, longitude = columns["latitude_e6"], columns["longitude_e6"]
    return np.where(latitude == NO_POINT, -1, cells_of(latitude / 1e6, longitude / 1e6))


def _write_postings(joined: "_JoinedField", writer: SealedWriter, folder: Path) -> Arrays:
    """Streams the postings; gives the dictionary, and for sports the postings too."""
    field = joined.field
    with TemporaryFile(dir=folder) as weights:
        kept: list[NDArray[Any]] = []

        def docs() -> Iterator[NDArray[Any]]:
            for piece, weight in joined.pieces():
                if weight is not None:
                    weights.write(weight.tobytes())
                if field == SPORT:
                    kept.append(piece)
                yield piece

        writer.add_pieces(f"{field}.docs", "u4", docs())
        if field == TEXT:
            weights.seek(0)
            chunks = iter(lambda: weights.read(1 << 22), b"")
            writer.add_pieces(
                f"{field}.weights", "f4", (np.frombuffer(chunk, dtype="f4") for chunk in chunks)
            )
    made = joined.dictionary()
    for name, array in made.items():
        writer.add(name, array)
    if field == SPORT:
        made[f"{field}.docs"] = np.concatenate([np.empty(0, dtype="u4"), *kept])
    return made


class _JoinedField:
    """One field of several segments as if it were one."""

    def __init__(self, field: str, sources: Sequence[Source], new_docs: list[NDArray[Any]]) -> None:
        self.field = field
        self._sources = sources
        self._new_docs = new_docs
        lists = [list(segment.terms[field]) for segment, _ in sources]
        self._terms = sorted(set().union(*lists))
        place = {term: at for at, term in enumerate(self._terms)}
        # For each source: the joint number of each of its terms, ascending.
        self._places = [
            np.fromiter((place[term] for term in terms), dtype="i8", count=len(terms))
            for terms in lists
        ]
        self._ends = [np.asarray(segment.terms[field].post_ends) for segment, _ in sources]
        self._counts = np.zeros(len(self._terms), dtype="i8")

    def pieces(self) -> Iterator[tuple[NDArray[Any], NDArray[Any] | None]]:
        """Documents and weights of one range of terms after the other."""
        for first, last in self._ranges():
            numbers, docs, weights = [], [], []
            for at in range(len(self._sources)):
                number, doc, weight = self._part(at, first, last)
                numbers.append(number)
                docs.append(doc)
                weights.append(weight)
            number = np.concatenate(numbers)
            doc = np.concatenate(docs)
            order = np.lexsort((doc, number))
            self._counts[first:last] = np.bincount(number - first, minlength=last - first)
            yield doc[order], np.concatenate(weights)[order] if self.field == TEXT else None

    def dictionary(self) -> Arrays:
        """Without the terms that only deleted documents had."""
        left = np.flatnonzero(self._counts)
        terms = [self._terms[number] for number in left.tolist()]
        return dictionary(self.field, terms, self._counts[left])

    def _ranges(self) -> Iterator[tuple[int, int]]:
        sizes = np.zeros(len(self._terms), dtype="i8")
        for places, post_ends in zip(self._places, self._ends, strict=True):
            sizes[places] += np.diff(post_ends.astype("i8"), prepend=0)
        steps = np.cumsum(sizes) // POSTINGS_AT_A_TIME
        edges = [0, *(np.flatnonzero(np.diff(steps)) + 1).tolist(), len(self._terms)]
        return ((a, b) for a, b in pairwise(edges) if a < b)

    def _part(
        self, at: int, first: int, last: int
    ) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
        segment, _ = self._sources[at]
        places, post_ends = self._places[at], self._ends[at]
        low, high = np.searchsorted(places, (first, last)).tolist()
        start, stop = segment.terms[self.field].extent(range(low, high))
        counts = np.diff(post_ends[low:high].astype("i8"), prepend=start)
        numbers = np.repeat(places[low:high], counts)
        docs = self._new_docs[at][segment.arrays.part(f"{self.field}.docs", start, stop)]
        lives = docs >= 0
        weights = np.empty(0, dtype="f4")
        if self.field == TEXT:
            weights = segment.arrays.part(f"{TEXT}.weights", start, stop)[lives]
        return numbers[lives], docs[lives].astype("u4"), weights


def _new_docs(sources: Sequence[Source], order: NDArray[Any]) -> Iterator[NDArray[Any]]:
    """For each source the new number of each of its documents, -1 for a deleted one."""
    place = np.empty(len(order), dtype="i8")
    place[order] = np.arange(len(order))
    base = 0
    for segment, live in sources:
        new = np.full(segment.size, -1, dtype="i8")
        new[live] = place[base : base + len(live)]
        base += len(live)
        yield new


def _write_cards(sources: Sequence[Source], order: NDArray[Any], writer: SealedWriter) -> None:
    owners = np.repeat(np.arange(len(sources)), [len(live) for _, live in sources])[order].tolist()
    docs = np.concatenate([np.empty(0, dtype="i8"), *(live for _, live in sources)])[order].tolist()
    lengths: list[int] = []

    def cards() -> Iterator[NDArray[Any]]:
        for at in range(0, len(docs), CARDS_AT_A_TIME):
            some = [
                sources[owner][0].card_bytes(doc)
                for owner, doc in zip(
                    owners[at : at + CARDS_AT_A_TIME], docs[at : at + CARDS_AT_A_TIME], strict=True
                )
            ]
            lengths.extend(map(len, some))
            yield np.frombuffer(b"".join(some), dtype="u1")

    writer.add_pieces("cards", "u1", cards())
    writer.add("card_ends", ends(lengths))
