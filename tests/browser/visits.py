"""Visits of pages: a browser that was never here, in one mode, walks into one state."""

import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, Page, Request, Response, Route

Look = Literal["light", "dark", "forced colours"]

WIDTHS = (320, 768, 1280)
LOOKS: tuple[Look, ...] = ("light", "dark", "forced colours")
HEIGHT = 900
_SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL)


def _stay(page: Page) -> None:
    """Nothing is done on the page."""


@dataclass(frozen=True, slots=True)
class State:
    """A page as somebody finds it: an address, what the browser kept, what was done there."""

    address: str
    cookies: Mapping[str, str] = field(default_factory=dict)
    walk: Callable[[Page], None] = _stay
    status: int = 200


@dataclass(frozen=True, slots=True)
class Mode:
    """How somebody sees a page."""

    width: int
    look: Look
    script: bool

    def __str__(self) -> str:
        return f"{self.width} px, {self.look}, {'script' if self.script else 'no script'}"


@dataclass
class Visit:
    """An open page, and what the browser asked for on the way."""

    page: Page
    mode: Mode
    asked: list[Request] = field(default_factory=list)
    answers: list[Response] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    cookies: list[str] = field(default_factory=list)
    on_the_way: set[Request] = field(default_factory=set)

    # Methods, because the driver does not take those of a list.
    def was_asked(self, request: Request) -> None:
        self.asked.append(request)
        self.on_the_way.add(request)

    def was_answered(self, answer: Response) -> None:
        self.answers.append(answer)

    def has_come(self, request: Request) -> None:
        self.on_the_way.discard(request)

    def has_failed(self, request: Request) -> None:
        self.on_the_way.discard(request)
        # Who goes on before a page is complete no longer needs the rest of it.
        if request.failure != "net::ERR_ABORTED":
            self.failed.append(f"{request.url} ({request.failure})")

    def wait_until_complete(self) -> None:
        """Until all has come that the page asked for; quicker than half a second of silence."""
        self.page.wait_for_load_state("load")
        self.page.evaluate("document.fonts.ready.then(() => true)")
        deadline = time.monotonic() + 30
        while self.on_the_way and time.monotonic() < deadline:
            self.page.wait_for_timeout(10)
        self.failed += [f"{one.url} (no answer)" for one in self.on_the_way]


@contextmanager
def visiting(browser: Browser, address: str, state: State, mode: Mode) -> Iterator[Visit]:
    """Opens a page in a browser that was never here, and walks into the state."""
    context = context_in(browser, mode)
    for cookie, value in state.cookies.items():
        context.add_cookies([{"name": cookie, "value": value, "url": address}])
    page = context.new_page()
    visit = Visit(page, mode)
    page.on("request", visit.was_asked)
    page.on("response", visit.was_answered)
    page.on("requestfinished", visit.has_come)
    page.on("requestfailed", visit.has_failed)
    answer = page.goto(address + state.address)
    assert answer and answer.status == state.status, f"{state.address} answers {answer}"
    state.walk(page)
    visit.cookies = sorted(c["name"] for c in context.cookies() if c["name"] not in state.cookies)
    yield visit
    context.close()


def context_in(browser: Browser, mode: Mode) -> BrowserContext:
    context = browser.new_context(
        viewport={"width": mode.width, "height": HEIGHT},
        color_scheme="light" if mode.look == "light" else "dark",
        forced_colors="active" if mode.look == "forced colours" else "none",
        reduced_motion="reduce",
    )
    if not mode.script:
        context.route(lambda url: "/assets/" not in url, _without_scripts)
    return context


def _without_scripts(route: Route) -> None:
    """axe and our walks are scripts themselves; so only those of the page are taken out."""
    answer = route.fetch(max_redirects=0)
    if "text/html" in answer.headers.get("content-type", ""):
        route.fulfill(response=answer, body=_SCRIPT.sub("", answer.text()))
    else:
        route.fulfill(response=answer)
