"""Addresses of clubs are asked, and nothing inside of our own network ever is."""

import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from directory.publishing import web_asking
from directory.publishing.web_asking import Asker, is_public
from directory.submissions.link_checks import LinkState, Verdict, Why
from tests.links.net import OTHER, PUBLIC, Answering, Net, saying, serving

OK = Verdict(LinkState.OK)
Serve = Callable[..., None]


@pytest.fixture
def net() -> Net:
    return Net()


@pytest.fixture
def serve(net: Net) -> Iterator[Serve]:
    """Puts a server behind a public address."""
    with ExitStack() as stack:

        def put(answering: Answering, ip: str = PUBLIC, port: int = 80) -> None:
            net.servers[ip, port] = stack.enter_context(serving(answering))

        yield put


@pytest.fixture
def asker(net: Net) -> Asker:
    return Asker(net.resolve, net.connect)


def test_an_address_that_answers_is_fine(net: Net, serve: Serve, asker: Asker) -> None:
    seen: list[bytes] = []

    def answer(asked: bytes, opened: socket.socket) -> None:
        seen.append(asked)
        saying("200 OK")(asked, opened)

    serve(answer)
    net.name("verein.example")
    assert asker.ask("http://verein.example/über uns?a=ü\r\nX: 1") == OK
    assert net.opened == [(PUBLIC, 443), (PUBLIC, 80)], "first by HTTPS"
    head = seen[0].decode("ascii")
    assert head.startswith("GET /%C3%BCber%20uns?a=%C3%BCX:%201 HTTP/1.1\r\nHost: verein.example")
    assert "\r\nX:" not in head


@pytest.mark.parametrize(
    ("status", "verdict"),
    [
        ("204 No Content", OK),
        ("403 Forbidden", OK),
        ("429 Too Many Requests", OK),
        ("404 Not Found", Verdict(LinkState.BROKEN, Why.GONE)),
        ("410 Gone", Verdict(LinkState.BROKEN, Why.GONE)),
        ("503 Unavailable", Verdict(LinkState.UNREACHABLE, Why.ILL)),
    ],
)
def test_what_the_answer_means(
    net: Net, serve: Serve, asker: Asker, status: str, verdict: Verdict
) -> None:
    serve(saying(status))
    net.name("verein.example")
    assert asker.ask("http://verein.example/") == verdict


# Row for row what an attacker writes instead of an address of a club.
INSIDE = [
    "http://127.0.0.1/",
    "http://127.1/",
    "http://localhost.example/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::127.0.0.1]/",
    "http://[fe80::1]/",
    "http://[fc00::1]/",
    "http://[fec0::1]/",
    "http://[2002:7f00:1::]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[ff02::1]/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://017700000001/",
    "http://0.0.0.0/",
    "http://0/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.0.1/",
    "http://100.64.0.1/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "https://127.0.0.1/",
    "127.0.0.1",
    "http://both.example/",
]


@pytest.mark.parametrize("address", INSIDE)
def test_nothing_inside_is_ever_connected_to(net: Net, asker: Asker, address: str) -> None:
    net.name("localhost.example", ["127.0.0.1"])
    # One public number beside a private one does not help.
    net.name("both.example", [PUBLIC, "10.0.0.1"])
    assert asker.ask(address) == Verdict(LinkState.BROKEN, Why.INSIDE)
    assert net.opened == []


@pytest.mark.parametrize(
    "address",
    [
        "ftp://verein.example/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "gopher://verein.example:70/",
        "http://verein.example:22/",
        "http://verein.example:6379/",
        "http://user:word@verein.example/",
        "http://[fe80::1%25eth0]/",
        "http://[::1/",
        "http://a..b/",
        "http://",
        "",
        "http://ver ein.example/",
        "http://verein.example\x00.evil/",
    ],
)
def test_what_is_no_plain_address_is_not_even_looked_up(
    net: Net, asker: Asker, address: str
) -> None:
    net.name("verein.example")
    assert asker.ask(address) == Verdict(LinkState.BROKEN, Why.WRONG)
    assert (net.asked, net.opened) == ([], [])


@pytest.mark.parametrize("to", [*INSIDE[:20], "//127.0.0.1/", "http://verein.example:22/"])
def test_a_redirect_is_checked_like_any_address(
    net: Net, serve: Serve, asker: Asker, to: str
) -> None:
    serve(saying("302 Found", f"Location: {to}"))
    net.name("verein.example")
    net.name("localhost.example", ["127.0.0.1"])
    verdict = asker.ask("http://verein.example/")
    assert verdict.state is LinkState.BROKEN
    assert verdict.why in (Why.INSIDE, Why.WRONG)
    assert set(net.opened) == {(PUBLIC, 443), (PUBLIC, 80)}


