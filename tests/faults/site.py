"""What the system tells about the processes of a running site (Linux only, as CI is)."""

import json
import urllib.error
import urllib.request
from pathlib import Path

from tests.live_site import Site

# What a test puts in the way of others stays there for longer than this, and a busy machine alone
# is quicker: so it tells those who were held up from those who were not. How quick the site is,
# is measured by make bench.
HELD_UP_SECONDS = 30
# A site comes back by itself in less.
WELL_AGAIN_SECONDS = 60


def attention(site: Site) -> list[str]:
    """What the site says that somebody should look at."""
    try:
        with urllib.request.urlopen(f"{site.address}/readyz", timeout=30) as answer:
            return list(json.load(answer)["attention"])
    except urllib.error.HTTPError as error:
        return list(json.load(error)["attention"])


def children_of(process: int) -> list[int]:
    """Those of all its threads: a thread of its own starts the follower."""
    lists = Path(f"/proc/{process}/task").glob("*/children")
    return sorted(int(child) for each in lists for child in each.read_text().split())


def workers_of(server: int) -> list[int]:
    """Its children but the follower, which is a program of its own."""
    return [child for child in children_of(server) if b"follow" not in _command(child)]


def follower_of(server: int) -> int:
    (follower,) = (child for child in children_of(server) if b"follow" in _command(child))
    return follower


def handles(process: int) -> int:
    return len(list(Path(f"/proc/{process}/fd").iterdir()))


def resident_mb(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1000


def grown(site: Site, before: list[tuple[int, float]]) -> float:
    """By how many megabytes the worker has grown that has grown most."""
    now = [resident_mb(worker) for worker in workers_of(site.process.pid)]
    return round(max(after - mb for after, (_, mb) in zip(now, before, strict=True)), 1)


def _command(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:  # it has just ended
        return b""
