"""The file for nginx, tried with nginx itself where it is installed (or DIRECTORY_TEST_NGINX)."""

import http.client
import json
import os
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

import pytest

from directory.config import CHECKOUT
from tests.live_site import running_site
from tests.mailing.certificate import self_made
from tests.ports import free_port

# Where Debian puts it, which is not on everybody's path.
_PATH = f"{os.environ.get('PATH', '')}:/usr/sbin"
NGINX = os.environ.get("DIRECTORY_TEST_NGINX") or shutil.which("nginx", path=_PATH)
SLOW_CLIENTS = 200
# Twice as many as nginx holds at a time, here as on a small server.
SILENT_CLIENTS = 2_000

pytestmark = pytest.mark.skipif(not NGINX, reason="needs nginx")


class Echo(BaseHTTPRequestHandler):
    """Stands where the site would, and says what it was told."""

    def do_GET(self) -> None:
        body = json.dumps({name.lower(): value for name, value in self.headers.items()}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, *_: object) -> None:
        pass


@dataclass
class Proxy:
    port: int
    log: Path

    def ask(
        self, path: str, body: bytes | None = None, **headers: str
    ) -> tuple[int, dict[str, str], str]:
        trust = ssl.create_default_context()
        trust.check_hostname, trust.verify_mode = False, ssl.CERT_NONE
        line = http.client.HTTPSConnection("127.0.0.1", self.port, context=trust, timeout=20)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        line.request("POST" if body else "GET", path, body, {"Host": "sport.example", **sent})
        answer = line.getresponse()
        text = answer.read().decode()
        line.close()
        return answer.status, dict(answer.headers), text


