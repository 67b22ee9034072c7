"""What answers cost the server that operators run, compared with an empty page of Flask on it.

An answer costs more than the program inside: reading the request, handing it to a thread, sending.
Run as ``python -m tests.bench.server_bench <port>`` it serves the empty page, until it is ended.
"""

import http.client
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple, Self

from flask import Flask

from directory.cli.serving import _Server
from directory.config import Settings
from tests.bench.clock import Spread
from tests.faults.site import workers_of
from tests.live_site import ROOT, running
from tests.ports import free_port

# A worker of ours loads its lists of words in a second or two; the page that we ask for comes last.
_WARM_UP_SECONDS: Final = 6.0
_START_SECONDS: Final = 20.0
UNCHANGED: Final = "304"


class EmptyServer(_Server):
    """Our server with our settings, and the empty page instead of the site."""

    def _begin(self, _server: Any) -> None:
        """Nothing has to be kept up to date."""

    def load(self) -> Flask:
        return empty_page()


def empty_page() -> Flask:
    app = Flask("hello")

    @app.get("/")
    def hello() -> str:
        return "hello"

    return app


class Beside(NamedTuple):
    """Processor milliseconds of a worker for answers, and for the empty pages asked in between.

    ``least`` and ``most``: how many empty pages an answer cost in the best and the worst round.
    """

    ours: Spread
    empty: Spread
    least: float
    most: float

    @property
    def times(self) -> float:
        """How many empty pages an answer costs, p50."""
        return self.ours.p50 / self.empty.p50

    @classmethod
    def of(cls, rounds: Sequence["_Times"]) -> Self:
        each = [Spread.of(one.ours).p50 / Spread.of(one.empty).p50 for one in rounds]
        ours = Spread.of([ms for one in rounds for ms in one.ours])
        empty = Spread.of([ms for one in rounds for ms in one.empty])
        return cls(ours, empty, min(each), max(each))


class _Times(NamedTuple):
    """Of one round."""

    ours: list[float]
    empty: list[float]


def measure(
    instance: Path, rounds: Sequence[Mapping[str, Sequence[str]]], headers: Mapping[str, str]
) -> dict[str, Beside]:
    """Each round starts both servers anew, and asks the addresses of each kind in their order.

    Before each of them the empty page is asked, because a machine is now faster and now slower.
    Those of the kind UNCHANGED are asked as somebody asks who has the page already.
    """
    taken = [_one_round(instance, asked, headers) for asked in rounds]
    return {kind: Beside.of([one[kind] for one in taken]) for kind in taken[0]}


def _one_round(
    instance: Path, asked: Mapping[str, Sequence[str]], headers: Mapping[str, str]
) -> dict[str, _Times]:
    with _empty() as (hello, port), running(instance) as site:
        time.sleep(_WARM_UP_SECONDS)
        ours = _Asked(site.process.pid, site.port, headers)
        empty = _Asked(hello, port, headers)
        times: dict[str, _Times] = {}
        for kind, addresses in asked.items():
            found = times[kind] = _Times([], [])
            for address in addresses:
                found.empty.append(empty.ms("/"))
                found.ours.append(ours.ms(address, has_it=kind == UNCHANGED))
    return times


@contextmanager
def _empty() -> Iterator[tuple[int, int]]:
    """The number of its process, and its port."""
    port = free_port()
    command = [sys.executable, "-m", "tests.bench.server_bench", str(port)]
    process = subprocess.Popen(command, cwd=ROOT)
    try:
        deadline = time.monotonic() + _START_SECONDS
        while not _answers(port):
            if time.monotonic() > deadline or process.poll() is not None:
                raise RuntimeError("the empty page does not start")
            time.sleep(0.1)
        yield process.pid, port
    finally:
        process.terminate()
        process.wait(20)


def _answers(port: int) -> bool:
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", "/")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


class _Asked:
    """One visitor, whose connection is kept, as a proxy keeps it."""

    def __init__(self, server: int, port: int, headers: Mapping[str, str]) -> None:
        (worker,) = workers_of(server)
        self._threads = Path(f"/proc/{worker}/task")
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._headers = dict(headers)
        self._etags: dict[str, str] = {}

    def ms(self, address: str, *, has_it: bool = False) -> float:
        """``has_it``: who asks has the answer from the last time."""
        more = {"If-None-Match": self._etags[address]} if has_it else {}
        before = self._processor_ms()
        self._connection.request("GET", address, headers=self._headers | more)
        answer = self._connection.getresponse()
        answer.read()
        if answer.status != (304 if has_it else 200):
            raise AssertionError(f"{address}: {answer.status}")
        self._etags[address] = answer.getheader("ETag", "")
        after = self._processor_ms()
        # What is tidied up after the last byte counts too.
        while (later := self._a_moment_later()) != after:
            after = later
        return after - before

    def _a_moment_later(self) -> float:
        time.sleep(0.002)
        return self._processor_ms()

    def _processor_ms(self) -> float:
        """Of all threads that live; nanoseconds in the first word of each file."""
        files = (thread / "schedstat" for thread in self._threads.iterdir())
        return sum(int(file.read_text().split()[0]) for file in files) / 1e6


def main(port: str) -> None:
    EmptyServer(Settings.from_environment({"PORT": port, "DIRECTORY_WORKERS": "1"})).run()


if __name__ == "__main__":
    main(sys.argv[1])
