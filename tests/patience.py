"""Forms ask programs to come again; in a real browser tests take their time as people do."""

import time

from playwright.sync_api import Page

from directory.web.form_guard import QUICKEST_SECONDS, STAMP

# The stamp knows whole seconds, rounded down.
_SURE_SECONDS = 0.1


def take_time(page: Page, seconds: float = QUICKEST_SECONDS) -> None:
    """Wait until the form of this page was handed out that long ago; no longer than needed."""
    begun = int(page.locator(f"[name={STAMP}]").first.input_value().partition(".")[0])
    page.wait_for_timeout(max(0.0, begun + seconds + _SURE_SECONDS - time.time()) * 1000)
