"""What a screen reader says of each kind of page, word for word; a person has read each of them.

A change of a page changes what is heard. Read the difference; when it sounds well, type
``make transcripts`` and commit the new files.
"""

import difflib
import os
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.pages import PAGES
from tests.checkers import heard, needs_reader

pytestmark = [pytest.mark.browser, needs_reader]

FOLDER = Path(__file__).parent / "transcripts"
KINDS = {
    "start": "start",
    "results": "search",
    "nothing-found": "nothing found",
    "choice-of-places": "choice of places",
    "offer": "offer",
    "club": "club",
    "sports": "sports",
    "state": "state",
    "town": "town",
    "question": "question, liking, answered",
    "needs": "question, needs",
    "remembered": "remembered, 2 offers",
    "form": "ask, untouched",
    "form-with-errors": "ask, empty",
    "help": "help",
    "settings": "settings",
    "not-found": "not found",
    "english-offer": "offer /en",
}
MOST_BEFORE_RESULTS = 12
MOST_OF_A_CARD = 12


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def said_on(page: Page, address: str, name: str) -> list[str]:
    state = PAGES[name]
    for cookie, value in state.cookies.items():
        page.context.add_cookies([{"name": cookie, "value": value, "url": address}])
    page.goto(address + state.address)
    state.walk(page)
    return [" ".join(phrase.replace(address, "").split()) for phrase in heard(page)]


def is_renewed() -> bool:
    """``make transcripts`` says so."""
    return os.environ.get("RENEW_TRANSCRIPTS") == "1"


@pytest.mark.parametrize("kind", KINDS)
def test_g5_what_is_heard_is_what_somebody_has_read(page: Page, address: str, kind: str) -> None:
    """G5"""
    file = FOLDER / f"{kind}.txt"
    said = said_on(page, address, KINDS[kind])
    if is_renewed():
        FOLDER.mkdir(exist_ok=True)
        file.write_text("\n".join(said) + "\n", encoding="utf-8")
    stored = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    difference = "\n".join(
        difflib.unified_diff(stored, said, "read", "heard now", lineterm="", n=2)
    )
    assert not difference, (
        f"{file.name}: something else is heard. Does it sound well? Then: make transcripts\n"
        + difference
    )


def results(said: list[str]) -> tuple[list[str], list[list[str]]]:
    """What is heard in the main part before the first result, and each result."""
    main = said[said.index("main") + 1 : said.index("contentinfo")]
    starts = [
        number
        for number, (item, name) in enumerate(pairwise(main))
        if item.startswith("listitem") and name.startswith("heading") and name.endswith("level 3")
    ]
    cards = []
    for here, after in pairwise([*starts, len(main)]):
        ends = (
            phrase.startswith(("region", "navigation")) or phrase.endswith("level 2")
            for phrase in main[here:]
        )
        next_part = here + next((number for number, end in enumerate(ends) if end), len(main))
        cards.append(main[here : min(after, next_part)])
    return main[: starts[0]], cards


@pytest.mark.parametrize("name", ["search", "search, box empty", "filters", "search /en"])
def test_results_are_heard_soon_and_each_in_few_phrases(
    page: Page, address: str, name: str
) -> None:
    before, cards = results(said_on(page, address, name))
    assert len(before) <= MOST_BEFORE_RESULTS, before
    assert [card for card in cards if len(card) > MOST_OF_A_CARD] == []
