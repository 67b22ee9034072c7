"""One immutable part of the index: columns in memory, postings and cards read when needed."""

from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from directory.catalogue.globe import cell_ranges, chord_limit, on_unit_globe
from directory.catalogue.recent import Recent
from directory.catalogue.schema import FIELDS, SPORT, TEXT
from directory.catalogue.sealed import Arrays

# As wide as an index: numpy converts narrower ones at each use, at three times the cost.
Docs = NDArray[np.intp]
Weights = NDArray[np.float32]
Mask = NDArray[np.bool_]
Chords = NDArray[np.float64]
# x, y and z on the unit globe, each in an array or a row.
Points = NDArray[np.float64] | tuple[NDArray[Any], NDArray[Any], NDArray[Any]]

_NO_DOCS: Docs = np.empty(0, dtype=np.intp)
_NO_WEIGHTS: Weights = np.empty(0, dtype="f4")

# Postings of the commonest words stay in memory; 300,000 offers need 84,142 × 12 bytes for one.
KEPT_POSTINGS_BYTES = 24 << 20
KEPT_MASKS_BYTES = 8 << 20
KEPT_CIRCLES_BYTES = 4 << 20
KEPT_CARDS_BYTES = 2 << 20
POSTINGS_AT_A_TIME = 1 << 20


class TermList:
    """The sorted terms of one field and where their postings lie."""

    def __init__(self, arrays: Arrays, field: str) -> None:
        self._letters = arrays.whole(f"{field}.terms").tobytes()
        # Numbers of a memoryview are plain ints: three times as fast here as those of an array.
        self._ends = arrays.whole(f"{field}.term_ends").astype("u4").data
        self.post_ends = arrays.whole(f"{field}.post_ends").astype("u8").data

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, number: int) -> bytes:
        start = self._ends[number - 1] if number else 0
        return self._letters[start : self._ends[number]]

    def __iter__(self) -> Any:
        start = 0
        for end in self._ends:
            yield self._letters[start:end]
            start = end

    def first_from(self, term: bytes) -> int:
        """The number of the first term that is not before this one."""
        letters, ends = self._letters, self._ends
        low, high = 0, len(ends)
        while low < high:
            middle = (low + high) // 2
            if letters[ends[middle - 1] if middle else 0 : ends[middle]] < term:
                low = middle + 1
            else:
                high = middle
        return low

    def number(self, term: bytes) -> int | None:
        at = self.first_from(term)
        return at if at < len(self) and self[at] == term else None

    def with_prefix(self, prefix: bytes) -> range:
        """The numbers of all terms that begin so; 0xff is no byte of UTF-8."""
        return range(self.first_from(prefix), self.first_from(prefix + b"\xff"))

    def extent(self, numbers: range) -> tuple[int, int]:
        """Where the postings of neighbouring terms begin and end."""
        if not numbers:
            return 0, 0
        start = self.post_ends[numbers.start - 1] if numbers.start else 0
        return start, self.post_ends[numbers.stop - 1]

    def count(self, number: int) -> int:
        start, stop = self.extent(range(number, number + 1))
        return stop - start


class _Columns(dict[str, NDArray[Any]]):
    """One value for each document; each column is read when it is first asked for."""

    def __init__(self, arrays: Arrays) -> None:
        super().__init__()
        self._arrays = arrays

    def __missing__(self, name: str) -> NDArray[Any]:
        self[name] = column = self._arrays.whole(name)
        return column


