"""Visitors of several machines behind one proxy, who read and send without a break."""

import itertools
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode

from tests.messages.filling import fields_of
from tests.operating.test_nginx import Proxy
from tests.page_checks import Page

PAGES = (
    "/", "/suche?q=boccia", "/suche?q=schwimen+in+haale&umkreis=50", "/api/v1/offers?q=tanzen",
    "/vereine", "/de/suche?q=judo", "/wunsch", "/healthz",
)  # fmt: skip
FORM = "/barriere-melden"


@dataclass
class Visits:
    """What they met. ``thanked`` are the texts for which the site has said thank you."""

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    thanked: list[str] = field(default_factory=list)
    sent_again: int = 0

    @property
    def figures(self) -> str:
        ordered = sorted(self.seconds)
        return (
            f"{len(ordered)} pages, {len(self.errors)} errors, median"
            f" {ordered[len(ordered) // 2] * 1000:.0f} ms, p99"
            f" {ordered[int(len(ordered) * 0.99)] * 1000:.0f} ms; {len(self.thanked)} forms thanked"
            f" for, {self.sent_again} sent again"
        )


@contextmanager
def visitors(proxy: Proxy, readers: int = 3, pause: float = 0.05) -> Iterator[Visits]:
    """They come until the block is left."""
    visits, over = Visits(), threading.Event()
    given = (proxy, visits, over, pause)
    work = [threading.Thread(target=_read, args=(*given, number)) for number in range(readers)]
    work.append(threading.Thread(target=_send, args=given))
    for one in work:
        one.start()
    try:
        yield visits
    finally:
        over.set()
        for one in work:
            one.join(60)


def _read(proxy: Proxy, visits: Visits, over: threading.Event, pause: float, number: int) -> None:
    for path in itertools.islice(itertools.cycle(PAGES), number, None):
        if over.wait(pause):
            return
        begun = time.monotonic()
        status = _status(proxy, path)
        visits.seconds.append(time.monotonic() - begun)
        if status not in ("200", "301", "308"):
            visits.errors.append(f"{path}: {status}")


def _status(proxy: Proxy, path: str) -> str:
    try:
        return str(proxy.ask(path, X_Test_From="192.0.2.7")[0])
    except OSError as error:
        return repr(error)


def _send(proxy: Proxy, visits: Visits, over: threading.Event, pause: float) -> None:
    """One form, filled in again and again; whoever hears no thanks presses once more."""
    status, _, body = proxy.ask(FORM, X_Test_From="192.0.2.8")
    fields = {name: values[0] for name, values in fields_of(Page(FORM, status, body, {})).items()}
    over.wait(4)  # as people do
    for number in itertools.count():
        text = f"Nachricht {number}"
        while True:
            if over.wait(pause * 3):
                return
            if _is_thanked(proxy, {**fields, "text": text}, number):
                visits.thanked.append(text)
                break
            visits.sent_again += 1


def _is_thanked(proxy: Proxy, fields: dict[str, str], number: int) -> bool:
    """Each time from another network, because of the limits."""
    try:
        sent = urlencode(fields).encode()
        kind = "application/x-www-form-urlencoded"
        comes_from = f"10.{number // 250 % 250}.{number % 250}.1"
        return proxy.ask(FORM, sent, Content_Type=kind, X_Test_From=comes_from)[0] == 303
    except OSError:
        return False
