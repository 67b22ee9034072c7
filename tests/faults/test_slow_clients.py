"""Whoever sends slowly, reads slowly or says nothing holds up nobody, also without a proxy."""

import http.client
import json
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median

import pytest

from tests.faults.site import HELD_UP_SECONDS, grown, handles, resident_mb, workers_of
from tests.live_site import Site, running
from tests.waiting import becomes_true

MIDDLE_SECONDS = 2.0
HALF_A_HEAD = b"POST /vereine/link HTTP/1.1\r\nHost: 127.0.0.1\r\n"
HALF_A_BODY = HALF_A_HEAD + b"Content-Length: 1000\r\n\r\nmail="
# More than the system takes off our hands.
LONG_ANSWERS = b"GET /sport HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 10


@pytest.fixture(scope="module")
def site(
    tmp_path_factory: pytest.TempPathFactory, copy_of_an_instance: Callable[[Path], Path]
) -> Iterator[Site]:
    instance = copy_of_an_instance(tmp_path_factory.mktemp("slow") / "instance")
    with running(instance, DIRECTORY_WORKERS="2") as found:
        for _ in range(20):  # both workers have everything in memory
            asked(found)
        yield found


def asked(site: Site, path: str = "/suche?q=boccia") -> float:
    """How long a page takes for somebody who comes anew; whoever is held up gets none."""
    begun = time.monotonic()
    line = http.client.HTTPConnection("127.0.0.1", site.port, timeout=HELD_UP_SECONDS)
    line.request("GET", path)
    answer = line.getresponse()
    answer.read()
    line.close()
    assert answer.status == 200
    return time.monotonic() - begun


def half_sent(line: socket.socket, number: int) -> None:
    line.sendall(HALF_A_BODY if number % 2 else HALF_A_HEAD)


def never_read(line: socket.socket, _number: int) -> None:
    line.sendall(LONG_ANSWERS)


def silent(_line: socket.socket, _number: int) -> None:
    pass


@pytest.mark.parametrize(
    ("what", "count"),
    [(half_sent, 200), (never_read, 100), (silent, 2000)],
    ids=["half sent", "never read", "silent"],
)
def test_slow_clients_hold_up_nobody(
    site: Site, what: Callable[[socket.socket, int], None], count: int
) -> None:
    """Row 63 and the connections of row 17."""
    before = [(handles(worker), resident_mb(worker)) for worker in workers_of(site.process.pid)]
    with ExitStack() as stack:
        for number in range(count):
            line = stack.enter_context(socket.socket())
            # Small, so that nothing of an answer lies ready on the way.
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
            line.connect(("127.0.0.1", site.port))
            what(line, number)
        took = [asked(site) for _ in range(10)]
        memory = grown(site, before)
    figures = {"clients": count, "longest_s": round(max(took), 2), "grown_mb": memory}
    sys.stdout.write(f"\n{json.dumps({'who': what.__name__, **figures})}\n")
    # The machine itself may be busy for a moment.
    assert median(took) < MIDDLE_SECONDS
    assert memory <= 50


def test_what_is_no_request_is_refused_kindly_with_all_headers(site: Site) -> None:
    head = b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    for raw, status in {
        b"GARBAGE\r\n\r\n": 400,
        head + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef": 400,
        head + b"Content-Length: 99999999999\r\n\r\n": 413,
        head + b"Transfer-Encoding: gzip\r\n\r\n": 501,
        head + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n": 400,
    }.items():
        with socket.create_connection(("127.0.0.1", site.port), timeout=20) as line:
            line.sendall(raw)
            answer = line.makefile("rb").read().decode()
        assert answer.split()[1] == str(status), raw
        assert "Content-Security-Policy: default-src 'none'" in answer
        assert "<h1" in answer and "Traceback" not in answer


def test_an_answer_without_a_body_ends_no_connection(site: Site) -> None:
    """Its length is no riddle. A proxy would connect anew for each page that is the same."""
    line = http.client.HTTPConnection("127.0.0.1", site.port, timeout=HELD_UP_SECONDS)
    line.request("GET", "/sport")
    first = line.getresponse()
    first.read()
    its_own, known = line.sock, {"If-None-Match": str(first.headers["ETag"])}
    for more, ends in (({}, False), ({"Connection": "close"}, True)):
        line.request("GET", "/sport", headers=known | more)
        same = line.getresponse()
        assert (same.status, same.read()) == (304, b"")
        assert same.will_close is ends
        assert (line.sock is its_own) is not ends
    line.close()


def test_a_worker_that_is_replaced_loses_no_request(site: Site) -> None:
    """As after 5,000 requests: it answers what has come, and says that the line ends."""
    faults: list[str] = []
    answered, stop = 0, threading.Event()

    def visit() -> None:
        nonlocal answered
        line = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)
        while not stop.is_set():
            try:
                line.request("GET", "/suche?q=boccia")
                answer = line.getresponse()
                answer.read()
                answered += 1
                assert answer.status == 200
            except Exception as fault:
                faults.append(repr(fault))
                line.close()
        line.close()

    visitors = [threading.Thread(target=visit) for _ in range(4)]
    for visitor in visitors:
        visitor.start()
    old = workers_of(site.process.pid)
    for worker in old:
        time.sleep(0.5)
        os.kill(worker, signal.SIGTERM)
        becomes_true(lambda gone=worker: gone not in workers_of(site.process.pid), 30)
    time.sleep(0.5)
    stop.set()
    for visitor in visitors:
        visitor.join()
    assert not set(old) & set(workers_of(site.process.pid))
    assert faults == []
    assert answered > 20


@pytest.mark.soak
def test_a_head_that_never_ends_is_hung_up(site: Site) -> None:
    with socket.create_connection(("127.0.0.1", site.port), timeout=5) as line:
        line.sendall(HALF_A_HEAD)
        begun = time.monotonic()
        line.settimeout(1)
        while time.monotonic() < begun + 45:
            try:
                line.sendall(b"X")
                assert line.recv(10) == b""
                break
            except TimeoutError:
                continue
            except OSError:
                break
        assert 25 < time.monotonic() - begun < 40


def test_the_limits_are_below_those_of_the_site() -> None:
    """A photo that is too large must reach the site, which says so kindly."""
    from directory.cli.patient_worker import LARGEST_BODY, MOST_UNDER_WAY
    from directory.web.clubs.photo_question import MOST_OF_A_REQUEST

    assert MOST_OF_A_REQUEST < LARGEST_BODY < MOST_UNDER_WAY
