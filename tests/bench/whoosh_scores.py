"""Plain Whoosh with its own files, matchers and weights: what our scores must equal."""

import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from directory.catalogue.criteria import Criteria, Sort, Word
from directory.catalogue.record import Record
from directory.catalogue.schema import TEXT, document_of, new_schema
from directory.catalogue.whoosh_door import BM25F
from directory.easy_language import parts
from tests.bench.engines import Engine

QUESTIONS = 200


def largest_difference(
    folder: Path, engine: Engine, made: Sequence[Record], asked: Sequence[Criteria]
) -> float:
    """Of the scores of all hits on the pages of the first questions that have words."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Whoosh is from 2016
        return _largest_difference(folder, engine, made, asked)


def _largest_difference(
    folder: Path, engine: Engine, made: Sequence[Record], asked: Sequence[Criteria]
) -> float:
    from whoosh.filedb.filestore import FileStorage
    from whoosh.index import FileIndex

    folder.mkdir()
    index = FileIndex.create(FileStorage(str(folder)), new_schema(), "MAIN")
    writer = index.writer(limitmb=512)
    for record in made:
        card = msgspec.json.encode({"id": record.id})
        writer.add_document(**document_of(record, card, parts))
    writer.commit()
    largest = 0.0
    with index.searcher(weighting=BM25F()) as searcher:
        for criteria in [criteria for criteria in asked if criteria.words][:QUESTIONS]:
            # Without a limit Whoosh 2.7.4 cannot loop for ever.
            found = searcher.search(_query(criteria.words), limit=None)
            scores = {found[at]["id"]: found.score(at) for at in range(len(found))}
            # In another order a hit has no score.
            for hit in engine.search(replace(criteria, sort=Sort.RELEVANCE)).hits:
                largest = max(largest, abs(hit.score - scores[hit.id]))
    return largest


def _query(words: Sequence[Word]) -> object:
    from whoosh.query import And, Or

    return And([Or(list(_alternatives(word))) for word in words])


def _alternatives(word: Word) -> Iterator[object]:
    from whoosh.query import ConstantScoreQuery, Prefix, Term

    for term in dict.fromkeys(word.terms):
        yield Term(TEXT, term)
    if word.prefix:
        # Whoosh gives many completions 1.0 together, but a lone one the score of its word.
        yield ConstantScoreQuery(Prefix(TEXT, word.terms[0]), 1.0)
