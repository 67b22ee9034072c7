"""The site in a thread beside the browser."""

from collections.abc import Iterator

import pytest

from tests.visiting import built_site, serving
from tests.web.listings import bare_listing, full_listing


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("browser") / "instance"
    with serving(built_site(folder, full_listing(), bare_listing(), public_url="")) as found:
        yield found
