"""geopy over the gazetteer never reaches the net; an operator's server may fail as it likes."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from directory.geo.geocoder import NetworkForbidden, OfflineGeocoder, operator_geocoder
from tests.geo.places_for_tests import the_gazetteer


@pytest.fixture(scope="module")
def geocoder() -> OfflineGeocoder:
    return OfflineGeocoder(the_gazetteer())


def test_a_place_is_a_location(geocoder):
    location = geocoder.geocode("hale saale")
    assert location.address == "Halle (Saale), Sachsen-Anhalt, Deutschland"
    assert (round(location.latitude, 1), round(location.longitude, 1)) == (51.5, 12.0)
    assert location.raw.ags == "15002000"


def test_more_than_one_when_asked(geocoder):
    assert len(geocoder.geocode("Halle", exactly_one=False, limit=3)) == 3


def test_nothing_is_none(geocoder):
    assert geocoder.geocode("xyzxyz") is None


def test_a_point_has_a_postcode(geocoder):
    location = geocoder.reverse((51.4825, 11.97))
    assert location.raw.name == "Halle (Saale)"
    assert location.address.startswith("06")


def test_a_point_abroad_has_none(geocoder):
    assert geocoder.reverse((48.85, 2.35)) is None


def test_the_adapter_refuses_the_net(geocoder):
    with pytest.raises(NetworkForbidden):
        geocoder.adapter.get_json("https://example.org", timeout=1, headers={})


@contextmanager
def a_server(body: bytes, status: int = 200, wait_seconds: float = 0) -> Iterator[str]:
    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            for place in range(len(body)):
                self.wfile.write(body[place : place + 1])
                self.wfile.flush()
                if wait_seconds:
                    time.sleep(wait_seconds)

        def log_message(self, *_: object) -> None:
            pass

        def handle(self) -> None:
            with suppress(OSError):
                super().handle()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def nominatim(latitude: str, longitude: str) -> bytes:
    return json.dumps([{"lat": latitude, "lon": longitude, "display_name": "Halle"}]).encode()


PHOTON = {
    "features": [
        {
            "geometry": {"type": "Point", "coordinates": [11.97, 51.48]},
            "properties": {"name": "Halle"},
        }
    ]
}


def ask(host: str, kind: str = "nominatim") -> tuple[float, float] | None:
    return operator_geocoder(kind, host, "tests", scheme="http", timeout_seconds=20)("Halle")


def test_nominatim_gives_a_point():
    with a_server(nominatim("51.48", "11.97")) as host:
        assert ask(host) == (51.48, 11.97)


def test_photon_gives_a_point():
    with a_server(json.dumps(PHOTON).encode()) as host:
        assert ask(host, "photon") == (51.48, 11.97)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"[]", 200),
        (b"{}", 200),
        (b"no json", 200),
        (b"", 200),
        (b"[1, 2]", 200),
        (b"null", 200),
        (b"error", 500),
        (b"slow down", 429),
        (nominatim("NaN", "11.97"), 200),
        (nominatim("inf", "11.97"), 200),
        (nominatim("north", "11.97"), 200),
        (nominatim("48.85", "2.35"), 200),
        (b"\xff\xfe\x00", 200),
    ],
)
def test_whatever_goes_wrong_there_is_no_point(body, status):
    with a_server(body, status) as host:
        assert ask(host) is None


def test_a_server_that_drips_is_not_waited_for():
    with a_server(nominatim("51.48", "11.97"), wait_seconds=0.5) as host:
        locate = operator_geocoder("nominatim", host, "tests", scheme="http", timeout_seconds=0.6)
        assert locate("Halle") is None


def test_no_server_is_no_point():
    assert ask("127.0.0.1:1") is None


def test_another_kind_of_server_is_refused():
    with pytest.raises(ValueError, match="nominatim or photon"):
        operator_geocoder("google", "example.org", "tests")
