"""axe with every rule, also those of AAA and the experimental ones."""

from pathlib import Path
from typing import Any, Literal

import axe_playwright_python
from playwright.sync_api import Page

AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text("utf-8")
# All rules are on, but that of AA for contrast: that of AAA asks for more, and reckoning it twice
# takes a tenth of the time. Frames and media do not exist here, so axe need not wait for them.
RUN = """() => axe.run(document, {
    rules: Object.fromEntries(axe.getRules().map(
        rule => [rule.ruleId, {enabled: rule.ruleId !== 'color-contrast'}])),
    preload: {assets: ["cssom"]},
    resultTypes: ["violations"],
    selectors: false,
})"""
# In forced colours Chromium paints words in the colours of the visitor, but names the former ones
# for -webkit-text-fill-color, where axe looks first.
INK = """() => matchMedia('(forced-colors: active)').matches &&
    [...document.querySelectorAll('body *')].map(e => [e, getComputedStyle(e).color])
        .forEach(([e, ink]) => { e.style.webkitTextFillColor = ink })"""

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def findings(page: Page) -> list[str]:
    page.evaluate(INK)
    found: dict[str, Any] = page.evaluate(RUN)
    return [
        f"{fault['id']}: {node['html'][:160]} ({node['failureSummary'][:200]})"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]
