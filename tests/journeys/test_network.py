"""A wish appears in the gap report of who looks after the region; a new file is a new region."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect
from sqlalchemy import insert

from directory.app import create_app
from directory.config import CHECKOUT, Settings
from directory.model.team import Duty, grants_of
from directory.submissions import init
from directory.submissions.secret import hash_of
from directory.submissions.tables import SessionRow
from directory.web.parts import EXTENSION
from tests.databases import environ_of
from tests.journeys.keyboard import go_to, press
from tests.patience import take_time
from tests.visiting import serving

pytestmark = pytest.mark.browser

SESSION = f"netzwerk-{'x' * 30}"


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    """Without any offer, with a region that nobody has seen yet, and an advisor signed in."""
    shutil.copytree(CHECKOUT / "content", tmp_path / "content")
    (tmp_path / "content/regions/stendal.yaml").write_text(
        'name: Stendal\nags: ["15090"]\nexample: true\nintro: [Hier beginnt ein Netzwerk.]\n'
        "network:\n  - {field: sport, name: Beispiel-Verein Stendal}\n",
        encoding="utf-8",
    )
    environ = {
        **environ_of(tmp_path / "instance"),
        "DIRECTORY_CONTENT": str(tmp_path / "content"),
    }
    settings = Settings.from_environment(environ)
    now = datetime.now(UTC)
    init(settings.database_url, now)
    made = create_app(settings)
    parts = made.extensions[EXTENSION]
    person = parts.team.add("ida@stadt.example", "Ida", grants_of([Duty.ADVISOR], ["15090"]))
    row = {
        "hash": hash_of(SESSION),
        "person_id": person.id,
        "device": "Firefox, Linux",
        "created_at": now.isoformat(),
        "seen_at": now.isoformat(),
        "expires_at": (now + timedelta(days=7)).isoformat(),
    }
    with parts.store.database.writing() as connection:
        connection.execute(insert(SessionRow), row)
    return made


def test_from_a_wish_to_the_gap_report_by_keyboard_alone(browser: Browser, app: Flask) -> None:
    with serving(app) as address:
        page = browser.new_page(base_url=address, viewport={"width": 320, "height": 800})
        heading = page.get_by_role("heading", level=1)
        page.goto("/wunsch?sport=boccia&ort=Stendal")
        expect(heading).to_have_text("Ist das Ihr Wunsch?")
        take_time(page)
        press(page, "Wunsch abschicken")
        expect(heading).to_have_text("Ihr Wunsch ist gespeichert")

        # Nobody else is told of a single wish.
        page.goto("/luecken/stendal")
        expect(heading).to_have_text("Wo fehlt Sport? Stendal")
        expect(page.locator("main")).not_to_contain_text("1 Mal")

        page.context.add_cookies([{"name": "redaktion", "value": SESSION, "url": address}])
        page.goto("/beratung")
        expect(page.locator("main")).to_contain_text("1 wartet.")
        press(page, "Wünsche")
        expect(page.locator("main")).to_contain_text("Boccia")
        press(page, "Meine Beratung")
        press(page, "Wo fehlt Sport?")
        expect(heading).to_have_text("Wo fehlt Sport? Landkreis Stendal")
        expect(page.locator("main")).to_contain_text("1 Mal")
        page.close()


def test_a_new_file_is_a_new_region_and_the_keyboard_gets_there(
    browser: Browser, app: Flask
) -> None:
    with serving(app) as address:
        page = browser.new_page(base_url=address, viewport={"width": 320, "height": 800})
        page.goto("/netzwerk")
        press(page, "Regionen mit einem Netzwerk")
        press(page, "Stendal")
        expect(page.get_by_role("heading", level=1)).to_have_text("Sport für alle: Stendal")
        expect(page.locator("main")).to_contain_text("Hier beginnt ein Netzwerk.")
        expect(page.locator("main")).to_contain_text("Beispiel-Verein Stendal")
        go_to(page, "Meine Gemeinde will auch mitmachen")
        page.close()
