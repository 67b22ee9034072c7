"""A site with the examples and an offer whose name is an attack, and a page of somebody else."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.embedding.hosts import Host, hosting
from tests.visiting import built_site, serving
from tests.web.listings import bare_listing, full_listing

HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(2)> & Co </blockquote></iframe>"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    listing = full_listing()
    assert listing.offer
    attack = replace(
        listing.offer, id="attack", slug="angriff", name=HOSTILE, name_easy=HOSTILE, version=1
    )
    folder = tmp_path_factory.mktemp("embedding") / "instance"
    more = (listing, bare_listing(), replace(listing, offer=attack))
    return built_site(folder, *more, public_url="")


@pytest.fixture
def client(site: Flask) -> FlaskClient:
    return site.test_client()


@pytest.fixture(scope="session")
def address(site: Flask) -> Iterator[str]:
    with serving(site) as found:
        yield found


@pytest.fixture
def host() -> Iterator[Host]:
    with hosting() as found:
        yield found
