"""Addresses are built once, but what somebody asked is not kept with them."""

import pytest

from directory.web import addresses
from tests.visiting import Visitor


def test_what_somebody_searched_is_not_kept(visitor: Visitor) -> None:
    for words in ("warm", "eins", "zwei"):
        kept = addresses._built.cache_info().currsize
        visitor.open(f"/orte?q={words}")
    assert addresses._built.cache_info().currsize == kept


@pytest.mark.parametrize("name", ["_scheme", "_external", "_anchor", "_method", "endpoint"])
def test_no_name_in_an_address_steers_how_addresses_are_made(visitor: Visitor, name: str) -> None:
    page = visitor.open(f"/suche?q=schwimmen&{name}=ftp")
    (main,) = page.all(".//meta[@property='og:url']")
    assert main.get("content", "").endswith(f"/suche?q=schwimmen&{name}=ftp")
