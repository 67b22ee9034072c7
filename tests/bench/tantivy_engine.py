"""Tantivy by its Python binding, with aggregations on fast fields.

The binding knows no circles, so a circle becomes a set of terms: whole cells of a grid in three
sizes where every point of the cell is inside, single points at the rim. By distance one asks ring
by ring, nearest points first, until the page is full. Ties follow the order of documents, which
is the order of ids after a build.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import tantivy
from tantivy import Document, Occur, Query

from directory.catalogue.criteria import (
    DISTANCE_STEPS_KM,
    Answer,
    Circle,
    Criteria,
    Facets,
    Hit,
    Sort,
    Word,
)
from directory.catalogue.record import Record, Section
from directory.model import Need, TimeOfDay, Weekday
from tests.bench.engines import (
    WEIGHTS,
    Terms,
    analysed,
    kilometres,
    slot_number,
    squared_chord,
    widest_km,
    xyz,
)

NEEDS = len(Need)
YES_AT, UNKNOWN_AT, NO_AT, CONFIRMED = 0, NEEDS, 2 * NEEDS, 3 * NEEDS
DAYS_AT, TIMES_AT, SLOTS_AT, KIND_AT = 40, 50, 60, 90
CELL_DEGREES = (0.2, 0.05, 0.0125)
OLDEST = 999
FEW_POINTS = 300

_decode = msgspec.json.Decoder().decode
_encode = msgspec.json.Encoder().encode


class Tantivy:
    name = "tantivy"

    def __init__(self, folder: Path, terms: Terms) -> None:
        self._folder = folder
        self._terms = terms
        self._schema = _schema()
        self._index: tantivy.Index
        self._searcher: tantivy.Searcher
        self._writer: tantivy.IndexWriter | None = None
        self._points = Points.of([])

    def build(self, records: Iterable[Record]) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        ordered = sorted(records, key=lambda record: record.id)
        self._points = Points.of(
            (record.latitude_e6, record.longitude_e6)
            for record in ordered
            if record.latitude_e6 is not None and record.longitude_e6 is not None
        )
        self._points.save(self._folder / "points.npy")
        self._index = tantivy.Index(self._schema, path=str(self._folder))
        # One thread and one segment, so that documents keep the order of their ids.
        with self._index.writer(heap_size=2_000_000_000, num_threads=1) as writer:
            for record in ordered:
                writer.add_document(self._document(record))
        self._index.reload()
        self._searcher = self._index.searcher()

    def open(self) -> None:
        self._index = tantivy.Index.open(str(self._folder))
        self._searcher = self._index.searcher()
        self._points = Points.load(self._folder / "points.npy")

    def close(self) -> None:
        self._writer = None

    def upsert(self, record: Record) -> None:
        if self._writer is None:
            self._writer = self._index.writer(heap_size=50_000_000, num_threads=1)
        if record.latitude_e6 is not None and record.longitude_e6 is not None:
            self._points = self._points.with_point(record.latitude_e6, record.longitude_e6)
        self._writer.delete_documents_by_term("id", record.id)
        self._writer.add_document(self._document(record))
        self._writer.commit()
        self._index.reload()
        self._searcher = self._index.searcher()

    def search(self, criteria: Criteria) -> Answer:
        return _Question(self._schema, self._searcher, self._points, criteria).answer()

    def _document(self, record: Record) -> Document:
        document = Document()
        document.add_text("id", record.id)
        document.add_bytes("card", _encode(record.card))
        texts = tuple(analysed(record, self._terms))
        for section, text in zip(Section, texts, strict=True):
            # A word counts as often as it weighs: one field to ask instead of five.
            document.add_text("words", " ".join([text] * int(WEIGHTS[section])))
        for code in _codes(record):
            document.add_unsigned("codes", code)
        for sport in dict.fromkeys(record.sports):
            document.add_text("sports", sport)
        document.add_text("state", record.state_code)
        for length in range(1, len(record.ags) + 1):
            document.add_text("ags", record.ags[:length])
        document.add_unsigned("age_min", record.age_min or 0)
        document.add_unsigned("age_max", OLDEST if record.age_max is None else record.age_max)
        document.add_unsigned("verified", record.verified_day)
        document.add_unsigned("fresh", record.verified_day << 20 | record.changed_day)
        if record.latitude_e6 is not None and record.longitude_e6 is not None:
            point, cells = self._points.number_and_cells(record.latitude_e6, record.longitude_e6)
            document.add_unsigned("point", point)
            for cell in cells:
                document.add_unsigned("cell", cell)
        return document


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("card", stored=True)
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
    for name in ("sports", "state"):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("ags", tokenizer_name="raw", index_option="basic")
    for name in ("codes", "point", "cell"):
        builder.add_unsigned_field(name, indexed=True, fast=name != "cell")
    for name in ("age_min", "age_max", "verified", "fresh"):
        builder.add_unsigned_field(name, fast=True)
    return builder.build()


def _codes(record: Record) -> Iterator[int]:
    """One number for each thing that is counted or filtered by."""
    for at in range(NEEDS):
        yes, no = record.yes >> at & 1, record.no >> at & 1
        yield (YES_AT if yes else NO_AT if no else UNKNOWN_AT) + at
    if record.verified_day:
        yield CONFIRMED
    slots = [slot for slot in range(21) if record.slots >> slot & 1]
    yield from (SLOTS_AT + slot for slot in slots)
    yield from {DAYS_AT + slot // 3 for slot in slots}
    yield from {TIMES_AT + slot % 3 for slot in slots}
    yield KIND_AT + record.kind


class Points:
    """All different points, sorted by latitude, and the grid cells around them."""

    def __init__(self, e6: np.ndarray, numbers: np.ndarray) -> None:
        self._e6 = e6
        self._numbers = numbers
        self._row_of = np.argsort(numbers)
        degrees = e6 / 1e6
        self._latitudes = degrees[:, 0]
        self._xyz = xyz(degrees[:, 0], degrees[:, 1])
        self._cells = np.stack([_cells(degrees, level) for level in range(len(CELL_DEGREES))])
        self._members = []
        self._cell_rows = []
        self._cell_codes = []
        for cells in self._cells:
            codes, rows, members = np.unique(cells, return_inverse=True, return_counts=True)
            self._cell_codes.append(codes)
            self._cell_rows.append(rows)
            self._members.append(members)

    @classmethod
    def of(cls, points: Iterable[tuple[int, int]]) -> "Points":
        e6 = np.array(sorted(set(points)), dtype=np.int64).reshape(-1, 2)
        return cls(e6, np.arange(len(e6)))

    @classmethod
    def load(cls, file: Path) -> "Points":
        e6 = np.load(file)
        return cls(e6, np.arange(len(e6)))

    def save(self, file: Path) -> None:
        np.save(file, self._e6)

    def with_point(self, latitude_e6: int, longitude_e6: int) -> "Points":
        """The same, and this point with the next number."""
        row = self._row(latitude_e6, longitude_e6)
        point = np.array([latitude_e6, longitude_e6])
        if row < len(self._e6) and (self._e6[row] == point).all():
            return self
        return Points(
            np.insert(self._e6, row, point, axis=0),
            np.insert(self._numbers, row, len(self._numbers)),
        )

    def number_and_cells(self, latitude_e6: int, longitude_e6: int) -> tuple[int, list[int]]:
        row = self._row(latitude_e6, longitude_e6)
        return int(self._numbers[row]), [int(cells[row]) for cells in self._cells]

    def around(self, circle: Circle, radius_km: float | None) -> tuple[np.ndarray, np.ndarray]:
        """Rows within the radius and their squared chords."""
        if radius_km is None:
            first, last = 0, len(self._e6)
        else:
            reach = radius_km / 111.1
            first, last = np.searchsorted(
                self._latitudes, (circle.latitude - reach, circle.latitude + reach)
            )
        centre = xyz(circle.latitude, circle.longitude)
        chords = ((self._xyz[:, first:last] - centre[:, None]) ** 2).sum(axis=0)
        if radius_km is None:
            return np.arange(first, last), chords
        near = np.flatnonzero(chords <= squared_chord(radius_km))
        return near + first, chords[near]

    def chord(self, number: int, circle: Circle) -> float:
        point = self._xyz[:, self._row_of[number]]
        return float(((point - xyz(circle.latitude, circle.longitude)) ** 2).sum())

    def numbers(self, rows: np.ndarray) -> np.ndarray:
        return self._numbers[rows]

    def cover(self, rows: np.ndarray) -> tuple[list[int], list[int]]:
        """Cells that lie fully within ``rows``, biggest first, and the points left over."""
        whole: list[int] = []
        for level, members in enumerate(self._members):
            if len(rows) <= FEW_POINTS:
                break
            cell_rows = self._cell_rows[level][rows]
            full = np.bincount(cell_rows, minlength=len(members)) == members
            whole += self._cell_codes[level][full].tolist()
            rows = rows[~full[cell_rows]]
        return whole, self._numbers[rows].tolist()

    def _row(self, latitude_e6: int, longitude_e6: int) -> int:
        first, last = np.searchsorted(self._e6[:, 0], (latitude_e6, latitude_e6 + 1))
        return int(first + np.searchsorted(self._e6[first:last, 1], longitude_e6))


def _cells(degrees: np.ndarray, level: int) -> np.ndarray:
    size = CELL_DEGREES[level]
    north = np.floor((degrees[:, 0] + 90) / size).astype(np.int64)
    east = np.floor((degrees[:, 1] + 180) / size / 1.5).astype(np.int64)
    return level << 60 | north << 30 | east


class _Question:
    """One search: the queries for page and counts, and what comes back."""

    def __init__(
        self,
        schema: tantivy.Schema,
        searcher: tantivy.Searcher,
        points: Points,
        criteria: Criteria,
    ) -> None:
        self._schema = schema
        self._searcher = searcher
        self._points = points
        self._criteria = criteria
        self._narrow = [*self._words(), *self._filters()]
        self._sports = [self._any("sports", sorted(criteria.sports))] if criteria.sports else []
        self._slots = self._wanted_slots(criteria.days, criteria.times)
        circle = criteria.circle
        self._near: list[Query] = []
        if circle is not None:
            reach = None if circle.radius_km is None else widest_km(circle.radius_km)
            self._rows, self._chords = points.around(circle, reach)
            if circle.radius_km is not None:
                self._near = [self._within(circle.radius_km)]

    def answer(self) -> Answer:
        criteria = self._criteria
        found = _all_of([*self._narrow, *self._sports, *self._slots, *self._near])
        if criteria.sort is Sort.DISTANCE and criteria.circle is not None:
            total = self._count(found)
            addresses = self._nearest(total)
        else:
            total, addresses = self._ranked(found)
        return Answer(total, tuple(self._hits(addresses)), self._facets(found))

    def _term(self, field: str, value: Any) -> Query:
        return Query.term_query(self._schema, field, value, "basic")

    def _any(self, field: str, values: list[Any]) -> Query:
        if len(values) == 1:
            return Query.const_score_query(self._term(field, values[0]), 0.0)
        return Query.const_score_query(Query.term_set_query(self._schema, field, values), 0.0)

    def _words(self) -> Iterator[Query]:
        for word in self._criteria.words:
            yield self._any("words", self._terms(word))

    def _terms(self, word: Word) -> list[str]:
        if not word.prefix:
            return list(word.terms)
        longer = self._searcher.terms_with_prefix("words", word.terms[0])
        return [*word.terms, *(term for term, _ in longer)]

    def _filters(self) -> Iterator[Query]:
        criteria = self._criteria
        yield self._any("codes", [KIND_AT + criteria.kind])
        for at, need in enumerate(Need):
            if need in criteria.needs:
                unknown = [UNKNOWN_AT + at] if criteria.unknown_too else []
                yield self._any("codes", [YES_AT + at, *unknown])
        if criteria.age is not None:
            yield self._range("age_min", upper_bound=criteria.age)
            yield self._range("age_max", lower_bound=criteria.age)
        if criteria.verified_since is not None:
            yield self._range("verified", lower_bound=criteria.verified_since.toordinal())
        if criteria.ags:
            yield self._any("ags", [criteria.ags])

    def _range(self, field: str, **bounds: int) -> Query:
        kind = tantivy.FieldType.Unsigned
        query = Query.range_query(self._schema, field, kind, **bounds)
        return Query.const_score_query(query, 0.0)

    def _wanted_slots(self, days: Iterable[Weekday], times: Iterable[TimeOfDay]) -> list[Query]:
        order = list(TimeOfDay)
        if days and times:
            codes = [SLOTS_AT + slot_number(day, time) for day in days for time in times]
        elif days:
            codes = [DAYS_AT + day for day in days]
        else:
            codes = [TIMES_AT + order.index(time) for time in times]
        return [self._any("codes", codes)] if codes else []

    def _within(self, radius_km: float) -> Query:
        rows = self._rows[self._chords <= squared_chord(radius_km)]
        cells, points = self._points.cover(rows)
        if not cells:
            return self._any("point", points) if points else Query.empty_query()
        parts = [self._any("cell", cells)] + ([self._any("point", points)] if points else [])
        return (
            parts[0] if len(parts) == 1 else Query.boolean_query([(Occur.Should, p) for p in parts])
        )

    def _count(self, query: Query) -> int:
        return int(self._searcher.search(query, limit=1).count)

    def _ranked(self, found: Query) -> tuple[int, list[Any]]:
        criteria = self._criteria
        first = (criteria.page - 1) * criteria.page_size
        if criteria.sort is Sort.FRESHNESS:
            result = self._searcher.search(
                found, limit=criteria.page_size, offset=first, order_by_field="fresh"
            )
        elif criteria.words:
            others = [*self._filters(), *self._sports, *self._slots, *self._near]
            scored = _all_of([*self._scores(), *others])
            result = self._searcher.search(scored, limit=criteria.page_size, offset=first)
        else:
            result = self._searcher.search(found, limit=criteria.page_size, offset=first)
        return int(result.count), [address for _, address in result.hits]

    def _scores(self) -> Iterator[Query]:
        for word in self._criteria.words:
            parts = [Query.term_query(self._schema, "words", term, "freq") for term in word.terms]
            if word.prefix:
                parts.append(self._any("words", self._terms(word)))
            yield Query.boolean_query([(Occur.Should, part) for part in parts])

    def _nearest(self, total: int) -> list[Any]:
        """Ring by ring: the nearest points first, eight times as many each time."""
        criteria = self._criteria
        first = (criteria.page - 1) * criteria.page_size
        wanted = min(first + criteria.page_size, total)
        others = [*self._narrow, *self._sports, *self._slots]
        rows = self._rows[np.argsort(self._chords, kind="stable")]
        found: list[Any] = []
        start, size = 0, 64
        while len(found) < wanted and start < len(rows):
            ring = rows[start : start + size]
            numbers = self._points.numbers(ring).tolist()
            query = _all_of([self._any("point", numbers), *others])
            found += self._in_order(query, ring)
            start, size = start + len(ring), size * 8
        if len(found) < wanted:
            found += self._without_point(others, wanted - len(found))
        return found[first:wanted]

    def _in_order(self, query: Query, ring: np.ndarray) -> list[Any]:
        count = self._count(query)
        if not count:
            return []
        hits = self._searcher.search(query, limit=count, count=False).hits
        addresses = [address for _, address in hits]
        numbers = self._searcher.fast_field_values("point", addresses)
        place = {int(number): at for at, number in enumerate(self._points.numbers(ring))}
        ranked = sorted(range(len(addresses)), key=lambda i: (place[numbers[i]], i))
        return [addresses[i] for i in ranked]

    def _without_point(self, others: list[Query], wanted: int) -> list[Any]:
        everywhere = Query.exists_query("point")
        query = Query.boolean_query([(Occur.Must, _all_of(others)), (Occur.MustNot, everywhere)])
        return [address for _, address in self._searcher.search(query, limit=wanted).hits]

    def _hits(self, addresses: list[Any]) -> Iterator[Hit]:
        chords = self._chords_of(addresses)
        for address, chord in zip(addresses, chords, strict=True):
            stored = self._searcher.doc(address)
            yield Hit(
                id=stored.get_first("id"),
                card=_decode(stored.get_first("card")),
                score=0.0,
                distance_km=None if chord is None else kilometres(chord),
            )

    def _chords_of(self, addresses: list[Any]) -> list[float | None]:
        if self._criteria.circle is None or not addresses:
            return [None] * len(addresses)
        numbers = self._searcher.fast_field_values("point", addresses)
        return [
            None if number is None else self._points.chord(number, self._criteria.circle)
            for number in numbers
        ]

    def _facets(self, found: Query) -> Facets:
        criteria = self._criteria
        wanted = {"codes": _terms_of("codes"), "state": _terms_of("state")}
        if not criteria.sports:
            wanted["sports"] = _terms_of("sports")
        counts = self._counts(found, wanted)
        codes = counts["codes"]
        return Facets(
            sports=counts["sports"] if "sports" in counts else self._sport_counts(),
            days=self._day_counts(codes),
            times=self._time_counts(codes),
            needs={need: codes.get(YES_AT + at, 0) for at, need in enumerate(Need)},
            needs_unknown={need: codes.get(UNKNOWN_AT + at, 0) for at, need in enumerate(Need)},
            states=counts["state"],
            distances=self._distances(),
            confirmed=codes.get(CONFIRMED, 0),
        )

    def _counts(self, query: Query, wanted: dict[str, Any]) -> dict[str, dict[Any, int]]:
        result = self._searcher.aggregate(query, wanted)
        return {
            name: {_key(bucket["key"]): bucket["doc_count"] for bucket in result[name]["buckets"]}
            for name in wanted
        }

    def _sport_counts(self) -> dict[str, int]:
        anyone = _all_of([*self._narrow, *self._slots, *self._near])
        return self._counts(anyone, {"sports": _terms_of("sports")})["sports"]

    def _day_counts(self, codes: dict[int, int]) -> dict[Weekday, int]:
        days, times = self._criteria.days, self._criteria.times
        if not days and not times:
            return {day: codes.get(DAYS_AT + day, 0) for day in Weekday}
        if len(times) > 1:
            return {day: self._count_slots((day,), times) for day in Weekday}
        counts = codes if not days else self._any_slot_codes()
        at = {day: DAYS_AT + day for day in Weekday}
        for time in times:
            at = {day: SLOTS_AT + slot_number(day, time) for day in Weekday}
        return {day: counts.get(code, 0) for day, code in at.items()}

    def _time_counts(self, codes: dict[int, int]) -> dict[TimeOfDay, int]:
        days, times = self._criteria.days, self._criteria.times
        if not days and not times:
            return {time: codes.get(TIMES_AT + at, 0) for at, time in enumerate(TimeOfDay)}
        if len(days) > 1:
            return {time: self._count_slots(days, (time,)) for time in TimeOfDay}
        counts = codes if not times else self._any_slot_codes()
        at = {time: TIMES_AT + order for order, time in enumerate(TimeOfDay)}
        for day in days:
            at = {time: SLOTS_AT + slot_number(day, time) for time in TimeOfDay}
        return {time: counts.get(code, 0) for time, code in at.items()}

    def _any_slot_codes(self) -> dict[int, int]:
        anytime = _all_of([*self._narrow, *self._sports, *self._near])
        return self._counts(anytime, {"codes": _terms_of("codes")})["codes"]

    def _count_slots(self, days: Iterable[Weekday], times: Iterable[TimeOfDay]) -> int:
        slots = self._wanted_slots(days, times)
        return self._count(_all_of([*self._narrow, *self._sports, *self._near, *slots]))

    def _distances(self) -> dict[int, int]:
        if self._criteria.circle is None:
            return {}
        others = [*self._narrow, *self._sports, *self._slots]
        return {
            step: self._count(_all_of([*others, self._within(step)])) for step in DISTANCE_STEPS_KM
        }


def _all_of(parts: list[Query]) -> Query:
    if len(parts) == 1:
        return parts[0]
    return Query.boolean_query([(Occur.Must, part) for part in parts])


def _terms_of(field: str) -> dict[str, Any]:
    return {"terms": {"field": field, "size": 1000}}


def _key(value: Any) -> Any:
    return int(value) if isinstance(value, float) else value
