"""Visits of pages: a browser that was never here, in one mode, walks into one state."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from playwright.sync_api import Browser, BrowserContext, Page, Request, Response

from tests.without_scripts import HEADER

Look = Literal["light", "dark", "forced colours"]

WIDTHS = (320, 768, 1280)
LOOKS: tuple[Look, ...] = ("light", "dark", "forced colours")
HEIGHT = 900
OPEN_ALL: Final = "document.querySelectorAll('details').forEach(one => { one.open = true })"
"""For a page to evaluate: everything that can be folded open is open then."""


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
    stops: list[dict[str, Any]] = field(default_factory=list)  # of the keyboard

    def listen(self) -> None:
        for event, listener in self._listeners:
            self.page.on(event, listener)

    def stop_listening(self) -> None:
        for event, listener in self._listeners:
            self.page.remove_listener(event, listener)

    @property
    def _listeners(self) -> tuple[tuple[Any, Callable[[Any], None]], ...]:
        return (
            ("request", self.was_asked),
            ("response", self.was_answered),
            ("requestfinished", self.has_come),
            ("requestfailed", self.has_failed),
        )

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
        """Until all has come that the page asked for; quicker than half a second of silence.

        What never comes is named once, however often one waits.
        """
        self.page.wait_for_load_state("load")
        self.page.evaluate("document.fonts.ready.then(() => true)")
        deadline = time.monotonic() + 30
        while self.on_the_way and time.monotonic() < deadline:
            self.page.wait_for_timeout(10)
        self.failed += [f"{one.url} (no answer)" for one in self.on_the_way]
        self.on_the_way.clear()


class Tab:
    """Opens one page after the other and forgets each of them, as if nobody was ever here.

    A new tab costs more than a page: a process, fonts, a first picture. So it stays until a visit
    finds a fault.
    """

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser = browser
        self._address = address
        self._page: Page | None = None

    @contextmanager
    def visiting(self, state: State, mode: Mode) -> Iterator[Visit]:
        """Opens a page as somebody who was never here, and walks into the state."""
        page, self._page = self._page or self._opened(), None
        visit = Visit(page, mode)
        try:
            self._look_like(page, mode)
            self._walk(visit, state)
            yield visit
            visit.stop_listening()
            page.context.clear_cookies()
            self._page = page
        finally:
            if self._page is None:
                page.context.close()

    def close(self) -> None:
        if self._page:
            self._page.context.close()

    def _opened(self) -> Page:
        page = self._browser.new_context(reduced_motion="reduce").new_page()
        driver = page.context.new_cdp_session(page)
        driver.send("Network.enable")
        driver.send("Network.setCacheDisabled", {"cacheDisabled": True})
        return page

    def _look_like(self, page: Page, mode: Mode) -> None:
        page.context.set_extra_http_headers(_headers(mode))
        page.set_viewport_size({"width": mode.width, "height": HEIGHT})
        page.emulate_media(color_scheme=_scheme(mode), forced_colors=_forced(mode))
        page.mouse.move(-10, -10)  # where somebody clicked last, nothing hovers

    def _walk(self, visit: Visit, state: State) -> None:
        page, context = visit.page, visit.page.context
        for cookie, value in state.cookies.items():
            context.add_cookies([{"name": cookie, "value": value, "url": self._address}])
        visit.listen()
        answer = page.goto(self._address + state.address)
        assert answer and answer.status == state.status, f"{state.address} answers {answer}"
        state.walk(page)
        # An answer to a form is there before its colours are.
        visit.wait_until_complete()
        assert visit.mode.script or not page.locator("script").count(), "scripts are still there"
        kept = (cookie["name"] for cookie in context.cookies())
        visit.cookies = sorted(name for name in kept if name not in state.cookies)


def context_in(browser: Browser, mode: Mode) -> BrowserContext:
    return browser.new_context(
        viewport={"width": mode.width, "height": HEIGHT},
        color_scheme=_scheme(mode),
        forced_colors=_forced(mode),
        reduced_motion="reduce",
        extra_http_headers=_headers(mode),
    )


def _headers(mode: Mode) -> dict[str, str]:
    return {} if mode.script else {HEADER: "yes"}


def _scheme(mode: Mode) -> Literal["light", "dark"]:
    return "light" if mode.look == "light" else "dark"


def _forced(mode: Mode) -> Literal["active", "none"]:
    return "active" if mode.look == "forced colours" else "none"
