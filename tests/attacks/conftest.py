"""One site for all attacks, and one client without a past for each test."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.attacks.building import a_whole_site


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return a_whole_site(tmp_path_factory.mktemp("attacked") / "instance")


@pytest.fixture
def client(site: Flask) -> FlaskClient:
    return site.test_client(use_cookies=False)
