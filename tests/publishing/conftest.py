"""A store, an index folder and everything between them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from directory.catalogue.builder import Builder
from directory.catalogue.criteria import Answer, Criteria
from directory.catalogue.faults import IndexUnusable
from directory.catalogue.index import Index
from directory.catalogue.record import Kind
from directory.catalogue.recording import RecordOf, record_of
from directory.publishing import Finder, catch_up, rebuild
from directory.submissions import Store
from tests.databases import new_database

NOW = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)
RECORD_OF: RecordOf = partial(record_of, names_of_sports={"boccia": "Boccia Boule"})


@dataclass
class Bridge:
    """Both sides and what connects them."""

    store: Store
    folder: Path
    index: Index
    builder: Builder
    finder: Finder

    @classmethod
    def between(cls, url: str, folder: Path) -> "Bridge":
        store, index = Store(url, clock=lambda: NOW), Index(folder)
        return cls(store, folder, index, Builder(folder), Finder(store, index, RECORD_OF))

    def close(self) -> None:
        self.finder.close()
        self.store.close()

    def catch_up(self) -> int:
        return catch_up(self.store, self.index, self.builder, RECORD_OF)

    def follow(self) -> None:
        """As the follower does: again until nobody wants anything more.

        A reader may notice damage only while it answers, and then asks for a new index.
        """
        for _ in range(5):
            self.catch_up()
            self.found()
            if not self.index.rebuild_wanted():
                return
        raise AssertionError("the index is never sound")

    def rebuild(self) -> int:
        return rebuild(self.store, self.builder, RECORD_OF)

    def find(self, **criteria: object) -> Answer:
        return self.finder.find(Criteria(page_size=1000, **criteria))  # type: ignore[arg-type]

    def found(self) -> set[str]:
        """All ids that a visitor can find, offers and clubs."""
        return {hit.id for kind in Kind for hit in self.find(kind=kind).hits}

    def indexed(self) -> set[str]:
        """All ids in the index, whatever the store says meanwhile."""
        searcher = self.index.searcher()
        answers = [searcher.search(Criteria(kind=kind, page_size=1000)) for kind in Kind]
        ids = {hit.id for answer in answers for hit in answer.hits}
        assert len(ids) == sum(answer.total for answer in answers) == searcher.count
        return ids

    def is_up_to_date(self) -> bool:
        try:
            return self.index.searcher().position == self.store.position()
        except IndexUnusable:
            return False

    @property
    def url(self) -> str:
        return self.store.database.url.render_as_string(hide_password=False)

    def break_the_database(self) -> None:
        """Nobody can read it any more."""
        file = self.store.database.file
        if not file:
            pytest.skip("a server is not ours to break")
        self.close()
        file.write_bytes(b"broken" * 2000)

    def stored(self) -> set[str]:
        return {listing.id for listing in self.store.listings()}


@pytest.fixture
def bridge(tmp_path: Path) -> Iterator[Bridge]:
    bridge = Bridge.between(new_database(tmp_path, NOW), tmp_path / "index")
    yield bridge
    bridge.close()
