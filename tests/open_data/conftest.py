"""A site with examples, and one with hostile entries; opened by programs and over a real port."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.formats.houses import hostile
from tests.visiting import Visitor, built_site, serving
from tests.web.listings import bare_listing, full_listing


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return built_site(tmp_path_factory.mktemp("open") / "instance", full_listing(), bare_listing())


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return built_site(tmp_path_factory.mktemp("hostile") / "instance", *hostile())


@pytest.fixture(scope="session")
def address(site: Flask) -> Iterator[str]:
    with serving(site) as found:
        yield found


@pytest.fixture(scope="session")
def hostile_address(hostile_site: Flask) -> Iterator[str]:
    with serving(hostile_site) as found:
        yield found


@pytest.fixture
def visitor(site: Flask) -> Visitor:
    return Visitor(site.test_client(use_cookies=True))
