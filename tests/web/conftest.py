"""The site, built once for all tests of pages, and a visitor."""

import pytest
from flask import Flask

from tests.visiting import Visitor, built_site
from tests.web.listings import bare_listing, full_listing


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return built_site(tmp_path_factory.mktemp("site") / "instance", full_listing(), bare_listing())


@pytest.fixture
def visitor(site: Flask) -> Visitor:
    return Visitor(site.test_client(use_cookies=True))
