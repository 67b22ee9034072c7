"""A site where clubs fill in question pages, and somebody who does."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.visiting import built_site
from tests.web.listings import full_listing


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    folder: Path = tmp_path_factory.mktemp("clubs") / "instance"
    return built_site(folder, full_listing())


@pytest.fixture
def in_site(built: Flask) -> Iterator[Flask]:
    with built.test_request_context("/"):
        yield built
