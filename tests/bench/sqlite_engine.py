"""SQLite with FTS5 and R*Tree, tuned as one would for a real site.

What was tried and kept: one statement brings every candidate row with its packed numbers, numpy
counts and sorts them (36 sums in SQL took three times as long); numbers stand apart from texts and
cards, so that a scan reads few pages; the R*Tree drives where there are no words, and is a filter
for the hits of FTS5 where there are.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from math import cos, degrees, isnan, radians
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

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
from directory.catalogue.record import Record
from directory.model import Need, TimeOfDay, Weekday
from tests.bench.engines import (
    EARTH_RADIUS_KM,
    WEIGHTS,
    Terms,
    analysed,
    kilometres,
    need_mask,
    slot_mask,
    squared_chord,
    widest_km,
    xyz,
)

SCHEMA = """
CREATE TABLE doc(
    n INTEGER PRIMARY KEY, kind INTEGER, bits INTEGER, sports INTEGER, fresh INTEGER,
    age_min INTEGER, age_max INTEGER, verified INTEGER, ags TEXT, x REAL, y REAL, z REAL);
CREATE TABLE card(n INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, card BLOB NOT NULL);
CREATE TABLE text(n INTEGER PRIMARY KEY, name, sport, club, place, text);
CREATE TABLE code(kind TEXT, code INTEGER, value TEXT, PRIMARY KEY (kind, code)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(
    name, sport, club, place, text, content='text', content_rowid='n', prefix='2 3',
    tokenize="ascii tokenchars '!#$%&()*+,-./:;<=>?@[\\]^_`{|}~'");
CREATE VIRTUAL TABLE place USING rtree(n, south, north, west, east);
"""
INDEXES = "CREATE INDEX doc_ags ON doc(ags); CREATE INDEX doc_verified ON doc(verified);"

NEEDS = len(Need)
SLOTS_AT = 2 * NEEDS
STATE_AT = SLOTS_AT + 21
CONFIRMED_AT = STATE_AT + 5
SPORT_BITS = 9
MOST_SPORTS = 63 // SPORT_BITS
OLDEST = 999

_decode = msgspec.json.Decoder().decode
_encode = msgspec.json.Encoder().encode


class Sqlite:
    name = "SQLite"

    def __init__(self, folder: Path, terms: Terms) -> None:
        self._file = folder / "search.sqlite"
        self._terms = terms
        self._sports: dict[str, int] = {}
        self._states: dict[str, int] = {}
        self._db: sqlite3.Connection

    def build(self, records: Iterable[Record]) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._connect()
        self._db.executescript(SCHEMA)
        self._db.execute("BEGIN")
        for n, record in enumerate(sorted(records, key=lambda record: record.id), start=1):
            self._insert(n, record)
        self._db.execute("COMMIT")
        self._db.execute("INSERT INTO words(words) VALUES ('optimize')")
        self._db.executescript(INDEXES + "ANALYZE; PRAGMA wal_checkpoint(TRUNCATE);")

    def open(self) -> None:
        self._connect()
        for kind, code, value in self._db.execute("SELECT kind, code, value FROM code"):
            (self._sports if kind == "sport" else self._states)[value] = code

    def close(self) -> None:
        self._db.close()

    def upsert(self, record: Record) -> None:
        self._db.execute("BEGIN IMMEDIATE")
        row = self._db.execute("SELECT n FROM card WHERE id = ?", (record.id,)).fetchone()
        if row:
            self._delete(row[0])
        self._insert(row[0] if row else self._next_n(), record)
        self._db.execute("COMMIT")

    def search(self, criteria: Criteria) -> Answer:
        rows = self._db.execute(*self._statement(criteria)).fetchall()
        return _Candidates(rows, criteria, self._sports, self._states).answer(self._cards)

    def _connect(self) -> None:
        self._db = sqlite3.connect(
            self._file, isolation_level=None, cached_statements=512, check_same_thread=False
        )
        self._db.executescript(
            "PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
            "PRAGMA mmap_size=2000000000; PRAGMA cache_size=-64000; PRAGMA temp_store=MEMORY;"
        )

    def _insert(self, n: int, record: Record) -> None:
        run = self._db.execute
        texts = tuple(analysed(record, self._terms))
        run("INSERT INTO text VALUES (?,?,?,?,?,?)", (n, *texts))
        run("INSERT INTO words(rowid,name,sport,club,place,text) VALUES (?,?,?,?,?,?)", (n, *texts))
        run("INSERT INTO card VALUES (?,?,?)", (n, record.id, _encode(record.card)))
        x = y = z = None
        if record.latitude_e6 is not None and record.longitude_e6 is not None:
            north, east = record.latitude_e6 / 1e6, record.longitude_e6 / 1e6
            x, y, z = (float(part) for part in xyz(north, east))
            run("INSERT INTO place VALUES (?,?,?,?,?)", (n, north, north, east, east))
        run(
            "INSERT INTO doc VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                n,
                int(record.kind),
                self._bits(record),
                self._sport_codes(record),
                record.verified_day << 20 | record.changed_day,
                record.age_min if record.age_min is not None else 0,
                record.age_max if record.age_max is not None else OLDEST,
                record.verified_day,
                record.ags,
                x,
                y,
                z,
            ),
        )

    def _delete(self, n: int) -> None:
        run = self._db.execute
        run(
            "INSERT INTO words(words, rowid, name, sport, club, place, text)"
            " SELECT 'delete', n, name, sport, club, place, text FROM text WHERE n = ?",
            (n,),
        )
        for table in ("text", "card", "doc", "place"):
            run(f"DELETE FROM {table} WHERE n = ?", (n,))

    def _next_n(self) -> int:
        return (self._db.execute("SELECT max(n) FROM card").fetchone()[0] or 0) + 1

    def _bits(self, record: Record) -> int:
        unknown = ~(record.yes | record.no) & ((1 << NEEDS) - 1)
        return (
            record.yes
            | unknown << NEEDS
            | record.slots << SLOTS_AT
            | self._code("state", self._states, record.state_code) << STATE_AT
            | (record.verified_day > 0) << CONFIRMED_AT
        )

    def _sport_codes(self, record: Record) -> int:
        if len(set(record.sports)) > MOST_SPORTS:
            raise ValueError(f"{record.id} has more sports than fit into one number")
        packed = 0
        for sport in dict.fromkeys(record.sports):
            packed = packed << SPORT_BITS | self._code("sport", self._sports, sport)
        return packed

    def _code(self, kind: str, codes: dict[str, int], value: str) -> int:
        """A small number from 1 on; 0 for nothing."""
        if value and value not in codes:
            codes[value] = len(codes) + 1
            self._db.execute("INSERT INTO code VALUES (?,?,?)", (kind, codes[value], value))
        return codes.get(value, 0)

    def _cards(self, numbers: list[int]) -> dict[int, tuple[str, dict[str, Any]]]:
        found = self._db.execute(
            "SELECT n, id, card FROM card WHERE n IN (SELECT value FROM json_each(?))",
            (str(numbers),),
        )
        return {n: (id_, _decode(card)) for n, id_, card in found}

    def _statement(self, criteria: Criteria) -> tuple[str, list[Any]]:
        """Every row that any of the counts needs; the narrowing filters are done here."""
        chord, values = _chord(criteria.circle)
        scored = criteria.words and criteria.sort is not Sort.FRESHNESS
        weights = ", ".join(str(weight) for weight in WEIGHTS.values())
        key = f"-bm25(words, {weights})" if scored else "d.fresh"
        tables, conditions, more = _tables(criteria)
        filters, filter_values = _filters(criteria)
        where = " AND ".join(conditions + filters)
        sql = f"SELECT d.n, d.bits, d.sports, {key}, {chord} FROM {tables} WHERE {where}"
        return sql, values + more + filter_values


def _chord(circle: Circle | None) -> tuple[str, list[Any]]:
    if circle is None:
        return "NULL", []
    x, y, z = (float(part) for part in xyz(circle.latitude, circle.longitude))
    return "(d.x-?)*(d.x-?)+(d.y-?)*(d.y-?)+(d.z-?)*(d.z-?)", [x, x, y, y, z, z]


def _tables(criteria: Criteria) -> tuple[str, list[str], list[Any]]:
    words, box = criteria.words, _box(criteria.circle)
    inside = "north >= ? AND south <= ? AND east >= ? AND west <= ?"
    if words:
        conditions, values = ["words MATCH ?"], [_match(words)]
        if box:
            conditions.append(f"+words.rowid IN (SELECT n FROM place WHERE {inside})")
            values += box
        return "words CROSS JOIN doc d ON d.n = words.rowid", conditions, values
    if box:
        return "place CROSS JOIN doc d ON d.n = place.n", [inside], box
    return "doc d", [], []


def _box(circle: Circle | None) -> list[Any]:
    """South, north, west, east around the widest circle that is counted; a hair too wide."""
    if circle is None or circle.radius_km is None:
        return []
    reach = degrees(widest_km(circle.radius_km) / EARTH_RADIUS_KM) * 1.0001
    furthest_north = min(89.0, abs(circle.latitude) + reach)
    side = min(360.0, reach / cos(radians(furthest_north)))
    latitude, longitude = circle.latitude, circle.longitude
    return [latitude - reach, latitude + reach, longitude - side, longitude + side]


def _match(words: tuple[Word, ...]) -> str:
    return " AND ".join(f"({' OR '.join(_phrases(word))})" for word in words)


def _phrases(word: Word) -> Iterator[str]:
    for order, term in enumerate(word.terms):
        quoted = '"' + term.replace('"', '""') + '"'
        yield f"{quoted}*" if word.prefix and order == 0 else quoted


def _filters(criteria: Criteria) -> tuple[list[str], list[Any]]:
    parts: list[tuple[str, list[Any]]] = [("d.kind = ?", [int(criteria.kind)])]
    if criteria.needs:
        mask = need_mask(criteria.needs)
        if criteria.unknown_too:
            parts.append((f"((d.bits | (d.bits >> {NEEDS})) & ?) = ?", [mask, mask]))
        else:
            parts.append(("(d.bits & ?) = ?", [mask, mask]))
    if criteria.age is not None:
        parts.append(("d.age_min <= ? AND d.age_max >= ?", [criteria.age, criteria.age]))
    if criteria.verified_since is not None:
        parts.append(("d.verified >= ?", [criteria.verified_since.toordinal()]))
    if criteria.ags:
        parts.append(("d.ags >= ? AND d.ags < ?", [criteria.ags, criteria.ags + ":"]))
    return [sql for sql, _ in parts], [value for _, values in parts for value in values]


class _Candidates:
    """The rows of one statement as columns: counts, order and page are taken from here."""

    def __init__(
        self,
        rows: list[tuple[Any, ...]],
        criteria: Criteria,
        sports: dict[str, int],
        states: dict[str, int],
    ) -> None:
        columns = list(zip(*rows, strict=True)) or [()] * 5
        self._n = np.array(columns[0], dtype=np.int64)
        self._bits = np.array(columns[1], dtype=np.int64)
        self._sport_codes = np.array(columns[2], dtype=np.int64)
        self._criteria = criteria
        self._key = columns[3]
        circle = criteria.circle
        self._chord = np.array(columns[4], dtype=np.float64) if circle else None
        self._sports, self._states = sports, states

    def answer(self, cards: Any) -> Answer:
        criteria = self._criteria
        size = len(self._n)
        yes = np.ones(size, dtype=bool)
        sport = self._of_sports() if criteria.sports else yes
        slot = self._of_slots(criteria.days, criteria.times)
        near = self._within(criteria.circle.radius_km) if criteria.circle else yes
        found = sport & slot & near
        facets = self._facets(found, sport, slot, near)
        page = self._page(np.flatnonzero(found))
        stored = cards([int(n) for n in self._n[page]])
        return Answer(int(found.sum()), tuple(self._hit(i, stored) for i in page), facets)

    def _of_sports(self) -> np.ndarray:
        wanted = np.zeros(1 << SPORT_BITS, dtype=bool)
        for sport in self._criteria.sports:
            wanted[self._sports.get(sport, 0)] = True
        wanted[0] = False
        found = np.zeros(len(self._n), dtype=bool)
        for codes in self._each_sport():
            found |= wanted[codes]
        return found

    def _each_sport(self) -> Iterator[np.ndarray]:
        codes = self._sport_codes
        while codes.any():
            yield codes & ((1 << SPORT_BITS) - 1)
            codes = codes >> SPORT_BITS

    def _of_slots(self, days: Iterable[Weekday], times: Iterable[TimeOfDay]) -> np.ndarray:
        if not days and not times:
            return np.ones(len(self._n), dtype=bool)
        return self._bits & (slot_mask(days, times) << SLOTS_AT) != 0

    def _within(self, radius_km: float | None) -> np.ndarray:
        if radius_km is None or self._chord is None:
            return np.ones(len(self._n), dtype=bool)
        return self._chord <= squared_chord(radius_km)  # an empty point is never near: NaN

    def _facets(
        self, found: np.ndarray, sport: np.ndarray, slot: np.ndarray, near: np.ndarray
    ) -> Facets:
        criteria = self._criteria
        bits = self._bits[found]
        any_slot = self._bits[sport & near] >> SLOTS_AT
        anywhere = sport & slot
        return Facets(
            sports=self._count_sports(slot & near),
            days={day: _with_any(any_slot, slot_mask((day,), criteria.times)) for day in Weekday},
            times={
                time: _with_any(any_slot, slot_mask(criteria.days, (time,))) for time in TimeOfDay
            },
            needs={need: _with_any(bits, 1 << at) for at, need in enumerate(Need)},
            needs_unknown={need: _with_any(bits, 1 << NEEDS + at) for at, need in enumerate(Need)},
            states=_named(bits >> STATE_AT & 31, self._states),
            distances={
                step: int((anywhere & self._within(step)).sum()) for step in DISTANCE_STEPS_KM
            }
            if criteria.circle
            else {},
            confirmed=_with_any(bits, 1 << CONFIRMED_AT),
        )

    def _count_sports(self, rows: np.ndarray) -> dict[str, int]:
        counts = np.zeros(1 << SPORT_BITS, dtype=np.int64)
        for codes in self._each_sport():
            counts += np.bincount(codes[rows], minlength=1 << SPORT_BITS)
        return {sport: int(counts[code]) for sport, code in self._sports.items() if counts[code]}

    def _page(self, found: np.ndarray) -> np.ndarray:
        criteria = self._criteria
        first = (criteria.page - 1) * criteria.page_size
        last = first + criteria.page_size
        by = self._order_of(found)
        if len(found) > 4 * last:
            limit = np.partition(by, last - 1)[last - 1]
            kept = by <= limit
            found, by = found[kept], by[kept]
        return found[np.lexsort((self._n[found], by))][first:last]

    def _order_of(self, found: np.ndarray) -> np.ndarray:
        """Smallest first. Without words there is no relevance."""
        criteria = self._criteria
        if criteria.sort is Sort.DISTANCE and self._chord is not None:
            return np.nan_to_num(self._chord[found], nan=np.inf)
        if criteria.sort is Sort.FRESHNESS or criteria.words:
            key = self._key
            return -np.array([key[i] for i in found], dtype=np.float64)
        return np.zeros(len(found))

    def _hit(self, row: int, stored: dict[int, tuple[str, dict[str, Any]]]) -> Hit:
        id_, card = stored[int(self._n[row])]
        chord = None if self._chord is None else float(self._chord[row])
        return Hit(
            id=id_,
            card=card,
            score=float(self._key[row]),
            distance_km=None if chord is None or isnan(chord) else kilometres(chord),
        )


def _with_any(values: np.ndarray, mask: int) -> int:
    return int(np.count_nonzero(values & mask))


def _named(codes: np.ndarray, names: dict[str, int]) -> dict[str, int]:
    counts = np.bincount(codes, minlength=32)
    return {name: int(counts[code]) for name, code in names.items() if counts[code]}
