"""Somebody who opens pages of a running site and fills in its forms, without scripts."""

import http.client
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from directory.web.form_guard import QUICKEST_SECONDS, STAMP
from tests.messages.filling import fields_of
from tests.page_checks import Page, look_over

PATIENCE_SECONDS = 60
# The stamp of a form knows whole seconds, rounded down.
_SURE_SECONDS = 0.1


@dataclass
class Person:
    """``took`` are the seconds of each answer; ``now`` and ``wait`` are those of a clock that the
    site shares, where it is not that of everybody."""

    port: int
    took: list[float] = field(default_factory=list)
    now: Callable[[], float] = time.time
    wait: Callable[[float], object] = time.sleep

    def open(self, path: str, status: int = 200) -> Page:
        page = self._asked("GET", path)
        assert page.status == status, f"{path} answers {page.status}: {page.html[-2000:]}"
        look_over(page)
        return page

    def fetch(self, path: str) -> int:
        """The status of what is no page, or of a page that is gone."""
        return self._asked("GET", path).status

    def send(self, page: Page, status: int = 200, **typed: Any) -> Page:
        """The page that follows; people take longer than programs, but no longer than needed."""
        filled = {**fields_of(page), **typed}
        forms = page.all("//main//form[@method='post']")
        target = (forms[0].get("action") if forms else "") or page.address.partition("?")[0]
        for stamp in filled.get(STAMP, ()):
            begun = int(stamp.partition(".")[0])
            self.wait(max(0.0, begun + QUICKEST_SECONDS + _SURE_SECONDS - self.now()))
        after = self._asked("POST", target, urlencode(filled, doseq=True))
        assert after.status == status, f"{target} answers {after.status}: {after.html[-3000:]}"
        look_over(after)
        return after

    def _asked(self, method: str, path: str, body: str = "") -> Page:
        begun = time.monotonic()
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        line.request(method, path, body or None, kind)
        answer = line.getresponse()
        text = answer.read().decode(errors="replace")
        line.close()
        self.took.append(time.monotonic() - begun)
        if answer.status in (301, 303):
            to = urlsplit(answer.headers["Location"])
            return self._asked("GET", f"{to.path}?{to.query}" if to.query else to.path)
        return Page(path, answer.status, text, dict(answer.headers))


# Where a form stands, and what somebody types into it.
FORMS: dict[str, dict[str, str]] = {
    "/wunsch?q=boccia+in+halle&brauche=wc": {},
    "/barriere-melden": {"text": 'Die Schrift ist "klein" & <eng>\nzweite Zeile', "wo": "a@web.de"},
    "/vereine/link": {"mail": "anna.unbekannt@verein.example"},
    "/vereine/angebot": {"sport": "boccia"},
}


def typed_is_kept(page: Page, typed: dict[str, str]) -> bool:
    """Whatever was typed is sent again with the next press."""
    fields = fields_of(page)
    return all(value in _with_plain_lines(fields.get(name, [])) for name, value in typed.items())


def _with_plain_lines(values: list[str]) -> list[str]:
    return [value.replace("\r\n", "\n").removeprefix("\n") for value in values]
