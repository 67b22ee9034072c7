"""Row 48: requests that no browser would send, against the real server."""

import json
import socket
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from directory.cli.patient_worker import HEAD_SECONDS
from tests.live_site import running_site

# Whoever waits for more of a request waits for this long.
MOST_SECONDS = HEAD_SECONDS - 10
# Must never be answered: it stands in the body of another request.
HIDDEN = b"GET /smuggled HTTP/1.1\r\nHost: sport.example\r\n\r\n"
HOST = b"Host: 127.0.0.1\r\n"


def _post(*lines: bytes, body: bytes = b"") -> bytes:
    head = b"".join(line + b"\r\n" for line in lines)
    return b"POST /einstellungen HTTP/1.1\r\n" + HOST + head + b"\r\n" + body


def _get(*lines: bytes, path: bytes = b"/", version: bytes = b"HTTP/1.1") -> bytes:
    head = b"".join(line + b"\r\n" for line in lines)
    return b"GET " + path + b" " + version + b"\r\n" + HOST + head + b"\r\n"


CHUNKED = b"Transfer-Encoding: chunked"
RAW = {
    "two lengths": _post(b"Content-Length: 3", b"Content-Length: 52", body=b"a=b" + HIDDEN),
    "two lengths in one": _post(b"Content-Length: 3, 52", body=b"a=b" + HIDDEN),
    "length and chunks": _post(b"Content-Length: 3", CHUNKED, body=b"0\r\n\r\n" + HIDDEN),
    "chunks and length": _post(CHUNKED, b"Content-Length: 99", body=b"0\r\n\r\n" + HIDDEN),
    "a blank before the colon": _post(
        b"Transfer-Encoding : chunked", b"Content-Length: 3", body=b"0\r\n\r\n" + HIDDEN
    ),
    "unknown encoding": _post(b"Transfer-Encoding: xchunked", body=b"0\r\n\r\n" + HIDDEN),
    "encoding twice": _post(CHUNKED, b"Transfer-Encoding: identity", body=b"0\r\n\r\n" + HIDDEN),
    "folded header": _get(b"X-Folded: a", b" Content-Length: 52"),
    "length below nothing": _post(b"Content-Length: -1", body=HIDDEN),
    "length with a sign": _post(b"Content-Length: +3", body=b"a=b" + HIDDEN),
    "length in words": _post(b"Content-Length: three", body=b"a=b"),
    "chunk of no size": _post(CHUNKED, body=b"zz\r\na=b\r\n0\r\n\r\n"),
    "chunk below nothing": _post(CHUNKED, body=b"-1\r\na=b\r\n0\r\n\r\n"),
    "chunk with 0x": _post(CHUNKED, body=b"0x3\r\na=b\r\n0\r\n\r\n" + HIDDEN),
    "chunk without an end": _post(CHUNKED, body=b"3\r\na=bXX0\r\n\r\n" + HIDDEN),
    "endless size of a chunk": _post(CHUNKED, body=b"f" * 5_000 + b"\r\n"),
    "NUL in the path": _get(path=b"/su\x00che"),
    "NUL in a header": _get(b"X-Nul: a\x00b"),
    "bytes of no text": _get(path=b"/\xff\xfe\x80"),
    "only line feeds": b"GET / HTTP/1.1\nHost: 127.0.0.1\n\n",
    "only carriage returns": b"GET / HTTP/1.1\rHost: 127.0.0.1\r\r",
    "300 headers": _get(*(b"X-%d: x" % number for number in range(300))),
    "a header of 300 kB": _get(b"X-Long: " + b"x" * 300_000),
    "an address of 300 kB": _get(path=b"/" + b"x" * 300_000),
    "header without a name": _get(b": x"),
    "header without a colon": _get(b"nothing"),
    "no such version": _get(version=b"HTTP/9.9"),
    "very old version": b"GET /\r\n\r\n",
    "two hosts": _get(b"Host: evil.example"),
    "another host in the address": _get(path=b"http://evil.example/"),
    "a way through": b"CONNECT evil.example:443 HTTP/1.1\r\n" + HOST + b"\r\n",
    "words": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 hello\r\n\r\n",
    "nothing at all": b"\r\n" * 50,
}
# Old, or odd, and harmless: answered as if it were well made.
ANSWERED = frozenset(
    {
        "very old version",
        "folded header",
        "300 headers",
        "only line feeds",
        "no such version",
        "another host in the address",
    }
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    folder = tmp_path_factory.mktemp("protocol") / "instance"
    settings = {"DIRECTORY_LOG": "json", "DIRECTORY_EXAMPLES": "no"}
    with running_site(folder, DIRECTORY_PUBLIC_URL="http://sport.example", **settings) as address:
        yield address, folder / "log.txt"


def sent(address: str, raw: bytes) -> tuple[bytes, float]:
    """All that comes back until the line is closed, or nothing more comes; and how long it took."""
    found = urlsplit(address)
    begun, answer = time.monotonic(), b""
    with socket.create_connection(
        (str(found.hostname), found.port or 80), timeout=HEAD_SECONDS
    ) as line:
        try:
            line.sendall(raw)
            # Nothing more will come from us, so nobody need wait for it.
            line.shutdown(socket.SHUT_WR)
            while piece := line.recv(65_536):
                answer += piece
        except OSError:  # the line was closed while we were still sending
            pass
    return answer, time.monotonic() - begun


def statuses(answer: bytes) -> list[int]:
    """Of each answer on the line; of the oldest version an answer has no head."""
    parts = answer.split(b"HTTP/1.")[1:]
    return [int(part[2:5]) for part in parts if part[2:5].isdigit()]


@pytest.mark.parametrize("kind", RAW)
def test_what_is_no_request_is_refused_or_harmless(site: tuple[str, Path], kind: str) -> None:
    address, log = site
    answer, seconds = sent(address, RAW[kind])
    found = statuses(answer)
    assert seconds < MOST_SECONDS
    # 501: a way of sending that we do not know.
    assert all(code < 500 or code == 501 for code in found), answer[:300]
    if kind not in ANSWERED:
        assert all(code >= 400 for code in found), answer[:300]
    assert b"Traceback" not in answer
    assert b"evil.example" not in answer
    # What was hidden in it was not taken for a request of its own.
    assert len(found) <= 1
    lines = [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]
    assert not [line for line in lines if line.get("status") == 500]


def test_afterwards_the_site_answers_as_before(site: tuple[str, Path]) -> None:
    address, _ = site
    for raw in RAW.values():
        sent(address, raw)
    request = urllib.request.Request(address, headers={"Host": "sport.example"})
    with urllib.request.urlopen(request, timeout=MOST_SECONDS) as answer:
        assert answer.status == 200
