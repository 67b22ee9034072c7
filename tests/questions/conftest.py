"""The site, built once for the question pages, and a visitor."""

import pytest
from flask import Flask

from tests.visiting import Visitor, built_site


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return built_site(tmp_path_factory.mktemp("questions") / "instance")


@pytest.fixture
def visitor(site: Flask) -> Visitor:
    return Visitor(site.test_client(use_cookies=True))
