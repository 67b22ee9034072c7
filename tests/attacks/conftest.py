"""Sites to attack, what each of their addresses says, and a client without a past."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.attacks.addresses import SIGNED_IN_COOKIE, Place, places
from tests.attacks.asking import ask
from tests.attacks.building import a_whole_site


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """Only read by tests."""
    return a_whole_site(tmp_path_factory.mktemp("attacked") / "instance")


@pytest.fixture(scope="session")
def sacrificed(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """Tests may send everything to it; afterwards its links are used and its drafts are full."""
    return a_whole_site(tmp_path_factory.mktemp("sacrificed") / "instance")


@pytest.fixture
def client(site: Flask) -> FlaskClient:
    return site.test_client(use_cookies=False)


@pytest.fixture(scope="session")
def answers(site: Flask) -> dict[Place, TestResponse]:
    """What each address says to who is signed in, asked once."""
    client = site.test_client(use_cookies=False)
    return {
        place: ask(client, place.path, **SIGNED_IN_COOKIE)
        for place in places(site)
        if "GET" in place.methods
    }
