"""axe with every rule finds nothing in any component; and it would find what we avoid."""

import pytest
from playwright.sync_api import Browser, Page

from directory.web.gallery import Component, components
from tests.browser.axe import AXE, findings

pytestmark = pytest.mark.browser


def test_axe_would_find_what_we_promise_not_to_do(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.evaluate(AXE)
    page.evaluate(
        """() => { const main = document.querySelector('main');
        main.insertAdjacentHTML('beforeend', '<p id="grey">Grau</p><h4>Zu tief</h4>' +
            '<a id="a" href="/1">A</a><a href="/2">B</a><input id="nameless">');
        document.querySelector('#grey').style.color = '#666666'; }"""
    )
    found = {fault.split(":")[0] for fault in findings(page)}
    assert found >= {"color-contrast-enhanced", "heading-order", "label", "target-size"}
    page.close()


# What the examples themselves break: some have no words, and the page around has a trail and a
# button for reading aloud too.
BROKEN_ON_PURPOSE = {
    "empty": ("empty-heading", "label", "link-name", "aria-prohibited-attr"),
    "breadcrumbs": ("landmark-unique",),
    "read_aloud": ("duplicate-id",),
}


def faults_of(page: Page, address: str, component: Component, number: int) -> list[str]:
    page.goto(f"{address}/galerie/{component.name}/{number}")
    page.evaluate(AXE)
    example = component.examples[number].name
    known = (*BROKEN_ON_PURPOSE.get(example, ()), *BROKEN_ON_PURPOSE.get(component.name, ()))
    faults = [fault for fault in findings(page) if fault.split(":")[0] not in known]
    return [f"{example}: {fault}" for fault in faults]


@pytest.mark.parametrize("component", components(), ids=lambda component: component.name)
def test_axe_finds_nothing_in_the_first_example_of_a_component(
    browser: Browser, address: str, component: Component
) -> None:
    page = browser.new_page(reduced_motion="reduce")
    assert faults_of(page, address, component, 0) == []
    page.close()


@pytest.mark.soak
@pytest.mark.parametrize("component", components(), ids=lambda component: component.name)
def test_axe_finds_nothing_in_any_example_of_a_component(
    browser: Browser, address: str, component: Component
) -> None:
    page = browser.new_page(reduced_motion="reduce")
    numbers = range(1, len(component.examples))
    faults = [fault for n in numbers for fault in faults_of(page, address, component, n)]
    assert faults == []
    page.close()
