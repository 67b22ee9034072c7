"""Counts searches, and how often offers are shown, opened and printed, without knowing by whom.

Kept pages are answered before any view runs, so counting stands around them. Nothing of a visitor
is kept: a request adds 1 to numbers in memory, and a thread adds those to the database every
30 seconds and at the end. A process that is killed loses at most these seconds.
"""

import atexit
import logging
import threading
import weakref
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final, TypeVar

from flask import Flask, request

from directory.submissions import Counted, Happened, Use, Used
from directory.web.now import this_request
from directory.web.parts import EXTENSION, Parts

# What a page shows travels beside the answer; ``unchanged`` keeps it with the page.
SHOWN: Final = "directory.shown"
# What else a page says is to be counted when somebody gets it, by the same way.
NOTED: Final = "directory.noted"
SECONDS: Final = 30.0
# While the database takes nothing; then new lists and addresses are left out.
MOST_NUMBERS: Final = 50_000

_OFFER: Final = "/angebot/"
_PRINTED: Final = "/gedruckt"
# A word in the name of a program that is surely nobody.
_PROGRAMS: Final = (
    "bot",
    "crawl",
    "spider",
    "slurp",
    "preview",
    "monitor",
    "curl",
    "wget",
    "python",
)

Notes = tuple[tuple[Happened, str], ...]
_OfOffers = tuple[date, Used, tuple[str, ...]]
_OfNotes = tuple[date, Notes]
_Key = TypeVar("_Key")

_log = logging.getLogger(__name__)


def shown(offer_ids: Iterable[str]) -> None:
    """To be called by a view: these offers stand on the page that it makes."""
    environ = this_request().environ
    environ[SHOWN] = (*environ.get(SHOWN, ()), *offer_ids)


def note(notes: Notes) -> None:
    """To be called by a view: this happened when somebody gets the page that it makes."""
    request.environ[NOTED] = notes


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
                self.numbers.count(Used.PRINTED, (slug,))
            return
        if status not in ("200", "304"):
            return
        notes = environ.get(NOTED)
        if notes:
            self.numbers.note(notes)
        ids = environ.get(SHOWN)
        if ids:
            self.numbers.count(Used.SHOWN, ids)
        elif path.startswith(_OFFER):
            slug = path[len(_OFFER) :]
            # Who has just remembered an offer comes back to a page that was opened already.
            if "/" not in slug and "merkzettel=" not in environ.get("QUERY_STRING", ""):
                self.numbers.count(Used.OPENED, (slug,))


class Numbers:
    """What was counted since it was last stored. Threads may share it.

    A request adds 1 to one number, that of a whole list of offers; it costs 3 millionths of a
    second. Only what is stored is counted offer by offer.
    """

    def __init__(self, parts: Callable[[], Parts]) -> None:
        self._parts = parts
        self._lock = threading.Lock()
        self._counts: dict[_OfOffers, int] = {}
        self._notes: dict[_OfNotes, int] = {}
        self._timer: threading.Timer | None = None
        self._is_stored_at_the_end = False

    def count(self, used: Used, offers: tuple[str, ...]) -> None:
        """``offers`` are ids where they are shown, else the address of one."""
        counted = self._parts().today(), used, offers
        with self._lock:
            _more(self._counts, counted, 1)
            if self._timer is None:
                self._store_soon()

    def note(self, notes: Notes) -> None:
        """All that one page says."""
        counted = self._parts().today(), notes
        with self._lock:
            _more(self._notes, counted, 1)
            if self._timer is None:
                self._store_soon()

    def store(self, *, again: bool = True) -> bool:
        """Adds everything to the database; when it takes nothing, the numbers wait on."""
        with self._lock:
            offers, self._counts = self._counts, {}
            notes, self._notes = self._notes, {}
            self._timer = None
        uses, counts = self._parts().uses, self._parts().counts
        try:
            if uses and offers:
                uses.add(*_offer_by_offer(offers))
            offers = {}
            if counts and notes:
                counts.add(_one_by_one(notes))
        except Exception as error:
            _log.warning("numbers wait for the database: %s", type(error).__name__)
            with self._lock:
                for of_offers, count in offers.items():
                    _more(self._counts, of_offers, count)
                for of_notes, count in notes.items():
                    _more(self._notes, of_notes, count)
                if again and self._timer is None:
                    self._store_soon()
            return False
        return True

    def _store_soon(self) -> None:
        """A thread that lives only while there is something to store."""
        self._timer = threading.Timer(SECONDS, self.store)
        self._timer.daemon = True
        self._timer.start()
        if not self._is_stored_at_the_end:
            self._is_stored_at_the_end = True
            atexit.register(_store_at_the_end, weakref.ref(self))


def _more(counts: dict[_Key, int], counted: _Key, count: int) -> None:
    before = counts.get(counted)
    if before is not None or len(counts) < MOST_NUMBERS:
        counts[counted] = (before or 0) + count


def _one_by_one(notes: Mapping[_OfNotes, int]) -> Counter[Counted]:
    found: Counter[Counted] = Counter()
    for (day, happened), count in notes.items():
        for what, word in happened:
            found[Counted(day, what, word)] += count
    return found


def _offer_by_offer(counts: Mapping[_OfOffers, int]) -> tuple[Counter[Use], Counter[Use]]:
    """By id, and by address."""
    by_id: Counter[Use] = Counter()
    by_slug: Counter[Use] = Counter()
    for (day, used, offers), count in counts.items():
        numbers = by_id if used is Used.SHOWN else by_slug
        for offer in offers:
            numbers[Use(day, used, offer)] += count
    return by_id, by_slug


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
    agent = environ.get("HTTP_USER_AGENT", "").lower()
    if (
        environ["REQUEST_METHOD"] not in ("GET", "POST")
        or "HTTP_ACCEPT_LANGUAGE" not in environ
        or "HTTP_SEC_PURPOSE" in environ
        or "HTTP_PURPOSE" in environ
        or "HTTP_X_MOZ" in environ
        or not agent.strip()
    ):
        return False
    for word in _PROGRAMS:  # a loop, because it is the fastest of all ways to write it
        if word in agent:
            # Cubot makes telephones.
            return word == "bot" and "bot" not in agent.replace("cubot", "")
    return True
