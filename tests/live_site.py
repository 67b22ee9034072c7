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
from pathlib import Path

from tests.databases import environ_of
from tests.ports import free_port

ROOT = Path(__file__).parent.parent
START_SECONDS = 120


@contextmanager
def running_site(instance: Path, **settings: str) -> Iterator[str]:
    """Starts the site, waits for its first page, gives its address, stops it afterwards."""
    port = free_port()
    environ = {
        **os.environ,
        "PORT": str(port),
        **environ_of(instance),
        "DIRECTORY_WORKERS": "1",
        **settings,
    }
    instance.mkdir(parents=True, exist_ok=True)
    log = (instance / "log.txt").open("ab")
    process = subprocess.Popen(
        [sys.executable, "-m", "directory", "serve"],
        env=environ,
        cwd=ROOT,
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        _wait_for_first_page(process, f"http://127.0.0.1:{port}/", instance / "log.txt")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        log.close()


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
