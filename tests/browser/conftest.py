"""The site in a thread beside the browser."""

from collections.abc import Iterator

import pytest
from flask import Flask, abort
from playwright.sync_api import Browser

from tests.advising.states import prepare as prepare_corner
from tests.browser.visits import Tab
from tests.clubs.own_states import prepare
from tests.clubs.states import prepare as prepare_drafts
from tests.lists.states import prepare as prepare_lists
from tests.messages.offers import ALL
from tests.papers.states import prepare as prepare_papers
from tests.photos.states import prepare as prepare_photos
from tests.team.states import prepare as prepare_team
from tests.truth.states import prepare as prepare_truth
from tests.visiting import built_site, serving
from tests.web.listings import bare_listing, full_listing


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """With one page more, where things go wrong in the way that its address says."""
    folder = tmp_path_factory.mktemp("browser") / "instance"
    app = built_site(folder, full_listing(), bare_listing(), *ALL, public_url="")
    prepare(app)
    prepare_drafts(app)
    prepare_photos(app)
    prepare_truth(app)
    prepare_team(app)
    prepare_corner(app)
    prepare_lists(app)
    prepare_papers(app)
    app.add_url_rule("/fehler/<int:code>", "error", abort)
    return app


@pytest.fixture(scope="session")
def address(site: Flask) -> Iterator[str]:
    with serving(site) as found:
        yield found


@pytest.fixture(scope="session")
def tab(browser: Browser, address: str) -> Iterator[Tab]:
    opened = Tab(browser, address)
    yield opened
    opened.close()
