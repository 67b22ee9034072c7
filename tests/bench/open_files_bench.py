"""How long the open files of 20,000 offers take over HTTP, and how much memory they need.

The ratios are those of one run: each file against reading the same rows from the database, and the
memory for 20,000 offers against that for a tenth of them.
"""

import http.client
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from directory.app import create_app
from directory.cli.starting import fill, make_ready
from directory.config import Settings
from directory.content.generator import generated_listings
from directory.model import Listing
from directory.web.parts import EXTENSION
from tests.live_site import running_site

FILES = (
    "/daten/angebote.csv",
    "/daten/angebote.jsonl",
    "/daten/angebote.geojson",
    "/daten/orte.a11y.json",
    "/sitemap-0.xml",
)
# More than this beyond the small site would grow with the number of offers.
MEGABYTES = 24.0


@dataclass(frozen=True, slots=True)
class FileCost:
    """``ratio`` is its time against reading all rows; ``megabytes`` what the server grew by."""

    address: str
    seconds: float
    megabytes_sent: float
    ratio: float
    megabytes: float
    seconds_304: float


def measure(folder: Path, count: int = 20_000) -> list[FileCost]:
    environ = {"DIRECTORY_INSTANCE": str(folder / "instance"), "DIRECTORY_EXAMPLES": "no"}
    settings = Settings.from_environment(environ)
    make_ready(settings)
    # Fresh ones, so that all of them are found today.
    fill(settings, fresh_listings(settings, count))
    rows = _reading(settings)
    with running_site(folder / "instance", DIRECTORY_EXAMPLES="no", DIRECTORY_THREADS="1") as url:
        # What is loaded once belongs to no row; and the follower has work to do at first.
        for address in FILES:
            _get(url, f"{address}?sport=boccia" if "angebote" in address else address)
        time.sleep(5)
        worker = _worker()
        return [_cost(url, address, rows, worker) for address in FILES]


def fresh_listings(settings: Settings, count: int) -> Iterator[Listing]:
    """Generated ones that were confirmed today, so that all of them are found."""
    today = datetime.now(UTC).date()
    for one in generated_listings(settings.content, count, 1):
        if one.offer:
            checked = replace(one.offer.verification, verified_on=today)
            yield replace(one, offer=replace(one.offer, verification=checked))


def _reading(settings: Settings) -> float:
    """Seconds for reading every listing and doing nothing with it."""
    parts = create_app(settings).extensions[EXTENSION]
    begun = time.perf_counter()
    for _ in parts.store.listings():
        pass
    return time.perf_counter() - begun


def _cost(url: str, address: str, rows: float, worker: "_Process") -> FileCost:
    with worker.growing() as grown:
        begun = time.perf_counter()
        sent, etag = _get(url, address)
        seconds = time.perf_counter() - begun
    begun = time.perf_counter()
    again, _ = _get(url, address, etag)
    if again:
        raise AssertionError(f"{address} was sent again although nothing had changed")
    return FileCost(
        address,
        seconds,
        sent / 1e6,
        seconds / rows,
        grown[0],
        time.perf_counter() - begun,
    )


def _get(url: str, address: str, etag: str = "") -> tuple[int, str]:
    """How many bytes came, read piece by piece."""
    host = urlsplit(url).netloc
    connection = http.client.HTTPConnection(host, timeout=600)
    connection.request("GET", address, headers={"If-None-Match": etag} if etag else {})
    answer = connection.getresponse()
    if answer.status not in (200, 304):
        raise AssertionError(f"{address} answers {answer.status}")
    count = 0
    while piece := answer.read(65_536):
        count += len(piece)
    connection.close()
    return count, answer.headers.get("ETag", "")


class _Process:
    """The worker of the server, watched while it answers."""

    def __init__(self, ids: list[int]) -> None:
        self._ids = ids

    def held(self) -> float:
        """Megabytes that all of them hold."""
        total = 0
        for id in self._ids:
            text = Path(f"/proc/{id}/status").read_text()
            total += int(text.split("VmRSS:")[1].split()[0])
        return total / 1024

    @contextmanager
    def growing(self) -> Iterator[list[float]]:
        """The most that they held meanwhile beyond what they held before."""
        from threading import Event, Thread

        before, grown, stop = self.held(), [0.0], Event()

        def watch() -> None:
            while not stop.wait(0.05):
                grown[0] = max(grown[0], self.held() - before)

        thread = Thread(target=watch)
        thread.start()
        try:
            yield grown
        finally:
            stop.set()
            thread.join()


def _worker() -> _Process:
    """The processes below this one that serve."""
    import os

    found, waiting = [], [os.getpid()]
    while waiting:
        parent = waiting.pop()
        for task in Path(f"/proc/{parent}/task").iterdir():
            for child in (task / "children").read_text().split():
                found.append(int(child))
                waiting.append(int(child))
    return _Process(found)
