"""Bodies of many megabytes are refused kindly, and never stand in memory."""

import json
import select
import socket
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.faults.site import workers_of
from tests.live_site import Site, running

MB = 1_000_000
# The first is more than the server takes at all; the second comes as far as the pages.
SIZES = (60 * MB, 40 * MB)
# A body in memory would be more than this, however it is kept; what is read at once is far less.
MOST_MB = 20.0
PART = b'--x\r\nContent-Disposition: form-data; name="datei"; filename="a.xlsx"\r\n\r\n'
BODIES = {
    "form": ("/vereine/link", "application/x-www-form-urlencoded", b"mail="),
    "many fields": ("/wunsch", "application/x-www-form-urlencoded", b""),
    "json": ("/anmelden/schluessel/pruefen", "application/json", b'{"id": "'),
    "upload": ("/vereine/tabelle", "multipart/form-data; boundary=x", PART),
    "upload of nobody": ("/barriere-melden", "multipart/form-data; boundary=x", PART),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Small, so that nothing of its own comes into memory later than with its first requests."""
    folder = tmp_path_factory.mktemp("huge") / "instance"
    with running(folder, DIRECTORY_EXAMPLES="no") as found:
        for path, kind, begin in BODIES.values():
            for chunked in (False, True):
                send(found, path, kind, begin, MB // 10, chunked=chunked)
        yield found


@pytest.fixture(scope="module")
def begun_mb(site: Site) -> float:
    """Before the first huge body: memory that a body once took is kept for the next one."""
    (worker,) = workers_of(site.process.pid)
    return peak_mb(worker)


@pytest.mark.parametrize("chunked", [False, True], ids=["whole", "chunked"])
@pytest.mark.parametrize("size", SIZES, ids=["too large for all", "too large for pages"])
@pytest.mark.parametrize("kind", BODIES)
def test_a_huge_body_is_refused_and_never_stands_in_memory(
    site: Site, begun_mb: float, kind: str, size: int, chunked: bool
) -> None:
    """Row 42, by the greatest memory that the worker has ever held."""
    (worker,) = workers_of(site.process.pid)
    path, type_, begin = BODIES[kind]
    answer = send(site, path, type_, begin, size, chunked=chunked)
    grown = peak_mb(worker) - begun_mb
    figures = {"kind": kind, "mb": size // MB, "chunked": chunked, "grown_mb": round(grown, 1)}
    sys.stdout.write(f"\n{json.dumps({**figures, 'status': answer[:12].decode()[9:]})}\n")
    assert grown <= MOST_MB
    status = int(answer.split()[1])
    # Programs that send keys of devices are not known at every site; all others hear why.
    assert status in ({413, 404, 400} if kind == "json" else {413, 422})
    assert b"Traceback" not in answer
    assert workers_of(site.process.pid) == [worker]


def peak_mb(process: int) -> float:
    """The greatest memory that it has ever held."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1000


def send(site: Site, path: str, type_: str, begin: bytes, size: int, *, chunked: bool) -> bytes:
    """The answer; sending ends as soon as there is one, as browsers do it."""
    length = "Transfer-Encoding: chunked" if chunked else f"Content-Length: {len(begin) + size}"
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nSec-Fetch-Site: same-origin\r\n"
        f"Content-Type: {type_}\r\n{length}\r\nConnection: close\r\n\r\n"
    )
    piece = (b"a=1&" if not begin else b"aaaa") * 25_000
    with socket.create_connection(("127.0.0.1", site.port), timeout=120) as line:
        with suppress(ConnectionError):
            line.sendall(head.encode())
            for one in (*([begin] if begin else []), *[piece] * (size // len(piece)), b""):
                if select.select([line], [], [], 0)[0]:
                    break
                if chunked:
                    line.sendall(b"%x\r\n%s\r\n" % (len(one), one) if one else b"0\r\n\r\n")
                else:
                    line.sendall(one)
        answer = b""
        with suppress(ConnectionError):
            while more := line.recv(65_536):
                answer += more
    return answer
