"""What a first visit costs somebody with an old telephone and a slow line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, CDPSession, Page

from tests.chromium import chromium
from tests.live_site import running_site

VISITS = 5
SLOWER_PROCESSOR = 4
LINE_BITS_PER_SECOND, ROUND_TRIP_MS = 1_600_000, 150
SCREEN = {"width": 360, "height": 740}
PAGES = {
    "start": "/",
    "a question": "/finden/sport?was=Ball-Sport",
    "results": "/suche?q=schwimmen+in+halle",
    "help": "/hilfe",
}
FIRST_OFFER = "main a[href*='/angebot/']"


@dataclass(frozen=True, slots=True)
class FirstVisit:
    """``first_paint_ms``: until the first words stand there, the median of all visits."""

    first_paint_ms: float
    kilobytes: float
    kilobytes_with_pictures: float
    requests: int
    other_hosts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FirstVisitResult:
    pages: Mapping[str, FirstVisit]


@dataclass
class Traffic:
    """What went over the line, as the browser itself counts it: with headers, and pressed."""

    asked: list[str] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, float] = field(default_factory=dict)

    def listen(self, line: CDPSession) -> None:
        line.on("Network.requestWillBeSent", self._asked)
        line.on("Network.responseReceived", self._answered)
        line.on("Network.loadingFinished", self._finished)

    def _asked(self, event: dict[str, Any]) -> None:
        if not event["request"]["url"].startswith("data:"):
            self.asked.append(event["request"]["url"])

    def _answered(self, event: dict[str, Any]) -> None:
        self.kinds[event["requestId"]] = event["type"]

    def _finished(self, event: dict[str, Any]) -> None:
        self.sizes[event["requestId"]] = event["encodedDataLength"]

    def kilobytes(self, *, pictures: bool) -> float:
        wanted = (
            size for key, size in self.sizes.items() if pictures or self.kinds.get(key) != "Image"
        )
        return sum(wanted) / 1000

    def other_hosts(self, address: str) -> tuple[str, ...]:
        ours = urlsplit(address).netloc
        return tuple(sorted({urlsplit(url).netloc for url in self.asked} - {ours}))


def measure(scratch: Path) -> FirstVisitResult:
    with running_site(scratch / "site") as address, chromium() as browser:
        pages = dict(_addresses(browser, address))
        # The server has answered each page once; only the browser was never here.
        return FirstVisitResult(
            {name: _visited(browser, address, path) for name, path in pages.items()}
        )


def _addresses(browser: Browser, address: str) -> Iterator[tuple[str, str]]:
    page = browser.new_page()
    for name, path in PAGES.items():
        page.goto(address + path)
        yield name, path
        offer = page.locator(FIRST_OFFER).first
        if name == "results":
            href = offer.get_attribute("href") or ""
            page.goto(address + href)
            yield "an offer", href
    page.close()


def _visited(browser: Browser, address: str, path: str) -> FirstVisit:
    visits = [_visit(browser, address + path) for _ in range(VISITS)]
    traffic = visits[0][1]
    return FirstVisit(
        median(paint for paint, _ in visits),
        traffic.kilobytes(pictures=False),
        traffic.kilobytes(pictures=True),
        len(traffic.asked),
        traffic.other_hosts(address),
    )


def _visit(browser: Browser, url: str) -> tuple[float, Traffic]:
    """In a browser that keeps nothing from before."""
    context = browser.new_context(viewport=SCREEN)
    page = context.new_page()
    line = context.new_cdp_session(page)
    traffic = Traffic()
    line.send("Network.enable")
    traffic.listen(line)
    bytes_per_second = LINE_BITS_PER_SECOND / 8
    line.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": ROUND_TRIP_MS,
            "downloadThroughput": bytes_per_second,
            "uploadThroughput": bytes_per_second,
        },
    )
    line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_PROCESSOR})
    page.goto(url, wait_until="networkidle")
    paint = _first_paint_ms(page)
    context.close()
    return paint, traffic


def _first_paint_ms(page: Page) -> float:
    found: float = page.evaluate(
        "performance.getEntriesByName('first-contentful-paint')[0].startTime"
    )
    return found
