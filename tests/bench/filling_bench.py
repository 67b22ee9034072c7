"""How long a volunteer needs for an offer, and how many answers the least one takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from tests.chromium import chromium
from tests.clubs.browser_person import COMPLETE, FEWEST, Answers, Volunteer
from tests.live_site import running_site

SCREEN = {"width": 360, "height": 740}
# Programs are told from people by their speed; this one is as quick as a program.
ASKED_AGAIN = "input[name=nochmal]"


@dataclass(frozen=True, slots=True)
class Filled:
    """``minutes`` of typing (200 signs a minute) and choosing (1 s each); no thinking."""

    minutes: float
    pages: int
    answers: int
    choices: int
    signs: int


@dataclass(frozen=True, slots=True)
class FillingResult:
    complete: Filled
    least: Filled


def measure(scratch: Path) -> FillingResult:
    with running_site(scratch / "site") as address, chromium() as browser:
        return FillingResult(
            complete=_filled(browser, address, COMPLETE),
            least=_filled(browser, address, FEWEST),
        )


def _filled(browser: Browser, address: str, answers: Mapping[str, Answers]) -> Filled:
    """From the first question until the site says thank you."""
    page = browser.new_page(viewport=SCREEN)
    page.goto(f"{address}/vereine/angebot")
    somebody = Volunteer(page)
    somebody.walk(answers)
    somebody.press("Angebot abschicken")
    before = somebody.seconds, somebody.choices
    if page.locator(ASKED_AGAIN).count():
        somebody.press("Angebot abschicken")
        # A person would not have been asked: the form came back because no second has passed.
        somebody.seconds, somebody.choices = before
    if page.url.endswith("/schon-da"):
        somebody.press("Nein", exact=False)
    if not page.url.endswith("/danke"):
        raise AssertionError(f"the offer was not sent: {page.locator('main').inner_text()[:900]}")
    page.close()
    return Filled(
        somebody.minutes, somebody.pages + 1, somebody.answers, somebody.choices, somebody.signs
    )
