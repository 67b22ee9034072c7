"""The pages of a table in every state, for the accessibility run in a real browser."""

from collections.abc import Callable
from time import time_ns

from playwright.sync_api import Page

from directory.web.form_guard import QUICKEST_PRESS_SECONDS
from tests.patience import take_time
from tests.spreadsheet.conftest import BLUE, HEAD, RED
from tests.spreadsheet.hostile import workbook

TABLE = "/vereine/tabelle"
GONE_TABLE = "/vereine/tabelle/falsch"
_OTHER_HEAD = [*HEAD[:-1], "Bemerkung"]


def _send_up(page: Page, content: bytes, name: str = "liste.xlsx") -> None:
    page.locator("#feld-meine_mail").fill("tabelle@verein.example")
    page.locator("#feld-datei").set_input_files({"name": name, "mimeType": "", "buffer": content})
    page.get_by_role("button", name="Tabelle prüfen").click()


def _nothing_chosen(page: Page) -> None:
    page.get_by_role("button", name="Tabelle prüfen").click()


def _broken(page: Page) -> None:
    _send_up(page, b"%PDF-1.4", "liste.pdf")


def _columns(page: Page) -> None:
    _send_up(page, workbook(_OTHER_HEAD, BLUE, RED))


def _checked(page: Page) -> None:
    # A club of its own each time: what was sent before would not be sent again.
    club = f"SV Blau {time_ns()}"
    wrong = ["", "Xyz", "Abc", "", "1", "", "2", "x"]
    _send_up(page, workbook(HEAD, [club, *BLUE[1:]], RED, wrong))
    page.get_by_role("button", name="Jetzt abschicken").wait_for()


def _held(page: Page) -> None:
    _checked(page)
    page.evaluate("document.querySelector('[name=homepage]').value = 'x'")
    page.get_by_role("button", name="Jetzt abschicken").click()


def _sent(page: Page) -> None:
    _checked(page)
    take_time(page, QUICKEST_PRESS_SECONDS)
    page.get_by_role("button", name="Jetzt abschicken").click()
    page.get_by_role("heading", name="Danke für Ihre Tabelle").wait_for()


SPREADSHEET_STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "table": (TABLE, lambda _page: None),
    "table, nothing chosen": (TABLE, _nothing_chosen),
    "table, no table": (TABLE, _broken),
    "table, columns": (TABLE, _columns),
    "table, checked": (TABLE, _checked),
    "table, held": (TABLE, _held),
    "table, sent": (TABLE, _sent),
}
