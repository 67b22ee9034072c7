"""Buttons that need a script are seen only where the script can do what they say."""

import pytest
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

OFFER = "/angebot/schwimmen-voll"


def test_without_a_script_no_button_is_dead(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}{OFFER}/teilen")
    assert not page.locator("[data-copy]").is_visible()
    assert not page.locator("[data-share]").is_visible()
    page.goto(address + OFFER)
    page.get_by_role("link", name="Drucken").click()
    assert page.url.endswith("/teilen#drucken")
    context.close()


def test_with_a_script_one_press_prints(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.add_init_script("window.print = () => { window.printed = true }")
    page.goto(address + OFFER)
    page.get_by_role("button", name="Drucken").press("Enter")
    assert page.evaluate("window.printed") is True
    page.close()


def test_with_a_script_one_press_copies_and_says_so(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}{OFFER}/teilen")
    page.locator("[data-copy]").press("Enter")
    page.get_by_text("Die Adresse ist kopiert.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == address + OFFER
    context.close()


@pytest.mark.parametrize("can_share", [True, False])
def test_sharing_with_an_app_is_offered_where_there_is_one(
    browser: Browser, address: str, can_share: bool
) -> None:
    page = browser.new_page()
    given = "async it => { window.shared = it }" if can_share else "undefined"
    page.add_init_script(f"Object.defineProperty(navigator, 'share', {{ value: {given} }})")
    page.goto(f"{address}{OFFER}/teilen")
    button = page.locator("[data-share]")
    assert button.is_visible() is can_share
    if can_share:
        button.press("Enter")
        assert page.evaluate("window.shared.url") == address + OFFER
    page.close()
