"""Collects documents in memory and lays them out as the arrays of a segment."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from directory.catalogue.globe import cells_of, on_unit_globe
from directory.catalogue.schema import FIELDS, LABELS, NO_POINT, NUMBERS, SPORT, TEXT
from directory.catalogue.whoosh_door import length_to_byte

Arrays = dict[str, NDArray[Any]]

TERM_PARTS = ("terms", "term_ends", "post_ends", "docs")


class FieldDraft:
    """Postings of one field in the order in which documents come."""

    def __init__(self) -> None:
        self._numbers: dict[bytes, int] = {}
        self._terms: array[int] = array("I")
        self._docs: array[int] = array("I")
        self._weights: array[float] = array("f")

    def __len__(self) -> int:
        return len(self._docs)

    def add(self, term: bytes, doc: int, weight: float) -> None:
        numbers = self._numbers
        number = numbers.get(term)
        if number is None:
            number = numbers[term] = len(numbers)
        self._terms.append(number)
        self._docs.append(doc)
        self._weights.append(weight)

    def arrays(self, field: str) -> Arrays:
        terms = sorted(self._numbers)
        place = np.empty(len(terms), dtype="u4")
        place[[self._numbers[term] for term in terms]] = np.arange(len(terms), dtype="u4")
        of_term = place[np.frombuffer(self._terms, dtype="u4")]
        order = np.argsort(of_term, kind="stable")
        made = dictionary(field, terms, np.bincount(of_term, minlength=len(terms)))
        made[f"{field}.docs"] = np.frombuffer(self._docs, dtype="u4")[order]
        if field == TEXT:
            made[f"{field}.weights"] = np.frombuffer(self._weights, dtype="f4")[order]
        return made


class Draft:
    """The documents of a segment that is not written yet."""

    def __init__(self) -> None:
        self.size = 0
        self.fields = {field: FieldDraft() for field in FIELDS}
        self._ids: list[str] = []
        self._cards: list[bytes] = []
        self._numbers: dict[str, array[int]] = {
            name: array(code) for name, (code, _) in NUMBERS.items()
        }
        self._labels: dict[str, list[bytes]] = {name: [] for name in LABELS}
        self._tokens: array[int] = array("I")

    @property
    def postings(self) -> int:
        return sum(len(field) for field in self.fields.values())

    def start(self) -> None:
        self.size += 1
        self._tokens.append(0)

    def put(self, name: str, value: Any) -> None:
        """A stored value or a column value of the document that was started last."""
        if name == "id":
            if "\0" in value:
                raise ValueError("an id never holds a NUL")
            self._ids.append(value)
        elif name == "card":
            self._cards.append(value)
        elif name in self._labels:
            self._labels[name].append(value)
        else:
            self._numbers[name].append(value)

    def put_length(self, tokens: int) -> None:
        self._tokens[-1] = tokens

    def finish(self) -> None:
        """Fills what the document does not have."""
        for name, (_, default) in NUMBERS.items():
            if len(self._numbers[name]) < self.size:
                self._numbers[name].append(default)
        for values in self._labels.values():
            if len(values) < self.size:
                values.append(b"")

    def arrays(self) -> tuple[Arrays, dict[str, Any]]:
        made: Arrays = {}
        for name, values in self._numbers.items():
            made[name] = np.frombuffer(values, dtype=values.typecode)
        made["tokens"] = np.frombuffer(self._tokens, dtype="u4")
        made["ids"] = np.array([value.encode() for value in self._ids], dtype="S")
        notes: dict[str, Any] = {"size": self.size}
        for name, labels in self._labels.items():
            made[name], notes[name] = coded(labels)
        for field, draft in self.fields.items():
            made.update(draft.arrays(field))
        made["card_ends"] = ends([len(card) for card in self._cards])
        made["cards"] = np.frombuffer(b"".join(self._cards), dtype="u1")
        made.update(derived(made))
        notes["tokens"] = int(made["tokens"].sum())
        return made, notes


def coded(labels: Sequence[bytes]) -> tuple[NDArray[Any], list[str]]:
    """Small numbers instead of labels, and the labels in their order."""
    known = sorted(set(labels))
    number = {label: at for at, label in enumerate(known)}
    codes = np.fromiter((number[label] for label in labels), dtype="u4", count=len(labels))
    return codes, [label.decode() for label in known]


def dictionary(field: str, terms: Sequence[bytes], counts: NDArray[Any]) -> Arrays:
    """Sorted terms one after the other, and where the postings of each end."""
    return {
        f"{field}.terms": np.frombuffer(b"".join(terms), dtype="u1"),
        f"{field}.term_ends": ends([len(term) for term in terms]).astype("u4"),
        f"{field}.post_ends": ends(counts),
    }


def derived(columns: Arrays) -> Arrays:
    """What can be computed from the columns but would cost time at each start."""
    latitude, longitude = columns["latitude_e6"], columns["longitude_e6"]
    placed = latitude != NO_POINT
    x, y, z = on_unit_globe(latitude / 1e6, longitude / 1e6)
    made: Arrays = {
        name: np.where(placed, axis, np.nan) for name, axis in (("x", x), ("y", y), ("z", z))
    }
    order = np.argsort(columns["ids"], kind="stable").astype("u4")
    made["order"] = order
    made["rank"] = np.empty_like(order)
    made["rank"][order] = np.arange(len(order), dtype="u4")
    made["length"] = length_bytes(columns["tokens"])
    made.update(_grid(latitude, longitude, placed))
    made.update(_patterns(columns, len(order)))
    return made


def length_bytes(tokens: NDArray[Any]) -> NDArray[Any]:
    """Lengths of texts as Whoosh keeps them: one byte each, exact below ten words."""
    distinct, where = np.unique(tokens, return_inverse=True)
    return np.array([length_to_byte(int(n)) for n in distinct], dtype="u1")[where]


def ends(lengths: Iterable[int] | NDArray[Any]) -> NDArray[Any]:
    """Where each of these ends when they lie one after the other."""
    return np.cumsum(np.asarray(lengths, dtype="u8"), dtype="u8")


def _grid(latitude: NDArray[Any], longitude: NDArray[Any], placed: NDArray[Any]) -> Arrays:
    docs = np.flatnonzero(placed).astype("u4")
    cells = cells_of(latitude[docs] / 1e6, longitude[docs] / 1e6)
    order = np.argsort(cells, kind="stable")
    distinct, counts = np.unique(cells, return_counts=True)
    return {
        "cells": distinct.astype("i4"),
        "cell_ends": ends(counts).astype("u4"),
        "cell_docs": docs[order],
    }


def _patterns(columns: Arrays, size: int) -> Arrays:
    """Few combinations of slots and of sports occur: counting those first is counting quickly."""
    slots, slot_code = np.unique(columns["slots"], return_inverse=True)
    combos: dict[bytes, int] = {}
    combo = [combos.setdefault(codes, len(combos)) for codes in _sports_by_document(columns, size)]
    sports = [np.frombuffer(codes, dtype="u4") for codes in combos]
    return {
        "slot_patterns": slots,
        "slot_code": _narrow(slot_code, len(slots)),
        "sport_combo": _narrow(np.array(combo, dtype="u4"), len(combos)),
        "combo_starts": np.append(0, ends([len(codes) for codes in sports])).astype("u4"),
        "combo_sports": np.concatenate([np.empty(0, dtype="u4"), *sports]),
    }


def _sports_by_document(columns: Arrays, size: int) -> Iterator[bytes]:
    """The numbers of the sports of each document, ascending, as bytes."""
    docs = columns[f"{SPORT}.docs"]
    counts = np.diff(columns[f"{SPORT}.post_ends"], prepend=np.uint64(0)).astype("i8")
    numbers = np.repeat(np.arange(len(counts), dtype="u4"), counts)
    codes = numbers[np.argsort(docs, kind="stable")].tobytes()
    start = 0
    for end in (ends(np.bincount(docs, minlength=size)) * 4).tolist():
        yield codes[start:end]
        start = end


def _narrow(codes: NDArray[Any], count: int) -> NDArray[Any]:
    return codes.astype("u2" if count <= 1 << 16 else "u4")