def test_a_name_that_changes_is_looked_up_once(net: Net, serve: Serve, asker: Asker) -> None:
    """The connection goes to what was checked, not to what the name says a moment later."""
    serve(saying("200 OK"))
    net.name("verein.example", [PUBLIC], [PUBLIC], ["127.0.0.1"])
    assert asker.ask("http://verein.example/") == OK
    assert net.asked == ["verein.example"] * 2, "once for HTTPS, once for HTTP"
    net.opened.clear()
    assert asker.ask("http://verein.example/") == Verdict(LinkState.BROKEN, Why.INSIDE)
    assert net.opened == []


def test_redirects_to_other_public_addresses_are_followed(
    net: Net, serve: Serve, asker: Asker
) -> None:
    serve(saying("301 Moved", "location: http://neu.example/start"))
    serve(saying("404 Not Found"), OTHER)
    net.name("verein.example")
    net.name("neu.example", [OTHER])
    assert asker.ask("http://verein.example/") == Verdict(LinkState.BROKEN, Why.GONE)
    assert net.opened[-1] == (OTHER, 80)


def test_a_circle_ends(net: Net, serve: Serve, asker: Asker) -> None:
    serve(saying("302 Found", "Location: /again"))
    net.name("verein.example")
    assert asker.ask("http://verein.example/") == Verdict(LinkState.BROKEN, Why.CIRCLE)
    assert len(net.opened) == 1 + web_asking.MOST_REDIRECTS + 1


def test_a_name_that_nobody_knows(net: Net, asker: Asker) -> None:
    assert asker.ask("http://verein.example/") == Verdict(LinkState.UNREACHABLE, Why.NO_NAME)
    assert net.opened == []


def test_who_drips_or_is_silent_takes_no_longer_than_others(
    net: Net, serve: Serve, asker: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web_asking, "SECONDS", 0.4)
    stop = threading.Event()

    def drip(_asked: bytes, opened: socket.socket) -> None:
        while not stop.wait(0.05):
            opened.sendall(b"H")

    serve(drip)
    net.name("verein.example")
    # It drips for as long as we ask.
    assert asker.ask("http://verein.example/") == Verdict(LinkState.UNREACHABLE, Why.SLOW)
    stop.set()


def test_an_endless_head_is_read_only_so_far(net: Net, serve: Serve, asker: Asker) -> None:
    sent = 0

    def flood(_asked: bytes, opened: socket.socket) -> None:
        nonlocal sent
        while True:
            opened.sendall(b"x" * 1000)
            sent += 1000

    serve(flood)
    net.name("verein.example")
    assert asker.ask("http://verein.example/") == Verdict(LinkState.UNREACHABLE, Why.SILENT)
    # What buffers of the system take is more than we read.
    assert sent < 10_000_000


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """For verein.example, signed by itself."""
    folder = tmp_path_factory.mktemp("certificate")
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-keyout", "key.pem", "-out", "cert.pem", "-subj", "/CN=verein.example"),
            *("-addext", "subjectAltName=DNS:verein.example"),
        ],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    return folder


def secure(folder: Path) -> Answering:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")

    def answer(begun: bytes, opened: socket.socket) -> None:
        # What was read already is the beginning of the handshake.
        incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        incoming.write(begun)
        talk = context.wrap_bio(incoming, outgoing, server_side=True)
        _until(talk.do_handshake, incoming, outgoing, opened)
        _until(lambda: talk.read(4096), incoming, outgoing, opened)
        talk.write(b"HTTP/1.1 200 OK\r\n\r\n")
        opened.sendall(outgoing.read())

    return answer


def _until(
    step: Callable[[], object],
    incoming: ssl.MemoryBIO,
    outgoing: ssl.MemoryBIO,
    opened: socket.socket,
) -> None:
    while True:
        try:
            step()
            opened.sendall(outgoing.read())
            return
        except ssl.SSLWantReadError:
            opened.sendall(outgoing.read())
            incoming.write(opened.recv(65_536))


def test_https_is_asked_with_the_name_and_a_wrong_certificate_is_told(
    net: Net, serve: Serve, certificate: Path
) -> None:
    serve(secure(certificate), port=443)
    net.name("verein.example")
    net.name("other.example")
    trusted = ssl.create_default_context(cafile=certificate / "cert.pem")
    asker = Asker(net.resolve, net.connect, trusted=trusted)
    assert asker.ask("http://verein.example/") == OK
    assert net.opened == [(PUBLIC, 443)], "HTTPS is enough"
    assert asker.ask("verein.example") == OK
    wrong = Verdict(LinkState.BROKEN, Why.CERTIFICATE)
    assert asker.ask("https://other.example/") == wrong
    assert Asker(net.resolve, net.connect).ask("https://verein.example/") == wrong


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("64:ff9b::5db8:d822", True),
        ("198.18.0.1", False),
        ("240.0.0.1", False),
        ("2001:db8::1", False),
        ("x", False),
    ],
)
def test_which_numbers_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public
