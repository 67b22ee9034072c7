"""Counts how often offers are shown, opened and printed, without knowing by whom.

Kept pages are answered before any view runs, so counting stands around them. Nothing of a visitor
is kept: a request adds 1 to numbers in memory, and a thread adds those to the database every
30 seconds and at the end. A process that is killed loses at most these seconds.
"""

import atexit
import logging
import re
import threading
import weakref
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, Final

from flask import Flask, request

from directory.submissions import Use, Used
from directory.web.parts import EXTENSION, Parts

# What a page shows travels beside the answer; ``unchanged`` keeps it with the page.
SHOWN: Final = "directory.shown"
SECONDS: Final = 30.0
# While the database takes nothing: about 10 MB, then new sorts of numbers are left out.
MOST_NUMBERS: Final = 50_000

_OFFER: Final = "/angebot/"
_PRINTED: Final = "/gedruckt"
# A word in the name of a program that is surely nobody; Cubot makes telephones.
_PROGRAM: Final = re.compile(r"(?<!cu)bot|crawl|spider|slurp|preview|monitor|curl|wget|python")
_AHEAD: Final = ("HTTP_SEC_PURPOSE", "HTTP_PURPOSE", "HTTP_X_MOZ")

_log = logging.getLogger(__name__)


def shown(offer_ids: Iterable[str]) -> None:
    """To be called by a view: these offers stand on the page that it makes."""
    before = request.environ.get(SHOWN, ())
    request.environ[SHOWN] = (*before, *offer_ids)


class Counting:
    """Around all pages of an app, inside of the language prefix."""

    def __init__(self, inner: Callable[..., Iterable[bytes]], app: Flask) -> None:
        self._inner = inner
        self._app = app
        self.numbers = Numbers(lambda: _parts(app))

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if not _is_counted(environ):
            return self._inner(environ, start_response)
        status = ""

        def start(line: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            nonlocal status
            status = line[:3]
            return start_response(line, headers, *more)

        answer = self._inner(environ, start)
        try:
            self._count(environ, status)
        except Exception:  # a page never breaks over a number
            _log.exception("an answer was not counted")
        return answer

    def _count(self, environ: dict[str, Any], status: str) -> None:
        path = environ.get("PATH_INFO", "")
        if environ["REQUEST_METHOD"] == "POST":
            if status == "204" and path.startswith(_OFFER) and path.endswith(_PRINTED):
                slug = path[len(_OFFER) : -len(_PRINTED)]
                self.numbers.count(Used.PRINTED, slug=slug)
            return
        if status not in ("200", "304"):
            return
        ids = environ.get(SHOWN)
        if ids:
            self.numbers.count(Used.SHOWN, ids)
        elif path.startswith(_OFFER):
            slug = path[len(_OFFER) :]
            # Who has just remembered an offer comes back to a page that was opened already.
            if "/" not in slug and "merkzettel=" not in environ.get("QUERY_STRING", ""):
                self.numbers.count(Used.OPENED, slug=slug)


class Numbers:
    """What was counted since it was last stored. Threads may share it."""

    def __init__(self, parts: Callable[[], Parts]) -> None:
        self._parts = parts
        self._lock = threading.Lock()
        self._by_id: Counter[Use] = Counter()
        self._by_slug: Counter[Use] = Counter()
        self._timer: threading.Timer | None = None
        self._is_stored_at_the_end = False

    def count(self, used: Used, ids: Iterable[str] = (), *, slug: str = "") -> None:
        day = self._parts().today()
        with self._lock:
            for offer_id in ids:
                self._more(self._by_id, Use(day, used, offer_id), 1)
            if slug:
                self._more(self._by_slug, Use(day, used, slug), 1)
            self._store_soon()

    def store(self, *, again: bool = True) -> bool:
        """Adds everything to the database; when it takes nothing, the numbers wait on."""
        with self._lock:
            by_id, by_slug = self._by_id, self._by_slug
            self._by_id, self._by_slug = Counter(), Counter()
            self._timer = None
        if not by_id and not by_slug:
            return True
        uses = self._parts().uses
        if uses is None:
            return True
        try:
            uses.add(by_id, by_slug)
        except Exception as error:
            _log.warning("numbers wait for the database: %s", type(error).__name__)
            with self._lock:
                for mine, theirs in ((self._by_id, by_id), (self._by_slug, by_slug)):
                    for use, count in theirs.items():
                        self._more(mine, use, count)
                if again:
                    self._store_soon()
            return False
        return True

    def _more(self, counts: Counter[Use], use: Use, count: int) -> None:
        if use in counts or len(counts) < MOST_NUMBERS:
            counts[use] += count

    def _store_soon(self) -> None:
        """A thread that lives only while there is something to store."""
        if self._timer is None:
            self._timer = threading.Timer(SECONDS, self.store)
            self._timer.daemon = True
            self._timer.start()
        if not self._is_stored_at_the_end:
            self._is_stored_at_the_end = True
            atexit.register(_store_at_the_end, weakref.ref(self))


def _store_at_the_end(numbers: "weakref.ref[Numbers]") -> None:
    found = numbers()
    if found:
        found.store(again=False)


def _parts(app: Flask) -> Parts:
    parts: Parts = app.extensions[EXTENSION]
    return parts


def _is_counted(environ: dict[str, Any]) -> bool:
    """Whether a person may sit behind it: browsers send their languages, programs mostly do not.

    What a browser loads ahead is seen by nobody yet.
    """
    if environ["REQUEST_METHOD"] not in ("GET", "POST") or "HTTP_ACCEPT_LANGUAGE" not in environ:
        return False
    if any(name in environ for name in _AHEAD):
        return False
    agent = environ.get("HTTP_USER_AGENT", "").strip().lower()
    return bool(agent) and not _PROGRAM.search(agent)
