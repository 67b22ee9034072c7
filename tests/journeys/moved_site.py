"""The real site with a clock that can be moved, and with a folder in which its mails lie."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any, cast

from flask import Flask
from werkzeug.serving import make_server

from directory.cli import ticking
from directory.cli.opening import workshop
from directory.config import Settings
from directory.mailing import FolderSender
from directory.model import Listing
from directory.publishing import catch_up
from directory.publishing import tick as do_what_is_due
from directory.web.parts import EXTENSION, Parts
from tests.ports import free_port
from tests.submissions.clock import Clock
from tests.visiting import built_site, settings_in


@dataclass
class MovedSite:
    """Pages, mails and index of one site; all of them ask the same clock."""

    app: Flask
    settings: Settings
    clock: Clock

    @property
    def address(self) -> str:
        return self.settings.public_url

    @property
    def parts(self) -> Parts:
        found: Parts = self.app.extensions[EXTENSION]
        return found

    def tick(self) -> None:
        """As ``directory tick`` and the follower do it: what is due happens, the index follows."""
        with ticking.opened_chores(self.settings) as chores:
            assert isinstance(chores.sender, FolderSender)
            chores.sender._clock = self.clock
            do_what_is_due(chores)
        with workshop(self.settings) as parts:
            catch_up(parts.store, parts.index, parts.builder, parts.record_of)

    def go(self, **span: float) -> None:
        """Later, with everything done that was due meanwhile."""
        self.clock.go(**span)
        self.tick()

    def mails(self, to: str) -> list[EmailMessage]:
        """All that somebody has got, oldest first."""
        found = [
            cast(EmailMessage, message_from_bytes(file.read_bytes(), policy=SMTP))  # type: ignore[arg-type]
            for file in sorted((self.settings.instance / "mails").rglob("*.eml"))
        ]
        mine = [mail for mail in found if to in str(mail["To"])]
        return sorted(mine, key=lambda mail: mail["Date"].datetime)


@contextmanager
def moved_site(folder: Path, patch: Any, now: datetime, *more: Listing) -> Iterator[MovedSite]:
    """``patch`` is pytest's; ``now`` is when the story begins."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    app = built_site(folder, *more, public_url=address)
    clock = Clock(now)
    _set(app, clock)
    patch.setattr(ticking, "now", clock)
    server = make_server("127.0.0.1", port, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield MovedSite(app, settings_in(folder, address), clock)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _set(app: Flask, clock: Clock) -> None:
    """The clock for every part that has one."""
    parts: Parts = app.extensions[EXTENSION]
    for one in fields(parts):
        part = getattr(parts, one.name)
        if hasattr(part, "_clock"):
            part._clock = clock
    app.extensions[EXTENSION] = replace(parts, now=clock, today=lambda: clock().date())


BEGIN = datetime(2026, 11, 24, 19, 0, tzinfo=UTC)
SOON = timedelta(minutes=10)
