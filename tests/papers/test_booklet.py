"""The whole way of a booklet: ordered by a button, made by the tick, opened as a file."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from directory.app import create_app
from directory.config import Settings
from tests.databases import environ_of
from tests.journeys.keyboard import press
from tests.papers.structure import faults_of, pages_of, text_of, text_outside
from tests.visiting import built_site, serving


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("booklet") / "instance"
    built_site(folder, public_url="")
    return folder


def command(instance: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, **environ_of(instance)}
    words = (sys.executable, "-m", "directory", *words)
    return subprocess.run(words, env=environ, capture_output=True, text=True, check=False)


def test_a_command_writes_the_booklet_of_a_state(instance: Path, tmp_path: Path) -> None:
    target = tmp_path / "heft.pdf"
    done = command(instance, "booklet", "11", "-o", str(target))
    assert done.returncode == 0, done.stderr
    body = target.read_bytes()
    assert faults_of(body, "de-simple", "Sport für alle: Berlin") == []
    assert text_outside(body) == []
    words = text_of(body)
    for said in ("So benutzen Sie das Heft", "In diesem Heft stehen Beispiele.",
                 "Die Angebote nach Sport", "Die Karte", "Die Angebote nach Ort"):  # fmt: skip
        assert said in words, said
    # Cover, how to use it, contents, map, places, sources; and a sheet for each offer.
    assert pages_of(body) > 8


def test_a_command_says_kindly_what_is_wrong(instance: Path, tmp_path: Path) -> None:
    done = command(instance, "booklet", "nirgendwo", "-o", str(tmp_path / "x.pdf"))
    assert done.returncode == 1
    assert "There is no region and no place 'nirgendwo'" in done.stderr
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.browser
def test_from_the_button_to_the_file(instance: Path, browser: Browser) -> None:
    settings = Settings.from_environment(environ_of(instance))
    with serving(create_app(settings)) as address:
        page = browser.new_page(viewport={"width": 320, "height": 800})
        page.goto(f"{address}/heft/halle-saale")
        press(page, "Das Heft machen")
        expect(page.get_by_role("heading", level=1)).to_have_text("Wir machen Ihr Heft")
        ticked = command(instance, "tick")
        assert ticked.returncode == 0, ticked.stderr
        # The page comes again by itself.
        expect(page.get_by_role("heading", level=1)).to_have_text(
            "Das Heft ist fertig", timeout=15_000
        )
        link = page.locator("main a.button")
        expect(link).to_contain_text("PDF")
        href = link.get_attribute("href")
        body = page.request.get(f"{address}{href}").body()
        page.close()
    assert faults_of(body, "de-simple", "Sport für alle: Halle Saale") == []
