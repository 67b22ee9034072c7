"""Old browsers tell by Origin alone where a form comes from; their people may send it too."""

import pytest
from flask import Flask
from playwright.sync_api import Browser

from tests.attacks.building import a_site
from tests.visiting import serving
from tests.web.listings import full_listing


@pytest.mark.browser
def test_forms_below_a_secret_address_work_in_old_browsers(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """With the policy no-referrer a real browser sends "Origin: null", and we would refuse it."""
    app = a_site(tmp_path_factory.mktemp("old") / "instance", (full_listing(),), public_url="")
    origins = _without_what_old_browsers_do_not_say(app)
    with serving(app) as address:
        page = browser.new_page()
        page.goto(f"{address}/vereine/angebot")
        for is_first in (True, False):
            if is_first:
                page.locator("input[name=sport]").first.check()
            page.locator(".form-ways .button").first.click()
        assert "/vereine/entwurf/" in page.url
        assert page.locator(".error-list, main form").count()
        assert page.locator("h1").inner_text() != "Das hat nicht geklappt"
        page.close()
    assert origins == [address] * len(origins) and len(origins) >= 2


def _without_what_old_browsers_do_not_say(app: Flask) -> list[str]:
    """Takes Sec-Fetch-Site away; gives where the forms that were sent say that they come from."""
    inner, origins = app.wsgi_app, list[str]()

    def old(environ, start_response):  # type: ignore[no-untyped-def]
        environ.pop("HTTP_SEC_FETCH_SITE", None)
        if environ["REQUEST_METHOD"] == "POST":
            origins.append(environ.get("HTTP_ORIGIN", "none"))
        return inner(environ, start_response)

    app.wsgi_app = old  # type: ignore[method-assign]
    return origins
