"""Only tests that can reach a database run on PostgreSQL too, and nobody has to name them."""

from pathlib import Path

import pytest

from directory.submissions.database import Database
from tests.reaching import TESTS, is_far, reaches_a_database


@pytest.fixture
def far() -> int:
    return 1


def test_a_file_is_near_by_what_it_imports_and_by_the_fixtures_of_its_room() -> None:
    assert not is_far(TESTS / "links/test_web_links.py")
    assert not is_far(TESTS / "questions/test_pages.py"), "its room has a site"
    assert is_far(TESTS / "geo/test_distance.py")
    assert not is_far(TESTS / "geo"), "a folder is no file of tests"


def test_a_test_is_far_whose_file_and_fixtures_are(
    request: pytest.FixtureRequest, far: int, tmp_path: Path
) -> None:
    assert not reaches_a_database(request.node)


def test_who_opens_a_database_past_the_one_place_is_told(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match=r"not by way of tests\.databases"):
        Database(f"sqlite:///{tmp_path / 'directory.sqlite'}")
