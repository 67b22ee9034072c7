"""Lets nobody take all the work of the site: what is made anew is counted by network and minute.

It stands inside of what keeps pages, so a page that was made before, or that a browser has already,
costs nothing here. A whole school or a mobile carrier may share a network; so the most is far above
what people read, and only programs meet it. Then the answer is 429, and says when to come again.

A request adds to numbers in memory. Those of busy networks are added to the database every few
seconds, which tells what other processes and machines counted; of all others nothing is written.
Without a database each process counts for itself.
"""

import logging
import threading
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any, Final

from flask import Flask, request
from werkzeug.exceptions import TooManyRequests

from directory.submissions import network
from directory.watching import Event, tell
from directory.watching.counted import LIMITS_MET
from directory.web.parts import EXTENSION, Parts

PURPOSE: Final = "effort"
WAIT: Final = "directory.wait"
MINUTE: Final = timedelta(minutes=1)
# How long a process goes without asking what the others counted.
SECONDS: Final = 3.0
# Who has used less than this part of the most since the last time is not written down.
WORTH_TELLING: Final = 20
# More networks in a minute than this are let through: their numbers would fill the memory.
MOST_NETWORKS: Final = 50_000

PAGE, PAPER, FILE = 1, 10, 20
_FILES: Final = ("/daten/", "/sitemap")
# Read from memory, or what watches the site.
_FREE: Final = ("/assets/", "/favicon.ico", "/healthz", "/readyz", "/metrics")
# The machine itself; also all visitors, where a proxy stands in front that the settings do not
# name: they must not be taken for one.
_UNCOUNTED: Final = frozenset({network("127.0.0.1"), network("::1"), network("")})

_log = logging.getLogger(__name__)


def points(method: str, path: str) -> int:
    """About how many hundredths of a second it takes; forms have limits of their own."""
    if method not in ("GET", "HEAD") or path.startswith(_FREE):
        return 0
    if path.startswith(_FILES):
        return FILE
    return PAPER if path.endswith(".pdf") else PAGE


class Effort:
    """Around the pages of an app that must be made."""

    def __init__(self, inner: Callable[..., Iterable[bytes]], app: Flask) -> None:
        self._inner = inner
        self.ledger = Ledger(lambda: _parts(app))

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        cost = points(environ["REQUEST_METHOD"], environ.get("PATH_INFO", ""))
        if cost:
            environ[WAIT] = self.ledger.spend(environ.get("REMOTE_ADDR", ""), cost)
        return self._inner(environ, start_response)


class Ledger:
    """What each network has spent in this minute. Threads may share it."""

    def __init__(self, parts: Callable[[], Parts]) -> None:
        self._parts = parts
        self._lock = threading.Lock()
        self._minute = 0
        # What is known of all processes and what of it is ours and not told yet.
        self._spent: dict[str, int] = {}
        self._untold: dict[str, int] = {}
        self._timer: threading.Timer | None = None

    def spend(self, address: str, cost: int) -> int:
        """The seconds to wait; 0 for who may have it, and only then it is counted."""
        parts = self._parts()
        most, who = parts.points_a_minute, network(address)
        if not most or who in _UNCOUNTED:
            return 0
        minute, second = divmod(int(parts.now().timestamp()), 60)
        with self._lock:
            if minute != self._minute:
                self._minute, self._spent, self._untold = minute, {}, {}
            spent = self._spent.get(who, 0)
            if spent >= most:
                return 60 - second
            if spent or len(self._spent) < MOST_NETWORKS:
                self._spent[who] = spent + cost
                self._untold[who] = self._untold.get(who, 0) + cost
                if self._timer is None and self._untold[who] * WORTH_TELLING >= most:
                    self._tell_soon()
        return 0

    def tell(self) -> None:
        """Adds the numbers of busy networks to those of all, and learns how much these are."""
        parts = self._parts()
        with self._lock:
            self._timer = None
            minute, worth = self._minute, parts.points_a_minute / WORTH_TELLING
            told = {who: count for who, count in self._untold.items() if count >= worth}
            for who in told:
                self._untold[who] = 0
        if not told or parts.limits is None:
            return
        try:
            totals = parts.limits.add(PURPOSE, told, MINUTE)
        except Exception as error:  # a page never breaks over a number
            _log.warning("limits wait for the database: %s", type(error).__name__)
            return
        with self._lock:
            if minute == self._minute:
                for who, total in totals.items():
                    self._spent[who] = total + self._untold[who]

    def _tell_soon(self) -> None:
        """A thread that lives only while somebody is busy."""
        self._timer = threading.Timer(SECONDS, self.tell)
        self._timer.daemon = True
        self._timer.start()


def register(app: Flask) -> None:
    app.before_request(_ask_to_wait)


def _ask_to_wait() -> None:
    """Here, so that the answer is a kind page with all its headers, or JSON for programs."""
    seconds = request.environ.get(WAIT)
    if seconds:
        LIMITS_MET.add(PURPOSE)
        tell(Event.LIMIT_MET, purpose=PURPOSE)
        raise TooManyRequests(retry_after=seconds)


def _parts(app: Flask) -> Parts:
    found: Parts = app.extensions[EXTENSION]
    return found
