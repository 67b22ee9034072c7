"""The pages of regions in their states, for tests in a real browser."""

from collections.abc import Callable

from playwright.sync_api import Page

REGION_STATES: dict[str, str] = {
    "regions": "/regionen",
    "region": "/region/halle-saale",
    "region, little known": "/region/freiburg",
    "join": "/regionen/mitmachen",
    "join, sent": "/regionen/mitmachen?geschickt=ja",
}


def _empty(page: Page) -> None:
    page.get_by_role("button", name="Abschicken").last.click()
    page.locator(".error-list").wait_for()


def _which(page: Page) -> None:
    page.locator("#feld-ort").fill("Neustadt")
    _empty(page)


JOIN_STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "join, empty": ("/regionen/mitmachen", _empty),
    "join, which place": ("/regionen/mitmachen", _which),
}
