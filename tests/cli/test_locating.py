"""Where an address is, by the own gazetteer or by the operator's server."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.cli.conftest import Run


class _Nominatim(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = json.dumps([{"lat": "51.4825", "lon": "11.97", "display_name": "Halle"}]).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def nominatim() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Nominatim)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_the_own_gazetteer_knows_towns_and_postcodes(run: Run) -> None:
    assert "Halle (Saale)" in run("locate", "06108 Halle").output


def test_an_unknown_address_is_said_and_ends_with_one(run: Run) -> None:
    result = run("locate", "Xyzzyplugh 7")
    assert (result.exit_code, result.output) == (1, "Nobody knows this address.\n")


def test_the_server_of_the_operator_is_asked_when_it_is_set(
    run: Run, nominatim: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIRECTORY_GEOCODER", "nominatim")
    monkeypatch.setenv("DIRECTORY_GEOCODER_HOST", nominatim)
    assert run("locate", "Beispielstraße 5, Halle").output == "51.48250, 11.97000 (nominatim)\n"


def test_a_server_that_is_not_there_leaves_the_gazetteer(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIRECTORY_GEOCODER", "photon")
    monkeypatch.setenv("DIRECTORY_GEOCODER_HOST", "http://127.0.0.1:9")
    assert "gazetteer" in run("locate", "Halle").output


def test_a_geocoder_without_a_host_is_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIRECTORY_GEOCODER", "photon")
    result = run("locate", "Halle")
    assert result.exit_code == 1
    assert "DIRECTORY_GEOCODER_HOST must say where" in result.output