@contextmanager
def proxied(folder: Path, *upstreams: int, visitor: str = "$remote_addr") -> Iterator[Proxy]:
    """nginx with our file; only ports, certificate and places of files are those of the test.

    All come from this machine; ``visitor`` may name a header that says from where else.
    """
    folder.mkdir(exist_ok=True)
    port, plain = free_port(), free_port()
    self_made(folder)
    text = (CHECKOUT / "operating" / "nginx.conf").read_text(encoding="utf-8")
    for theirs, ours in {
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{port} ssl http2;",
        "/etc/letsencrypt/live/sport.example/fullchain.pem": str(folder / "certificate.pem"),
        "/etc/letsencrypt/live/sport.example/privkey.pem": str(folder / "key.pem"),
        "/var/log/nginx/": f"{folder}/",
        "server 127.0.0.1:8000;": "".join(f"server 127.0.0.1:{one};" for one in upstreams),
        "X-Forwarded-For $remote_addr": f"X-Forwarded-For {visitor}",
    }.items():
        assert theirs in text
        text = text.replace(theirs, ours)
    places = "".join(
        f"{name}_temp_path {folder}/{name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = f"daemon off; pid {folder}/pid; error_log {folder}/start.log; "
    # The folder of a test belongs to whoever runs it.
    whole += "user root; " if os.geteuid() == 0 else ""
    whole += f"events {{ worker_connections 1024; }}\nhttp {{ {places}\n{text}\n}}"
    file = folder / "nginx.conf"
    file.write_text(whole)
    words = [NGINX or "", "-p", str(folder), "-e", f"{folder}/start.log", "-c", str(file)]
    tried = subprocess.run([*words, "-t"], capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stderr
    process = subprocess.Popen(words)
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield Proxy(port, folder / "directory.log")
    finally:
        process.terminate()
        process.wait(60)


@pytest.fixture
def proxy(tmp_path: Path) -> Iterator[Proxy]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    with proxied(tmp_path / "nginx", server.server_address[1]) as found:
        yield found
    server.shutdown()
    server.server_close()


def test_what_visitors_say_of_themselves_does_not_come_through(proxy: Proxy) -> None:
    """Row 62 of the table of faults."""
    _, _, told = proxy.ask(
        "/suche",
        X_Forwarded_For="192.0.2.7",
        X_Forwarded_Host="evil.example",
        X_Forwarded_Proto="http",
        X_Forwarded_Prefix="/evil",
    )
    headers = json.loads(told)
    assert headers["x-forwarded-for"] == "127.0.0.1"
    assert headers["x-forwarded-host"] == headers["host"] == "sport.example"
    assert headers["x-forwarded-proto"] == "https"
    assert "x-forwarded-prefix" not in headers


def test_its_log_names_nobody(proxy: Proxy) -> None:
    secrets = ("geheimnis123", "Trisomie", "127.0.0.1")
    for path in (
        "/suche?q=Trisomie",
        "/vereine/l/geheimnis123",
        "/de/vereine/meine/geheimnis123/stimmt",
        "/vereine/entwurf/geheimnis123?schritt=ort",
        "/vereine/tabelle/link/geheimnis123",
        "/anmelden/geheimnis123",
        "/redaktion/eingang/geheimnis123",
    ):
        assert proxy.ask(path)[0] == 200
    log = proxy.log.read_text()
    for secret in secrets:
        assert secret not in log
    assert "127.0.0.0 [" in log and "GET /suche 200" in log
    assert "GET /vereine/l/... 200" in log


def test_photos_come_through_where_clubs_send_them_and_nowhere_else(proxy: Proxy) -> None:
    large = b"x" * 20_000_000
    for path in ("/vereine/entwurf/abc", "/vereine/tabelle", "/de/vereine/meine/abc/tabelle"):
        assert proxy.ask(path, large)[0] == 200
    assert proxy.ask("/vereine/link", b"x" * 5_000_000)[0] == 413


@contextmanager
def proxied_site(folder: Path) -> Iterator[Proxy]:
    """The whole site behind it."""
    settings = {
        "DIRECTORY_PUBLIC_URL": "https://sport.example",
        "DIRECTORY_PROXIES": "1",
        "DIRECTORY_EXAMPLES": "no",
    }
    with (
        running_site(folder / "instance", **settings) as site,
        proxied(folder / "nginx", urlsplit(site).port or 0) as proxy,
    ):
        yield proxy


def searching(proxy: Proxy, times: int = 10) -> list[float]:
    """How long each search takes for somebody who comes anew."""
    taken = []
    for _ in range(times):
        begun = time.monotonic()
        assert proxy.ask("/suche?q=boccia")[0] == 200
        taken.append(time.monotonic() - begun)
    return taken


@pytest.mark.soak
def test_slow_clients_hold_up_nobody(tmp_path: Path) -> None:
    """Row 63: 200 half-sent requests, half of them with a body that never ends; 2 s or less."""
    with ExitStack() as stack:
        proxy = stack.enter_context(proxied_site(tmp_path))
        head = b"POST /vereine/link HTTP/1.1\r\nHost: sport.example\r\n"
        body = head + b"Content-Length: 1000\r\n\r\nmail="
        for number in range(SLOW_CLIENTS):
            slow = stack.enter_context(encrypted(proxy))
            slow.sendall(body if number % 2 else head)
        longest = max(searching(proxy))
        sys.stdout.write(f"\nlongest answer beside {SLOW_CLIENTS} slow clients: {longest:.2f} s\n")
        assert longest < 2


@pytest.mark.soak
def test_thousands_who_say_nothing_hold_up_nobody(tmp_path: Path) -> None:
    """Row 63: compared with the same searches before and afterwards, on the same busy machine."""
    with proxied_site(tmp_path) as proxy:
        before = searching(proxy)
        with ExitStack() as stack:
            for number in range(SILENT_CLIENTS):
                # Some have said hello, and then nothing more.
                if number % 4:
                    plain = socket.create_connection(("127.0.0.1", proxy.port))
                    stack.enter_context(plain)
                else:
                    stack.enter_context(encrypted(proxy))
            beside = searching(proxy)
        alone = max(median(before), median(searching(proxy)))
    figures = {"silent": SILENT_CLIENTS, "alone_s": alone, "beside_s": median(beside)}
    sys.stdout.write(f"\n{json.dumps(figures)}\n")
    assert median(beside) < 5 * alone


def encrypted(proxy: Proxy) -> ssl.SSLSocket:
    trust = ssl.create_default_context()
    trust.check_hostname, trust.verify_mode = False, ssl.CERT_NONE
    return trust.wrap_socket(socket.create_connection(("127.0.0.1", proxy.port)))
