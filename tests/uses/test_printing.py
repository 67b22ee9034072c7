"""A real browser tells once that the page of an offer is printed."""

import pytest
from flask import Flask
from playwright.sync_api import Browser

from directory.web.parts import EXTENSION
from tests.uses.around import counting_around
from tests.visiting import TODAY, built_site, serving
from tests.web.listings import full_listing

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    folder = tmp_path_factory.mktemp("printing") / "instance"
    return built_site(folder, full_listing(), public_url="")


def test_printing_twice_counts_once(site: Flask, browser: Browser) -> None:
    listing = full_listing()
    assert listing.offer
    with serving(site) as address:
        page = browser.new_page(locale="de-DE")
        page.goto(f"{address}/de/angebot/schwimmen-voll")
        with page.expect_response("**/gedruckt") as told:
            page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert told.value.status == 204
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.wait_for_timeout(200)
        page.close()
    counting_around(site).numbers.store()
    counted = site.extensions[EXTENSION].uses.of_offer(listing.offer.id, TODAY)
    assert (counted.printed, counted.opened) == (1, 1)
