"""Our search through the same small door as the others."""

import gc
from collections.abc import Iterable
from pathlib import Path

import msgspec

from directory.catalogue.builder import Builder
from directory.catalogue.criteria import Answer, Criteria
from directory.catalogue.index import Index
from directory.catalogue.record import Record
from tests.bench.engines import Terms

NOBODY: frozenset[str] = frozenset()


class Ours:
    """Answers are never taken from the cache of answers; postings stay in memory as on a site."""

    name = "ours"

    def __init__(self, folder: Path, _terms: Terms) -> None:
        self._folder = folder
        self._builder: Builder | None = None
        self._index: Index

    def build(self, records: Iterable[Record]) -> None:
        self._builder = Builder(self._folder)
        self._builder.rebuild(records, "0")

    def open(self) -> None:
        self._index = Index(self._folder)
        self._index.searcher()

    def search(self, criteria: Criteria) -> Answer:
        # The inner door: the outer one remembers answers, and those would not be measured.
        answer = self._index.searcher()._search(criteria, NOBODY, None)
        # The others hand out cards that are read already, so ours are read too.
        for hit in answer.hits:
            msgspec.json.decode(hit.stored)
        return answer

    def upsert(self, record: Record) -> None:
        if self._builder is None:
            self._builder = Builder(self._folder)
        self._builder.apply([record], [], "0")

    def close(self) -> None:
        self._builder = None
        gc.collect()


class OursWithAnswers(Ours):
    """As a site runs it: whoever asks what somebody asked before gets the kept answer."""

    name = "ours, answer kept"

    def search(self, criteria: Criteria) -> Answer:
        return self._index.searcher().search(criteria)
