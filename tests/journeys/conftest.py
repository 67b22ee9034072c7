"""The site as `make run` starts it, opened with and without script."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.live_site import running_site


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_site(tmp_path_factory.mktemp("journeys") / "instance") as site:
        yield site


@pytest.fixture(params=["with script", "without script"])
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(
        base_url=address,
        java_script_enabled=request.param == "with script",
        viewport={"width": 320, "height": 800},
    )
    yield context.new_page()
    context.close()
