"""Tantivy by its Python binding, each kind of question the fastest way that was found.

Without a circle, its own aggregations on fast fields count. The binding knows no circles: with one,
all documents in the box around it are collected and their fast fields counted in numpy. Sets of
grid cells as terms and counts ring by ring took three to eight times as long. Ties follow the
order of documents, which is the order of ids after a build.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import tantivy
from tantivy import Document, Occur, Query

from directory.catalogue.criteria import Answer, Criteria, Facets, Hit, Sort, Word
from directory.catalogue.record import Record, Section
from directory.model import Need, TimeOfDay, Weekday
from tests.bench.columns import (
    Candidates,
    Codes,
    Rows,
    ordinals,
    packed_bits,
    packed_freshness,
    packed_sports,
)
from tests.bench.engines import WEIGHTS, Terms, analysed, box_around, slot_number, xyz

NEEDS = len(Need)
YES_AT, UNKNOWN_AT, NO_AT, CONFIRMED = 0, NEEDS, 2 * NEEDS, 3 * NEEDS
DAYS_AT, TIMES_AT, SLOTS_AT, KIND_AT = 40, 50, 60, 90
OLDEST = 999
NORTH_AT, EAST_AT = 90, 180  # fast fields without a sign: degrees are counted from here

_decode = msgspec.json.Decoder().decode
_encode = msgspec.json.Encoder().encode


class Tantivy:
    name = "tantivy"

    def __init__(self, folder: Path, terms: Terms) -> None:
        self._folder = folder
        self._terms = terms
        self._schema = _schema()
        self._codes = Codes()
        self._index: tantivy.Index
        self._searcher: tantivy.Searcher
        self._writer: tantivy.IndexWriter | None = None

    def build(self, records: Iterable[Record]) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._index = tantivy.Index(self._schema, path=str(self._folder))
        # One thread and one segment, so that documents keep the order of their ids.
        with self._index.writer(heap_size=2_000_000_000, num_threads=1) as writer:
            for record in ordinals(records):
                writer.add_document(self._document(record))
        self._save_codes()
        self._reload()

    def open(self) -> None:
        self._index = tantivy.Index.open(str(self._folder))
        self._searcher = self._index.searcher()
        self._codes = Codes(**json.loads((self._folder / "codes.json").read_text("utf-8")))

    def close(self) -> None:
        """Background threads may still write files: wait for them."""
        if self._writer is not None:
            self._writer.wait_merging_threads()
        self._writer = None

    def upsert(self, record: Record) -> None:
        if self._writer is None:
            self._writer = self._index.writer(heap_size=50_000_000, num_threads=1)
        self._writer.delete_documents_by_term("id", record.id)
        self._writer.add_document(self._document(record))
        self._save_codes()
        self._writer.commit()
        self._reload()

    def search(self, criteria: Criteria) -> Answer:
        question = _Question(self._schema, self._searcher, criteria)
        if criteria.circle is None:
            return question.aggregated()
        return question.collected(self._codes)

    def _reload(self) -> None:
        self._index.reload()
        self._searcher = self._index.searcher()

    def _save_codes(self) -> None:
        codes = {"sports": self._codes.sports, "states": self._codes.states}
        (self._folder / "codes.json").write_text(json.dumps(codes), "utf-8")

    def _document(self, record: Record) -> Document:
        self._codes.learn(record)
        document = Document()
        document.add_text("id", record.id)
        document.add_bytes("card", _encode(record.card))
        for section, text in zip(Section, analysed(record, self._terms), strict=True):
            # A word counts as often as it weighs: one field to ask instead of five.
            document.add_text("words", " ".join([text] * int(WEIGHTS[section])))
        for code in _codes(record):
            document.add_unsigned("codes", code)
        for sport in dict.fromkeys(record.sports):
            document.add_text("sports", sport)
        document.add_text("state", record.state_code)
        for length in range(1, len(record.ags) + 1):
            document.add_text("ags", record.ags[:length])
        for name, number in self._numbers(record).items():
            document.add_unsigned(name, number)
        return document

    def _numbers(self, record: Record) -> dict[str, int]:
        numbers = {
            "age_min": record.age_min or 0,
            "age_max": OLDEST if record.age_max is None else record.age_max,
            "verified": record.verified_day,
            "fresh": packed_freshness(record),
            "bits": packed_bits(record, self._codes),
            "packed_sports": packed_sports(record, self._codes),
        }
        if record.latitude_e6 is not None and record.longitude_e6 is not None:
            numbers["north"] = record.latitude_e6 + NORTH_AT * 1_000_000
            numbers["east"] = record.longitude_e6 + EAST_AT * 1_000_000
        return numbers


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("card", stored=True)
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
    for name in ("sports", "state"):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("ags", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("codes", indexed=True, fast=True)
    for name in ("age_min", "age_max", "verified", "fresh", "bits", "packed_sports"):
        builder.add_unsigned_field(name, fast=True)
    for name in ("north", "east"):
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


class _Question:
    """One search: the queries for page and counts, and what comes back."""

    def __init__(
        self, schema: tantivy.Schema, searcher: tantivy.Searcher, criteria: Criteria
    ) -> None:
        self._schema = schema
        self._searcher = searcher
        self._criteria = criteria
        self._filters = list(self._narrowing())
        self._words = [self._any("words", self._terms(word)) for word in criteria.words]

    def collected(self, codes: Codes) -> Answer:
        """All candidates by their fast fields; counts and order by numpy."""
        is_ranked = bool(self._criteria.words) and self._criteria.sort is Sort.RELEVANCE
        words = list(self._scores()) if is_ranked else self._words
        query = _all_of([*words, *self._filters, *self._box()])
        count = self._searcher.search(query, limit=1).count
        found = self._searcher.search(query, limit=max(1, count), count=False).hits
        addresses = [address for _, address in found]
        rows = Rows(
            np.arange(len(found)),
            self._fast("bits", addresses),
            self._fast("packed_sports", addresses),
            keys=self._keys(found, addresses),
            chords=self._chords(addresses),
        )
        return Candidates(self._criteria, codes, rows).answer(
            lambda page: [self._stored(addresses[row]) for row in page]
        )

    def aggregated(self) -> Answer:
        """The page by one search, the counts by aggregations; there is no circle."""
        criteria = self._criteria
        self._sports = [self._any("sports", sorted(criteria.sports))] if criteria.sports else []
        self._slots = self._wanted_slots(criteria.days, criteria.times)
        found = _all_of([*self._words, *self._filters, *self._sports, *self._slots])
        total, addresses = self._page(found)
        hits = (Hit(*self._stored(address), score=0.0) for address in addresses)
        return Answer(total, tuple(hits), self._facets(found))

    def _any(self, field: str, values: list[Any]) -> Query:
        if len(values) == 1:
            query = Query.term_query(self._schema, field, values[0], "basic")
        else:
            query = Query.term_set_query(self._schema, field, values)
        return Query.const_score_query(query, 0.0)

    def _terms(self, word: Word) -> list[str]:
        if not word.prefix:
            return list(word.terms)
        longer = self._searcher.terms_with_prefix("words", word.terms[0])
        return [*word.terms, *(term for term, _ in longer)]

    def _scores(self) -> Iterator[Query]:
        for word in self._criteria.words:
            parts = [Query.term_query(self._schema, "words", term, "freq") for term in word.terms]
            if word.prefix:
                parts.append(self._any("words", self._terms(word)))
            yield Query.boolean_query([(Occur.Should, part) for part in parts])

    def _narrowing(self) -> Iterator[Query]:
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

    def _box(self) -> Iterator[Query]:
        circle = self._criteria.circle
        if circle is not None and circle.radius_km is not None:
            south, north, west, east = box_around(circle)
            yield self._between("north", south + NORTH_AT, north + NORTH_AT)
            yield self._between("east", west + EAST_AT, east + EAST_AT)

    def _between(self, field: str, least: float, most: float) -> Query:
        return self._range(
            field, lower_bound=max(0, int(least * 1e6)), upper_bound=int(most * 1e6) + 1
        )

    def _range(self, field: str, **bounds: int) -> Query:
        kind = tantivy.FieldType.Unsigned
        query = Query.range_query(self._schema, field, kind, **bounds)
        return Query.const_score_query(query, 0.0)

    def _fast(self, field: str, addresses: list[Any]) -> list[Any]:
        return list(self._searcher.fast_field_values(field, addresses))

    def _keys(self, found: list[Any], addresses: list[Any]) -> np.ndarray | None:
        if self._criteria.sort is Sort.FRESHNESS:
            return -np.array(self._fast("fresh", addresses), dtype=np.float64)
        if self._criteria.words and self._criteria.sort is Sort.RELEVANCE:
            return -np.array([score for score, _ in found])
        return None

    def _chords(self, addresses: list[Any]) -> np.ndarray:
        circle = self._criteria.circle
        assert circle is not None
        north = np.array(self._fast("north", addresses), dtype=np.float64) / 1e6 - NORTH_AT
        east = np.array(self._fast("east", addresses), dtype=np.float64) / 1e6 - EAST_AT
        centre = xyz(circle.latitude, circle.longitude)
        return ((xyz(north, east) - centre[:, None]) ** 2).sum(axis=0)

    def _stored(self, address: Any) -> tuple[str, dict[str, Any]]:
        document = self._searcher.doc(address)
        return document.get_first("id"), _decode(document.get_first("card"))

    def _page(self, found: Query) -> tuple[int, list[Any]]:
        criteria = self._criteria
        first = (criteria.page - 1) * criteria.page_size
        if criteria.sort is Sort.FRESHNESS:
            result = self._searcher.search(
                found, limit=criteria.page_size, offset=first, order_by_field="fresh"
            )
        else:
            others = [*self._filters, *self._sports, *self._slots]
            query = _all_of([*self._scores(), *others]) if criteria.words else found
            result = self._searcher.search(query, limit=criteria.page_size, offset=first)
        return result.count, [address for _, address in result.hits]

    def _wanted_slots(self, days: Iterable[Weekday], times: Iterable[TimeOfDay]) -> list[Query]:
        order = list(TimeOfDay)
        if days and times:
            codes = [SLOTS_AT + slot_number(day, time) for day in days for time in times]
        elif days:
            codes = [DAYS_AT + day for day in days]
        else:
            codes = [TIMES_AT + order.index(time) for time in times]
        return [self._any("codes", codes)] if codes else []

    def _facets(self, found: Query) -> Facets:
        wanted = ["codes", "state"] + ([] if self._criteria.sports else ["sports"])
        counts = self._counts(found, wanted)
        codes = counts["codes"]
        return Facets(
            sports=counts["sports"] if "sports" in counts else self._sport_counts(),
            days=self._day_counts(codes),
            times=self._time_counts(codes),
            needs={need: codes.get(YES_AT + at, 0) for at, need in enumerate(Need)},
            needs_unknown={need: codes.get(UNKNOWN_AT + at, 0) for at, need in enumerate(Need)},
            states=counts["state"],
            confirmed=codes.get(CONFIRMED, 0),
        )

    def _counts(self, query: Query, fields: list[str]) -> dict[str, dict[Any, int]]:
        wanted = {field: {"terms": {"field": field, "size": 1000}} for field in fields}
        result = self._searcher.aggregate(query, wanted)
        return {
            field: {_key(bucket["key"]): bucket["doc_count"] for bucket in result[field]["buckets"]}
            for field in fields
        }

    def _sport_counts(self) -> dict[str, int]:
        anyone = _all_of([*self._words, *self._filters, *self._slots])
        return self._counts(anyone, ["sports"])["sports"]

    def _day_counts(self, codes: dict[int, int]) -> dict[Weekday, int]:
        days, times = self._criteria.days, self._criteria.times
        if len(times) > 1:
            return {day: self._count_slots((day,), times) for day in Weekday}
        counts = self._any_slot_codes() if days else codes
        at = {day: DAYS_AT + day for day in Weekday}
        for time in times:
            at = {day: SLOTS_AT + slot_number(day, time) for day in Weekday}
        return {day: counts.get(code, 0) for day, code in at.items()}

    def _time_counts(self, codes: dict[int, int]) -> dict[TimeOfDay, int]:
        days, times = self._criteria.days, self._criteria.times
        if len(days) > 1:
            return {time: self._count_slots(days, (time,)) for time in TimeOfDay}
        counts = self._any_slot_codes() if times else codes
        at = {time: TIMES_AT + order for order, time in enumerate(TimeOfDay)}
        for day in days:
            at = {time: SLOTS_AT + slot_number(day, time) for time in TimeOfDay}
        return {time: counts.get(code, 0) for time, code in at.items()}

    def _any_slot_codes(self) -> dict[int, int]:
        anytime = _all_of([*self._words, *self._filters, *self._sports])
        return self._counts(anytime, ["codes"])["codes"]

    def _count_slots(self, days: Iterable[Weekday], times: Iterable[TimeOfDay]) -> int:
        slots = self._wanted_slots(days, times)
        query = _all_of([*self._words, *self._filters, *self._sports, *slots])
        return int(self._searcher.search(query, limit=1).count)


def _all_of(parts: list[Query]) -> Query:
    if len(parts) == 1:
        return parts[0]
    return Query.boolean_query([(Occur.Must, part) for part in parts])


def _key(value: Any) -> Any:
    return int(value) if isinstance(value, float) else value
