"""What is German on an English page says so, so that voices read it rightly."""

import pytest

from tests.page_checks import by_class
from tests.visiting import Visitor


@pytest.mark.parametrize(
    ("address", "german", "tag"),
    [
        ("/en/woerterbuch", "//main//h3|//main//section/div", "de-simple"),
        ("/en/quellen", "//main//h2|//main//h2/following-sibling::p[1]", "de-simple"),
        ("/en/orte", "//p" + by_class("map__source"), "de"),
        ("/en/suche?q=schwimmen+in+halle", "//h3" + by_class("offer-card__title") + "/a", "de"),
        ("/en/suche?q=schwimmen+in+halle", "//div" + by_class("contact") + "/p/span", "de-simple"),
        ("/en/", "//span" + by_class("site-name__claim"), "de"),
        ("/en/angebot/schwimmen-halle-silberhoehe", "//h1", "de"),
    ],
)
def test_german_on_english_pages_is_marked(
    visitor: Visitor, address: str, german: str, tag: str
) -> None:
    assert {found.get("lang") for found in visitor.open(address).all(german)} == {tag}
    easy = visitor.open(address.removeprefix("/en")).all(german)
    assert {found.get("lang") for found in easy} <= {None, "de"}
