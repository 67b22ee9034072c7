"""Debian's Chromium, started so that it calls nobody; its shell without a window where it is."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium-headless-shell", "chromium")
# Without these Chromium calls home at each start.
QUIET = [
    "--no-sandbox",
    # There is none on a server; pretending to have one costs a tenth where pictures are compared.
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    "--disable-features=Translate",
]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Raises FileNotFoundError with the one command to type where there is no Chromium."""
    path = os.environ.get("DIRECTORY_TEST_BROWSER") or next(
        filter(None, map(shutil.which, NAMES)), ""
    )
    if not path:
        raise FileNotFoundError(f"Chromium is missing; type: sudo apt-get install {NAMES[0]}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()
