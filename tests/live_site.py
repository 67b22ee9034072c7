"""The real site in processes of its own, as `make run` starts it, in a folder of its own."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.databases import environ_of
from tests.ports import free_port

ROOT = Path(__file__).parent.parent
START_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Site:
    """A site that runs, and its process, of which workers and follower are children."""

    port: int
    process: "subprocess.Popen[bytes]"
    log: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def running_site(instance: Path, **settings: str) -> Iterator[str]:
    """Starts the site, waits for its first page, gives its address, stops it afterwards."""
    with running(instance, **settings) as site:
        yield site.address


@contextmanager
def running(instance: Path, *before: str, **settings: str) -> Iterator[Site]:
    """The same with its process; ``before`` are words that stand before the command."""
    port = free_port()
    environ = {
        **os.environ,
        "PORT": str(port),
        **environ_of(instance),
        "DIRECTORY_WORKERS": "1",
        **settings,
    }
    instance.mkdir(parents=True, exist_ok=True)
    file = instance / "log.txt"
    with file.open("ab") as log:
        process = subprocess.Popen(
            [*before, sys.executable, "-m", "directory", "serve"],
            env=environ,
            cwd=ROOT,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        site = Site(port, process, file)
        _wait_for_first_page(process, f"{site.address}/", file)
        yield site
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait_for_first_page(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the site ended by itself:\n{log.read_text()}")
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"no first page within {START_SECONDS} s:\n{log.read_text()}")
