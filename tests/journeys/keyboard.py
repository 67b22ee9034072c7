"""Somebody who has only a keyboard: goes from control to control and presses them."""

from playwright.sync_api import Error, Page

MOST_STEPS = 120
_NAME = """() => {
    const here = document.activeElement;
    if (!here || here === document.body) return '';
    const around = here.closest('label');
    const beside = here.id && document.querySelector(`label[for="${CSS.escape(here.id)}"]`);
    return (around || beside || here).textContent;
}"""


def go_to(page: Page, words: str) -> None:
    """Tab to the control with these words; the label says them where it has none of its own."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if words in name_of(page):
            return
    raise AssertionError(f"the keyboard does not reach {words!r}")


def name_of(page: Page) -> str:
    """What the control in focus is called: by the label around it, by its label, or by itself;
    nothing where no control has the focus."""
    try:
        return " ".join(str(page.evaluate(_NAME)).split())
    except Error:  # the next page came in this very moment
        page.wait_for_load_state()
        return ""


def press(page: Page, words: str, key: str = "Enter") -> None:
    go_to(page, words)
    page.keyboard.press(key)


def choose(page: Page, first: str, wanted: str) -> None:
    """A choice among several: Tab reaches the first or the chosen one, arrows the others."""
    go_to(page, first)
    for _ in range(10):
        if wanted in name_of(page):
            page.keyboard.press("Space")
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"no choice is called {wanted!r}")
