"""The real gazetteer, read once for all tests."""

from functools import lru_cache
from pathlib import Path

from directory.geo import Gazetteer

FOLDER = Path(__file__).parents[2] / "content" / "places"


@lru_cache(maxsize=1)
def the_gazetteer() -> Gazetteer:
    return Gazetteer.load(FOLDER)
