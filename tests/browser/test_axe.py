"""axe with every rule, also those of AAA and the experimental ones: nothing found on any page.

The ids of what axe sees are A1, A2, A3, A4, A7, B4, B7, C1, C3, C6, D2, D7, E6, E12, F3 and G2.
"""

import pytest
from playwright.sync_api import Browser, Page

from directory.web.gallery import Component, components
from tests.browser.axe import AXE, findings
from tests.browser.pages import PAGES, in_modes
from tests.browser.visits import Mode, visiting

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("axe")]


@in_modes()
def test_axe_finds_nothing(browser: Browser, address: str, name: str, mode: Mode) -> None:
    """With everything that can be folded open: A1, A2, A3, A4, A7, B4, B7, C1, C3, C6, D2, D7,
    E6, E12, F3, G2"""
    with visiting(browser, address, PAGES[name], mode) as visit:
        page = visit.page
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        page.evaluate(AXE)
        assert findings(page) == []


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
