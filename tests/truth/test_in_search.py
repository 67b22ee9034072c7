"""Old offers sink, then hide: by index, in memory and by plain SQL alike, and in all counts."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from directory.catalogue.builder import Builder
from directory.catalogue.criteria import Circle, Criteria, Sort
from directory.catalogue.index import Index
from directory.model import Listing, Status, Verification
from directory.model.ladder import Ladder
from directory.publishing import Finder, rebuild
from directory.submissions import Store
from tests.publishing.conftest import NOW, RECORD_OF
from tests.submissions.conftest import url
from tests.submissions.examples import a_club, a_listing, a_venue, an_offer

__all__ = ["url"]

TODAY = date(2026, 11, 28)
HALLE = Circle(51.48, 11.97)


def aged(id: str, verified: date | None, latitude: float = 51.48, **fields: object) -> Listing:
    offer = an_offer(id, venue_id=f"v{id}", verification=Verification(verified), **fields)
    return Listing(a_club(), offer, a_venue(f"v{id}", latitude=latitude))


OFFERS = (
    aged("fresh", date(2026, 11, 1), 53.0),
    aged("sunk", date(2026, 2, 28)),
    aged("not-yet-sunk", date(2026, 3, 1), 52.0),
    aged("hidden", date(2025, 11, 28)),
    aged("last-day", date(2025, 11, 29)),
    aged("archived", date(2024, 1, 1)),
    aged("example", date(2020, 1, 1), example=True),
    aged("ended", date(2026, 11, 1), status=Status.ENDED),
    aged("never-checked", None, changed_at=datetime(2025, 1, 1, tzinfo=UTC)),
)
SHOWN = {"fresh", "not-yet-sunk", "sunk", "last-day", "example"}


@pytest.fixture
def finder(url: str, tmp_path: Path) -> Iterator[Finder]:
    store = Store(url, clock=lambda: NOW)
    store.publish_many(OFFERS)
    rebuild(store, Builder(tmp_path / "index"), RECORD_OF)
    yield Finder(store, Index(tmp_path / "index"), RECORD_OF, Ladder(), lambda: TODAY)
    store.close()


@pytest.fixture
def without_index(url: str, tmp_path: Path) -> Iterator[Finder]:
    store = Store(url, clock=lambda: NOW)
    store.publish_many(OFFERS)
    finder = Finder(store, Index(tmp_path / "nothing"), RECORD_OF, Ladder(), lambda: TODAY)
    yield finder
    finder.close()
    store.close()


def found(finder: Finder, **criteria: object) -> list[str]:
    return [hit.id for hit in finder.find(Criteria(page_size=20, **criteria)).hits]  # type: ignore[arg-type]


@pytest.mark.parametrize("sort", Sort)
def test_old_offers_stand_last_in_every_order_and_very_old_ones_nowhere(
    finder: Finder, sort: Sort
) -> None:
    ids = found(finder, sort=sort, circle=HALLE)
    assert set(ids) == SHOWN
    assert set(ids[-2:]) == {"sunk", "last-day"}


def test_nearest_first_only_among_those_that_are_fresh(finder: Finder) -> None:
    ids = found(finder, sort=Sort.DISTANCE, circle=HALLE)
    assert ids == ["example", "not-yet-sunk", "fresh", "last-day", "sunk"]


def test_pages_never_overlap_where_the_old_ones_begin(finder: Finder) -> None:
    by_two = [
        hit.id for page in (1, 2, 3) for hit in finder.find(Criteria(page=page, page_size=2)).hits
    ]
    assert by_two == found(finder)


def test_counts_agree_with_what_is_shown(finder: Finder) -> None:
    answer = finder.find(Criteria(by_town=True))
    assert answer.total == len(SHOWN)
    assert answer.facets.states == {"ST": len(SHOWN)}
    assert answer.facets.towns == {"15002000": len(SHOWN)}
    assert answer.facets.sports == {"boccia": len(SHOWN)}


def test_a_question_may_say_itself_from_when_on(finder: Finder) -> None:
    everything = found(finder, shown_since=date.min, fresh_since=date.min)
    assert set(everything) == {one.id for one in OFFERS} - {"ended"}


def test_without_an_index_the_same_are_hidden(without_index: Finder) -> None:
    first = without_index.find(Criteria(page_size=20))
    assert first.degraded
    assert {hit.id for hit in first.hits} == SHOWN
    without_index.close()
    second = without_index.find(Criteria(page_size=20))
    assert not second.degraded
    assert {hit.id for hit in second.hits} == SHOWN
    assert second.total == first.total == len(SHOWN)


def test_tomorrow_another_one_is_hidden_without_any_new_index(url: str, tmp_path: Path) -> None:
    store = Store(url, clock=lambda: NOW)
    store.publish(a_listing("one", verification=Verification(date(2025, 11, 29))))
    rebuild(store, Builder(tmp_path / "index"), RECORD_OF)
    days = iter([date(2026, 11, 28), date(2026, 11, 29)])
    finder = Finder(store, Index(tmp_path / "index"), RECORD_OF, Ladder(), lambda: next(days))
    assert [found(finder), found(finder)] == [["one"], []]
    store.close()
