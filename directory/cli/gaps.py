"""Keeps the figures of the gap report once a month, so that change can be seen."""

import time
from collections.abc import Callable
from datetime import date
from importlib import import_module
from typing import Final

import click

from directory.cli.opening import kindly, read_settings
from directory.cli.own_process import OwnProcess
from directory.model.gap import EVERYWHERE
from directory.submissions import GapMonths

# Whoever starts a site wants to see it first; the month is long.
_AFTER_SECONDS: Final = 600.0
_AGAIN_SECONDS: Final = 3_600.0


@click.command("gap-figures")
@kindly
def gap_figures() -> None:
    """Keep this month's figures of the gap report; the follower does so by itself."""
    # cli stands below app in the house, so the application is named, not imported.
    app = import_module("directory.app").create_app(read_settings())
    count = import_module("directory.web.gaps.months").keep_figures(app)
    click.echo(f"The figures of {count} regions are kept.")


class MonthlyFigures:
    """Starts ``directory gap-figures`` in a process of its own, once a month."""

    def __init__(self, kept: GapMonths, today: Callable[[], date] = date.today) -> None:
        self._kept = kept
        self._today = today
        self._next = time.monotonic() + _AFTER_SECONDS
        self._process = OwnProcess("gap-figures")

    def __call__(self) -> None:
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _AGAIN_SECONDS
        if self._process.is_running:
            return
        if not self._kept.has(f"{self._today():%Y-%m}", EVERYWHERE):
            self._process.start()

    def wait(self) -> None:
        self._process.wait()
