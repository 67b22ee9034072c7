"""Addresses are built once, but what somebody asked is not kept with them."""

from directory.web import addresses
from tests.visiting import Visitor


def test_what_somebody_searched_is_not_kept(visitor: Visitor) -> None:
    for words in ("warm", "eins", "zwei"):
        kept = addresses._built.cache_info().currsize
        visitor.open(f"/orte?q={words}")
    assert addresses._built.cache_info().currsize == kept