class Segment:
    """Reads one segment. Equal answers for equal files; safe for many threads."""

    def __init__(self, name: str, arrays: Arrays) -> None:
        self.name = name
        self.arrays = arrays
        self.size: int = arrays.notes["size"]
        self.total_tokens: int = arrays.notes["tokens"]
        self.states: list[str] = arrays.notes["state"]
        self.ags: list[str] = arrays.notes["ags"]
        self.columns = _Columns(arrays)
        self._kept: Recent[tuple[Docs, Weights]] = Recent(KEPT_POSTINGS_BYTES)
        self._kept_masks: Recent[Mask] = Recent(KEPT_MASKS_BYTES)
        self._kept_circles: Recent[tuple[Docs, Chords]] = Recent(KEPT_CIRCLES_BYTES)
        self._kept_cards: Recent[bytes] = Recent(KEPT_CARDS_BYTES)

    @cached_property
    def terms(self) -> dict[str, TermList]:
        return {field: TermList(self.arrays, field) for field in FIELDS}

    @cached_property
    def sports(self) -> list[str]:
        return [term.decode() for term in self.terms[SPORT]]

    @cached_property
    def _docs_by_cell(self) -> Docs:
        return self.arrays.whole("cell_docs").astype(np.intp)

    @cached_property
    def _points_by_cell(self) -> NDArray[np.float64]:
        """x, y and z in the order of the cells: those of neighbours stand together in memory."""
        docs = self._docs_by_cell
        return np.stack([self.columns[axis][docs] for axis in "xyz"])

    @cached_property
    def _card_ends(self) -> memoryview:
        return self.arrays.whole("card_ends").astype("u8").data

    def docs(self, field: str, term: str) -> Docs:
        """Documents with this term, ascending."""
        return self.postings(field, term)[0]

    def postings(self, field: str, term: str) -> tuple[Docs, Weights]:
        """Documents with this term, ascending, and its weight in each."""
        key = (field, term)
        found = self._kept.get(key)
        if found is None:
            found = self._read_postings(field, term)
            self._kept.put(key, found, 200 + found[0].nbytes + found[1].nbytes)
        return found

    def mask_with_prefix(self, field: str, prefix: str) -> Mask:
        """Which documents have any term that begins so, however many terms these are.

        Postings lie in the order of their terms, so all that is wanted lies together.
        """
        key = (field, prefix)
        mask = self._kept_masks.get(key)
        if mask is None:
            mask = np.zeros(self.size, dtype=bool)
            terms = self.terms[field]
            start, stop = terms.extent(terms.with_prefix(prefix.encode("utf-8", "replace")))
            for first in range(start, stop, POSTINGS_AT_A_TIME):
                mask[self._docs_of(field, (first, min(stop, first + POSTINGS_AT_A_TIME)))] = True
            self._kept_masks.put(key, mask, 200 + mask.nbytes)
        return mask

    def docs_near(self, latitude: float, longitude: float, radius_km: float) -> tuple[Docs, Chords]:
        """All documents in a circle, in no order, and the squared straight line from each to the
        middle (see ``chords_to``)."""
        # One page asks for the same circle four times: with less and less besides.
        key = (latitude, longitude, radius_km)
        found = self._kept_circles.get(key)
        if found is None:
            docs, points = self._read_docs_near(*key)
            chords = _chords(points, latitude, longitude)
            # The corners of the grid beyond the circle are a third of it.
            inside = chords <= chord_limit(radius_km)
            found = docs[inside], chords[inside]
            self._kept_circles.put(key, found, 200 + found[0].nbytes + found[1].nbytes)
        return found

    def chords_to(self, docs: Docs, latitude: float, longitude: float) -> Chords:
        """Squared straight lines through the globe of radius 1 (``chord_limit`` gives them for
        kilometres), NaN for a document without a point."""
        columns = self.columns
        points = columns["x"][docs], columns["y"][docs], columns["z"][docs]
        return _chords(points, latitude, longitude)

    def _read_docs_near(
        self, latitude: float, longitude: float, radius_km: float
    ) -> tuple[Docs, Points]:
        ranges = cell_ranges(latitude, longitude, radius_km)
        first = self.columns["cells"].searchsorted(ranges[:, 0], "left")
        last = self.columns["cells"].searchsorted(ranges[:, 1], "right")
        ends, docs, points = self.columns["cell_ends"], self._docs_by_cell, self._points_by_cell
        spans = [
            slice(ends[low - 1] if low else 0, ends[high - 1])
            for low, high in zip(first.tolist(), last.tolist(), strict=True)
            if high > low
        ]
        if not spans:
            return _NO_DOCS, points[:, :0]
        return (
            np.concatenate([docs[span] for span in spans]),
            np.concatenate([points[:, span] for span in spans], axis=1),
        )

    def id(self, doc: int) -> str:
        return str(self.columns["ids"][doc].decode())

    def card_bytes(self, doc: int) -> bytes:
        """The very letters of a card; whoever asks again mostly gets the same object."""
        found = self._kept_cards.get(doc)
        if found is None:
            start = self._card_ends[doc - 1] if doc else 0
            found = self.arrays.part("cards", start, self._card_ends[doc]).tobytes()
            self._kept_cards.put(doc, found, 100 + len(found))
        return found

    def docs_of_ids(self, ids: list[str]) -> Docs:
        """The documents with these ids, as far as they are here."""
        if not ids or not self.size:
            return _NO_DOCS
        column, order = self.columns["ids"], self.columns["order"]
        wanted = np.array([value.encode("utf-8", "replace") for value in ids], dtype="S")
        # A longer id than any here is not here; cut to the width of the column it might seem so.
        wanted = wanted[np.char.str_len(wanted) <= column.dtype.itemsize]
        at = np.searchsorted(column, wanted, sorter=order)
        docs: Docs = order[np.minimum(at, self.size - 1)].astype(np.intp)
        docs = docs[column[docs] == wanted]
        return docs

    def _docs_of(self, field: str, extent: tuple[int, int]) -> Docs:
        return self.arrays.part(f"{field}.docs", *extent).astype(np.intp)

    def _read_postings(self, field: str, term: str) -> tuple[Docs, Weights]:
        terms = self.terms[field]
        number = terms.number(term.encode("utf-8", "replace"))
        if number is None:
            return _NO_DOCS, _NO_WEIGHTS
        extent = terms.extent(range(number, number + 1))
        docs = self._docs_of(field, extent)
        if field != TEXT:
            return docs, _NO_WEIGHTS
        return docs, self.arrays.part(f"{field}.weights", *extent)


def _chords(points: Points, latitude: float, longitude: float) -> Chords:
    x, y, z = on_unit_globe(latitude, longitude)
    # In place: to read and write memory takes longer than to reckon.
    chords, line = points[0] - x, points[1] - y
    chords *= chords
    line *= line
    chords += line
    np.subtract(points[2], z, out=line)
    line *= line
    chords += line
    return chords  # type: ignore[no-any-return]
