"""Checkers of others find nothing in frames and in the page that makes them."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser

from tests.browser.axe import AXE, SCHEMES, findings
from tests.browser.visits import WIDTHS
from tests.checkers import checked_by_nu, needs_nu
from tests.embedding.states import CHOOSE_STATES, FRAME_STATES
from tests.embedding.test_pages import FRAMES
from tests.visiting import PUBLIC_URL

ALL = sorted({*CHOOSE_STATES.values(), *FRAME_STATES.values(), *FRAMES, "/en/einbetten"})


# Every width in every run, the scheme changing from one to the next; the other half in make soak.
TURNS = [pytest.param(0, id="one"), pytest.param(1, id="other", marks=pytest.mark.soak)]


@pytest.mark.browser
@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("at", ALL)
def test_axe_finds_nothing_at_any_width(browser: Browser, address: str, at: str, turn: int) -> None:
    page = browser.new_page(reduced_motion="reduce")
    page.goto(address + at)
    page.evaluate("document.querySelectorAll('details').forEach(o => { o.open = true })")
    page.evaluate(AXE)
    for place, width in enumerate(WIDTHS):
        scheme = SCHEMES[(place + turn) % 2]
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert findings(page) == [], (width, scheme)
        sideways = "document.documentElement.scrollWidth > innerWidth"
        assert not page.evaluate(sideways), (width, scheme)
    page.close()


@needs_nu
def test_nu_finds_nothing(client: FlaskClient, tmp_path: Path) -> None:
    files = []
    for number, at in enumerate(ALL):
        file = tmp_path / f"{number}.html"
        file.write_text(client.get(at, base_url=PUBLIC_URL).text, encoding="utf-8")
        files.append(file)
    found = checked_by_nu(files)
    assert [f"{ALL[int(Path(one.file).stem)]}: {one.words}" for one in found] == []
