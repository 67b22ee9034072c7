"""The site, for formats that are pages."""

import pytest
from flask import Flask

from tests.visiting import built_site
from tests.web.listings import bare_listing, full_listing


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return built_site(tmp_path_factory.mktemp("facts") / "instance", full_listing(), bare_listing())
