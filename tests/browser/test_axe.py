"""axe with every rule, also those of AAA and the experimental ones: nothing found on any page."""

from pathlib import Path
from typing import Any, Literal

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page

from directory.web.gallery import components
from tests.browser.pages import PAGES

AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text("utf-8")
# All rules are on. Frames and media do not exist here, so axe need not wait for them.
RUN = """() => axe.run(document, {
    rules: Object.fromEntries(axe.getRules().map(rule => [rule.ruleId, {enabled: true}])),
    preload: {assets: ["cssom"]},
    resultTypes: ["violations"],
})"""

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def findings(page: Page) -> list[str]:
    found: dict[str, Any] = page.evaluate(RUN)
    return [
        f"{fault['id']}: {node['html'][:160]} ({node['failureSummary'][:200]})"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(browser: Browser, address: str, name: str) -> None:
    """Narrow and wide, light and dark, with everything that can be folded open."""
    page = browser.new_page(reduced_motion="reduce")
    page.goto(address + PAGES[name])
    page.evaluate("document.querySelectorAll('details').forEach(found => { found.open = true })")
    page.evaluate(AXE)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            assert findings(page) == [], f"{width} px, {scheme}"
    page.close()


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


def test_axe_finds_nothing_in_any_example_of_a_component(browser: Browser, address: str) -> None:
    page = browser.new_page(reduced_motion="reduce")
    for component in components():
        for number in range(len(component.examples)):
            page.goto(f"{address}/galerie/{component.name}/{number}")
            page.evaluate(AXE)
            faults = findings(page)
            if component.examples[number].name == "empty":
                # An example without words shows that nothing breaks, not that it is readable.
                faults = [f for f in faults if not f.startswith(("empty-heading", "label"))]
            assert faults == [], component.examples[number].name
    page.close()
