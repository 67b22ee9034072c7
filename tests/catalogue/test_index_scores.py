"""Scores are those of Whoosh, and plain Whoosh can open and search our folder."""

import importlib
import warnings
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from whoosh import index as whoosh_index
from whoosh.fields import Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.query import And, ConstantScoreQuery, FuzzyTerm, Or, Prefix, Term

from directory.catalogue import generations
from directory.catalogue.builder import INDEX_NAME, Builder
from directory.catalogue.criteria import Criteria, Word
from directory.catalogue.memory import MemorySearcher
from directory.catalogue.record import Record
from directory.catalogue.schema import Postings, document_of
from directory.catalogue.whoosh_door import STORED
from tests.catalogue.index_cases import random_records, record_lists, split, words

QUESTIONS = (
    (Word(("ball",)),),
    (Word(("ball",)), Word(("musik",))),
    (Word(("see", "wort3", "wort4")), Word(("rollstuhl",))),
    (Word(("ball",), prefix=True),),
    (Word(("wort1",), prefix=True), Word(("ruhig", "suss"))),
)


@pytest.fixture(scope="module")
def many() -> list[Record]:
    return random_records(400, seed=5)


@pytest.fixture(scope="module")
def stock(many: list[Record]) -> Iterator[Any]:
    """Whoosh as it comes, with its own codec, fed with the same terms."""
    with stock_index(many).searcher() as searcher:
        yield searcher


def stock_index(records: list[Record]) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Whoosh's own codec is only needed here
        importlib.import_module("whoosh.codec.whoosh3")
    schema = Schema(id=STORED, text=Postings(scorable=True))
    made = RamStorage().create_index(schema)
    writer = made.writer()
    for record in records:
        document = document_of(record, b"", split)
        writer.add_document(id=document["id"], text=document["text"])
    writer.commit()
    return made


def query_of(asked: tuple[Word, ...]) -> Any:
    return And([Or(list(_alternatives(word))) for word in asked])


def _alternatives(word: Word) -> Iterator[Any]:
    yield from (Term("text", term) for term in word.terms)
    if word.prefix:
        # A bare Prefix is scored as a Term when a single term begins so, else by a constant.
        yield ConstantScoreQuery(Prefix("text", word.terms[0]), score=1.0)


def scores_of_whoosh(searcher: Any, asked: tuple[Word, ...]) -> dict[str, float]:
    # No limit: with one, this version of Whoosh can loop for ever.
    found = searcher.search(query_of(asked), limit=None)
    return {hit["id"]: hit.score for hit in found}


def our_scores(records: list[Record], asked: tuple[Word, ...]) -> dict[str, float]:
    searcher = MemorySearcher.of(records, split=split)
    kinds = {record.kind for record in records}
    return {
        hit.id: hit.score
        for kind in kinds
        for hit in searcher.search(Criteria(kind=kind, words=asked, page_size=1000)).hits
    }


@pytest.mark.parametrize("asked", QUESTIONS)
def test_scores_equal_those_of_whoosh(
    many: list[Record], stock: Any, asked: tuple[Word, ...]
) -> None:
    expected = scores_of_whoosh(stock, asked)
    assert expected
    assert our_scores(many, asked) == pytest.approx(expected, abs=1e-4)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(record_lists(), words, words)
def test_scores_equal_those_of_whoosh_for_any_texts(
    records: list[Record], one: Word, other: Word
) -> None:
    # Whoosh drops a word that is asked twice; understanding never asks for one twice.
    asked = (one,) if set(one.terms) & set(other.terms) else (one, other)
    with stock_index(records).searcher() as searcher:
        expected = scores_of_whoosh(searcher, asked)
    assert our_scores(records, asked) == pytest.approx(expected, abs=1e-4)


def test_plain_whoosh_searches_our_folder(many: list[Record], stock: Any, tmp_path: Path) -> None:
    Builder(tmp_path, split).rebuild(many, "0")
    folder = tmp_path / generations.current(tmp_path)
    with whoosh_index.open_dir(str(folder), indexname=INDEX_NAME).searcher() as ours:
        assert ours.doc_count() == len(many)
        for asked in QUESTIONS:
            expected = scores_of_whoosh(stock, asked)
            assert scores_of_whoosh(ours, asked) == pytest.approx(expected, abs=1e-4)
        fuzzy = ours.search(FuzzyTerm("text", "rollstuhi"), limit=None)
        assert len(fuzzy) == len(ours.search(Term("text", "rollstuhl"), limit=None)) > 0
        columns = ours.reader().column_reader("slots")
        assert list(columns) == [record.slots for record in many]
        states = ours.reader().column_reader("state")
        assert list(states) == [record.state_code.encode() for record in many]


def test_plain_whoosh_sees_changes_too(many: list[Record], tmp_path: Path) -> None:
    builder = Builder(tmp_path, split)
    builder.rebuild(many[:300], "0")
    for first in range(300, 400, 10):
        builder.apply(many[first : first + 10], [many[first - 300].id], "1")
    folder = tmp_path / generations.current(tmp_path)
    gone = {many[number].id for number in range(0, 100, 10)}
    with whoosh_index.open_dir(str(folder), indexname=INDEX_NAME).searcher() as ours:
        assert {fields["id"] for fields in ours.documents()} == {r.id for r in many} - gone


def test_a_folder_is_left_as_whoosh_expects_it() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        Builder(folder, split).rebuild(random_records(3, seed=1), "0")
        names = [path.name for path in (folder / generations.current(folder)).iterdir()]
        assert sorted(name.rpartition(".")[2] for name in names) == ["MANIFEST", "arrays", "toc"]
