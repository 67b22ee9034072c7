"""SQLite with FTS5 and R*Tree, tuned as one would for a real site.

One statement finds every candidate row and hands over its numbers as one long string of bytes;
numpy counts and sorts them. Sums and groups over a temporary table took twice as long as fetching
rows, and fetching rows two to five times as long as the string. Numbers stand apart from texts and
cards, so that a scan reads few pages. The R*Tree drives where there are no words, and is a filter
for the hits of FTS5 where there are.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from directory.catalogue.criteria import (
    Answer,
    Circle,
    Criteria,
    Sort,
    Word,
)
from directory.catalogue.record import Record
from tests.bench.columns import (
    NEEDS,
    Candidates,
    Codes,
    Rows,
    ordinals,
    packed_bits,
    packed_freshness,
    packed_sports,
)
from tests.bench.engines import (
    WEIGHTS,
    Terms,
    analysed,
    box_around,
    need_mask,
    xyz,
)

SCHEMA = """
CREATE TABLE doc(
    n INTEGER PRIMARY KEY, kind INTEGER, bits INTEGER, age_min INTEGER, age_max INTEGER,
    verified INTEGER, ags TEXT, packed BLOB NOT NULL);
CREATE TABLE card(n INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, card BLOB NOT NULL);
CREATE TABLE text(n INTEGER PRIMARY KEY, name, sport, club, place, text);
CREATE TABLE code(kind TEXT, code INTEGER, value TEXT, PRIMARY KEY (kind, code)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(
    name, sport, club, place, text, content='text', content_rowid='n', prefix='2 3',
    tokenize="ascii tokenchars '!#$%&()*+,-./:;<=>?@[\\]^_`{|}~'");
CREATE VIRTUAL TABLE place USING rtree(n, south, north, west, east);
"""
INDEXES = "CREATE INDEX doc_ags ON doc(ags); CREATE INDEX doc_verified ON doc(verified);"

OLDEST = 999
PACKED = np.dtype(
    [("n", "<i8"), ("bits", "<i8"), ("sports", "<i8"), ("fresh", "<i8"), ("xyz", "<f8", 3)]
)

_decode = msgspec.json.Decoder().decode
_encode = msgspec.json.Encoder().encode


class Sqlite:
    name = "SQLite"

    def __init__(self, folder: Path, terms: Terms) -> None:
        self._file = folder / "search.sqlite"
        self._terms = terms
        self._codes = Codes()
        self._db: sqlite3.Connection

    def build(self, records: Iterable[Record]) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._connect()
        self._db.executescript(SCHEMA)
        self._db.execute("BEGIN")
        for n, record in enumerate(ordinals(records), start=1):
            self._insert(n, record)
        self._db.execute("COMMIT")
        self._db.execute("INSERT INTO words(words) VALUES ('optimize')")
        self._db.executescript(INDEXES + "ANALYZE; PRAGMA wal_checkpoint(TRUNCATE);")

    def open(self) -> None:
        self._connect()
        for kind, code, value in self._db.execute("SELECT kind, code, value FROM code"):
            (self._codes.sports if kind == "sport" else self._codes.states)[value] = code

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
        sql, values = self._statement(criteria)
        keys: np.ndarray | None = None
        if _is_scored(criteria):
            # bm25 cannot be asked inside a sum, so here the rows come one by one.
            found = self._db.execute(sql, values).fetchall()
            rows = np.frombuffer(b"".join([packed for packed, _ in found]), PACKED)
            keys = np.array([score for _, score in found])
        else:
            rows = np.frombuffer(self._db.execute(sql, values).fetchone()[0] or b"", PACKED)
            if criteria.sort is Sort.FRESHNESS:
                keys = -rows["fresh"].astype(np.float64)
        chords = _chords(rows, criteria.circle)
        columns = Rows(rows["n"], rows["bits"], rows["sports"], keys, chords)
        return Candidates(criteria, self._codes, columns).answer(self._cards)

    def _connect(self) -> None:
        self._db = sqlite3.connect(
            self._file, isolation_level=None, cached_statements=512, check_same_thread=False
        )
        self._db.executescript(
            "PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
            "PRAGMA mmap_size=2000000000; PRAGMA cache_size=-64000; PRAGMA temp_store=MEMORY;"
        )

    def _insert(self, n: int, record: Record) -> None:
        self._learn(record)
        run = self._db.execute
        texts = tuple(analysed(record, self._terms))
        run("INSERT INTO text VALUES (?,?,?,?,?,?)", (n, *texts))
        run("INSERT INTO words(rowid,name,sport,club,place,text) VALUES (?,?,?,?,?,?)", (n, *texts))
        run("INSERT INTO card VALUES (?,?,?)", (n, record.id, _encode(record.card)))
        point = np.full(3, np.nan)
        if record.latitude_e6 is not None and record.longitude_e6 is not None:
            north, east = record.latitude_e6 / 1e6, record.longitude_e6 / 1e6
            point = xyz(north, east)
            run("INSERT INTO place VALUES (?,?,?,?,?)", (n, north, north, east, east))
        bits, sports = packed_bits(record, self._codes), packed_sports(record, self._codes)
        packed = np.array([(n, bits, sports, packed_freshness(record), point)], PACKED).tobytes()
        run(
            "INSERT INTO doc VALUES (?,?,?,?,?,?,?,?)",
            (
                n,
                int(record.kind),
                bits,
                record.age_min if record.age_min is not None else 0,
                record.age_max if record.age_max is not None else OLDEST,
                record.verified_day,
                record.ags,
                packed,
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

    def _learn(self, record: Record) -> None:
        known = len(self._codes.sports) + len(self._codes.states)
        self._codes.learn(record)
        if known < len(self._codes.sports) + len(self._codes.states):
            for kind, codes in (("sport", self._codes.sports), ("state", self._codes.states)):
                rows = [(kind, code, value) for value, code in codes.items()]
                self._db.executemany("INSERT OR IGNORE INTO code VALUES (?,?,?)", rows)

    def _cards(self, numbers: list[int]) -> list[tuple[str, dict[str, Any]]]:
        rows = self._db.execute(
            "SELECT n, id, card FROM card WHERE n IN (SELECT value FROM json_each(?))",
            (str(numbers),),
        )
        found = {n: (id_, _decode(card)) for n, id_, card in rows}
        return [found[number] for number in numbers]

    def _statement(self, criteria: Criteria) -> tuple[str, list[Any]]:
        """Every row that any of the counts needs; the narrowing filters are done here."""
        tables, conditions, values = _tables(criteria)
        filters, filter_values = _filters(criteria)
        wanted = "CAST(group_concat(d.packed, '') AS BLOB)"
        if _is_scored(criteria):
            weights = ", ".join(str(weight) for weight in WEIGHTS.values())
            wanted = f"d.packed, bm25(words, {weights})"
        where = " AND ".join(conditions + filters)
        return f"SELECT {wanted} FROM {tables} WHERE {where}", values + filter_values


def _is_scored(criteria: Criteria) -> bool:
    by_distance = criteria.sort is Sort.DISTANCE and criteria.circle is not None
    return bool(criteria.words) and not by_distance and criteria.sort is not Sort.FRESHNESS


def _chords(rows: np.ndarray, circle: Circle | None) -> np.ndarray | None:
    if circle is None:
        return None
    return ((rows["xyz"] - xyz(circle.latitude, circle.longitude)) ** 2).sum(axis=1)


def _tables(criteria: Criteria) -> tuple[str, list[str], list[Any]]:
    words, circle = criteria.words, criteria.circle
    box = list(box_around(circle)) if circle and circle.radius_km is not None else []
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
